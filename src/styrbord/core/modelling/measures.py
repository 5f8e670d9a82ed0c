"""How well does an equation fit?

Degrees of freedom are n - k + q - AR with k coefficients, q restrictions and AR the order of the error.
SER is centred: sqrt((SSR - (sum u)² / n) / df).
"""

from collections.abc import Mapping

import numpy as np
from scipy.special import fdtrc

from styrbord.core.modelling.operations import Numbers


def spread(residuals: Numbers, free: int) -> float:
    """Standard error of the regression, centred; NaN without degrees of freedom.

    Returns
    -------
    float
    """
    if free <= 0:
        return float("nan")
    with np.errstate(over="ignore"):
        total = np.float64(residuals @ residuals) - np.float64(residuals.sum()) ** 2 / len(residuals)
    return float(np.sqrt(max(float(total), 0.0) / free))


def measures(
    y: Numbers, residuals: Numbers, *, coefficients: int, restrictions: int, order: int, has_intercept: bool
) -> Mapping[str, float]:
    """Statistics of one equation.

    Parameters
    ----------
    y : ndarray with dims (period,)
        Left side, not transformed.
    residuals : ndarray with dims (period,)
        Of the transformed equation when the error is autoregressive.
    coefficients, restrictions, order : int
        k with polynomial lags written out, q with theirs, order of the error.
    has_intercept : bool

    Returns
    -------
    mapping from name to float
        nobs, dof, ssr, ser, r2, adj_r2, dw, loglik, aic, bic, f, f_p; NaN where it is not defined.
    """
    n, free = len(y), len(y) - coefficients + restrictions - order
    ssr = float(residuals @ residuals)
    about = y - y.mean() if has_intercept else y
    is_about_mean = int(has_intercept or order > 0 or restrictions > 0)
    with np.errstate(all="ignore"):
        r2 = 1.0 - ssr / np.float64(about @ about)
        loglik = -(n / 2) * (1 + np.log(2 * np.pi) + np.log(np.float64(ssr) / n))
        parameters = 1 + coefficients - restrictions + order
        explained = coefficients - is_about_mean + order - restrictions
        f = (r2 / explained) / ((1 - r2) / free) if explained > 0 and free > 0 else np.nan
        changes = np.diff(residuals)
        found = {
            "nobs": n,
            "dof": free,
            "ssr": ssr,
            "ser": spread(residuals, free),
            "r2": r2,
            "adj_r2": 1 - (1 - r2) * (n - is_about_mean) / free if free > 0 else np.nan,
            "dw": float(changes @ changes) / np.float64(ssr),
            "loglik": loglik,
            "aic": 2 * parameters - 2 * loglik,
            "bic": parameters * np.log(n) - 2 * loglik,
            "f": f,
            "f_p": fdtrc(explained, free, f) if np.isfinite(f) else np.nan,
        }
    return {name: float(value) for name, value in found.items()}
