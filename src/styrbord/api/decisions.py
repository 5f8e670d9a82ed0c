"""What was decided, from which options, why, and what came of it, as data?"""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema

from styrbord.api.asking import Listing, Moment, page_of, reading_of
from styrbord.api.schemas import FigureOut, Listed, PeriodText, Refusal, Words
from styrbord.core.strategy.decisions.model import Option
from styrbord.services import decisions
from styrbord.services.decisions import DecisionNote, DecisionPage

router = Router()
WRONG = {400: Refusal, 401: Refusal, 403: Refusal, 404: Refusal, 429: Refusal, 503: Refusal}
TOKEN = Path(..., max_length=64)


class DecisionsAsk(Listing):
    """Filters of decisions."""

    state: str = Field("", description="State, such as in-force or missed.")
    subject: str = Field("", description="Code of a subject that it is about, or is to change.")
    indicator: str = Field("", description="Code of an indicator that it is to change.")
    pilot: bool = Field(False, description="Pilots only.")
    q: str = Field("", max_length=200, description="Words of title, summary, lessons, indicator or subject.")


class SeriesOut(Schema):
    """A series that a decision is to change."""

    indicator: str
    subject: str


class DecisionNoteOut(Schema):
    """One decision in a list."""

    token: str
    title: str = Field(description="Empty where its words were erased.")
    subject: str
    state: str
    owner: str = Field(description="Code of the post that answers for it.")
    series: list[SeriesOut]
    proposed_at: datetime
    decided_at: datetime | None
    in_force_on: date | None
    check_on: date | None
    is_pilot: bool
    novelty: str
    is_public: bool


class GroupOut(Schema):
    """A group that gains or loses."""

    group: str
    side: str
    words: str


class OptionOut(Schema):
    """One option; a context that is not there is not assessed."""

    code: str
    title: str
    is_chosen: bool
    consequences: dict[str, str]
    groups: list[GroupOut]


class EvidenceOut(Schema):
    """A figure as it was known when it was named, and as it is now."""

    indicator: str
    subject: str
    period: PeriodText
    known_at: datetime
    then: FigureOut | None
    now: FigureOut | None
    moved: float | None
    is_withdrawn: bool


class EffectOut(Schema):
    """What is expected, forecast without it, what came, and the effect with its interval of 80 %."""

    indicator: str
    subject: str
    by: PeriodText
    check_on: date
    expected: FigureOut
    forecast: FigureOut | None
    forecast_low: FigureOut | None
    forecast_high: FigureOut | None
    forecast_of: datetime | None
    is_stored: bool
    actual: FigureOut | None
    estimate: FigureOut | None
    low: FigureOut | None
    high: FigureOut | None
    verdict: str
    checked_at: datetime | None


class PositionOut(Schema):
    """What a stakeholder says to it."""

    who: str
    stand: str
    words: str
    source: str


class ReadabilityOut(Schema):
    """How easily a summary is read."""

    index: str
    score: float
    grade: str


class DecisionStepOut(Schema):
    """One thing that happened to it."""

    at: datetime
    by: str
    verb: str
    state: str


class LinkOut(Schema):
    """A decision that follows an earlier one."""

    earlier: str
    later: str


class DecisionOut(DecisionNoteOut):
    """All of a decision that the reader may see."""

    revision: int
    origin_kind: str
    origin: str
    options: list[OptionOut]
    why_this: str
    why_order: str
    why_now: str
    summary: Words
    readability: dict[str, ReadabilityOut]
    evidence: list[EvidenceOut]
    left_out: int = Field(description="Figures of the evidence that are not for this reader.")
    effects: list[EffectOut]
    positions: list[PositionOut]
    chain: list[str] = Field(description="Tokens of all before and after it, earlier ones first.")
    links: list[LinkOut]
    links_left_out: int
    lessons: str
    steps: list[DecisionStepOut]


@router.get(
    "/decisions", response={200: Listed[DecisionNoteOut], **WRONG}, tags=["decisions"], url_name="decisions"
)
def listed(request: HttpRequest, ask: Query[DecisionsAsk]) -> dict[str, Any]:
    """Decisions that the reader may see, the newest first."""
    reading = reading_of(request, ask)
    found = decisions.listed(
        reading, state=ask.state, subject=ask.subject, indicator=ask.indicator, only_pilots=ask.pilot
    )
    if ask.q:
        said = {one.token for one in decisions.lessons(reading, ask.q)}
        found = tuple(one for one in found if one.token in said)
    return page_of(request, [_note(one) for one in found], ask)


@router.get(
    "/decisions/{token}", response={200: DecisionOut, **WRONG}, tags=["decisions"], url_name="decision"
)
def one(request: HttpRequest, ask: Query[Moment], token: str = TOKEN) -> dict[str, Any]:
    """One decision: options, reasons, evidence, effects, positions and its chain."""
    return _page(decisions.one(request.user, reading_of(request, ask), token))


def _note(found: DecisionNote) -> dict[str, Any]:
    said = {name: getattr(found, name) for name in DecisionNoteOut.model_fields if name != "series"}
    series = [{"indicator": indicator, "subject": subject} for indicator, subject in found.series]
    return {**said, "series": series}


def _page(found: DecisionPage) -> dict[str, Any]:
    said = found.said
    names = ("revision", "summary", "evidence", "left_out", "effects", "links_left_out", "steps")
    return {
        **_note(found),
        **{name: getattr(found, name) for name in names},
        **{
            name: getattr(said, name)
            for name in ("origin_kind", "origin", "why_this", "why_order", "why_now", "lessons", "positions")
        },
        "options": [_option(one, said.chosen) for one in said.said_options],
        "readability": found.readability,
        "chain": [one.token for one in found.chain],
        "links": [{"earlier": earlier, "later": later} for earlier, later in found.links],
    }


def _option(found: Option, chosen: str) -> dict[str, Any]:
    return {
        "code": found.code,
        "title": found.title,
        "is_chosen": found.code == chosen,
        "consequences": {context: words for context, words in found.consequences.items() if words},
        "groups": found.groups,
    }
