"""Which circles meet, what do they talk about, and how does a program take part?"""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from styrbord.api import caller
from styrbord.api.asking import Listing, page_of
from styrbord.api.caller import Caller
from styrbord.api.collection import BY_ALL, BY_TOKEN, KEY, MISSING, WRITING
from styrbord.api.meeting_schemas import (
    AgendaAsk,
    AgendaItemOut,
    AgendaOut,
    CircleChangeIn,
    CircleIn,
    CircleOut,
    CircleWhole,
    EndIn,
    ItemStepIn,
    MeetingStepOut,
    NewCircleIn,
    PutIn,
    StartIn,
)
from styrbord.api.schemas import Listed
from styrbord.core.strategy.deviations.guards import Said as DeviationSaid
from styrbord.core.strategy.meetings.workflow import Verb
from styrbord.services import meetings, programs
from styrbord.services.accounts import tokens
from styrbord.services.meetings import Agenda, AgendaItem, CircleNote, CircleSaid, ItemSaid

router = Router()
TOKEN = Path(..., max_length=64)
NUMBER = Path(..., ge=1, le=2**31)
SCOPE = ("steer", "meetings")


@router.get(
    "/meetings",
    response={200: Listed[CircleOut], **MISSING},
    tags=["steering"],
    auth=caller.reader,
    openapi_extra=BY_ALL,
    url_name="meetings",
)
def listed(request: HttpRequest, ask: Query[Listing]) -> dict[str, Any]:
    """Circles that the caller may see, their own first."""
    return page_of(request, [_circle(one) for one in meetings.circles(_reader(request).user)], ask)


