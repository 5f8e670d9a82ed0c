"""Which deviations are there, and where do they stand, as data?"""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from styrbord.api.asking import Listing, page_of, reading_of
from styrbord.api.schemas import FigureOut, Listed, PeriodText, Refusal
from styrbord.figures.deviations import DeviationLine
from styrbord.services import deviations

router = Router()
WRONG = {400: Refusal, 401: Refusal, 403: Refusal, 404: Refusal, 429: Refusal, 503: Refusal}


class DeviationsAsk(Listing):
    """Filters of deviations."""

    indicator: str = Field("", description="Code of an indicator.")
    subject: str = Field("", description="Code of a subject.")
    holder: str = Field("", description="Code of the post that answers for it.")
    rubric: str = Field("", description="Code of a rubric.")
    state: Literal["", "new", "taken-up", "explained", "decided", "verifying", "closed"] = Field(
        "", description="Where it stands; without one all that are not closed."
    )


class DeviationOut(Schema):
    """One deviation: what deviates, where it stands, who answers for it."""

    token: str
    indicator: str
    subject: str
    track: str = Field(description="residual, plan or health.")
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

    at: datetime
    verb: str
    state: str
    post: str
    words: str | None = Field(description="For those who have signed in, unless they were erased.")
    edition: int = Field(description="Of the newest value that was known then; 0 where it is computed.")


class DeviationWhole(DeviationOut):
    """One deviation with its history."""

    is_beyond: bool = Field(description="Whether it was beyond its tolerance.")
    steps: list[DeviationStepOut]


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
    return page_of(request, [_told(one) for one in found], ask)


@router.get(
    "/deviations/{token}", response={200: DeviationWhole, **WRONG}, tags=["signals"], url_name="deviation"
)
def one(request: HttpRequest, token: str, ask: Query[Listing]) -> dict[str, Any]:
    """One deviation with what was done with it."""
    found = deviations.find(reading_of(request, ask), token)
    return {**_told(found.line), "is_beyond": found.is_beyond, "steps": found.steps}


def _told(one: DeviationLine) -> dict[str, Any]:
    of_signal = ("indicator", "subject", "track", "since", "period", "value", "expected", "opened_at")
    of_line = (
        "token", "state", "state_at", "holder", "asked", "cause", "action_on", "decision", "outcome",
        "due_on", "days_late", "is_moved", "recurs",
    )  # fmt: skip
    told = {name: getattr(one.signal, name) for name in of_signal}
    return told | {name: getattr(one, name) for name in of_line}
