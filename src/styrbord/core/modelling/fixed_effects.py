"""Which slopes do all territories share when each has an intercept of its own?"""

import numpy as np

from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.pooling import Flags
from styrbord.core.modelling.regression import Limits, fitted


def fixed_effects(
    x: Numbers, y: Numbers, known: Flags, intercept: int, limits: Limits
) -> tuple[Numbers, Numbers]:
    """Least squares about the means of the territories (within estimator; Greene, Econometric Analysis).

    Parameters
    ----------
    x : ndarray with dims (territory, period, coefficient)
    y : ndarray with dims (territory, period)
    known : ndarray of bool with dims (territory, period)
    intercept : int
        Column of ones.
    limits : Limits
        On the slopes.

    Returns
    -------
    tuple of (ndarray with dims (territory, coefficient), (territory, coefficient, coefficient))
        Coefficients and covariances; NaN for a territory without a period.

    Raises
    ------
    numpy.linalg.LinAlgError
        If the slopes are not determined, or no degree of freedom is left.
    """
    slopes = [at for at in range(x.shape[2]) if at != intercept]
    periods = known.sum(axis=1)
    shares = np.where(known, 1.0, 0.0) / np.maximum(periods, 1)[:, None]
    own_x, own_y = np.where(known[:, :, None], x, 0.0)[:, :, slopes], np.where(known, y, 0.0)
    middle, centre = (shares[:, None, :] @ own_x)[:, 0, :], (shares * own_y).sum(axis=1)
    goal = (own_y - centre[:, None])[known]
    plane = (own_x - middle[:, None, :])[known]
    ends = (None if one is None else one[slopes] for one in (limits.low, limits.high))
    fit = fitted(plane, goal, Limits(limits.matrix[:, slopes], limits.value, *ends))
    errors = goal - plane @ fit.coefficients
    free = len(goal) - int((periods > 0).sum()) - len(slopes) + limits.count
    if free < 1:
        raise np.linalg.LinAlgError("no degree of freedom is left")
    variance = float(errors @ errors) / free
    spread = variance * fit.inverse
    b, covariances = np.full(x.shape[::2], np.nan), np.zeros((len(x), x.shape[2], x.shape[2]))
    b[:, slopes], b[:, intercept] = fit.coefficients, centre - middle @ fit.coefficients
    across = -middle @ spread
    covariances[:, np.array(slopes)[:, None], slopes] = spread
    covariances[:, intercept, slopes] = covariances[:, slopes, intercept] = across
    covariances[:, intercept, intercept] = variance / np.maximum(periods, 1) - (across * middle).sum(axis=1)
    b[periods == 0], covariances[periods == 0] = np.nan, np.nan
    return b, covariances
