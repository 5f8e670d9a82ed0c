"""How far and how lopsidedly do the units lie around their mean?

m_k is the sum of (x - mean)^k over the n present values, as in section 3.4 of the methods for ratings.
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def skewness(values: Floats) -> Floats:
    """Skewness of type 2 of each column.

        skew = sqrt(n) m_3 / m_2^1.5 * sqrt(n (n - 1)) / (n - 2)

    Parameters
    ----------
    values : float64 (..., unit, column); NaN = missing.

    Returns
    -------
    float64 (..., column)
        Pure number; NaN with fewer than 3 values or where all are equal.

    Source: Joanes and Gill 1998, type 2 (G1).

    >>> skewness(np.array([[1.0], [2.0], [3.0], [10.0]])).round(6)
    array([1.763633])
    """
    n, (m2, m3) = _sums(values, (2, 3))
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = np.sqrt(n) * m3 / m2**1.5 * np.sqrt(n * (n - 1)) / (n - 2)
    return np.where(n >= 3, found, np.nan)


def kurtosis(values: Floats) -> Floats:
    """Excess kurtosis of type 2 of each column.

        kurt = ((n + 1) (n m_4 / m_2^2 - 3) + 6) (n - 1) / ((n - 2) (n - 3))

    Parameters
    ----------
    values : float64 (..., unit, column); NaN = missing.

    Returns
    -------
    float64 (..., column)
        Pure number, 0 for a normal distribution; NaN with fewer than 4 values or where all are equal.

    Source: Joanes and Gill 1998, type 2 (G2).

    >>> kurtosis(np.array([[1.0], [2.0], [3.0], [10.0]])).round(6)
    array([3.228])
    """
    n, (m2, m4) = _sums(values, (2, 4))
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = ((n + 1) * (n * m4 / m2**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    return np.where(n >= 4, found, np.nan)


def deviation(values: Floats) -> Floats:
    """Standard deviation of each column, of a sample (n - 1).

    Parameters
    ----------
    values : float64 (..., unit, column); NaN = missing.

    Returns
    -------
    float64 (..., column)
        Unit of the values; NaN with fewer than 2 values, 0 where all are equal.

    >>> deviation(np.array([[1.0, 4.0], [3.0, np.nan]]))
    array([1.41421356,        nan])
    """
    n, (m2,) = _sums(values, (2,))
    m2 = np.where(np.isnan(m2) & (n >= 2), 0.0, m2)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = np.sqrt(m2 / (n - 1))
    return np.where(n >= 2, found, np.nan)


def means(values: Floats) -> Floats:
    """Mean of each column over its present values.

    Parameters
    ----------
    values : float64 (..., unit, column); NaN = missing.

    Returns
    -------
    float64 (..., column)
        Unit of the values; NaN where nothing is present.
    """
    present = ~np.isnan(values)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = np.where(present, values, 0.0).sum(-2) / present.sum(-2)
    return found


def _sums(values: Floats, powers: tuple[int, ...]) -> tuple[Floats, list[Floats]]:
    """Number of present values and the sums m_k; m_k is NaN where all values are equal, rounding or not."""
    present = ~np.isnan(values)
    n = present.sum(-2).astype(np.float64)
    away = np.where(present, values - means(values)[..., None, :], 0.0)
    low, high = np.where(present, values, np.inf).min(-2), np.where(present, values, -np.inf).max(-2)
    return n, [np.where(low < high, (away**power).sum(-2), np.nan) for power in powers]
