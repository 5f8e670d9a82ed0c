"""Between which limits does a process move by itself?

XmR chart as NHSRplotthedots 0.2.2 computes it: mean of the baseline, and 2.66 times the mean moving
range on both sides, after one screening of the ranges (Nelson 1982; Wheeler 1993).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, ldexp

import numpy as np

from styrbord.core.signals.rules.plot_the_dots.asked import Asked
from styrbord.core.signals.rules.plot_the_dots.rows import BoolArray, IntArray, Rows
from styrbord.core.signals.series import FloatArray

OUTER = 2.66
NEAR = 2 * (2.66 / 3)
SCREEN = 3.267
_HALVED = 64


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """Limits of each stretch, float64 (stretch,), NaN where there is no baseline or no range left.

    `spread` is the mean of the moving ranges that were kept.
    """

    mean: FloatArray
    spread: FloatArray
    lower: FloatArray
    upper: FloatArray
    near_lower: FloatArray
    near_upper: FloatArray


def baseline(rows: Rows, asked: Sequence[Asked]) -> FloatArray:
    """Values that make the limits, float64 (row,), NaN where missing or after the fixed part."""
    whole = np.iinfo(np.int64).max
    fixed = np.array([whole if one.fix is None else one.fix for one in asked], dtype=np.int64)
    return np.where(rows.place < fixed[rows.owner], rows.values, np.nan)


def limits(rows: Rows, used: FloatArray, asked: Sequence[Asked]) -> Limits:
    """Limits of each stretch.

    Parameters
    ----------
    used : float64 (row,), the baseline; NaN = not in it. A range is never taken across a missing row.

    Returns
    -------
    Limits
    """
    ranges = moving_ranges(rows, used)
    with np.errstate(over="ignore", invalid="ignore"):
        cut = SCREEN * means(ranges, rows.length)
        is_screened = np.array([one.is_screened for one in asked], dtype=np.bool_)[rows.owner]
        is_kept = ~is_screened | (ranges < cut[rows.stretch])
        spread = means(np.where(is_kept, ranges, np.nan), rows.length)
        mean = means(used, rows.length)
        return Limits(
            mean=mean,
            spread=spread,
            lower=mean - OUTER * spread,
            upper=mean + OUTER * spread,
            near_lower=mean - NEAR * spread,
            near_upper=mean + NEAR * spread,
        )


def moving_ranges(rows: Rows, used: FloatArray) -> FloatArray:
    """Absolute step from the row before, float64 (row,), NaN on the first row of a stretch."""
    ranges = np.full(len(used), np.nan)
    with np.errstate(over="ignore"):
        ranges[1:] = np.abs(np.diff(used))
    ranges[rows.begin] = np.nan
    return ranges


def means(values: FloatArray, length: IntArray) -> FloatArray:
    """Mean of each stretch from a correctly rounded sum, so that ties with the mean are exact.

    Parameters
    ----------
    values : float64 (row,); NaN is left out.
    length : int64 (stretch,), rows of each.

    Returns
    -------
    float64 (stretch,)
        NaN where nothing is left.

    Examples
    --------
    >>> means(np.array([0.1, 0.2, 0.3, 0.7, np.nan]), np.array([4, 1])).tolist()
    [0.325, nan]
    """
    is_known = ~np.isnan(values)
    numbers = values[is_known].tolist()
    ends = np.cumsum(_counts(is_known, length)).tolist()
    begins = [0, *ends[:-1]] if ends else []
    return np.array(
        [_mean(numbers[begin:end]) for begin, end in zip(begins, ends, strict=True)], dtype=np.float64
    )


def _counts(is_known: BoolArray, length: IntArray) -> IntArray:
    if not len(length):
        return np.empty(0, np.int64)
    return np.add.reduceat(is_known.astype(np.int64), np.cumsum(length) - length)


def _mean(numbers: list[float]) -> float:
    if not numbers:
        return float("nan")
    try:
        return fsum(numbers) / len(numbers)
    except OverflowError:  # numbers so large that their sum is none: halve them, exactly, often enough
        return ldexp(fsum(ldexp(number, -_HALVED) for number in numbers) / len(numbers), _HALVED)
