"""What does a shown number carry with it?

Figures hold numbers and codes, never formatted text: words and formats are put on at the edge.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from styrbord.core.base.periods import Period
from styrbord.core.base.text import Text


class State(StrEnum):
    """State of one indicator of one subject, in the order of urgency."""

    ACT = "act"
    WATCH = "watch"
    ON_PLAN = "on-plan"
    NO_TARGET = "no-target"
    NO_DATA = "no-data"


class Verdict(StrEnum):
    """Whether a change is good, by the indicator's direction."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NEUTRAL = "neutral"  # the indicator has no direction


@dataclass(frozen=True, slots=True)
class Input:
    """One stored or derived number that a figure rests on."""

    indicator: str
    subject: str
    period: Period
    edition: int
    scenario: str = "actual"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is shown: value (None = missing), unit, decimals, method and inputs.

    `status` is the OBS_STATUS letter; `is_computed` tells a roll-up or formula from a reported
    value; `reported` and `expected` are the coverage of a sum, equal when it is whole.
    """

    name: str
    value: float | None
    unit: str
    decimals: int
    method: str
    status: str = "A"
    inputs: tuple[Input, ...] = ()
    is_computed: bool = False
    reported: int = 1
    expected: int = 1

    @property
    def is_partial(self) -> bool:
        """Whether members of a sum are missing."""
        return self.reported < self.expected


class Standing(StrEnum):
    """Where a value stands against its target."""

    ON_TRACK = "on-track"
    BEHIND = "behind"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class TargetAnswer:
    """The target of the value's period, and how far the value is from it.

    `gap` is value minus target in the indicator's unit; `shortfall` is the share of the target
    by which the value is worse than it (0 when it is met); `end` is the last target of the path.
    """

    target: Figure | None
    gap: float | None
    shortfall: float | None
    standing: Standing
    end: Figure | None = None
    end_period: Period | None = None


@dataclass(frozen=True, slots=True)
class PeerAnswer:
    """Rank span among subjects of the same type; ties and rounding widen it.

    `low` and `high` are ranks, 1 is best (largest when the indicator has no direction);
    both None when fewer than 5 have a value (`count` says how many).
    """

    type: str
    low: int | None
    high: int | None
    count: int
    median: float | None
    best_subject: str = ""
    best: float | None = None


class FreshLevel(StrEnum):
    """How late the next period is: by no rhythm, by one, by two or more."""

    ON_TIME = "on-time"
    WATCH = "watch"
    ACT = "act"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Freshness:
    """Newest period with a value, when it was released, its age, and what is overdue since when.

    `failed_on`: day on which the last refresh of its numbers failed; None when it worked.
    """

    period: Period | None
    released_on: date | None
    age_days: int | None
    level: FreshLevel
    missing_period: Period | None = None
    due_on: date | None = None
    late_days: int = 0
    failed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Tile:
    """The seven answers about one indicator of one subject; None reads as "none"."""

    indicator: str
    subject: str
    state: State
    value: Figure | None
    period: Period | None
    change: Figure | None
    change_from: Period | None
    verdict: Verdict | None
    target: TargetAnswer
    peers: PeerAnswer | None
    since: Period | None
    owner: str
    decided: None
    fresh: Freshness
    spark: tuple[float | None, ...] = ()
    spark_target: float | None = None


class DeviationKind(StrEnum):
    """What deviates: from a target, from the calendar, or from the usual course."""

    BEHIND_TARGET = "behind-target"
    PERIOD_MISSING = "period-missing"
    LEFT_COURSE = "left-course"


@dataclass(frozen=True, slots=True)
class Deviation:
    """One line of the overview: a tile that deviates, and why it stands where it does.

    score = size x importance x irreversibility; size is the shortfall or the change in tolerances, or
    the rhythms that a period is late. `state` is the tile's, or a worse one that its course asks for.
    """

    tile: Tile
    kind: DeviationKind
    size: float
    importance: float
    irreversibility: float
    score: float
    periods: int
    state: State = State.WATCH
    since: Period | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart or column of a table: points in order of period; None = missing.

    A part of a breakdown has its indicator as `group` and its depth in the code list as `level`.
    """

    role: str  # actual | target | plan | peers-median | subject | part
    code: str
    names: Text
    points: tuple[tuple[Period, float | None, str], ...]
    unit: str = ""
    decimals: int = 1
    group: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, dot or map area: a code with a value, a state and a link."""

    code: str
    names: Text
    value: float | None
    status: str = "A"
    state: State | None = None
    is_own: bool = False
    parent: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class Computation:
    """How a figure's method works, in words and with its source."""

    code: str
    words: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class PartCheck:
    """A period in which the parts of a total do not give it: what they give, and what it says."""

    indicator: str
    period: Period
    parts: Figure
    total: Figure
