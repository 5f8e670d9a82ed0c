"""With what are holes filled from other periods of the same unit?"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.inputs import Numbers

Ints = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """Values (row, indicator) and, of each cell taken from one other row, that row; -1 of all others."""

    values: Numbers
    sources: Ints


@dataclass(frozen=True, slots=True, eq=False)
class _Cube:
    """Values (unit, time, indicator) and, of each cell, the nearest times that have a value.

    `before` is the last time up to it, -1 where none; `after` the first time from it, the number of times
    where none.
    """

    values: Numbers
    before: Ints
    after: Ints


def over_time(
    values: Numbers,
    units: Ints,
    times: Ints,
    moments: Numbers,
    *,
    by: str,
    most_periods: int | None = None,
) -> Filled:
    """Fill each hole from the unit's own values of other periods.

    Parameters
    ----------
    values : float64 (row, indicator), NaN = missing.
    units, times : ints (row,): number of the row's unit, and of its period among all periods in order.
    moments : float64 (time,): when each period is, rising; any unit.
    by : latest (last earlier value) | constant (the same, and before the first value the first) | linear
        (between neighbours by `moments`, beyond the ends the nearest; needs two values) | linear-constant
        (linear, or the value where there is one).
    most_periods : latest: so many periods back at most; None = any.

    Returns
    -------
    Filled
        NaN stays where the unit has nothing to fill from.

    Source: section 3.3 of the methods for ratings.

    >>> line = np.array([[np.nan], [2.0], [np.nan], [8.0]])
    >>> one, four = np.zeros(4, dtype=np.intp), np.arange(4)
    >>> over_time(line, one, four, np.array([2020.0, 2021.0, 2022.0, 2023.0]), by="linear").values.ravel()
    array([2., 2., 5., 8.])
    """
    cube = _cube(values, units, times, len(moments))
    if by == "latest":
        made, taken = _latest(cube, most_periods)
    elif by == "constant":
        made, taken = _constant(cube)
    else:
        made, taken = _linear(cube, moments, least=1 if by == "linear-constant" else 2)
    own, source = made[units, times], taken[units, times]
    holes = np.isnan(values)
    rows = np.full((cube.values.shape[0], len(moments)), -1)
    rows[units, times] = np.arange(len(values))
    is_taken = holes & (source >= 0) & ~np.isnan(own)
    sources = np.where(is_taken, rows[units[:, None], np.maximum(source, 0)], -1)
    return Filled(np.where(holes, own, values), sources)


def _cube(values: Numbers, units: Ints, times: Ints, count: int) -> _Cube:
    cube = np.full((int(units.max(initial=-1)) + 1, count, values.shape[1]), np.nan)
    cube[units, times] = values
    at = np.arange(count)[None, :, None]
    before = np.maximum.accumulate(np.where(np.isnan(cube), -1, at), axis=1)
    after = np.minimum.accumulate(np.where(np.isnan(cube), count, at)[:, ::-1], axis=1)[:, ::-1]
    return _Cube(cube, before, after)


def _taken(cube: _Cube, times: Ints) -> Numbers:
    """Values at some times, NaN where there is no such time."""
    is_none = (times < 0) | (times >= cube.values.shape[1])
    found = np.take_along_axis(cube.values, np.where(is_none, 0, times), axis=1)
    return np.where(is_none, np.nan, found)


def _latest(cube: _Cube, most: int | None) -> tuple[Numbers, Ints]:
    at = np.arange(cube.values.shape[1])[None, :, None]
    is_near = cube.before >= at - most if most is not None else np.True_
    times = np.where(is_near, cube.before, -1)
    return _taken(cube, times), times


def _constant(cube: _Cube) -> tuple[Numbers, Ints]:
    last = cube.values.shape[1]
    times = np.where(cube.before >= 0, cube.before, np.where(cube.after < last, cube.after, -1))
    return _taken(cube, times), times


def _linear(cube: _Cube, moments: Numbers, least: int) -> tuple[Numbers, Ints]:
    last = len(moments)
    left = np.where(cube.before >= 0, cube.before, cube.after)
    right = np.where(cube.after < last, cube.after, cube.before)
    low, high = _taken(cube, left), _taken(cube, right)
    inside = np.clip(left, 0, last - 1), np.clip(right, 0, last - 1)
    start, end = moments[inside[0]], moments[inside[1]]
    away = moments[None, :, None] - start
    with np.errstate(invalid="ignore", divide="ignore"):
        found = np.where(end > start, low + (high - low) * away / (end - start), low)
    is_enough = (~np.isnan(cube.values)).sum(1, keepdims=True) >= least
    is_one = (left == right) & is_enough & (left < last)
    return np.where(is_enough, found, np.nan), np.where(is_one, left, -1)
