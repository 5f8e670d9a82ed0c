"""What does each answer hold?"""

from datetime import date, datetime
from math import isfinite
from typing import Annotated, Generic, TypeVar

from ninja import Field, Schema
from pydantic import BeforeValidator

Item = TypeVar("Item")
Words = dict[str, str]


def _text(period: object) -> object:
    return None if period is None else str(period)


def _known(number: object) -> object:
    return None if isinstance(number, float) and not isfinite(number) else number


PeriodText = Annotated[str | None, BeforeValidator(_text)]
Number = Annotated[float | None, BeforeValidator(_known)]


class Listed(Schema, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    count: int = Field(description="Entries in all.")
    next: str | None = Field(description="Address of the next page; null on the last.")


class ProblemOut(Schema):
    """What is wrong, where, and what to do."""

    code: str
    place: str
    message: str
    advice: str


class Refusal(Schema):
    """Everything that is wrong with a request."""

    problems: list[ProblemOut]


class KindOut(Schema):
    """One kind of problem; message and advice are templates over its parameters."""

    code: str
    severity: str
    message: str
    advice: str


class SubjectOut(Schema):
    """A territory, organisation or enterprise."""

    code: str
    kind: str
    level: str
    names: Words
    type: str = Field(description="Type that comparisons stay within, as of the day; empty for none.")
    parents: list[str] = Field(description="Codes above it as of the day, topmost first.")
    valid_from: date | None
    valid_to: date | None


class SubjectWhole(SubjectOut):
    """A subject with its direct members as of the day."""

    members: list[str]


class EditionOut(Schema):
    """One release of one dataset; its numbers never change."""

    id: int
    dataset: str
    vintage: datetime
    vintage_label: str
    recorded_at: datetime
    released_at: datetime
    source: str
    observations: int
    corrects: int | None = Field(None, description="Edition whose numbers it mends.")
    reason: Words = Field(default_factory=dict, description="Why it corrects.")
    withdrawn_at: datetime | None = Field(None, description="Its numbers are shown no more, as of no day.")
    withdrawn_reason: Words = Field(default_factory=dict, description="Why it was withdrawn.")


class IndicatorOut(Schema):
    """An indicator as it is defined as of the day."""

    code: str
    names: Words
    short_names: Words
    definition: Words
    unit: str
    unit_multiplier: int = Field(description="Values are in units of ten to this power.")
    decimals: int
    direction: str
    range_low: Number
    range_high: Number
    frequency: str
    over_subjects: str
    weight_by: str
    over_time: str
    formula: str
    dimension: str
    rubrics: list[str]
    dataset: str
    owner: str
    source: Words
    notes: Words
    access: str
    lag_days: int | None


class IndicatorWhole(IndicatorOut):
    """An indicator with the editions of its dataset, newest first."""

    editions: list[EditionOut]


class Coverage(Schema):
    """How many of the members of a sum have reported."""

    reported: int
    expected: int


class ObservationOut(Schema):
    """One observation; a missing value is null and its status says why."""

    indicator: str
    subject: str
    period: str
    breakdown: str
    scenario: str
    value: float | None
    status: str = Field(description="OBS_STATUS of SDMX; Z, ours, is a printed dash.")
    decimals: int | None
    edition: int | None = Field(description="Null where the value is computed.")
    vintage: str
    origin: str = Field(description="reported, formula, rolled-up or carried-back")
    coverage: Coverage | None = Field(None, description="With computed=true.")


class ObservationsOut(Schema):
    """One page of observations."""

    items: list[ObservationOut]
    next: str | None = Field(description="Address of the next page; null on the last.")


JsonStatOut = dict[str, object]
"""With format=json-stat: one data set of JSON-stat 2.0, whose keys are those of that standard."""


class InputOut(Schema):
    """A number that a figure rests on; edition 0 is a computed one."""

    indicator: str
    subject: str
    period: PeriodText
    edition: int
    scenario: str


class FigureOut(Schema):
    """A number with its method."""

    name: str
    value: Number
    unit: str
    decimals: int
    method: str
    status: str
    is_computed: bool
    reported: int
    expected: int
    is_partial: bool


class TargetOut(Schema):
    """Target of the period, and how far the value is from it."""

    target: FigureOut | None
    gap: Number
    shortfall: Number
    standing: str
    end: FigureOut | None
    end_period: PeriodText


class PeersOut(Schema):
    """Span of ranks within the type; null below five members."""

    type: str
    low: int | None
    high: int | None
    count: int
    median: Number
    best_subject: str
    best: Number


class FreshOut(Schema):
    """How old the newest number is, and what is overdue."""

    period: PeriodText
    released_on: date | None
    age_days: int | None
    level: str
    missing_period: PeriodText
    due_on: date | None
    late_days: int
    failed_on: date | None = None


class TileOut(Schema):
    """The answers about one indicator of one subject; null reads as none."""

    indicator: str
    subject: str
    state: str
    value: FigureOut | None
    period: PeriodText
    change: FigureOut | None
    change_from: PeriodText
    verdict: str | None
    target: TargetOut
    peers: PeersOut | None
    since: PeriodText
    owner: str
    fresh: FreshOut


class AnswerOut(Schema):
    """A tile with what its value rests on."""

    tile: TileOut
    inputs: list[InputOut]
    editions: list[EditionOut]
    is_released: bool = Field(
        True, description="False: numbers of this subject are not released at your level."
    )


class FiguresOut(Schema):
    """Figures in the order asked."""

    items: list[AnswerOut]


class PageOut(Schema):
    """A page of the board that is open to everyone."""

    code: str
    kind: str
    parent: str
    order: int
    titles: Words
    intro: Words


class StartOut(Schema):
    """What this interface offers."""

    name: str
    version: str
    description: str
    addresses: list[str]
