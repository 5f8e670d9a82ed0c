"""What do short series of one indicator tell about each other's memory and spread?

Methods 4.4 with one departure: instead of the median spread each series' own spread is drawn towards that of
the pool as far as the pool is of one kind (Smyth 2004). In a pool of unlike territories the median would
alarm in the noisy ones.
"""

import numpy as np
import numpy.typing as npt
from scipy import special

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

LEAST_POOL = 5
MOST_MEMORY = 0.95
MOST_FREEDOM = 60.0
LEAST_EXTRA = 1e-3  # of the log variances from series to series; less is worth more freedom than the most
TURNS = 50


def pooled_memory(found: FloatArray, bias: tuple[float, float]) -> float:
    """Memory of the pool: the mean of what was fitted, less the bias of least squares.

    Parameters
    ----------
    found : float64 (series,), fitted memories.
    bias : (c, d), on average least squares finds c + d rho.

    Returns
    -------
    float
        Between 0 and .95; NaN if nothing was fitted.
    """
    known = found[~np.isnan(found)]
    if not len(known):
        return float("nan")
    return float(np.clip((known.mean() - bias[0]) / bias[1], 0.0, MOST_MEMORY))


def moderated(
    spread: FloatArray, freedom: FloatArray, pools: IntArray | None = None
) -> tuple[FloatArray, FloatArray]:
    """Spreads drawn towards those of their pool, and the degrees of freedom that they are worth.

    Parameters
    ----------
    spread : float64 (series,), s_e in the unit of the values; NaN = unknown.
    freedom : float64 (series,), degrees of freedom of each.
    pools : int64 (series,), numbers of the pools; None = all are one.

    Returns
    -------
    tuple
        float64 (series,) spread and freedom; in a pool of fewer than 5 known spreads they stay what they are.

    Source: Smyth 2004, Linear models and empirical Bayes methods, section 6.2.
    """
    pools = np.zeros(len(spread), np.int64) if pools is None else pools
    count = int(pools.max(initial=-1)) + 1
    is_known = ~np.isnan(spread) & (spread > 0) & (freedom > 0)
    own, half = pools[is_known], freedom[is_known] / 2
    size = np.bincount(own, minlength=count)
    safe = np.maximum(size, 1)
    log_variance = 2 * np.log(spread[is_known]) - special.digamma(half) + np.log(half)
    centre = np.bincount(own, weights=log_variance, minlength=count) / safe
    squares = np.bincount(own, weights=(log_variance - centre[own]) ** 2, minlength=count)
    noise = np.bincount(own, weights=special.polygamma(1, half), minlength=count) / safe
    extra = squares / np.maximum(size - 1, 1) - noise
    prior = np.minimum(2 * _trigamma_inverse(np.maximum(extra, LEAST_EXTRA)), MOST_FREEDOM)
    variance = np.exp(centre + special.digamma(prior / 2) - np.log(prior / 2))
    more = np.where(size < LEAST_POOL, 0.0, prior)[pools]
    with np.errstate(invalid="ignore"):
        drawn = np.sqrt((more * variance[pools] + freedom * spread**2) / (more + freedom))
    return np.where(is_known, drawn, spread), np.where(is_known, freedom + more, freedom)


def _trigamma_inverse(value: FloatArray) -> FloatArray:
    """Where the trigamma function takes the values, by Newton's method (Smyth 2004, appendix)."""
    at = 0.5 + 1 / value
    for _ in range(TURNS):
        own = special.polygamma(1, at)
        at = at + own * (1 - own / value) / special.polygamma(2, at)
    return np.asarray(at)
