"""Which pages show an agenda, lead through a meeting item by item, and keep what came of it?"""

import secrets
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.strategy.deviations.guards import Said as DeviationSaid
from styrbord.core.strategy.deviations.workflow import Verb as DeviationVerb
from styrbord.core.strategy.meetings.workflow import Item, State, Verb
from styrbord.services import board, deviations, meetings
from styrbord.services.meetings import Agenda, AgendaItem, ItemSaid
from styrbord.web import address, fields
from styrbord.web.asking import reading_of
from styrbord.web.deviations import drawing
from styrbord.web.meetings import papers
from styrbord.web.views.showing import show

Problems = tuple[Problem, ...]
ALONE = {
    "circle.not-found",
    "meeting.not-found",
    "meeting.item-not-found",
    "rights.missing",
    "sign-in.needed",
}
"""Refusals that show no page of the meeting."""
PAPERS = ("pdf", "docx")
WIDTH = 760
"""Pixels of a chart beside what can be decided on the spot."""


@never_cache
@require_safe
def agenda(request: HttpRequest, token: str) -> HttpResponse:
    """Agenda of the next meeting, to read and to print; as a file, the pack for all members."""
    found = meetings.agenda(request.user, token, _day(request.GET.get("on", "")))
    if request.GET.get("format") == "pdf":
        return papers.pack(request, meetings.pack(request.user, token))
    return show(request, "agenda.html", reading_of(request), agenda=found, key=secrets.token_urlsafe(12))


@never_cache
@require_POST
def put(request: HttpRequest, token: str) -> HttpResponse:
    """Put something on the agenda of the meeting under way, else of the next one."""
    said = request.POST
    try:
        meetings.put(request.user, token, fields.text(said, "words"), key=fields.key_of(said))
    except Refused as refused:
        if ALONE & {one.code for one in refused.problems}:
            raise
        found = meetings.agenda(request.user, token)
        answer = show(
            request, "agenda.html", reading_of(request), agenda=found, problems=refused.problems,
            key=secrets.token_urlsafe(12), said=said,
        )  # fmt: skip
        answer.status_code = 400
        return answer
    return redirect(address.go(request, "circle-agenda", token))


@never_cache
@require_POST
def start(request: HttpRequest, token: str) -> HttpResponse:
    """Begin the meeting of today, or go on with the one that has begun; its first open item."""
    meetings.start(request.user, token, key=request.POST.get("key", "")[:64])
    found = meetings.agenda(request.user, token)
    return redirect(_after(request, found, 0))


@never_cache
@require_safe
def one(request: HttpRequest, token: str, on: str) -> HttpResponse:
    """A meeting that has begun: what became of each item; once it has ended, its minutes as files."""
    found = meetings.meeting(request.user, token, _named(on))
    form = request.GET.get("format", "")
    if form in PAPERS:
        return papers.minutes(request, meetings.minutes(request.user, found.token), form)
    return _record(request, found)


@never_cache
@require_POST
def end(request: HttpRequest, token: str, on: str) -> HttpResponse:
    """End a meeting: who was there, and what is to be said at its end."""
    said, day = request.POST, _named(on)
    try:
        present = tuple(one[:80] for one in said.getlist("present")[:200])
        words, key = fields.text(said, "words"), fields.key_of(said)
        meetings.end(request.user, token, day, present=present, words=words, key=key)
    except Refused as refused:
        if ALONE & {one.code for one in refused.problems}:
            raise
        return _record(request, meetings.meeting(request.user, token, day), refused.problems)
    return redirect(address.go(request, "meeting", token, on))


@never_cache
@require_POST
def erase(request: HttpRequest, token: str, on: str) -> HttpResponse:
    """Erase the words of a step for good."""
    known = fields.whole(request.POST.get("step", "")) or 0
    meetings.erase(request.user, token, known, key=request.POST.get("key", "")[:64])
    return redirect(address.go(request, "meeting", token, on))


