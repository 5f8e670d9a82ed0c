"""How far must the outermost values move in before an indicator is even enough?"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.inputs import Numbers
from styrbord.core.ratings.options import Treatment
from styrbord.core.ratings.stages.leaping import leapt, reached
from styrbord.core.ratings.statistics.moments import kurtosis, skewness

FEW = 20
"""Up to so many points are moved step by step."""

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Check:
    """Test of columns, all (column,).

    Attributes
    ----------
    skewness, kurtosis : of type 2; NaN where undefined
    passes : whether either is small enough
    is_undefined : whether nothing can be said: all values equal, or too few of them
    """

    skewness: Numbers
    kurtosis: Numbers
    passes: Bools
    is_undefined: Bools


@dataclass(frozen=True, slots=True, eq=False)
class Winsorised:
    """Columns with their outermost values moved in.

    Attributes
    ----------
    values : float64 (row, column)
    points : int64 (column,), number of points moved
    high, low : bools (row, column), points moved down and up
    check : test afterwards
    """

    values: Numbers
    points: Ints
    high: Bools
    low: Bools
    check: Check


def checked(values: Numbers, options: Treatment) -> Check:
    """Whether columns are even enough: |skew| or kurtosis below its threshold.

    Parameters
    ----------
    values : float64 (row, column), NaN = missing.
    options : thresholds.

    Returns
    -------
    Check
        Undefined where neither is below its threshold and one of them has no number.

    Source: section 3.4 of the methods for ratings.
    """
    skew, kurt = skewness(values), kurtosis(values)
    passes = (np.abs(skew) < options.most_skewness) | (kurt < options.most_kurtosis)
    return Check(skew, kurt, passes, ~passes & (np.isnan(skew) | np.isnan(kurt)))


def winsorised(values: Numbers, options: Treatment) -> Winsorised:
    """Move the outermost values to their neighbours until a column passes or the limit of points is met.

    Each step takes all points that equal the maximum (skew >= 0) or the minimum, and sets them to the next
    value; points count once, by the latest set of each side.

    Parameters
    ----------
    values : float64 (row, column), NaN = missing.
    options : thresholds, and `most_points` (None = no limit).

    Returns
    -------
    Winsorised

    Source: section 3.4 of the methods for ratings, as COINr 1.1.14.

    >>> made = winsorised(np.array([[*range(1, 11), 30.0, 100.0]]).T, Treatment(by="winsorise"))
    >>> made.values[-3:].ravel(), made.points
    (array([10., 30., 30.]), array([1]))
    """
    limit = np.inf if options.most_points is None else options.most_points
    made = values.copy()
    high, low = np.zeros(values.shape, dtype=np.bool_), np.zeros(values.shape, dtype=np.bool_)
    points = np.zeros(values.shape[1], dtype=np.int64)
    check = checked(made, options)
    going = _going(check, points, limit)
    if limit > FEW and going.size:
        for column in going.tolist():
            ends = leapt(values[:, column], options, limit)
            made[:, column], high[:, column], low[:, column] = reached(values[:, column], *ends)
        points = high.sum(0) + low.sum(0)
        _update(check, going, checked(made[:, going], options))
        going = _going(check, points, limit)
    while going.size:
        is_high = check.skewness[going] >= 0
        made[:, going], moved = _moved(made[:, going], is_high)
        high[:, going[is_high]] = moved[:, is_high]
        low[:, going[~is_high]] = moved[:, ~is_high]
        points[going] = high[:, going].sum(0) + low[:, going].sum(0)
        _update(check, going, checked(made[:, going], options))
        going = _going(check, points, limit)
    return Winsorised(made, points, high, low, check)


def _going(check: Check, points: Ints, limit: float) -> npt.NDArray[np.intp]:
    return np.flatnonzero(~check.passes & ~check.is_undefined & (points < limit))


def _moved(values: Numbers, is_high: Bools) -> tuple[Numbers, Bools]:
    """Columns after one step, and the points that it took."""
    signed = np.where(is_high, values, -values)
    top = np.fmax.reduce(signed, axis=0)
    is_top = signed == top
    rest = np.fmax.reduce(np.where(is_top, np.nan, signed), axis=0)
    return np.where(is_top, np.where(is_high, rest, -rest), values), is_top


def _update(check: Check, columns: npt.NDArray[np.intp], newer: Check) -> None:
    for name in Check.__slots__:
        getattr(check, name)[columns] = getattr(newer, name)
