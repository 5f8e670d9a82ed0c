"""Since when is the level of a series another one? A description, never an alarm.

One change of level is sought by least squares against none at all. The gain must be larger than that of a
series with the same memory and no change: the bound is that of independent noise times the ratio of long-run
to short-run variance of an AR(1) with the memory that is left on both sides of the break.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from styrbord.core.signals.series import FloatArray, Series

LEAST_SIDE = 4
LEAST = 12
BOUND = 13.0  # largest gain of independent noise in 99 of 100 series (Andrews 1993, trimmed by 5 %)
MOST_MEMORY = 0.9
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Change:
    """Where the level of a series changed.

    Attributes
    ----------
    since : first day of the first row of the new level
    row : position of that row
    before, after : means on both sides, the series' unit
    memory : lag-1 autocorrelation that is left on both sides
    gain, bound : statistic and what it had to exceed
    """

    since: date
    row: int
    before: float
    after: float
    memory: float
    gain: float
    bound: float


def since_when(series: Series) -> Change | None:
    """The one change of level that explains most, if it explains more than memory does.

    Parameters
    ----------
    series : missing values are left out; a season should have been taken out before

    Returns
    -------
    Change or None
        None below 12 values, where nothing varies, or where memory alone explains as much.
    """
    rows = np.flatnonzero(~np.isnan(series.values))
    values = series.values[rows]
    if len(values) < LEAST or np.ptp(values) <= _TINY * max(1.0, float(np.abs(values).max())):
        return None
    first, explained = _best(values)
    before, after = float(values[:first].mean()), float(values[first:].mean())
    rest = values - np.where(np.arange(len(values)) < first, before, after)
    memory = _memory(rest)
    noise = float(rest @ rest) / (len(values) - 2)
    gain = explained / noise if noise > 0 else float("inf")
    bound = BOUND * (1 + memory) / (1 - memory)
    if gain <= bound:
        return None
    row = int(rows[first])
    return Change(series.at[row], row, before, after, memory, gain, bound)


def _best(values: FloatArray) -> tuple[int, float]:
    """First row of the new level, and the sum of squares that the change explains."""
    count = len(values)
    sums = np.cumsum(values - values.mean())
    left = np.arange(LEAST_SIDE, count - LEAST_SIDE + 1)
    explained = sums[left - 1] ** 2 * count / (left * (count - left))
    best = int(np.argmax(explained))
    return int(left[best]), float(explained[best])


def _memory(rest: FloatArray) -> float:
    """Lag-1 autocorrelation of what two means leave, corrected for the bias of short series."""
    alone = float(rest @ rest)
    raw = float(rest[1:] @ rest[:-1]) / alone if alone > _TINY else 0.0
    corrected = raw + 2 * (1 + 3 * raw) / len(rest)
    return min(max(corrected, 0.0), MOST_MEMORY)
