"""Which coefficients forecast best when they are drawn towards 0?

Ridge regression (Hoerl and Kennard 1970) on standardised regressors, the intercept free. The penalty is the
one with the smallest error of leaving each period out in turn, which is e_t / (1 - h_tt) (Allen 1974).
"""

from dataclasses import dataclass

import numpy as np

from styrbord.core.modelling.operations import Numbers

PENALTIES = np.logspace(-6.0, 4.0, 41)
"""Penalties that are tried, for each period of the sample."""


@dataclass(frozen=True, slots=True)
class Ridge:
    """Coefficients (coefficient,); `scale`² times `inverse` (coefficient, coefficient) is their covariance.

    `left_out` is the root mean square error of leaving each period out, `used` the degrees of freedom that
    the regressors take (trace of the hat matrix).
    """

    coefficients: Numbers
    inverse: Numbers
    scale: float
    penalty: float
    left_out: float
    used: float


def ridge(x: Numbers, y: Numbers, intercept: int | None) -> Ridge:
    """Ridge regression with the penalty that leaving out chooses.

    Parameters
    ----------
    x : ndarray with dims (period, coefficient)
    y : ndarray with dims (period,)
    intercept : int or None
        Column of ones, which is not drawn towards 0.

    Returns
    -------
    Ridge

    Examples
    --------
    >>> x = np.column_stack([np.ones(6), np.arange(6.0)])
    >>> found = ridge(x, 2.0 + 3.0 * np.arange(6.0), 0)
    >>> found.coefficients.round(3).tolist()
    [2.0, 3.0]
    """
    n, count = x.shape
    slopes = [at for at in range(count) if at != intercept]
    has_mean = intercept is not None
    middle = x[:, slopes].mean(axis=0) if has_mean else np.zeros(len(slopes))
    centre = float(y.mean()) if has_mean else 0.0
    moved = x[:, slopes] - middle
    size = np.sqrt((moved**2).mean(axis=0))
    size = np.where(size > 0, size, 1.0)
    u, d, v = np.linalg.svd(moved / size, full_matrices=False)
    own = y - centre
    shares = d**2 / (d**2 + n * PENALTIES[:, None])  # (penalty, direction)
    hats = (shares @ (u**2).T) + (1.0 / n if has_mean else 0.0)  # (penalty, period)
    fits = (shares * (u.T @ own)) @ u.T
    left = (own - fits) / np.maximum(1.0 - hats, 1e-12)
    losses = (left**2).mean(axis=1)
    best = int(np.argmin(losses))
    inner = 1.0 / (d**2 + n * PENALTIES[best])
    drawn = v.T @ (d * inner * (u.T @ own))
    back = np.zeros((count, len(slopes)))
    back[slopes] = np.diag(1.0 / size)
    whole = back @ (v.T * inner) @ v @ back.T
    coefficients = back @ drawn
    if intercept is not None:
        row = -middle / size
        whole[intercept, intercept] = 1.0 / n + row @ (v.T * inner) @ v @ row
        across = back[slopes] @ (v.T * inner) @ v @ row
        whole[slopes, intercept] = whole[intercept, slopes] = across
        coefficients[intercept] = centre - coefficients[slopes] @ middle
    used = float(hats[best].sum())
    errors = own - fits[best]
    scale = float(np.sqrt(errors @ errors / max(n - used, 1e-12)))
    return Ridge(coefficients, whole, scale, float(PENALTIES[best]), float(np.sqrt(losses[best])), used)
