"""How is a control chart told: points by column, icons by series?"""

from dataclasses import dataclass

from styrbord.core.signals.rules.plot_the_dots.rows import BoolArray, IntArray
from styrbord.core.signals.rules.plot_the_dots.types import Small
from styrbord.core.signals.series import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """What is said of each row; all dims (row,), rows in order of series and day.

    Attributes
    ----------
    owner : int64, number of the series
    days : int64, `date.toordinal()`
    group : int64, raised on every rebase day
    is_short : bool, the group has trial limits
    values, baseline, mean, lower, upper, target : float64, the series' unit; NaN = missing, or none
    outside, near : bool, False where not judged
    side : int8, 1 above the mean, -1 below, 0 on it
    is_judged, is_sided : bool, whether `outside` and `near`, and `side`, could be told
    cause : int8, position in `CAUSES`: `special_cause_type` of the reference
    is_special : bool, the point has a special cause
    kind : int8, position in `KINDS`: `point_type` of the reference
    codes : int64, flags of `Code`
    """

    owner: IntArray
    days: IntArray
    group: IntArray
    is_short: BoolArray
    values: FloatArray
    baseline: FloatArray
    mean: FloatArray
    lower: FloatArray
    upper: FloatArray
    target: FloatArray
    outside: BoolArray
    near: BoolArray
    side: Small
    is_judged: BoolArray
    is_sided: BoolArray
    cause: Small
    is_special: BoolArray
    kind: Small
    codes: IntArray


@dataclass(frozen=True, slots=True)
class Icons:
    """What is said of one series as a whole, from its last row.

    Attributes
    ----------
    variation : icon of the reference, never shown where `codes` forbid a verdict
    display : the icon to show: `variation`, or `unknown`
    assurance : empty without a target or a direction
    last_type : `special_cause_type` of the last row
    mean, lower, upper : limits of the last group, NaN = none
    rows, flagged : rows, missing ones too, and those with a special cause
    codes : flags of `Code`
    """

    variation: str
    display: str
    assurance: str
    last_type: str
    mean: float
    lower: float
    upper: float
    rows: int
    flagged: int
    codes: int


@dataclass(frozen=True, slots=True, eq=False)
class Charts:
    """Control charts of many series: columns of points, and one line for each series, as asked."""

    points: Points
    icons: tuple[Icons, ...]
