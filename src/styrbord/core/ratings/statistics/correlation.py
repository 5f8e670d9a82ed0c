"""Which columns go together, and could that be chance?

All coefficients are pairwise complete: a pair of columns is taken over the units that have both.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr
from scipy.stats import kendalltau, rankdata

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Kind = Literal["pearson", "spearman", "kendall"]

HIGH, SIZE, SIGNIFICANT = 0.9, 0.6, 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Correlations:
    """Coefficients between two sets of columns; dims (left column, right column).

    Attributes
    ----------
    coefficients : float64, -1 to 1; NaN with fewer than 3 common units, or where one is constant over them
    chances : float64, two-sided p-values of no relation; NaN where the coefficient is
    units : int64, number of common units
    """

    coefficients: Floats
    chances: Floats
    units: Ints

    def significant(self, level: float = SIGNIFICANT) -> Floats:
        """Coefficients whose chance is at most a level; NaN for the others."""
        return np.where(self.chances <= level, self.coefficients, np.nan)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two columns, by number, and their coefficient."""

    first: int
    second: int
    coefficient: float


def correlate(left: Floats, right: Floats | None = None, *, kind: Kind = "pearson") -> Correlations:
    """Coefficients of every column of one set with every column of another.

    Parameters
    ----------
    left, right : float64 (unit, column), the same units; NaN = missing. Without `right`, left with itself.
    kind : pearson | spearman (ranks over the common units, mean of ties) | kendall (tau-b).

    Returns
    -------
    Correlations
        Chances by Student's t with n - 2 degrees of freedom (pearson, spearman), for kendall exact where
        there are few units and no ties, else normal.

    Source: Kendall and Gibbons 1990.
    """
    other = left if right is None else right
    if kind == "pearson":
        return _products(left, other)
    shape = left.shape[1], other.shape[1]
    found = Correlations(np.full(shape, np.nan), np.full(shape, np.nan), np.zeros(shape, dtype=np.int64))
    single = _spearman if kind == "spearman" else _kendall
    for i, j in np.ndindex(*shape):
        if right is None and j < i:
            continue
        common = ~np.isnan(left[:, i]) & ~np.isnan(other[:, j])
        told = single(left[common, i], other[common, j])
        for at in {(i, j), (j, i)} if right is None else {(i, j)}:
            found.coefficients[at], found.chances[at], found.units[at] = *told, common.sum()
    return found


def high_pairs(coefficients: Floats, groups: Ints, *, threshold: float = HIGH) -> tuple[Pair, ...]:
    """Pairs of columns of one group that say nearly the same.

    Parameters
    ----------
    coefficients : float64 (column, column), of normalised data.
    groups : int64 (column,), number of each column's parent.
    threshold : the coefficient lies above it.

    Returns
    -------
    tuple of Pair
        In the order of the columns.
    """
    is_high = np.triu(coefficients > threshold, 1) & (groups[:, None] == groups)
    return _pairs(coefficients, is_high)


def against_parent(coefficients: Floats, parents: Ints) -> tuple[Pair, ...]:
    """Columns that fall when their parent rises: a wrong direction, or another matter than the rest.

    Parameters
    ----------
    coefficients : float64 (column, parent).
    parents : int64 (column,), number of each column's own parent; negative = none.

    Returns
    -------
    tuple of Pair
        Column, parent and their negative coefficient.
    """
    is_own = np.arange(coefficients.shape[1]) == parents[:, None]
    return _pairs(coefficients, is_own & (coefficients < 0))


def driven_by_size(coefficients: Floats, *, threshold: float = SIZE) -> tuple[Pair, ...]:
    """Columns that still go with a denominator, so that size drives them.

    Parameters
    ----------
    coefficients : float64 (column, denominator).
    threshold : the size of the coefficient lies above it.

    Returns
    -------
    tuple of Pair
        Column, denominator and coefficient.
    """
    return _pairs(coefficients, np.abs(coefficients) > threshold)


def _pairs(coefficients: Floats, chosen: npt.NDArray[np.bool_]) -> tuple[Pair, ...]:
    return tuple(Pair(int(i), int(j), float(coefficients[i, j])) for i, j in np.argwhere(chosen))


def _products(left: Floats, right: Floats) -> Correlations:
    """Pearson by sums of products over the common units of each pair."""
    here, there = (~np.isnan(one) for one in (left, right))
    x, y = _centred(left, here), _centred(right, there)
    p, q = here.astype(np.float64), there.astype(np.float64)
    n, sx, sy = p.T @ q, x.T @ q, p.T @ y
    with np.errstate(invalid="ignore", divide="ignore"):
        vx, vy = (x**2).T @ q - sx**2 / n, p.T @ y**2 - sy**2 / n
        r = np.clip((x.T @ y - sx * sy / n) / np.sqrt(_real(vx, sx, n) * _real(vy, sy, n)), -1.0, 1.0)
    r[n < 3] = np.nan
    return Correlations(r, _by_student(r, n), n.astype(np.int64))


def _centred(values: Floats, present: npt.NDArray[np.bool_]) -> Floats:
    """Deviations from the column's mean in units of its spread, 0 where missing."""
    n = np.maximum(present.sum(0), 1)
    away = np.where(present, values - np.where(present, values, 0.0).sum(0) / n, 0.0)
    size = np.sqrt((away**2).sum(0) / n)
    return away / np.where(size > 0, size, 1.0)


def _real(variance: Floats, total: Floats, n: Floats) -> Floats:
    """Sums of squares; NaN where only rounding is left, because all common values are equal."""
    return np.where((variance > 0) & (variance > 1e-13 * total**2 / n), variance, np.nan)


def _by_student(r: Floats, n: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        t = np.abs(r) * np.sqrt((n - 2) / (1 - r**2))
        found: Floats = 2 * stdtr(n - 2, -t)
    return found


def _spearman(x: Floats, y: Floats) -> tuple[float, float]:
    told = _products(*(rankdata(one).reshape(-1, 1) for one in (x, y)))
    return float(told.coefficients[0, 0]), float(told.chances[0, 0])


def _kendall(x: Floats, y: Floats) -> tuple[float, float]:
    if len(x) < 3 or (x == x[0]).all() or (y == y[0]).all():
        return np.nan, np.nan
    told = kendalltau(x, y)
    return float(told.statistic), float(told.pvalue)
