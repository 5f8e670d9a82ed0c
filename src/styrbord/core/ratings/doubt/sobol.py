"""Which choice of the method moves the places most?

y is the mean over the subjects of |place - place by the method itself|, for each recalculation; or the place
of one subject. With V the sample variance of y over A and B together, and y centred on its mean over A and B,

    S_i  = mean(y_B (y_ABi - y_A)) / V           what factor i does by itself,
    ST_i = mean((y_A - y_ABi)^2) / (2 V)         what it does together with all others.
"""

from dataclasses import dataclass

import numpy as np

from styrbord.core.ratings.doubt.chance import Floats
from styrbord.core.ratings.doubt.intervals import NONE, Places


@dataclass(frozen=True, eq=False)
class Shares:
    """Sobol indices, each float64 (factor, ...); shares of the variance of y.

    Attributes
    ----------
    first, total : S and ST, not below 0
    first_raw, total_raw : as estimated; NaN where y does not vary
    first_se, total_se : standard errors
    variance : V, float64 (...)
    rows : how many rows of the design each estimate rests on, float64 (factor, ...)
    """

    first: Floats
    total: Floats
    first_raw: Floats
    total_raw: Floats
    first_se: Floats
    total_se: Floats
    variance: Floats
    rows: Floats


def shares(outcomes: Floats, factors: int, *, is_centred: bool = True) -> Shares:
    """Sobol indices of each factor.

    Parameters
    ----------
    outcomes : float64 (recalculation, ...): y in the order of `design.crossed`; NaN where one failed. A row
        of the design counts for factor i where y_A, y_B and y_ABi are all there.
    factors : number of factors.
    is_centred : False: as COINr 1.1.14, whose S_i can exceed ST_i on few rows.

    Returns
    -------
    Shares
        Of a y that does not vary all indices are 0 and the raw ones NaN: no choice matters.

    Source: Saltelli et al. 2010, table 2 (b) for S and, after Jansen 1999, (f) for ST; centring as in Sobol
    and Myshetskaya 2008. The standard errors are those of the bootstrap over the rows of the design with V
    fixed, whose limit for many resamples is known for a mean: Efron and Tibshirani 1993, section 5.2.

    >>> found = shares(np.array([0.0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 1, 1]), 1)
    >>> found.first, found.total
    (array([0.875]), array([0.875]))
    """
    count = len(outcomes) // (factors + 2)
    y = outcomes.reshape(factors + 2, count, *outcomes.shape[1:])
    both = y[:2].reshape(-1, *y.shape[2:])
    has_varied, variance, centre = _moments(both)
    if is_centred:
        y = y - centre
    first, second, mixed = y[0], y[1], y[2:]
    with np.errstate(invalid="ignore", divide="ignore"):
        alone, alone_se, rows = _means(second * (mixed - first) / variance)
        whole, whole_se, _ = _means(np.where(np.isnan(second), np.nan, (first - mixed) ** 2 / (2 * variance)))
    raw = [np.where(has_varied, part, np.nan) for part in (alone, whole)]
    shown = [np.where(has_varied, np.maximum(part, 0.0), 0.0) for part in (alone, whole)]
    errors = [np.where(has_varied, part, 0.0) for part in (alone_se, whole_se)]
    return Shares(shown[0], shown[1], raw[0], raw[1], errors[0], errors[1], variance, rows)


def moved(places: Places, nominal: Places) -> Floats:
    """Mean over the subjects of |place - nominal place|.

    Parameters
    ----------
    places : int32 (recalculation, row).
    nominal : int32 (row,).

    Returns
    -------
    float64 (recalculation,)
        Over the subjects that have both places; NaN where none has.

    Source: section 4 of the methods for ratings.

    >>> moved(np.array([[2, 1, 3]], dtype=np.int32), np.array([1, 2, 3], dtype=np.int32)).round(3)
    array([0.667])
    """
    has_both = (places != NONE) & (nominal != NONE)
    apart = np.where(has_both, np.abs(places - nominal), 0).sum(-1, dtype=np.int64)
    count = has_both.sum(-1)
    return np.where(count > 0, apart / np.maximum(count, 1), np.nan)


def _moments(both: Floats) -> tuple[Floats, Floats, Floats]:
    """Whether y varies, its sample variance and its mean, over what is there."""
    is_there = ~np.isnan(both)
    count = is_there.sum(0)
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = np.where(is_there, both, 0.0).sum(0) / count
        away = np.where(is_there, both - centre, 0.0)
        variance = (away**2).sum(0) / (count - 1)
    low = np.where(is_there, both, np.inf).min(0)
    high = np.where(is_there, both, -np.inf).max(0)
    return low < high, variance, centre


def _means(products: Floats) -> tuple[Floats, Floats, Floats]:
    """Mean, its standard error and the count, over axis 1 (rows of the design)."""
    is_there = ~np.isnan(products)
    count = is_there.sum(1).astype(np.float64)
    mean = np.where(is_there, products, 0.0).sum(1) / count
    away = np.where(is_there, products - mean[:, None], 0.0)
    return mean, np.sqrt((away**2).sum(1)) / count, count
