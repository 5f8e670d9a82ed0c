"""What long work is there, how far is it, and how is it stopped?"""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.people.rights import Rights
from styrbord.services import jobs, rights
from styrbord.services.jobs import SeenJob
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.participation.talks import key_of
from styrbord.web.views.showing import show

RESULTS = {"signals": "signals", "forecasts": "forecasts"}
OF_TOKEN = {"scenarios": "scenario", "ratings": "rating-run"}
"""Pages that show what came of each kind of work, and those that do so by the token in its result."""


@never_cache
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Work that the reader asked for, or all of it to those who keep the board."""
    found = jobs.seen(_rights(request))
    running = any(not one.note.has_ended for one in found)
    return show(request, "jobs.html", reading_of(request), jobs=found, is_running=running)


@never_cache
@require_safe
def one(request: HttpRequest, token: str) -> HttpResponse:
    """One job, again and again until it has ended."""
    found = jobs.seen_one(_rights(request), token)
    result, key = _result(request, found), secrets.token_urlsafe(16)
    return show(request, "job.html", reading_of(request), job=found, result=result, key=key)


@never_cache
@require_safe
def progress(request: HttpRequest, token: str) -> HttpResponse:
    """How far it is, for a page that asks again and again; ended, the page is loaded anew."""
    found = jobs.seen_one(_rights(request), token)
    answer = render(request, "styrbord/parts/job_progress.html", {"job": found})
    if found.note.has_ended:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Stop it; one that has ended meanwhile is shown as it is."""
    try:
        jobs.stop(_rights(request), token, key=key_of(request.POST))
    except Refused as refused:
        if [problem.code for problem in refused.problems] != ["job.ended"]:
            raise
    return redirect(address.go(request, "job", token))


def _rights(request: HttpRequest) -> Rights:
    if not request.user.is_authenticated:
        raise Refused(Problem("sign-in.needed"))
    return rights.rights_of(request.user)


def _result(request: HttpRequest, found: SeenJob) -> str:
    """Address of the page with what came of it; empty while there is none."""
    note = found.note
    if note.state != "done":
        return ""
    token = note.result.get("token", "")
    if token and note.name in OF_TOKEN:
        return address.go(request, OF_TOKEN[note.name], token)
    return address.go(request, RESULTS[note.name]) if note.name in RESULTS else ""
