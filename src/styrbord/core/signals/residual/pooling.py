"""What do short series of one indicator tell about each other's memory and spread?

Methods 4.4 with one departure: instead of the median spread each series' own spread is drawn towards that of
the pool as far as the pool is of one kind (Smyth 2004). In a pool of unlike territories the median would
alarm in the noisy ones.
"""

import numpy as np
import numpy.typing as npt
from scipy import special

FloatArray = npt.NDArray[np.float64]

LEAST_POOL = 5
MOST_MEMORY = 0.95
MOST_FREEDOM = 60.0


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


def moderated(spread: FloatArray, freedom: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Spreads drawn towards the pool's, and the degrees of freedom that they are worth.

    Parameters
    ----------
    spread : float64 (series,), s_e in the unit of the values; NaN = unknown.
    freedom : float64 (series,), degrees of freedom of each.

    Returns
    -------
    tuple
        float64 (series,) spread and freedom; with fewer than 5 known spreads they stay what they are.

    Source: Smyth 2004, Linear models and empirical Bayes methods, section 6.2.
    """
    is_known = ~np.isnan(spread) & (spread > 0)
    if is_known.sum() < LEAST_POOL:
        return spread, freedom
    half = freedom[is_known] / 2
    log_variance = 2 * np.log(spread[is_known]) - special.digamma(half) + np.log(half)
    centre = log_variance.mean()
    extra = float(np.var(log_variance, ddof=1) - special.polygamma(1, half).mean())
    prior = MOST_FREEDOM if extra <= 0 else min(2 * _trigamma_inverse(extra), MOST_FREEDOM)
    variance = np.exp(centre + special.digamma(prior / 2) - np.log(prior / 2))
    drawn = np.sqrt((prior * variance + freedom * spread**2) / (prior + freedom))
    return np.where(is_known, drawn, spread), np.where(is_known, freedom + prior, freedom)


def _trigamma_inverse(value: float) -> float:
    """Where the trigamma function takes the value, by Newton's method (Smyth 2004, appendix)."""
    at = 0.5 + 1 / value
    for _ in range(50):
        slope = float(special.polygamma(2, at))
        own = float(special.polygamma(1, at))
        step = own * (1 - own / value) / slope
        at += step
        if abs(step) < 1e-9 * at:
            break
    return float(at)