@never_cache
def item(request: HttpRequest, token: str, on: str, number: str) -> HttpResponse:
    """One item, large and alone, with what can be decided on the spot."""
    day, place = _named(on), fields.whole(number)
    if place is None:
        raise Http404
    if request.method != "POST":
        return _alone(request, meetings.meeting(request.user, token, day), place)
    verb, said = _verb(request.POST.get("verb", "")), request.POST
    try:
        meetings.act(
            request.user, token, day, place, verb, _said(said),
            revision=fields.whole(said.get("revision", "")), key=fields.key_of(said),
        )  # fmt: skip
    except Refused as refused:
        if (ALONE - {"rights.missing"}) & {one.code for one in refused.problems}:
            raise
        found = meetings.meeting(request.user, token, day)
        return _alone(request, found, place, refused.problems, str(verb))
    found = meetings.meeting(request.user, token, day)
    if verb in {Verb.FINISH, Verb.CARRY}:
        return redirect(_after(request, found, place))
    return redirect(address.go(request, "meeting-item", token, on, place))


def _record(request: HttpRequest, found: Agenda, problems: Problems = ()) -> HttpResponse:
    answer = show(
        request, "meeting.html", reading_of(request), agenda=found, problems=problems, said=request.POST,
        minutes=meetings.minutes(request.user, found.token), key=secrets.token_urlsafe(12),
    )  # fmt: skip
    answer.status_code = 400 if problems else 200
    return answer


def _alone(
    request: HttpRequest, found: Agenda, number: int, problems: Problems = (), tried: str = ""
) -> HttpResponse:
    places = [one.number for one in found.items]
    if number not in places:
        raise Refused(Problem("meeting.item-not-found", "", {"number": number}))
    at, reading = places.index(number), reading_of(request)
    shown = found.items[at]
    deviation = _deviation(request, shown)
    chart = drawing.course(request, reading, deviation, width=WIDTH) if deviation else None
    answer = show(
        request,
        "meeting-item.html",
        reading,
        offers={"course": chart} if chart else {},
        agenda=found,
        item=shown,
        place=at + 1,
        earlier=places[at - 1] if at else 0,
        later=places[at + 1] if at + 1 < len(places) else 0,
        deviation=deviation,
        chart=chart,
        problems=problems,
        tried=tried,
        said=request.POST,
        posts=_posts(board.labels(reading).posts, found),
        key=secrets.token_urlsafe(12),
    )
    if problems:
        answer.status_code = 403 if "rights.missing" in {one.code for one in problems} else 400
    return answer


def _deviation(request: HttpRequest, shown: AgendaItem) -> Any:
    """The deviation that an item is about, with what the reader may do with it; None for other items."""
    if shown.about != "deviation":
        return None
    return deviations.find(reading_of(request), shown.token, request.user)


def _posts(known: Any, found: Agenda) -> list[tuple[str, Any]]:
    """Posts to choose from: those of the circle first."""
    own = [code for code in found.circle.posts if code in known]
    return [(code, known[code]) for code in (*own, *(code for code in known if code not in own))]


def _after(request: HttpRequest, found: Agenda, number: int) -> str:
    """Address of the next item that is open, else of the whole meeting."""
    is_open = [one.number for one in found.items if one.state is Item.OPEN]
    later = [one for one in is_open if one > number] or is_open
    here = (found.circle.token, found.on.isoformat())
    if later and found.state is State.UNDER_WAY:
        return address.go(request, "meeting-item", *here, later[0])
    return address.go(request, "meeting", *here)


def _named(on: str) -> date:
    """Day that an address names."""
    found = _day(on)
    if found is None:
        raise Http404
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        return None


def _verb(text: str) -> Verb:
    known = {str(one): one for one in Verb if one not in {Verb.START, Verb.END, Verb.PUT}}
    if text not in known:
        raise Http404
    return known[text]


def _said(said: QueryDict) -> ItemSaid:
    move = said.get("move", "")
    told = DeviationSaid(
        words=fields.text(said, "words"), cause=fields.text(said, "cause"), to=fields.text(said, "to"),
        outcome=fields.text(said, "outcome"), action=_day(said.get("action", "")),
    )  # fmt: skip
    return ItemSaid(
        words=fields.text(said, "words"),
        holder=said.get("holder", "")[:80],
        due_on=_day(said.get("due", "")),
        deviation=DeviationVerb(move) if move in set(DeviationVerb) else None,
        deviation_said=told,
    )
