"""Which circles meet, what do they talk about, and how does a program take part?"""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from styrbord.api import caller
from styrbord.api.asking import Listing, page_of
from styrbord.api.caller import Caller
from styrbord.api.collection import BY_ALL, BY_TOKEN, KEY, MISSING, WRITING
from styrbord.api.collection_schemas import Sent
from styrbord.api.schemas import Listed, Words
from styrbord.core.strategy.deviations.guards import Said as DeviationSaid
from styrbord.core.strategy.deviations.workflow import Verb as DeviationVerb
from styrbord.core.strategy.meetings.workflow import Verb
from styrbord.services import meetings, programs
from styrbord.services.accounts import tokens
from styrbord.services.meetings import Agenda, AgendaItem, CircleNote, CircleSaid, ItemSaid

router = Router()
TOKEN = Path(..., max_length=64)
NUMBER = Path(..., ge=1, le=2**31)
SCOPE = ("steer", "meetings")


class SeatOut(Schema):
    """A post that sits in a circle."""

    post: str
    is_chair: bool


class CircleOut(Schema):
    """A circle: who sits in it, and when it meets."""

    token: str
    subject: str
    names: Words
    weekday: int = Field(description="1 = Monday to 7 = Sunday.")
    weeks: int = Field(description="From one meeting to the next.")
    since: date
    hour: str
    revision: int
    seats: list[SeatOut]
    next_on: date
    is_under_way: bool
    is_member: bool
    is_chair: bool
    may_change: bool


class MeetingStepOut(Schema):
    """What somebody did with an item."""

    number: int
    at: datetime
    verb: str
    post: str
    through: str
    words: str | None = Field(description="None where nothing was said, or it was erased.")
    said: dict[str, str] = Field(description="Promise, holder, due, deviation, move or decision.")


class AgendaItemOut(Schema):
    """One item, as the caller may see it."""

    number: int = Field(description="Within a meeting that has begun; 0 before.")
    kind: str = Field(description="broken-promise, new-deviation, check, due-promise or by-hand.")
    about: str = Field(description="promise, deviation, decision, or nothing.")
    token: str
    words: str
    indicator: str
    subject: str
    holder: str
    stands: str = Field(description="State of what it is about.")
    since: date
    due_on: date | None
    is_carried: bool = Field(description="Whether the meeting before put it off.")
    state: str = Field(description="open, done or carried.")
    revision: int
    steps: list[MeetingStepOut]
    may: list[Verb]


class AgendaOut(Schema):
    """What a circle talks about on a day, or has talked about."""

    circle: str
    on: date
    until: date = Field(description="Day of the next meeting.")
    token: str = Field(description="Of the meeting; empty before it has begun.")
    state: str
    items: list[AgendaItemOut]
    left_out: int = Field(description="New deviations beyond what one agenda holds.")
    unseen: int = Field(description="Items that are not for the caller.")
    may: list[Verb]


class MeetingLineOut(Schema):
    """A meeting that has begun."""

    token: str
    on: date
    state: str
    done: int
    carried: int
    open: int


class CircleWhole(CircleOut):
    """A circle with the meetings that it has held."""

    meetings: list[MeetingLineOut]


class AgendaAsk(Schema):
    """Day of an agenda."""

    on: date | None = Field(None, description="Without one the next meeting.")


class CircleIn(Sent):
    """What is said of a circle."""

    names: dict[Literal["en", "ru", "sv"], str]
    posts: list[str] = Field(max_length=200)
    chairs: list[str] = Field(max_length=200)
    weekday: int = Field(1, ge=0, le=99)
    weeks: int = Field(1, ge=0, le=99)
    hour: str = Field("", max_length=20)


class NewCircleIn(CircleIn):
    """A circle that is to be founded."""

    subject: str = Field(max_length=80)


class CircleChangeIn(CircleIn):
    """A circle as it is to be."""

    revision: int = Field(ge=0, le=2**31, description="The one that was read last.")


class StartIn(Sent):
    """Day on which a meeting begins."""

    on: date | None = Field(None, description="Without one today.")


class PutIn(Sent):
    """Something that is to be talked about."""

    words: str = Field(max_length=100_000)


class EndIn(Sent):
    """End of a meeting."""

    present: list[str] = Field(default_factory=list, max_length=200, description="Posts that were there.")
    words: str = Field("", max_length=100_000)


class ItemStepIn(Sent):
    """One step with an item; which of it is needed depends on the verb."""

    verb: Literal["note", "promise", "deviation", "decision", "finish", "carry", "reopen"]
    revision: int | None = Field(None, ge=0, le=2**31, description="The one that was read last.")
    words: str = Field("", max_length=100_000, description="Note, what is promised, or title of a proposal.")
    holder: str = Field("", max_length=80, description="Post that promises or is asked to.")
    due_on: date | None = Field(None, description="Day by which it is promised.")
    move: DeviationVerb | None = Field(None, description="Move of the deviation.")
    cause: str = Field("", max_length=40)
    action_on: date | None = None
    to: str = Field("", max_length=80)
    outcome: str = Field("", max_length=40)


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
