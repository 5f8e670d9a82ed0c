"""Which pages keep the register of stakeholders, and the contexts in which consequences are assessed?"""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.people.roles import Action
from styrbord.core.strategy.decisions.stakeholders import Level, StakeholderKind
from styrbord.services import rights
from styrbord.services.decisions import assessing, stakeholders
from styrbord.services.decisions.stakeholders import Who
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.decisions import words
from styrbord.web.views.showing import show

Problems = tuple[Problem, ...]
CLOSED = {"rights.missing", "sign-in.needed", "stakeholder.not-found"}


@never_cache
def register(request: HttpRequest) -> HttpResponse:
    """Stakeholders that the reader may see; a post adds one."""
    if request.method != "POST":
        return _register(request)
    said = request.POST
    try:
        subject = said.get("subject", "")[:64]
        stakeholders.register(request.user, subject, _who(request), key=said.get("key", "")[:64])
    except Refused as refused:
        return _register(request, _open(refused))
    return redirect(address.go(request, "stakeholders"))


@never_cache
def stakeholder(request: HttpRequest, token: str) -> HttpResponse:
    """One stakeholder, what they said to which decisions, and a form to say anew who they are."""
    if request.method != "POST":
        return _stakeholder(request, token)
    said = request.POST
    try:
        if said.get("verb") == "erase":
            stakeholders.erase(request.user, token, key=said.get("key", "")[:64])
        else:
            revision = said.get("revision", "")
            number = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 9 else 0
            stakeholders.change(
                request.user, token, _who(request), revision=number, key=said.get("key", "")[:64]
            )
    except Refused as refused:
        return _stakeholder(request, token, _open(refused))
    return redirect(address.go(request, "stakeholders"))


@never_cache
def contexts(request: HttpRequest) -> HttpResponse:
    """Contexts of this board; whoever gives rights adds, names and retires them."""
    rights.require(request.user, Action.GIVE_RIGHTS)
    if request.method != "POST":
        return _contexts(request)
    said, key = request.POST, request.POST.get("key", "")[:64]
    code, verb = said.get("code", "").strip()[:64], said.get("verb", "")
    try:
        if verb in {"retire", "restore"}:
            assessing.retire(request.user, code, is_retired=verb == "retire", key=key)
        else:
            names = {language: said.get(f"name-{language}", "")[:200] for language in words.LANGUAGES}
            assessing.keep(request.user, code, names, key=key)
    except Refused as refused:
        return _contexts(request, _open(refused))
    return redirect(address.go(request, "decision-contexts"))


def _open(refused: Refused) -> Problems:
    """What is wrong with a form; what shows no form is raised again."""
    if any(one.code in CLOSED for one in refused.problems):
        raise refused
    return refused.problems


def _who(request: HttpRequest) -> Who:
    said = request.POST
    return Who(
        said.get("name", "")[:1_000],
        said.get("kind", "")[:20],
        said.get("interest", "")[:20],
        said.get("influence", "")[:20],
        said.get("is-retired") == "yes",
    )


def _register(request: HttpRequest, problems: Problems = ()) -> HttpResponse:
    reading = reading_of(request)
    stakeholders.require_seeing(request.user)
    is_all = request.GET.get("all") == "yes"
    subject = request.GET.get("subject", "")[:64]
    answer = show(
        request,
        "stakeholders.html",
        reading,
        found=stakeholders.registered(reading, subject=subject, is_all=is_all),
        may_keep=stakeholders.may_keep_somewhere(request.user),
        problems=problems,
        said=request.POST,
        **_choices(),
    )
    answer.status_code = 400 if problems else 200
    return answer


def _stakeholder(request: HttpRequest, token: str, problems: Problems = ()) -> HttpResponse:
    reading = reading_of(request)
    found = stakeholders.stakeholder(request.user, token)
    answer = show(
        request,
        "stakeholder.html",
        reading,
        one=found,
        positions=stakeholders.positions_of(reading, token),
        may_keep=stakeholders.may_keep(request.user, found.subject),
        may_erase=rights.may(request.user, Action.GIVE_RIGHTS),
        problems=problems,
        **_choices(),
    )
    answer.status_code = 400 if problems else 200
    return answer


def _contexts(request: HttpRequest, problems: Problems = ()) -> HttpResponse:
    reading = reading_of(request)
    found = assessing.contexts()
    named = dict(words.contexts([one.code for one in found], found))
    answer = show(
        request,
        "decision-contexts.html",
        reading,
        found=[(one, named[one.code]) for one in found],
        languages=words.LANGUAGES,
        problems=problems,
        said=request.POST,
        key=secrets.token_urlsafe(12),
    )
    answer.status_code = 400 if problems else 200
    return answer


def _choices() -> dict[str, Any]:
    return {
        "kinds": tuple(map(str, StakeholderKind)),
        "levels": tuple(map(str, Level)),
        "key": secrets.token_urlsafe(12),
    }
