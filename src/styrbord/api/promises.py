"""Which promises are there, and how does a program give one or move it?"""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from styrbord.api import caller
from styrbord.api.asking import Listing, page_of
from styrbord.api.caller import Caller
from styrbord.api.collection import BY_ALL, BY_TOKEN, KEY, MISSING, WRITING
from styrbord.api.collection_schemas import Sent
from styrbord.api.schemas import Listed
from styrbord.core.strategy.promises.workflow import Verb
from styrbord.services import programs, promises
from styrbord.services.accounts import tokens
from styrbord.services.promises import Promised, PromiseNote, PromisePage

router = Router()
TOKEN = Path(..., max_length=64)
NUMBER = Path(..., ge=1, le=2**62)
SCOPE = ("steer", "promises")
KINDS = Literal["", "decision", "deviation", "meeting"]


class PromisesAsk(Listing):
    """Filters of promises."""

    state: Literal["", "asked", "promised", "kept", "refused", "released", "broken", "all"] = Field(
        "", description="Where it stands; broken also of what was kept late; without one all that are open."
    )
    holder: str = Field("", max_length=80, description="Code of the post that promised or is asked to.")
    asker: str = Field("", max_length=80, description="Code of the post that asked for it.")
    subject: str = Field("", max_length=80, description="Code of a subject.")
    source_kind: KINDS = Field("", description="What it came from; with the token in source.")
    source: str = Field("", max_length=64, description="Token of what it came from.")


class PromiseOut(Schema):
    """One promise: who, what, by when, from what, and how it stands today."""

    token: str
    what: str = Field(description="Empty where its words were erased.")
    subject: str
    holder: str = Field(description="Post that promised, or is asked to.")
    asked_by: str = Field(description="Post that asked for it; the holder where none did.")
    asked: str = Field(description="Post that is asked to take it over.")
    due_on: date
    first_due_on: date
    wished_on: date | None = Field(description="Later day that is asked for.")
    postponed: int = Field(description="How many times a later day was agreed.")
    state: str
    state_at: datetime
    given_at: datetime
    broken: bool = Field(description="Whether its day ever passed unkept; stays so when it is kept late.")
    broken_on: date | None
    kept_on: date | None
    days_late: int
    source_kind: str
    source: str
    revision: int = Field(description="Counts up with every step.")
    moves: list[Verb] = Field(description="Verbs that the caller may move it by.")


class PromiseStepOut(Schema):
    """What was done with a promise."""

    number: int
    at: datetime
    verb: str
    state: str
    post: str
    through: str = Field(description="Post that acted for it; empty where it acted itself.")
    words: str | None = Field(description="None where nothing was said, or it was erased.")
    due: date | None
    to: str


class PromiseWhole(PromiseOut):
    """One promise with its history."""

    sees_source: bool = Field(description="Whether the caller sees what it came from.")
    steps: list[PromiseStepOut]


class PromiseIn(Sent):
    """A promise that is to be given, or that another post is asked for."""

    subject: str = Field(max_length=80)
    holder: str = Field(max_length=80, description="A post of one's own promises at once; another is asked.")
    due_on: date
    what: str = Field(max_length=100_000)
    source_kind: Literal["", "decision", "deviation"] = ""
    source: str = Field("", max_length=64)


class PromiseMoveIn(Sent):
    """One move, with what is said with it; which of it is needed depends on verb and state."""

    verb: Verb
    revision: int = Field(ge=0, le=2**31, description="The one that was read last.")
    words: str = Field("", max_length=100_000)
    due_on: date | None = Field(None, description="Later day that is asked for.")
    to: str = Field("", max_length=80, description="Code of the post that is asked to take it over.")


@router.get(
    "/promises",
    response={200: Listed[PromiseOut], **MISSING},
    tags=["steering"],
    auth=caller.reader,
    openapi_extra=BY_ALL,
    url_name="promises",
)
def listed(request: HttpRequest, ask: Query[PromisesAsk]) -> dict[str, Any]:
    """Promises that the caller may see, as they stand today: broken ones first, then by day."""
    found = promises.listed(
        _reader(request).user,
        state=ask.state or None,
        holder=_clean(ask.holder),
        asker=_clean(ask.asker),
        subject=_clean(ask.subject),
        source=(ask.source_kind, _clean(ask.source)) if ask.source else None,
    )
    return page_of(request, [_told(one) for one in found], ask)


@router.post(
    "/promises",
    response={201: PromiseWhole, **WRITING},
    tags=["steering"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="promises",
)
def give(request: HttpRequest, said: PromiseIn, key: str = KEY) -> Status[dict[str, Any]]:
    """Promise something for a post of one's own, or ask another post for it."""
    writing, user = caller.writing(request, *SCOPE, key), caller.asking(request).user
    subject, holder, what, source = map(_clean, (said.subject, said.holder, said.what, said.source))
    asked = Promised(subject, holder, said.due_on, what, said.source_kind, source)

    def do() -> tuple[str, int]:
        token = promises.give(user, asked)
        return token, promises.number_of(token)

    token = promises.token_of(programs.done(writing, do))
    return Status(201, _whole(promises.one(user, token)))


@router.get(
    "/promises/{token}",
    response={200: PromiseWhole, **MISSING},
    tags=["steering"],
    auth=caller.reader,
    openapi_extra=BY_ALL,
    url_name="promise",
)
def one(request: HttpRequest, token: str = TOKEN) -> dict[str, Any]:
    """One promise with what was done with it."""
    return _whole(promises.one(_reader(request).user, _clean(token)))


@router.post(
    "/promises/{token}/steps",
    response={200: PromiseWhole, **WRITING},
    tags=["steering"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="promise-steps",
)
def step(request: HttpRequest, said: PromiseMoveIn, token: str = TOKEN, key: str = KEY) -> dict[str, Any]:
    """Move a promise by one step; refused when somebody moved it since it was read."""
    writing, user, token = caller.writing(request, *SCOPE, key), caller.asking(request).user, _clean(token)

    def do() -> tuple[str, int]:
        words, to = _clean(said.words), _clean(said.to)
        note = promises.move(
            user, token, said.verb, words=words, due_on=said.due_on, to=to, revision=said.revision
        )
        return token, note.revision

    programs.done(writing, do)
    return _whole(promises.one(user, token))


@router.post(
    "/promises/{token}/steps/{number}/erase",
    response={200: PromiseWhole, **WRITING},
    tags=["steering"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="promise-erase",
)
def erase(request: HttpRequest, token: str = TOKEN, number: int = NUMBER, key: str = KEY) -> dict[str, Any]:
    """Erase the words of a step for good, by whoever wrote them or gives rights."""
    writing, user, token = caller.writing(request, *SCOPE, key), caller.asking(request).user, _clean(token)

    def do() -> tuple[str, int]:
        promises.erase(user, token, number)
        return token, number

    programs.done(writing, do)
    return _whole(promises.one(user, token))


def _reader(request: HttpRequest) -> Caller:
    """Whoever reads; a token needs the scope for reading or for moving promises.

    Raises
    ------
    Refused
        `token.scope`.
    """
    found = caller.asking(request)
    if found.scopes is not None and ":".join(SCOPE) not in found.scopes:
        tokens.demand(found.scopes, "read", "")
    return found


def _clean(text: str) -> str:
    return text.replace("\x00", "")


def _told(one: PromiseNote) -> dict[str, Any]:
    return {name: getattr(one, name) for name in PromiseNote.__dataclass_fields__}


def _whole(page: PromisePage) -> dict[str, Any]:
    return {**_told(page.note), "sees_source": page.sees_source, "steps": page.steps}
