"""With what logarithm is a lopsided indicator made even?

mn and mx are the smallest and largest present value of the column.
"""

from collections.abc import Callable

import numpy as np

from styrbord.core.ratings.inputs import Numbers

Log = Callable[[Numbers, float], Numbers]


def log_ct(values: Numbers, exponent: float = 0.0) -> Numbers:
    """ln(x - mn + 0.01 (mx - mn)) of each column.

    Parameters
    ----------
    values : float64 (row, column), NaN = missing.
    exponent : not used.

    Returns
    -------
    float64 (row, column)

    Source: section 3.4 of the methods for ratings, log_CT.
    """
    low, high = np.nanmin(values, axis=0), np.nanmax(values, axis=0)
    found: Numbers = np.log(values - low + 0.01 * (high - low))
    return found


def log_ct_plus(values: Numbers, exponent: float = 0.0) -> Numbers:
    """As `log_ct` where the tail is on the right, turned round where it is on the left.

        -ln(mx + 0.01 (mx - mn) - x) where skew <= 0

    Returns
    -------
    float64 (row, column)

    Source: section 3.4 of the methods for ratings, log_CT_plus.
    """
    low, high = np.nanmin(values, axis=0), np.nanmax(values, axis=0)
    away = values - np.nanmean(values, axis=0)
    is_right = np.nansum(away**3, axis=0) > 0
    turned = -np.log(high + 0.01 * (high - low) - values)
    return np.where(is_right, log_ct(values), turned)


def log_ct_orig(values: Numbers, exponent: float = 0.0) -> Numbers:
    """ln(x - mn + 1) of each column.

    Returns
    -------
    float64 (row, column)
    """
    found: Numbers = np.log(values - np.nanmin(values, axis=0) + 1)
    return found


def log_gii(values: Numbers, exponent: float = 0.0) -> Numbers:
    """ln((mx - 1)(x - mn) / (mx - mn) + 1) of each column; NaN where mx is too small for it.

    Returns
    -------
    float64 (row, column)
    """
    low, high = np.nanmin(values, axis=0), np.nanmax(values, axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Numbers = np.log((high - 1) * (values - low) / (high - low) + 1)
    return found


def box_cox(values: Numbers, exponent: float = 0.0) -> Numbers:
    """(y^L - 1) / L of y = x - mn + 1, ln y at L = 0, of each column.

    Parameters
    ----------
    values : float64 (row, column), NaN = missing.
    exponent : L.

    Returns
    -------
    float64 (row, column)

    Source: Box and Cox 1964.

    >>> box_cox(np.array([[1.0], [3.0]]), 2.0).ravel()
    array([0., 4.])
    """
    moved = values - np.nanmin(values, axis=0) + 1
    found: Numbers = np.log(moved) if exponent == 0 else (moved**exponent - 1) / exponent
    return found


LOGS: dict[str, Log] = {
    "log_CT": log_ct,
    "log_CT_plus": log_ct_plus,
    "log_CT_orig": log_ct_orig,
    "log_GII": log_gii,
    "box-cox": box_cox,
}
