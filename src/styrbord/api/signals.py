"""Which cases are open, as data?"""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from styrbord.api.asking import Listing, page_of, reading_of
from styrbord.api.schemas import FigureOut, Listed, Number, PeriodText, Refusal
from styrbord.services import signals

router = Router()
WRONG = {400: Refusal, 401: Refusal, 403: Refusal, 404: Refusal, 429: Refusal, 503: Refusal}


class SignalsAsk(Listing):
    """Filters of cases."""

    indicator: str = Field("", description="Code of an indicator.")
    subject: str = Field("", description="Code of a subject.")
    owner: str = Field("", description="Code of the post that owns the indicator.")
    rubric: str = Field("", description="Code of a rubric.")
    track: Literal["", "residual", "plan", "health", "decision", "money"] = Field(
        "", description="What found it: the course, the plan, or the health of the numbers."
    )


class SignalOut(Schema):
    """One open case: the newest signal of a series."""

    token: str
    indicator: str
    subject: str
    track: str = Field(description="residual, plan, health, decision or money.")
    direction: str = Field(
        description="adverse, or either where no way is good; of the track health what is wrong."
    )
    owner: str
    period: PeriodText
    since: PeriodText
    value: FigureOut
    expected: FigureOut
    change: FigureOut
    size: float = Field(description="Severity: the change in the unit that stands beside it.")
    unit: str = Field(description="plan (the planned change), spread (usual for the series), or nothing.")
    tolerances: float = Field(description="The change in tolerances of the indicator.")
    score: float = Field(description="Tolerances times importance times irreversibility: the order.")
    adjusted: Number = Field(description="p-value among all series tested in the direction.")
    rank: int = Field(description="Place in its run among those of its track and direction.")
    explained_by: str = Field(description="Token of the case that has the same cause.")
    editions: list[int] = Field(description="Editions that the judged numbers came in; none if computed.")


@router.get("/signals", response={200: Listed[SignalOut], **WRONG}, tags=["signals"], url_name="signals")
def cases(request: HttpRequest, ask: Query[SignalsAsk]) -> dict[str, Any]:
    """Open cases, worst first: series that have left their usual course or their plan for the worse."""
    reading = reading_of(request, ask)
    found = signals.worklist(
        reading,
        subject=ask.subject,
        indicator=ask.indicator,
        owner=ask.owner,
        rubric=ask.rubric,
        track=ask.track,
    ).cases
    return page_of(request, found, ask)
