"""How do programs propose decisions, move them, record positions and criticise proposals?"""

from collections.abc import Callable
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Status

from styrbord.api import caller
from styrbord.api.collection import BY_TOKEN, KEY, WRITING
from styrbord.api.collection_schemas import Sent
from styrbord.api.decisions import DecisionOut, router, whole
from styrbord.core.strategy.decisions.model import OPTIONS, Novelty, Side
from styrbord.services import decisions, programs
from styrbord.services.decisions import Choices, Reasons, Start, Way
from styrbord.services.reading import principal_for, visible

SCOPE = ("steer", "decisions")
TOKEN = Path(..., max_length=64)
NUMBER = Path(..., ge=1, le=2**31)
LONG = 100_000
Part = Start | Choices | Reasons


class ExpectedIn(Sent):
    """A series that it is to change: by how much, in which period, checked on which day."""

    indicator: str = Field(max_length=64)
    subject: str = Field(max_length=64)
    change: float = Field(allow_inf_nan=False)
    by: str = Field(max_length=20, description="Period, such as 2027 or 2027-Q1.")
    check_on: date


class PinnedIn(Sent):
    """A figure that it rests on."""

    indicator: str = Field(max_length=64)
    subject: str = Field(max_length=64)
    period: str = Field(max_length=20)


class ProposalIn(Sent):
    """First step: what is proposed, where, from what, on which figures, to what effect."""

    title: str = Field(max_length=LONG)
    subject: str = Field(max_length=64)
    origin_kind: Literal["", "deviation", "project", "decision"] = ""
    origin: str = Field("", max_length=200)
    predecessors: list[str] = Field(default_factory=list, max_length=50)
    effects: list[ExpectedIn] = Field(default_factory=list, max_length=50)
    evidence: list[PinnedIn] = Field(default_factory=list, max_length=50)
    in_force_on: date | None = None
    novelty: Novelty = Novelty.TRIED_ELSEWHERE
    is_pilot: bool = False


class StartIn(ProposalIn):
    """The first step said anew."""

    revision: int = Field(ge=0, le=2**31, description="The one that was read last.")


class AffectedIn(Sent):
    """A group that gains or loses by an option."""

    group: str = Field(max_length=LONG)
    side: Side
    words: str = Field("", max_length=LONG)


class WayIn(Sent):
    """One option with its consequences by context."""

    code: Literal["a", "b", "c", "nothing"]
    title: str = Field("", max_length=LONG)
    consequences: dict[str, str] = Field(default_factory=dict)
    groups: list[AffectedIn] = Field(default_factory=list, max_length=50)


class OptionsIn(Sent):
    """Second step: the options, and which one is chosen."""

    revision: int = Field(ge=0, le=2**31, description="The one that was read last.")
    options: list[WayIn] = Field(max_length=len(OPTIONS))
    chosen: Literal["", "a", "b", "c", "nothing"] = ""


class SummaryIn(Sent):
    """Plain words in each language."""

    en: str = Field("", max_length=LONG)
    ru: str = Field("", max_length=LONG)
    sv: str = Field("", max_length=LONG)


class ReasonsIn(Sent):
    """Third step: the reasons, and a summary in plain words."""

    revision: int = Field(ge=0, le=2**31, description="The one that was read last.")
    why_this: str = Field("", max_length=LONG)
    why_order: str = Field("", max_length=LONG)
    why_now: str = Field("", max_length=LONG)
    summary: SummaryIn = Field(default_factory=lambda: SummaryIn(en="", ru="", sv=""))


class DecisionMoveIn(Sent):
    """One move, with what is said with it."""

    verb: Literal["submit", "return", "decide", "withdraw", "review"]
    revision: int = Field(ge=0, le=2**31, description="The one that was read last.")
    words: str = Field("", max_length=LONG, description="Why, or what was learnt.")
    chosen: Literal["", "a", "b", "c", "nothing"] = ""


class PublicityIn(Sent):
    """Whether everybody reads it."""

    is_public: bool


