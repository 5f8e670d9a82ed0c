"""How far may each number be moved, and together with which others?

The covariance W is kept as diag(d) + U U', never as a full matrix: a shrunk covariance of T errors is a
diagonal and T columns, so thousands of series need no more room than their errors.
"""

from dataclasses import dataclass

import numpy as np

from styrbord.core.spine.coherence.structure import Flags, Floats, Structure

SMALLEST = 1e-8
UNKNOWN = 1e6
RANGE = 1e4


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Covariance W = diag(d) + U U' of what is wrong with the numbers.

    Attributes
    ----------
    diagonal : float64 (series,), above 0: d.
    factor : float64 (series, rank): U; rank may be 0.
    shrinkage : share lambda of the diagonal in a shrunk covariance; NaN for other weights.
    """

    diagonal: Floats
    factor: Floats
    shrinkage: float = np.nan

    def dense(self) -> Floats:
        """W as float64 (series, series): for few series and for checking."""
        full: Floats = np.diag(self.diagonal) + self.factor @ self.factor.T
        return full

    def without(self, unknown: Flags) -> "Weights":
        """The same for numbers some of which are unknown (series,): they say next to nothing."""
        if not unknown.any():
            return self
        wide = UNKNOWN * max(float((self.diagonal + (self.factor**2).sum(axis=1)).max()), SMALLEST)
        factor = np.where(unknown[:, None], 0.0, self.factor)
        return Weights(np.where(unknown, wide, self.diagonal), factor, self.shrinkage)

    def tempered(self) -> "Weights":
        """The same with variances held within 1e4 of the median one, for when rounding spoils a solution."""
        middle = float(np.median(self.diagonal))
        return Weights(np.clip(self.diagonal, middle / RANGE, middle * RANGE), self.factor, self.shrinkage)

    def alone(self, alone: Flags) -> "Weights":
        """The same with some numbers (series,) going together with no others: nothing moves them."""
        own = (self.factor**2).sum(axis=1)
        factor = np.where(alone[:, None], 0.0, self.factor)
        return Weights(np.where(alone, self.diagonal + own, self.diagonal), factor, self.shrinkage)


def ordinary(structure: Structure) -> Weights:
    """W = I: ordinary least squares (OLS).

    Returns
    -------
    Weights

    Source: Hyndman, Ahmed, Athanasopoulos and Shang 2011, Optimal combination forecasts, eq. 11.
    """
    return Weights(np.ones(structure.size), np.zeros((structure.size, 0)))


def structural(structure: Structure) -> Weights:
    """W = diag(S 1): as many times the variance as bottom series are below (WLS-struct).

    Returns
    -------
    Weights

    Source: Athanasopoulos, Hyndman, Kourentzes and Petropoulos 2017, Forecasting with temporal hierarchies,
    3.3.
    """
    below = np.asarray(structure.summing.sum(axis=1), dtype=np.float64).ravel()
    return Weights(below, np.zeros((structure.size, 0)))


def shrunk(errors: Floats) -> Weights:
    """W = lambda diag(C) + (1 - lambda) C, with C the covariance of past errors (MinT-shrink).

    With z_it the standardised errors over T columns, r_ij their correlation and
    v_ij = sum_t (z_it z_jt - r_ij)^2 / (T (T - 1)):
    lambda = sum_{i != j} v_ij / sum_{i != j} r_ij^2, clipped to [0, 1].

    Parameters
    ----------
    errors : float64 (series, time), at least two columns; NaN = missing and taken as the series' mean in what
        goes with others, left out of its own variance.

    Returns
    -------
    Weights
        A series without any spread keeps a variance of 1e-8 of the median one.

    Raises
    ------
    ValueError
        If there are fewer than two columns.

    Source: Schaefer and Strimmer 2005, section 2; Wickramasuriya, Athanasopoulos and Hyndman 2019, section
    2.4.

    Examples
    --------
    >>> made = shrunk(np.array([[1.0, -1.0, 2.0, -2.0], [1.0, 1.0, -1.0, -1.0]]))
    >>> round(made.shrinkage, 6)
    1.0
    """
    if errors.shape[1] < 2:
        raise ValueError(f"errors must have 2 or more columns, has {errors.shape[1]}")
    known = ~np.isnan(errors)
    count = known.sum(axis=1)
    mean = np.where(known, errors, 0.0).sum(axis=1) / np.maximum(count, 1)
    centred = np.where(known, errors - mean[:, None], 0.0)
    variance = (centred**2).sum(axis=1) / np.maximum(count - 1, 1)
    spread = np.sqrt((centred**2).sum(axis=1) / np.maximum(count, 1))
    z = np.divide(centred, spread[:, None], out=np.zeros_like(centred), where=spread[:, None] > 0)
    shrinkage = _shrinkage(z)
    return _kept(variance, z, shrinkage)


def _shrinkage(z: Floats) -> float:
    """Lambda from sums over all pairs, taken through the T x T products so that no pair is formed."""
    times = z.shape[1]
    own = (z**2).mean(axis=1)
    squares = float(((z.T @ z) ** 2).sum()) / times**2
    fourth = float(((z**2).sum(axis=0) ** 2).sum()) - float((z**4).sum())
    pairs = squares - float((own**2).sum())
    if pairs <= 0:
        return 1.0
    spread = (fourth - times * pairs) / (times * (times - 1))
    return float(np.clip(spread / pairs, 0.0, 1.0))


def _kept(variance: Floats, z: Floats, shrinkage: float) -> Weights:
    """Put the parts of W together; what is off the diagonal is that of (1 - lambda) C."""
    factor = np.sqrt((1 - shrinkage) * variance[:, None] / z.shape[1]) * z
    factor = _narrow(factor)
    left = variance - (factor**2).sum(axis=1)
    some = variance[variance > 0]
    floor = SMALLEST * np.where(variance > 0, variance, float(np.median(some)) if some.size else 1.0)
    return Weights(np.maximum(left, floor), factor, shrinkage)


def _narrow(factor: Floats) -> Floats:
    """The same U U' in at most as many columns as there are series."""
    if factor.shape[1] <= factor.shape[0]:
        return factor
    left, sizes, _ = np.linalg.svd(factor, full_matrices=False)
    found: Floats = left * sizes
    return found
