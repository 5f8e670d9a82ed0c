"""What is told of one series: how unusual are its last rows, since when, and what forbids to say so?"""

from dataclasses import dataclass
from enum import StrEnum

NAN = float("nan")


class Code(StrEnum):
    """What makes a verdict doubtful or impossible, in the order in which it is written."""

    NOT_FINITE = "not_finite"
    MISSING_LAST = "missing_last"
    MISSING_INSIDE = "missing_inside"
    GAP = "gap"
    CONSTANT = "constant"
    ZERO_SPREAD = "zero_spread"
    SHORT = "short"
    POOLED = "pooled"


FORBIDS = frozenset({Code.NOT_FINITE, Code.MISSING_LAST, Code.CONSTANT, Code.ZERO_SPREAD, Code.SHORT})


class Transform(StrEnum):
    """Scale on which a series is watched."""

    LEVEL = "level"
    LOG = "log"


@dataclass(frozen=True, slots=True)
class Side:
    """One direction of one series; all NaN or 0 where there is no test.

    Attributes
    ----------
    statistic : T, the largest over the windows
    window : k, last rows that gave it; 0 = none
    drift : moving average of the residuals in units of its own spread
    p_window, p_drift : share of series without a change that show at least as much
    p : both together, 1 at most
    adjusted : p among all tested series of the family
    is_alarm : whether `adjusted` is at most q
    effect : estimated change of level over the window of this direction, unit of the values
    expected : last value less the effect
    since : rows from the end where the change begins, 1 = the last row; 0 = no test
    """

    statistic: float = NAN
    window: int = 0
    drift: float = NAN
    p_window: float = NAN
    p_drift: float = NAN
    p: float = NAN
    adjusted: float = NAN
    is_alarm: bool = False
    effect: float = NAN
    expected: float = NAN
    since: int = 0


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is told of one series at one release.

    Attributes
    ----------
    key : name of the series
    codes : what makes the verdict doubtful or impossible
    adverse, improvement : the two directions of a series with a good one
    either : the direction that stands out more, of a series without a good one
    family : how many series of the batch were tested, adverse and improvement or either
    transform : scale on which it was watched
    last : residuals of the withheld rows in units of their spread, oldest first; NaN = missing
    memory : weight of the previous value, rho
    tails : probability that the noise has heavy tails
    has_trend : whether a trend is part of what is expected
    spread : s_e, on the scale on which it was watched
    effect, expected, since : those of the stronger direction
    table, seed : version and seed of the table of the null
    """

    key: str
    codes: tuple[Code, ...]
    adverse: Side = Side()
    improvement: Side = Side()
    either: Side = Side()
    family: int = 0
    transform: Transform = Transform.LEVEL
    last: tuple[float, ...] = ()
    memory: float = NAN
    tails: float = NAN
    has_trend: bool = True
    spread: float = NAN
    effect: float = NAN
    expected: float = NAN
    since: int = 0
    table: str = ""
    seed: int = 0

    @property
    def is_tested(self) -> bool:
        """Whether anything may be said at all; otherwise the verdict is unknown, never normal."""
        return not FORBIDS.intersection(self.codes)
