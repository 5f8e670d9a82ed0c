"""What do the series of one pool tell about each other's memory, season and trend?

What was fitted in each series scatters by its own error and by how much the series differ. The latter is what
is left of the variance within the pool, taken one standard error too large; then each series is drawn towards
the mean of the pool as far as its own error asks for it (Efron and Morris 1975). A pool of unlike series so
leaves each alone, and one of like series makes many short series worth one long one.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.signals.residual.design import Design, harmonics
from styrbord.core.signals.residual.fit import MEMORY, Fit

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]

SLOTS = 5  # trend, then sine and cosine of two waves
WAVES = ((1, 2), (3, 4))
FAR = 10.83  # square that one of a thousand series of the pool exceeds


@dataclass(frozen=True, slots=True, eq=False)
class Pooled:
    """Where something lies in the pool of each series; float64 (series,).

    Attributes
    ----------
    mean : of the pool
    between : variance from series to series; inf where one series is all there is
    error : variance of the mean
    """

    mean: FloatArray
    between: FloatArray
    error: FloatArray


def pooled(found: FloatArray, variance: FloatArray, pools: IntArray) -> Pooled:
    """Mean and variance of what is true in each pool, by moments weighed by what each series knows.

    Parameters
    ----------
    found : float64 (series,), what was fitted; NaN = unknown.
    variance : float64 (series,), of its error.
    pools : int64 (series,), numbers of the pools.

    Returns
    -------
    Pooled

    Source: DerSimonian and Laird 1986 (moments); the allowance of one standard error is a judgement of ours.
    """
    count = int(pools.max(initial=-1)) + 1
    is_known = ~np.isnan(found) & ~np.isnan(variance)
    own, at, noise = pools[is_known], found[is_known], variance[is_known]
    size = np.bincount(own, minlength=count)
    mean, weight = _weighed(at, 1 / noise, own, count)
    scatter = np.bincount(own, weights=(at - mean[own]) ** 2 / noise, minlength=count)
    less = weight - np.bincount(own, weights=1 / noise**2, minlength=count) / weight
    surplus = (scatter - (size - 1)) / np.where(less > 0, less, np.inf)
    between = np.maximum(surplus, 0.0)
    between += np.sqrt(2 / np.maximum(size, 1)) * (between + size / weight)
    between[size < 2] = np.inf
    mean, weight = _weighed(at, 1 / (noise + np.where(size < 2, 0.0, between)[own]), own, count)
    return Pooled(mean[pools], between[pools], (1 / weight)[pools])


def _weighed(
    found: FloatArray, weight: FloatArray, pools: IntArray, count: int
) -> tuple[FloatArray, FloatArray]:
    """Weighed mean and sum of the weights of each pool; a pool without series has mean 0 and weight 1."""
    total = np.bincount(pools, weights=weight, minlength=count).astype(np.float64)
    total[total == 0] = 1.0
    return np.bincount(pools, weights=weight * found, minlength=count) / total, total


def shared_memory(found: FloatArray, variance: FloatArray, pools: IntArray) -> tuple[FloatArray, FloatArray]:
    """Memory of each series, drawn towards that of its pool, and the variance of its error.

    Parameters
    ----------
    found : float64 (series,), fitted memories less their bias; NaN = unknown.
    variance : float64 (series,), of their errors.
    pools : int64 (series,).

    Returns
    -------
    tuple
        float64 (series,) and float64 (series,); a series without one of its own has that of the pool.
    """
    pool = pooled(found, variance, pools)
    is_known = ~np.isnan(found) & ~np.isnan(variance)
    own, safe = np.where(is_known, found, pool.mean), np.where(is_known, variance, 1.0)
    is_alone = np.isinf(pool.between)
    between = np.where(is_alone, 1.0, pool.between)
    trust = np.where(is_alone, 1.0, between / (between + safe))
    error = np.where(is_known, trust * safe, between) + pool.error
    drawn = np.where(is_known, trust * own + (1 - trust) * pool.mean, pool.mean)
    return np.clip(drawn, *MEMORY), error


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """Trend and waves of each series over its spread, the same unit in all lengths; float64 (series, slot).

    NaN where a design has no such column.
    """

    found: FloatArray
    variance: FloatArray

    @classmethod
    def none(cls, count: int) -> "Effects":
        """Nothing is known of so many series."""
        return cls(np.full((count, SLOTS), np.nan), np.full((count, SLOTS), np.nan))

    def enter(self, part: IntArray, fit: Fit) -> None:
        """Put what one fit found at its places."""
        at, place, worth = np.arange(1, fit.inverse.shape[1]), slots(fit.design), units(fit.design)
        freedom = np.maximum(fit.freedom, 3.0)
        wider = freedom / (freedom - 2)  # the spread was fitted as well
        self.found[np.ix_(part, place)] = fit.weights[:, 1:] / fit.spread[:, None] * worth
        self.variance[np.ix_(part, place)] = fit.inverse[:, at, at] * worth**2 * wider[:, None]

    def shared(self, pools: IntArray) -> tuple[FloatArray, FloatArray]:
        """Where each effect is expected by its pool, and how far from there series lie.

        Returns
        -------
        tuple
            float64 (series, slot) mean and variance; inf = nothing is told: the pool holds one such series,
            or the series is unlike its pool.
        """
        mean, between = np.zeros(self.found.shape), np.full(self.found.shape, np.inf)
        for slot in range(SLOTS):
            pool = pooled(self.found[:, slot], self.variance[:, slot], pools)
            mean[:, slot], between[:, slot] = pool.mean, pool.between + pool.error
        for wave in WAVES:
            between[:, wave] = between[:, wave].mean(axis=1, keepdims=True)
        is_far = np.nan_to_num((self.found - mean) ** 2) > FAR * (between + np.nan_to_num(self.variance))
        for wave in WAVES:
            is_far[:, wave] = is_far[:, wave].any(axis=1, keepdims=True)
        return mean, np.where(is_far, np.inf, between)


def slots(design: Design) -> IntArray:
    """Slot of every column but the level."""
    found = [0] if design.has_trend else []
    if design.has_season:
        found += [1 + 2 * (k - 1) + (wave is np.cos) for wave, k in harmonics(design.season)]
    return np.array(found, dtype=np.int64)


def units(design: Design) -> FloatArray:
    """What a weight of each orthonormal column but the level is worth, float64 (column,).

    Returns
    -------
    FloatArray
        Size of the wave; rise of the trend in one row.
    """
    last = design.rows - design.withheld
    _, triangle = np.linalg.qr(design.matrix()[1:last])
    worth = 1 / np.abs(np.diag(triangle))
    if design.has_trend:
        worth[1] *= 2 / max(design.rows - 1, 1)
    found: FloatArray = worth[1:]
    return found
