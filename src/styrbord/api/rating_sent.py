"""What do programs send to draft, ask, move, assess and contest?"""

from datetime import date
from typing import Literal

from ninja import Field

from styrbord.api.collection_schemas import Sent

LONG = 100_000


class ScopeIn(Sent):
    """Who is rated; what is left empty binds not."""

    level: str = Field("", max_length=64)
    below: str = Field("", max_length=64)
    hierarchy: str = Field("administrative", max_length=64)
    types: list[str] = Field(default_factory=list, max_length=100)
    subjects: list[str] = Field(default_factory=list, max_length=5000)
    officer: str = Field("", max_length=2000)


class MethodIn(Sent):
    """A first draft: a text, or the code of a shipped method."""

    code: str = Field(max_length=64)
    text: str = Field("", max_length=LONG * 10)
    template: str = Field("", max_length=64)
    scope: ScopeIn | None = Field(None, description="Everybody when it is left out.")


class MethodChangeIn(Sent):
    """A method said anew; without a scope the same are rated as before."""

    revision: int = Field(ge=0, le=2**31, description="Of the newest version, which was read last.")
    text: str = Field(max_length=LONG * 10)
    scope: ScopeIn | None = None


class RatingMoveIn(Sent):
    """One step of a method, a run or an appeal."""

    verb: str = Field(max_length=16)
    revision: int = Field(ge=0, le=2**31, description="The one that was read last.")
    words: str = Field("", max_length=LONG)


class RunMoveIn(Sent):
    """One step of a run; publishing is not among them, for it is for people."""

    verb: Literal["approve", "withdraw"]
    revision: int = Field(ge=0, le=2**31, description="The one that was read last.")
    words: str = Field("", max_length=LONG)


class RunIn(Sent):
    """A rating that is asked for."""

    code: str = Field(max_length=64)
    period: str = Field(max_length=20)
    frame: int = Field(2, description="Periods that share one frame, the rated one last.")
    replicates: int = 1000
    seed: int = Field(-1, description="-1: made from the question.")
    types: list[str] = Field(default_factory=list, max_length=100)


class AppealIn(Sent):
    """An appeal of a subject."""

    subject: str = Field(max_length=64)
    words: str = Field(max_length=LONG)


class AssessmentIn(Sent):
    """Marks from 0 to 100 by node: by the body itself, or from outside."""

    subject: str = Field(max_length=64)
    period: str = Field(max_length=20)
    kind: str = Field("self", max_length=16, description="self or outside.")
    marks: dict[str, float]
    words: str = Field("", max_length=LONG)


class DayIn(Sent):
    """A day of the calendar."""

    period: str = Field(max_length=20)
    due_on: date
