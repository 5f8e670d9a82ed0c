"""Which circles are there, what does one come to next, and how is one founded or changed?"""

import secrets

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.base.text import LANGUAGES
from styrbord.core.strategy.meetings.rhythm import MOST_WEEKS
from styrbord.services import clock, meetings
from styrbord.services.meetings import CircleNote, CircleSaid
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.meetings import words
from styrbord.web.paging import part_of
from styrbord.web.views.showing import show

Problems = tuple[Problem, ...]
ALONE = {"circle.not-found", "rights.missing", "sign-in.needed"}
"""Refusals that show no form."""
HELD = 20
"""Meetings that have been held on one page."""
SHOWN = 5
"""Items of the coming agenda that the page of a circle shows."""


@never_cache
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Circles that the reader sees, their own first."""
    return show(
        request,
        "meetings.html",
        reading_of(request),
        circles=meetings.circles(request.user),
        may_found=meetings.may_found(request.user),
    )


@never_cache
@require_safe
def one(request: HttpRequest, token: str) -> HttpResponse:
    """One circle: its next agenda, its posts, and the meetings that it has held."""
    circle = meetings.circle(request.user, token)
    agenda = meetings.agenda(request.user, token)
    held = part_of(request, meetings.held(request.user, token), HELD)
    return show(
        request,
        "circle.html",
        reading_of(request),
        circle=circle,
        agenda=agenda,
        first=agenda.items[:SHOWN],
        held=held,
        today=clock.now().date(),
        key=secrets.token_urlsafe(12),
    )


@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Found a circle."""
    subject = (request.POST or request.GET).get("subject", "")[:64]
    if request.method != "POST":
        if not meetings.may_found(request.user):
            raise Refused(Problem(_lacking(request)))
        return _form(request, CircleSaid({}, (), ()), subject=subject)
    said = typed(request.POST)
    try:
        token = meetings.found(request.user, subject, said, key=request.POST.get("key", "")[:64])
    except Refused as refused:
        if ALONE & {one.code for one in refused.problems}:
            raise
        return _form(request, said, subject=subject, problems=refused.problems)
    return redirect(address.go(request, "circle", token))


@never_cache
def change(request: HttpRequest, token: str) -> HttpResponse:
    """Change who sits in a circle, its name and when it meets."""
    circle = meetings.circle(request.user, token)
    if not circle.may_change:
        raise Refused(Problem("rights.missing"))
    if request.method != "POST":
        return _form(request, _kept(circle), circle=circle)
    said, revision = typed(request.POST), request.POST.get("revision", "")
    known = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 9 else -1
    try:
        meetings.change(request.user, token, said, revision=known, key=request.POST.get("key", "")[:64])
    except Refused as refused:
        if ALONE & {one.code for one in refused.problems}:
            raise
        return _form(request, said, circle=circle, problems=refused.problems)
    return redirect(address.go(request, "circle", token))


def _lacking(request: HttpRequest) -> str:
    return "rights.missing" if request.user.is_authenticated else "sign-in.needed"


def typed(said: QueryDict) -> CircleSaid:
    """A circle as it was typed."""
    posts = tuple(dict.fromkeys(one[:80] for one in said.getlist("post") if one))[:200]
    return CircleSaid(
        names={code: said.get(f"name-{code}", "")[:500] for code in LANGUAGES},
        posts=posts,
        chairs=tuple(one[:80] for one in said.getlist("chair") if one in posts),
        weekday=_small(said.get("weekday", "")),
        weeks=_small(said.get("weeks", "")),
        hour=said.get("hour", "")[:20],
    )


def _small(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0


def _kept(circle: CircleNote) -> CircleSaid:
    chairs = tuple(seat.post for seat in circle.seats if seat.is_chair)
    rhythm = circle.rhythm
    return CircleSaid(circle.names, circle.posts, chairs, rhythm.weekday, rhythm.weeks, circle.hour)


def _form(
    request: HttpRequest,
    said: CircleSaid,
    *,
    subject: str = "",
    circle: CircleNote | None = None,
    problems: Problems = (),
) -> HttpResponse:
    answer = show(
        request,
        "circle-edit.html",
        reading_of(request),
        said=said,
        names=[(code, name, said.names.get(code, "")) for code, name in words.LANGUAGES.items()],
        subject=subject,
        circle=circle,
        problems=problems,
        weekdays=words.WEEKDAYS,
        rhythms=[(n, words.rhythm(n)) for n in range(1, MOST_WEEKS + 1)],
        key=secrets.token_urlsafe(12),
    )
    answer.status_code = 400 if problems else 200
    return answer
