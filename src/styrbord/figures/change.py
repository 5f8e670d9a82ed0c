"""How much has a number changed on a year, and is that good?"""

import math

import numpy as np
import numpy.typing as npt

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.spine.indicators import Direction, Indicator
from styrbord.figures.model import Verdict

# Steps back to the same season; days have no season of a year here, so the same weekday is taken.
STEPS_BACK = {
    Frequency.ANNUAL: 1,
    Frequency.HALF: 2,
    Frequency.QUARTER: 4,
    Frequency.MONTH: 12,
    Frequency.YEAR_TO_DATE: 12,
    Frequency.WEEK: 52,
    Frequency.DAY: 364,
}
_NEARER = {Frequency.DAY: 7, Frequency.WEEK: 4}


def change_on_year(
    values: npt.NDArray[np.float64], periods: tuple[Period, ...], at: int
) -> tuple[float, Period] | None:
    """Difference from the same season a year earlier, and that period.

    Parameters
    ----------
    values : float64 (period,); NaN = missing.
    periods : consecutive, dim (period,).
    at : position of the value.

    Returns
    -------
    (difference in the indicator's unit, earlier period) or None
        None when the earlier value is missing. Days and weeks without a year of history are
        compared with a week and four weeks before; the period tells which it was.

    Source: ours; year-on-year comparison as in seasonal statistics.
    """
    frequency = periods[at].frequency
    for back in (STEPS_BACK[frequency], _NEARER.get(frequency, 0)):
        if back and at >= back and not math.isnan(values[at - back]):
            return float(values[at] - values[at - back]), periods[at - back]
    return None


def verdict(change: float, earlier: float, indicator: Indicator) -> Verdict:
    """Whether a change is for the better, judged on the digits that are shown.

    Parameters
    ----------
    change, earlier : in the indicator's unit; the value is `earlier + change`.

    Returns
    -------
    Verdict
        `same` when no shown digit changes, `neutral` when the indicator has no direction.
    """
    if round(change, indicator.decimals) == 0:
        return Verdict.SAME
    match indicator.direction:
        case Direction.UP:
            is_better = change > 0
        case Direction.DOWN:
            is_better = change < 0
        case Direction.RANGE:
            is_better = outside(earlier + change, indicator) < outside(earlier, indicator)
        case _:
            return Verdict.NEUTRAL
    return Verdict.BETTER if is_better else Verdict.WORSE


def outside(value: float, indicator: Indicator) -> float:
    """Distance from the range that is aimed at, in the indicator's unit; 0 inside it."""
    low = -math.inf if indicator.range_low is None else indicator.range_low
    high = math.inf if indicator.range_high is None else indicator.range_high
    return max(low - value, value - high, 0.0)