@router.post(
    "/decisions",
    response={201: DecisionOut, **WRITING},
    tags=["decisions"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="decisions",
)
def propose(request: HttpRequest, said: ProposalIn, key: str = KEY) -> Status[dict[str, Any]]:
    """Propose a decision by its first step."""
    writing, user = caller.writing(request, *SCOPE, key), caller.asking(request).user

    def do() -> tuple[str, int]:
        token = decisions.propose(user, _start(said))
        return token, decisions.number_of(token)

    token = decisions.token_of(programs.done(writing, do))
    return Status(201, whole(request, token))


@router.put(
    "/decisions/{token}/start",
    response={200: DecisionOut, **WRITING},
    tags=["decisions"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="decision-start",
)
def start(request: HttpRequest, said: StartIn, token: str = TOKEN, key: str = KEY) -> dict[str, Any]:
    """Say the first step of a proposal anew."""
    return _changed(request, token, _start(said), said.revision, key)


@router.put(
    "/decisions/{token}/options",
    response={200: DecisionOut, **WRITING},
    tags=["decisions"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="decision-options",
)
def options(request: HttpRequest, said: OptionsIn, token: str = TOKEN, key: str = KEY) -> dict[str, Any]:
    """Say the options of a proposal, and which one is chosen."""
    ways = [
        Way(
            one.code,
            one.title,
            one.consequences,
            [(each.group, each.side, each.words) for each in one.groups],
        )
        for one in said.options
    ]
    return _changed(request, token, Choices(ways, said.chosen), said.revision, key)


@router.put(
    "/decisions/{token}/reasons",
    response={200: DecisionOut, **WRITING},
    tags=["decisions"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="decision-reasons",
)
def reasons(request: HttpRequest, said: ReasonsIn, token: str = TOKEN, key: str = KEY) -> dict[str, Any]:
    """Say the reasons of a proposal; positions that were typed with it before stay."""
    summary = {"en": said.summary.en, "ru": said.summary.ru, "sv": said.summary.sv}
    user = caller.asking(request).user
    before = decisions.one(user, visible(principal_for(user.rights)), token).said.positions
    positions = [(one.who, one.stand, one.words, one.source) for one in before]
    part = Reasons(said.why_this, said.why_order, said.why_now, summary, positions)
    return _changed(request, token, part, said.revision, key)


@router.post(
    "/decisions/{token}/steps",
    response={200: DecisionOut, **WRITING},
    tags=["decisions"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="decision-steps",
)
def step(request: HttpRequest, said: DecisionMoveIn, token: str = TOKEN, key: str = KEY) -> dict[str, Any]:
    """Send a proposal to review or back, decide, withdraw or review; all that is missing is told at once."""
    user = caller.asking(request).user

    def do() -> int:
        told = {"words": clean(said.words), "chosen": said.chosen}
        return decisions.move(user, token, said.verb, revision=said.revision, **told)

    return done(request, token, do, key)


@router.put(
    "/decisions/{token}/publicity",
    response={200: DecisionOut, **WRITING},
    tags=["decisions"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="decision-publicity",
)
def publicity(request: HttpRequest, said: PublicityIn, token: str = TOKEN, key: str = KEY) -> dict[str, Any]:
    """Let everybody read a decision, or no longer."""
    user = caller.asking(request).user
    return done(request, token, lambda: decisions.publish(user, token, is_public=said.is_public), key)


def _changed(request: HttpRequest, token: str, part: Part, revision: int, key: str) -> dict[str, Any]:
    user = caller.asking(request).user
    return done(request, token, lambda: decisions.change(user, token, part, revision=revision), key)


def done(request: HttpRequest, token: str, do: Callable[[], int | None], key: str) -> dict[str, Any]:
    """The decision after something was done with it once; repeated with its key it is done no more."""
    writing = caller.writing(request, *SCOPE, key)
    programs.done(writing, lambda: (token, do() or 1))
    return whole(request, token)


def _start(said: ProposalIn) -> Start:
    return Start(
        title=clean(said.title),
        subject=clean(said.subject),
        origin_kind=said.origin_kind,
        origin=clean(said.origin),
        predecessors=[clean(one)[:64] for one in said.predecessors],
        effects=[
            (one.indicator, one.subject, repr(one.change), one.by, one.check_on.isoformat())
            for one in said.effects
        ],
        evidence=[(one.indicator, one.subject, one.period) for one in said.evidence],
        in_force_on=said.in_force_on.isoformat() if said.in_force_on else "",
        novelty=said.novelty,
        is_pilot=said.is_pilot,
    )


def clean(text: str) -> str:
    """The text without what no database keeps."""
    return text.replace("\x00", "")


__all__ = ["LONG", "SCOPE", "TOKEN", "clean", "done", "router"]
