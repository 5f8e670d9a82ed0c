"""What was decided, from which options, why, and what came of it, as data?"""

import json
from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Path, Query, Router, Schema

from styrbord.api import caller
from styrbord.api.asking import Listing, Moment, page_of, reading_of
from styrbord.api.schemas import FigureOut, Listed, PeriodText, Refusal, Words
from styrbord.core.strategy.decisions.exporting import chain_csv, chain_json
from styrbord.core.strategy.decisions.model import Option
from styrbord.services import decisions
from styrbord.services.decisions import ConcernNote, CritiqueNote, DecisionNote, DecisionPage, chains
from styrbord.services.reading import principal_for, visible

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


class RecordedPositionOut(Schema):
    """What a stakeholder of the register last said to it."""

    stakeholder: str
    name: str = Field(description="Empty where it was erased.")
    kind: str
    stand: str
    said_on: date
    words: str
    source: str
    earlier: int = Field(description="How often they said something else before.")


class DecisionReviewOut(Schema):
    """A day on which it is looked back at."""

    due_on: date
    done_at: datetime | None


class ConcernOut(Schema):
    """A concern in its place."""

    number: int
    words: str
    by: str
    place: int
    share: float | None = Field(description="Of comparisons with other concerns that it won.")
    is_top: bool = Field(description="Whether it is answered before it is decided.")
    is_disputed: bool
    scores: dict[str, int] = Field(description="Severity by post, from 0 (none) to 4 (stops it).")
    answer: str
    reply: str
    answered_by: str


class CritiqueOut(Schema):
    """Who was asked until when, the concerns in order, and how far critics agree."""

    asked_at: datetime
    due_on: date
    is_over: bool
    critics: dict[str, bool] = Field(description="Whether each post has ranked.")
    agreement: float | None = Field(description="Kendall's W of those who ranked all.")
    unanswered: list[int]
    concerns: list[ConcernOut]


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
    gaps: list[LinkOut] = Field(description="Pairs between which lie decisions that are left out.")
    lessons: str
    contexts: list[str] = Field(description="Contexts in which it was assessed.")
    recorded: list[RecordedPositionOut] = Field(description="Newest position of each stakeholder.")
    reviews: list[DecisionReviewOut]
    critique: CritiqueOut | None = Field(description="For those who see what is internal about it.")
    origin_state: str = Field(description="State of the deviation that it comes from, where that is seen.")
    is_origin_moved: bool | None
    verbs: list[str] = Field(description="What the caller may do with it.")
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
    by = caller.with_token(request)
    return _page(decisions.one(by.user if by else request.user, reading_of(request, ask), token))


class ChainAsk(Moment):
    """A chain, in one of two forms."""

    format: Literal["json", "csv"] = Field("json", description="Each can be read back as it is.")


@router.get(
    "/decisions/{token}/chain",
    response={200: dict[str, Any], **WRONG},
    tags=["decisions"],
    url_name="decision-chain",
)
def chain(request: HttpRequest, ask: Query[ChainAsk], token: str = TOKEN) -> Any:
    """All decisions before and after one, with their reasons and links, to be built again as it is."""
    found = chains.chain(reading_of(request, ask), token)
    if ask.format == "csv":
        return HttpResponse(chain_csv(found), content_type="text/csv; charset=utf-8")
    return json.loads(chain_json(found))


def whole(request: HttpRequest, token: str) -> dict[str, Any]:
    """A decision as the program sees it now."""
    user = caller.asking(request).user
    return _page(decisions.one(user, visible(principal_for(user.rights)), token))


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
        "gaps": [{"earlier": earlier, "later": later} for earlier, later in found.gaps],
        "contexts": said.contexts,
        "recorded": found.positions,
        "reviews": found.reviews,
        "critique": _critique(found.critique) if found.critique else None,
        "origin_state": found.origin.state if found.origin else "",
        "is_origin_moved": found.origin.is_moved if found.origin else None,
        "verbs": found.verbs,
    }


def _critique(found: CritiqueNote) -> dict[str, Any]:
    names = ("asked_at", "due_on", "is_over", "agreement", "unanswered")
    return {
        **{name: getattr(found, name) for name in names},
        "critics": dict(found.critics),
        "concerns": [_concern(one) for one in found.concerns],
    }


def _concern(found: ConcernNote) -> dict[str, Any]:
    own = ("number", "words", "by", "scores", "answer", "reply", "answered_by")
    ranked = ("place", "share", "is_top", "is_disputed")
    told = {name: getattr(found, name) for name in own}
    return told | {name: getattr(found.ranked, name) for name in ranked}


def _option(found: Option, chosen: str) -> dict[str, Any]:
    return {
        "code": found.code,
        "title": found.title,
        "is_chosen": found.code == chosen,
        "consequences": {context: words for context, words in found.consequences.items() if words},
        "groups": found.groups,
    }
