"""What is told of trials: another method, other numbers, and the least change that reaches a place?"""

from collections.abc import Mapping
from dataclasses import dataclass

from styrbord.core.ratings.method import Method


@dataclass(frozen=True, slots=True)
class Moved:
    """A subject under two methods or two sets of inputs: score and place in each."""

    subject: str
    group: str
    score: float | None
    rank: int | None
    other_score: float | None
    other_rank: int | None

    @property
    def rise(self) -> int | None:
        """Places gained in the other one; None without a place in both."""
        return None if self.rank is None or self.other_rank is None else self.rank - self.other_rank


@dataclass(frozen=True)
class Compared:
    """Two methods over the same numbers: who gains, who loses; nothing of it is kept or published."""

    code: str
    period: str
    method: Method
    other: Method
    moved: tuple[Moved, ...]


@dataclass(frozen=True)
class Tried:
    """What would be if some inputs of a subject were others; nothing of it is kept or published."""

    code: str
    period: str
    subject: str
    edits: Mapping[str, float]
    own: Moved
    moved: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """The least change of one indicator that reaches a place or a class; `value` is None where none does.

    `best_rank` is the best place that this indicator alone gives within the limits.
    """

    code: str
    now: float
    value: float | None
    score: float | None
    rank: int | None
    best_rank: int | None = None


@dataclass(frozen=True, slots=True)
class ReachedTogether:
    """The least common share by which all numbers get better and reach a place or a class; None: none does.

    Each moves by that share of its value (0.1 = 10 %), no farther than its limit; `score` and `rank` are
    those of the answer, else of the best that can be had.
    """

    share: float | None
    score: float | None
    rank: int | None
