"""How do programs criticise proposals, register stakeholders and record what they say?"""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Path, Router, Schema, Status

from styrbord.api import caller
from styrbord.api.collection import BY_TOKEN, KEY, MISSING, WRITING
from styrbord.api.collection_schemas import Sent
from styrbord.api.decision_writing import LONG, SCOPE, TOKEN, clean, done
from styrbord.api.decisions import DecisionOut
from styrbord.core.strategy.decisions.model import Stand
from styrbord.core.strategy.decisions.stakeholders import About, Level, StakeholderKind
from styrbord.services import programs
from styrbord.services.decisions import critiques, stakeholders
from styrbord.services.decisions.stakeholders import Says, Who
from styrbord.services.reading import principal_for, visible

router = Router()
NUMBER = Path(..., ge=1, le=2**31)


class CritiqueIn(Sent):
    """Posts that are asked what speaks against it, and for how many days."""

    posts: list[str] = Field(min_length=1, max_length=20)
    days: int = Field(3, ge=0, le=1_000)


class ConcernIn(Sent):
    """A concern in words."""

    words: str = Field(max_length=LONG)


class SeverityIn(Sent):
    """How severe one concern is."""

    number: int = Field(ge=1, le=2**31)
    severity: int = Field(ge=-1_000, le=1_000, description="0 (none) to 4 (stops it).")


class SeveritiesIn(Sent):
    """How severe the post of the program finds concerns."""

    severities: list[SeverityIn] = Field(min_length=1, max_length=50)


class ConcernAnswerIn(Sent):
    """What whoever decides answers to a concern."""

    answer: Literal["accepted", "rejected"]
    words: str = Field(max_length=LONG)


class StakeholderIn(Sent):
    """Somebody with a stake in what is done about a subject."""

    subject: str = Field(max_length=64)
    name: str = Field(max_length=LONG)
    kind: StakeholderKind = StakeholderKind.OTHER
    interest: Level = Level.MEDIUM
    influence: Level = Level.MEDIUM


class StakeholderOut(Schema):
    """One stakeholder."""

    token: str
    name: str = Field(description="Empty where it was erased.")
    subject: str
    kind: str
    interest: str
    influence: str
    is_retired: bool
    revision: int


class StakeholderSaysIn(Sent):
    """What a stakeholder said to it, on which day, and where that is written."""

    stakeholder: str = Field(max_length=64)
    stand: Stand
    said_on: date
    words: str = Field("", max_length=LONG)
    source: str = Field(max_length=LONG)


@router.post(
    "/decisions/{token}/critique",
    response={200: DecisionOut, **WRITING},
    tags=["decisions"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="decision-critique",
)
def ask(request: HttpRequest, said: CritiqueIn, token: str = TOKEN, key: str = KEY) -> dict[str, Any]:
    """Ask posts for some days what speaks against a proposal."""
    user, posts = caller.asking(request).user, [clean(one)[:80] for one in said.posts]
    return done(request, token, lambda: critiques.ask(user, token, posts, days=said.days), key)


@router.post(
    "/decisions/{token}/critique/end",
    response={200: DecisionOut, **WRITING},
    tags=["decisions"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="decision-critique-end",
)
def end(request: HttpRequest, token: str = TOKEN, key: str = KEY) -> dict[str, Any]:
    """End a critique before its day."""
    user = caller.asking(request).user
    return done(request, token, lambda: critiques.end(user, token), key)


@router.post(
    "/decisions/{token}/concerns",
    response={200: DecisionOut, **WRITING},
    tags=["decisions"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="decision-concerns",
)
def concern(request: HttpRequest, said: ConcernIn, token: str = TOKEN, key: str = KEY) -> dict[str, Any]:
    """Name a concern for a post that was asked."""
    user = caller.asking(request).user
    return done(request, token, lambda: critiques.raise_concern(user, token, clean(said.words)), key)


@router.put(
    "/decisions/{token}/severities",
    response={200: DecisionOut, **WRITING},
    tags=["decisions"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="decision-severities",
)
def severities(
    request: HttpRequest, said: SeveritiesIn, token: str = TOKEN, key: str = KEY
) -> dict[str, Any]:
    """Say for a post that was asked how severe concerns are."""
    user, scores = caller.asking(request).user, {one.number: one.severity for one in said.severities}
    return done(request, token, lambda: critiques.rank(user, token, scores), key)


@router.put(
    "/decisions/{token}/concerns/{number}/answer",
    response={200: DecisionOut, **WRITING},
    tags=["decisions"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="decision-concern-answer",
)
def answer(
    request: HttpRequest, said: ConcernAnswerIn, token: str = TOKEN, number: int = NUMBER, key: str = KEY
) -> dict[str, Any]:
    """Accept or reject a concern, with the reason."""
    user, words = caller.asking(request).user, clean(said.words)
    return done(request, token, lambda: critiques.answer(user, token, number, said.answer, words), key)


@router.post(
    "/decisions/{token}/positions",
    response={200: DecisionOut, **WRITING},
    tags=["decisions"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="decision-positions",
)
def position(
    request: HttpRequest, said: StakeholderSaysIn, token: str = TOKEN, key: str = KEY
) -> dict[str, Any]:
    """Record what a stakeholder said to it."""
    user, who = caller.asking(request).user, clean(said.stakeholder)
    told = Says(said.stand, said.said_on.isoformat(), clean(said.words), clean(said.source))
    return done(request, token, lambda: stakeholders.say(user, who, About.DECISION, token, told), key)


@router.get(
    "/stakeholders",
    response={200: list[StakeholderOut], **MISSING},
    tags=["decisions"],
    auth=caller.reader,
    url_name="stakeholders",
)
def registered(request: HttpRequest) -> list[Any]:
    """Stakeholders of the subjects whose inside the caller sees, also those who are asked no longer."""
    rights = caller.asking(request).rights
    return list(stakeholders.registered(visible(principal_for(rights)), is_all=True))


@router.post(
    "/stakeholders",
    response={201: StakeholderOut, **WRITING},
    tags=["decisions"],
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="stakeholders",
)
def register(request: HttpRequest, said: StakeholderIn, key: str = KEY) -> Status[Any]:
    """Put a stakeholder into the register."""
    writing, user = caller.writing(request, *SCOPE, key), caller.asking(request).user
    who = Who(clean(said.name), said.kind, said.interest, said.influence)

    def do() -> tuple[str, int]:
        token = stakeholders.register(user, clean(said.subject), who)
        return token, stakeholders.number_of(token)

    token = stakeholders.token_of(programs.done(writing, do))
    return Status(201, stakeholders.stakeholder(user, token))
