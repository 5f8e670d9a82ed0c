"""Does a series move with itself or with the year, so that the chart gives many false signals?"""

from collections.abc import Sequence

import numpy as np
from scipy import special

from styrbord.core.signals.gaps import month_numbers
from styrbord.core.signals.rules.plot_the_dots.asked import Asked
from styrbord.core.signals.rules.plot_the_dots.codes import Code
from styrbord.core.signals.rules.plot_the_dots.rows import BoolArray, IntArray, Rows
from styrbord.core.signals.series import FloatArray

CORRELATED = 0.3
SIGNIFICANT = 0.01
FULL_YEARS = 2  # a season cannot be seen in less
TINY = 1e-24
MONTHS = 12
DAYS_A_YEAR = 365.2425


def doubts(rows: Rows, asked: Sequence[Asked]) -> IntArray:
    """Codes `autocorrelated` and `seasonal` of each series, int64 (series,).

    The values are taken from the mean of their group, so that a rebased change of level is no doubt.

    Returns
    -------
    int64 (series,)
    """
    known = ~np.isnan(rows.values)
    centred = _centred(rows, known)
    is_correlated = _lag_one(rows, centred, known, len(asked)) > CORRELATED
    is_seasonal = _is_seasonal(rows, centred, known, asked)
    codes = np.where(is_seasonal, Code.SEASONAL, 0) | np.where(is_correlated, Code.AUTOCORRELATED, 0)
    return np.asarray(codes, dtype=np.int64)


def _centred(rows: Rows, known: BoolArray) -> FloatArray:
    """Values from the mean of their group in units of their largest size, 0 where missing."""
    if not len(rows.values):
        return rows.values
    size = np.maximum.reduceat(np.where(known, np.abs(rows.values), 0.0), rows.begin)[rows.stretch]
    scaled = np.where(known & (size > 0), rows.values / np.where(size > 0, size, 1.0), 0.0)
    count = np.add.reduceat(known.astype(np.float64), rows.begin)
    mean = np.add.reduceat(scaled, rows.begin) / np.maximum(count, 1.0)
    return np.where(known, scaled - mean[rows.stretch], 0.0)


def _lag_one(rows: Rows, centred: FloatArray, known: BoolArray, count: int) -> FloatArray:
    """Lag-1 autocorrelation of each series, float64 (series,); 0 where nothing varies."""
    product = np.zeros(len(centred))
    product[1:] = np.where(rows.same(1)[1:] & known[1:] & known[:-1], centred[1:] * centred[:-1], 0.0)
    together = np.bincount(rows.owner, weights=product, minlength=count)
    alone = np.bincount(rows.owner, weights=centred**2, minlength=count)
    return np.divide(together, alone, out=np.zeros(count), where=alone > TINY)


def _is_seasonal(rows: Rows, centred: FloatArray, known: BoolArray, asked: Sequence[Asked]) -> BoolArray:
    """Whether an F test finds harmonics of the year at 1 %, bool (series,)."""
    season = np.array([one.series.season for one in asked], dtype=np.int64)
    found = np.zeros(len(asked), dtype=np.bool_)
    for one in np.unique(season[season > 1]):
        at = known & (season[rows.owner] == one)
        design = np.column_stack([np.ones(int(at.sum())), waves(rows.days[at], int(one))])
        found |= _explains(design, centred[at], rows.owner[at], len(asked), FULL_YEARS * int(one))
    return found


def waves(days: IntArray, season: int) -> FloatArray:
    """Sine and cosine of the year and the half year, float64 (row, wave); waves that are always 0 left out.

    Parameters
    ----------
    days : int64 (row,), `date.toordinal()`
    season : rows a year, above 1

    Returns
    -------
    float64 (row, wave)
    """
    part = days / DAYS_A_YEAR if season > MONTHS else month_numbers(days) // (MONTHS // season) / season
    turns = [2 * np.pi * k * part for k in range(1, min(2, season // 2) + 1)]
    sines = [np.sin(turn) for k, turn in enumerate(turns, start=1) if 2 * k != season]
    return np.column_stack([*sines, *(np.cos(turn) for turn in turns)])


def _explains(design: FloatArray, values: FloatArray, owner: IntArray, count: int, least: int) -> BoolArray:
    """Whether the waves explain a series beyond its mean, by an F test of least squares, bool (series,)."""
    width = design.shape[1]
    squares = np.empty((count, width, width))
    for i, j in np.ndindex(width, width):
        squares[:, i, j] = np.bincount(owner, weights=design[:, i] * design[:, j], minlength=count)
    sums = np.column_stack(
        [np.bincount(owner, weights=column * values, minlength=count) for column in design.T]
    )
    whole = np.bincount(owner, weights=values**2, minlength=count)
    mean = sums[:, 0] ** 2 / np.maximum(squares[:, 0, 0], 1.0)
    fitted = np.einsum("si,sij,sj->s", sums, np.linalg.pinv(squares, hermitian=True), sums)
    rank = np.linalg.matrix_rank(squares, hermitian=True)
    free = squares[:, 0, 0] - rank
    is_tested = (squares[:, 0, 0] >= least) & (free > 0) & (rank > 1) & (whole - mean > TINY)
    left = np.maximum(whole - fitted, TINY)
    ratio = (fitted - mean) / np.maximum(rank - 1, 1) / (left / np.maximum(free, 1.0))
    chance = special.fdtrc(np.maximum(rank - 1, 1), np.maximum(free, 1.0), np.maximum(ratio, 0.0))
    return np.asarray(is_tested & (chance < SIGNIFICANT))