@router.post(
    "/meetings",
    response={201: CircleWhole, **WRITING},
    tags=["steering"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="meetings",
)
def found(request: HttpRequest, said: NewCircleIn, key: str = KEY) -> Status[dict[str, Any]]:
    """Found a circle over a subject."""
    writing, user = caller.writing(request, *SCOPE, key), caller.asking(request).user

    def do() -> tuple[str, int]:
        token = meetings.found(user, _clean(said.subject), _said(said))
        return token, meetings.number_of(token)

    return Status(201, _whole(user, meetings.token_of(programs.done(writing, do))))


@router.get(
    "/meetings/{circle}",
    response={200: CircleWhole, **MISSING},
    tags=["steering"],
    auth=caller.reader,
    openapi_extra=BY_ALL,
    url_name="circle",
)
def one(request: HttpRequest, circle: str = TOKEN) -> dict[str, Any]:
    """One circle with the meetings that it has held."""
    return _whole(_reader(request).user, _clean(circle))


@router.put(
    "/meetings/{circle}",
    response={200: CircleWhole, **WRITING},
    tags=["steering"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="circle",
)
def change(request: HttpRequest, said: CircleChangeIn, circle: str = TOKEN, key: str = KEY) -> dict[str, Any]:
    """Change who sits in a circle, its names and when it meets."""
    writing, user, token = caller.writing(request, *SCOPE, key), caller.asking(request).user, _clean(circle)
    programs.done(writing, lambda: (token, meetings.change(user, token, _said(said), revision=said.revision)))
    return _whole(user, token)


@router.get(
    "/meetings/{circle}/agenda",
    response={200: AgendaOut, **MISSING},
    tags=["steering"],
    auth=caller.reader,
    openapi_extra=BY_ALL,
    url_name="circle-agenda",
)
def agenda(request: HttpRequest, ask: Query[AgendaAsk], circle: str = TOKEN) -> dict[str, Any]:
    """Agenda of the next meeting or of a day, made from what the caller sees."""
    return _agenda(meetings.agenda(_reader(request).user, _clean(circle), ask.on))


@router.post(
    "/meetings/{circle}/start",
    response={200: AgendaOut, **WRITING},
    tags=["steering"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="circle-start",
)
def start(request: HttpRequest, said: StartIn, circle: str = TOKEN, key: str = KEY) -> dict[str, Any]:
    """Begin the meeting of a day, which freezes its agenda; begun twice it is the same meeting."""
    writing, user, token = caller.writing(request, *SCOPE, key), caller.asking(request).user, _clean(circle)

    def do() -> tuple[str, int]:
        made = meetings.start(user, token, said.on)
        return made, meetings.number_of_meeting(made)

    programs.done(writing, do)
    return _agenda(meetings.agenda(user, token, said.on))


@router.post(
    "/meetings/{circle}/items",
    response={200: AgendaOut, **WRITING},
    tags=["steering"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="circle-items",
)
def put(request: HttpRequest, said: PutIn, circle: str = TOKEN, key: str = KEY) -> dict[str, Any]:
    """Put something on the agenda of the meeting under way, else of the next one."""
    writing, user, token = caller.writing(request, *SCOPE, key), caller.asking(request).user, _clean(circle)
    programs.done(writing, lambda: (token, meetings.put(user, token, _clean(said.words))))
    return _agenda(meetings.agenda(user, token))


@router.get(
    "/meetings/{circle}/{on}",
    response={200: AgendaOut, **MISSING},
    tags=["steering"],
    auth=caller.reader,
    openapi_extra=BY_ALL,
    url_name="meeting",
)
def meeting(request: HttpRequest, on: date, circle: str = TOKEN) -> dict[str, Any]:
    """A meeting that has begun, with what became of each item."""
    return _agenda(meetings.meeting(_reader(request).user, _clean(circle), on))


@router.post(
    "/meetings/{circle}/{on}/end",
    response={200: AgendaOut, **WRITING},
    tags=["steering"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="meeting-end",
)
def end(request: HttpRequest, said: EndIn, on: date, circle: str = TOKEN, key: str = KEY) -> dict[str, Any]:
    """End a meeting; what is still open is put off to the next one."""
    writing, user, token = caller.writing(request, *SCOPE, key), caller.asking(request).user, _clean(circle)

    def do() -> tuple[str, int]:
        present = tuple(map(_clean, said.present))
        made = meetings.end(user, token, on, present=present, words=_clean(said.words))
        return made, meetings.number_of_meeting(made)

    programs.done(writing, do)
    return _agenda(meetings.meeting(user, token, on))


@router.post(
    "/meetings/{circle}/{on}/items/{number}",
    response={200: AgendaOut, **WRITING},
    tags=["steering"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="meeting-item",
)
def act(
    request: HttpRequest,
    said: ItemStepIn,
    on: date,
    circle: str = TOKEN,
    number: int = NUMBER,
    key: str = KEY,
) -> dict[str, Any]:
    """Note, promise, decide, end or put off an item; all of it is done, or nothing."""
    writing, user, token = caller.writing(request, *SCOPE, key), caller.asking(request).user, _clean(circle)
    told, verb = _step(said), Verb(said.verb)

    def do() -> tuple[str, int]:
        return token, meetings.act(user, token, on, number, verb, told, revision=said.revision)

    programs.done(writing, do)
    return _agenda(meetings.meeting(user, token, on))


def _reader(request: HttpRequest) -> Caller:
    """Whoever reads; a token needs the scope for reading or for meetings.

    Raises
    ------
    Refused
        `token.scope`.
    """
    seen = caller.asking(request)
    if seen.scopes is not None and ":".join(SCOPE) not in seen.scopes:
        tokens.demand(seen.scopes, "read", "")
    return seen


def _clean(text: str) -> str:
    return text.replace("\x00", "")


def _said(said: CircleIn) -> CircleSaid:
    names = {str(code): _clean(text) for code, text in said.names.items()}
    posts, chairs = tuple(map(_clean, said.posts)), tuple(map(_clean, said.chairs))
    return CircleSaid(names, posts, chairs, said.weekday, said.weeks, _clean(said.hour))


def _step(said: ItemStepIn) -> ItemSaid:
    words = _clean(said.words)
    texts = {name: _clean(getattr(said, name)) for name in ("cause", "to", "outcome")}
    return ItemSaid(
        words=words,
        holder=_clean(said.holder),
        due_on=said.due_on,
        deviation=said.move,
        deviation_said=DeviationSaid(words=words, action=said.action_on, **texts),
    )


def _circle(one: CircleNote) -> dict[str, Any]:
    named = ("token", "subject", "names", "hour", "revision", "seats", "next_on", "is_under_way")
    own = ("is_member", "is_chair", "may_change")
    rhythm = {name: getattr(one.rhythm, name) for name in ("weekday", "weeks", "since")}
    return {**{name: getattr(one, name) for name in (*named, *own)}, **rhythm}


def _whole(user: object, token: str) -> dict[str, Any]:
    return {**_circle(meetings.circle(user, token)), "meetings": meetings.held(user, token)}


def _agenda(seen: Agenda) -> dict[str, Any]:
    named = ("on", "until", "token", "state", "left_out", "unseen", "may")
    told = {name: getattr(seen, name) for name in named}
    return {**told, "circle": seen.circle.token, "items": [_item(one) for one in seen.items]}


def _item(one: AgendaItem) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in AgendaItemOut.model_fields if name != "steps"}
    return {**told, "steps": [_made(step) for step in one.steps]}


def _made(step: meetings.StepNote) -> dict[str, Any]:
    told = {name: getattr(step, name) for name in MeetingStepOut.model_fields if name != "said"}
    return {**told, "said": {name: str(value) for name, value in step.said.items()}}
