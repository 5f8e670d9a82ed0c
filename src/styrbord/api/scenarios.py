"""What do three scenarios say, and who ran ahead, as data?"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema

from styrbord.api.asking import Codes, Listing, Moment, page_of, reading_of
from styrbord.api.schemas import FigureOut, Listed, Number, PeriodText, Refusal, Words
from styrbord.figures.scenarios import Course, ScenarioSet
from styrbord.services import board, scenarios
from styrbord.services.leads import leads

router = Router()
WRONG = {400: Refusal, 401: Refusal, 403: Refusal, 404: Refusal, 429: Refusal, 503: Refusal}
TOKEN = Path(..., max_length=64)


class ScenariosAsk(Listing):
    """Filters of sets of scenarios."""

    indicator: str = Field("", description="Code of the headline; with the subject.")
    subject: str = Field("", description="Code of the subject at the top; with the indicator.")


class NoteOut(Schema):
    """One set of scenarios in a list."""

    token: str
    indicator: str
    subject: str
    made_at: datetime
    origin: PeriodText = Field(description="Newest period that all series had.")
    last: PeriodText


class DriverOut(Schema):
    """A driver and its course, in words; nothing is computed from them."""

    name: Words
    course: Words


class CourseOut(Schema):
    """One scenario; every list has one entry for each period."""

    name: str = Field(description="pessimistic, medium or optimistic.")
    headline: list[Number]
    gaps: list[Number] = Field(description="Above 0 is better than the target; null without one.")
    members: dict[str, list[Number]]
    drivers: list[DriverOut]


class SetOut(NoteOut):
    """Three scenarios as they were made."""

    periods: list[PeriodText]
    courses: list[CourseOut]
    parents: dict[str, str] = Field(description="What each member counts in.")
    targets: list[Number]
    reach: list[Number] = Field(description="Probability of reaching the target of the period.")
    below: list[Number] = Field(description="Share of paths worse than the pessimistic one.")
    above: list[Number] = Field(description="Share of paths better than the optimistic one.")
    crossing: list[str]
    is_each_period: bool
    is_shown_forecast: bool
    is_newest: bool


class LeadsAsk(Moment):
    """Own series and its references."""

    indicator: str = Field(description="Code of an indicator.")
    subject: str = Field("", description="Own subject; the board's first one when left out.")
    reference: Codes = Field(default_factory=list, description="Codes, repeated or with commas; 4 at most.")


class LeadOut(Schema):
    """One reference; null where nothing can be said."""

    reference: str
    lag: int | None = Field(description="Periods by which it was earlier.")
    low: int | None
    high: int | None
    correlation: Number
    p_value: Number
    periods: int
    is_ahead: bool


class CarriedOut(Schema):
    """What the last changes of the surest reference make of one period, with bounds of 80 %."""

    period: PeriodText
    value: FigureOut
    low: FigureOut
    high: FigureOut


class LeadsOut(Schema):
    """References, the surest first."""

    indicator: str
    subject: str
    lines: list[LeadOut]
    carried_by: str
    carried: list[CarriedOut]


@router.get("/scenarios", response={200: Listed[NoteOut], **WRONG}, tags=["scenarios"], url_name="scenarios")
def listed(request: HttpRequest, ask: Query[ScenariosAsk]) -> dict[str, Any]:
    """Sets of scenarios, the newest first."""
    reading = reading_of(request, ask)
    one = ask.indicator and ask.subject
    found = scenarios.of_headline(reading, ask.indicator, ask.subject) if one else scenarios.recent(reading)
    return page_of(request, found, ask)


@router.get("/scenarios/{token}", response={200: SetOut, **WRONG}, tags=["scenarios"], url_name="scenario")
def one(request: HttpRequest, ask: Query[Moment], token: str = TOKEN) -> dict[str, Any]:
    """Three scenarios with all their members."""
    return _set(scenarios.one(reading_of(request, ask), token))


@router.get("/leads", response={200: LeadsOut, **WRONG}, tags=["scenarios"], url_name="leads")
def ahead(request: HttpRequest, ask: Query[LeadsAsk]) -> object:
    """Which references ran ahead of one's own series."""
    reading = reading_of(request, ask)
    return leads(reading, ask.indicator, ask.subject or board.root(reading), ask.reference)


def _set(found: ScenarioSet) -> dict[str, Any]:
    said = {name: getattr(found, name) for name in SetOut.model_fields if name not in {"courses", "targets"}}
    targets = [goal.value if goal else None for goal in found.targets]
    return {**said, "targets": targets, "courses": [_course(one) for one in found.courses]}


def _course(one: Course) -> dict[str, Any]:
    return {
        "name": one.name,
        "headline": [figure.value for figure in one.headline],
        "gaps": [gap.value if gap else None for gap in one.gaps],
        "members": {code: [figure.value for figure in row] for code, row in one.members.items()},
        "drivers": one.drivers,
    }
