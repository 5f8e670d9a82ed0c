"""Which deviations are there, where do they stand, and how does a program move one?"""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema

from styrbord.api import caller
from styrbord.api.asking import Listing, page_of, reading_of
from styrbord.api.collection import BY_TOKEN, KEY, WRITING
from styrbord.api.collection_schemas import Sent
from styrbord.api.schemas import FigureOut, Listed, PeriodText, Refusal
from styrbord.core.strategy.deviations.guards import Said
from styrbord.core.strategy.deviations.workflow import Verb
from styrbord.figures.deviations import DeviationLine, DeviationPage
from styrbord.services import deviations, programs
from styrbord.services.reading import principal_for, visible

router = Router()
WRONG = {400: Refusal, 401: Refusal, 403: Refusal, 404: Refusal, 429: Refusal, 503: Refusal}


TOKEN = Path(..., max_length=64)
NUMBER = Path(..., ge=1, le=2**62)
SCOPE = ("steer", "deviations")


class DeviationsAsk(Listing):
    """Filters of deviations."""

    indicator: str = Field("", description="Code of an indicator.")
    subject: str = Field("", description="Code of a subject.")
    holder: str = Field("", description="Code of the post that answers for it.")
    rubric: str = Field("", description="Code of a rubric.")
    track: Literal["", "residual", "plan", "health", "decision", "money"] = Field(
        "", description="How it was found."
    )
    late: int = Field(0, ge=0, le=100_000, description="Overdue by at least so many days.")
    state: Literal["", "new", "taken-up", "explained", "decided", "verifying", "closed"] = Field(
        "", description="Where it stands; without one all that are not closed."
    )


class DeviationOut(Schema):
    """One deviation: what deviates, where it stands, who answers for it."""

    token: str
    indicator: str
    subject: str
    track: str = Field(description="residual, plan, health, decision or money.")
    since: PeriodText
    period: PeriodText
    value: FigureOut
    expected: FigureOut
    opened_at: datetime
    state: str
    state_at: datetime
    holder: str = Field(description="Post that answers for it; empty where nobody does.")
    asked: str = Field(description="Post that is asked to take it over.")
    cause: str
    action_on: date | None
    decision: str
    outcome: str = Field(description="What it was found to be, once closed.")
    due_on: date | None = Field(description="Day by which the next thing is to be done.")
    days_late: int
    is_moved: bool = Field(
        description="Whether the numbers were revised or withdrawn since they were judged."
    )
    recurs: str = Field(description="Token of the closed deviation whose signal came back.")


class DeviationStepOut(Schema):
    """What was done with a deviation."""

    number: int
    at: datetime
    verb: str
    state: str
    post: str
    words: str | None = Field(description="For those who have signed in, unless they were erased.")
    edition: int = Field(description="Of the newest value that was known then; 0 where it is computed.")


class DeviationWhole(DeviationOut):
    """One deviation with its history, and what the caller may do with it next."""

    revision: int = Field(description="Counts up with every move.")
    is_beyond: bool = Field(description="Whether it was beyond its tolerance.")
    may: list[Verb] = Field(description="Verbs that the caller may move it by.")
    outcomes: list[str] = Field(description="What it may be found to be when it is closed now.")
    steps: list[DeviationStepOut]


class DeviationMoveIn(Sent):
    """One move, with what is said with it; which of it is needed depends on verb and state."""

    verb: Verb
    revision: int = Field(ge=0, description="The one that was read last.")
    words: str = Field("", max_length=100_000)
    cause: str = Field("", max_length=16)
    action: date | None = Field(None, description="Day by which the action is done.")
    to: str = Field("", max_length=80, description="Code of the post that is asked to take it over.")
    outcome: str = Field("", max_length=16)


@router.get(
    "/deviations", response={200: Listed[DeviationOut], **WRONG}, tags=["signals"], url_name="deviations"
)
def listed(request: HttpRequest, ask: Query[DeviationsAsk]) -> dict[str, Any]:
    """Deviations that the reader may see, the most overdue first."""
    found = deviations.listed(
        reading_of(request, ask),
        state=ask.state,
        holder=ask.holder,
        subject=ask.subject,
        indicator=ask.indicator,
        rubric=ask.rubric,
    )
    found = deviations.narrowed(found, track=ask.track, late=ask.late)
    return page_of(request, [_told(one) for one in found], ask)


@router.get(
    "/deviations/{token}", response={200: DeviationWhole, **WRONG}, tags=["signals"], url_name="deviation"
)
def one(request: HttpRequest, ask: Query[Listing], token: str = TOKEN) -> dict[str, Any]:
    """One deviation with what was done with it."""
    by = caller.with_token(request)
    user = by.user if by else request.user
    return _whole(deviations.find(reading_of(request, ask), token, user))


@router.post(
    "/deviations/{token}/steps",
    response={200: DeviationWhole, **WRITING},
    tags=["signals"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="deviation-steps",
)
def step(request: HttpRequest, said: DeviationMoveIn, token: str = TOKEN, key: str = KEY) -> dict[str, Any]:
    """Move a deviation by one step; refused when somebody moved it since it was read."""
    writing, user = caller.writing(request, *SCOPE, key), caller.asking(request).user
    words, cause, to, outcome = map(_clean, (said.words, said.cause, said.to, said.outcome))
    with_it = Said(words, cause, said.action, to, outcome)

    def do() -> tuple[str, int]:
        return token, deviations.move(user, token, said.verb, with_it, revision=said.revision)

    programs.done(writing, do)
    return _answer(request, token)


@router.post(
    "/deviations/{token}/steps/{number}/erase",
    response={200: DeviationWhole, **WRITING},
    tags=["signals"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="deviation-erase",
)
def erase(request: HttpRequest, token: str = TOKEN, number: int = NUMBER, key: str = KEY) -> dict[str, Any]:
    """Erase the words of a step for good, by whoever wrote them or gives rights."""
    writing, user = caller.writing(request, *SCOPE, key), caller.asking(request).user

    def do() -> tuple[str, int]:
        deviations.erase(user, token, number)
        return token, number

    programs.done(writing, do)
    return _answer(request, token)


def _clean(text: str) -> str:
    return text.replace("\x00", "")


def _answer(request: HttpRequest, token: str) -> dict[str, Any]:
    """The deviation as the program sees it now."""
    user = caller.asking(request).user
    return _whole(deviations.find(visible(principal_for(user.rights)), token, user))


def _whole(found: DeviationPage) -> dict[str, Any]:
    names = ("is_beyond", "may", "outcomes", "steps")
    told = {name: getattr(found, name) for name in names}
    return {**_told(found.line), "revision": found.line.revision, **told}


def _told(one: DeviationLine) -> dict[str, Any]:
    of_signal = ("indicator", "subject", "track", "since", "period", "value", "expected", "opened_at")
    of_line = (
        "token", "state", "state_at", "holder", "asked", "cause", "action_on", "decision", "outcome",
        "due_on", "days_late", "is_moved", "recurs",
    )  # fmt: skip
    told = {name: getattr(one.signal, name) for name in of_signal}
    return told | {name: getattr(one, name) for name in of_line}
