"""Which coefficients fit best when something is believed of them before the data are seen?

Mixed estimation (Theil and Goldberger 1961): a prior c ~ N(mean, sd) is one more observation of c, with the
error sd. It is weighed by the standard error of the regression, of least squares where there are periods
enough for it, and else found by iterating.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from styrbord.core.modelling.model import Prior
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.regression import Fit, Limits, fitted

_MOST_ROUNDS = 100
_CLOSE = 1e-10


def believed(x: Numbers, y: Numbers, limits: Limits, names: Sequence[str], priors: Sequence[Prior]) -> Fit:
    """Least squares with a prior on some coefficients.

    Parameters
    ----------
    x : ndarray with dims (period, coefficient)
    y : ndarray with dims (period,)
    limits : Limits
    names : sequence of str
        Of the coefficients.
    priors : sequence of Prior

    Returns
    -------
    Fit
        Its `scale` is the standard error that priors were weighed by; scale² times its matrix is the
        covariance after the data were seen.

    Raises
    ------
    numpy.linalg.LinAlgError
        If the coefficients are not determined even so.
    """
    rows = np.array([[float(name == prior.coefficient) for name in names] for prior in priors])
    means = np.array([prior.mean for prior in priors])
    spreads = np.array([prior.sd for prior in priors])
    free = len(y) - x.shape[1] + limits.count
    if free > 0 and np.linalg.matrix_rank(x) == x.shape[1]:
        errors = y - x @ fitted(x, y, limits).coefficients
        return _weighed(x, y, limits, rows, means, spreads, float(np.sqrt(errors @ errors / free)))
    scale = float(np.std(y)) or 1.0
    for _ in range(_MOST_ROUNDS):
        made = _weighed(x, y, limits, rows, means, spreads, scale)
        errors = y - x @ made.coefficients
        used = float(np.trace(x @ made.inverse @ x.T))
        found = float(np.sqrt(errors @ errors / max(len(y) - used, 1.0)))
        if abs(found - scale) < _CLOSE * max(scale, 1e-300):
            break
        scale = max(found, 1e-12 * float(np.abs(y).max() or 1.0))
    return made


def _weighed(
    x: Numbers, y: Numbers, limits: Limits, rows: Numbers, means: Numbers, spreads: Numbers, scale: float
) -> Fit:
    weights = scale / spreads
    wide = np.vstack([x, rows * weights[:, None]])
    made = fitted(wide, np.concatenate([y, means * weights]), limits)
    return replace(made, scale=scale)
