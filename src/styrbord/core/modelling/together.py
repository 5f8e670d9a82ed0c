"""Which coefficients do several equations have when their errors move together?

Three-stage least squares (Zellner and Theil 1962): S from the two-stage residuals, then generalised least
squares on the projected regressors. The covariance is not corrected for degrees of freedom.
"""

from collections.abc import Sequence

import numpy as np
from scipy.linalg import block_diag

from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.regression import Fit, Limits, fitted, limits_of, projected
from styrbord.core.modelling.sampling import Sample


def _ends(samples: Sequence[Sample], limits: Sequence[Limits]) -> tuple[Numbers | None, Numbers | None]:
    """Bounds of all coefficients; None when there is none."""
    if all(one.low is None for one in limits):
        return None, None
    counts = [one.x.shape[1] for one in samples]
    pairs = [(one.low, one.high, count) for one, count in zip(limits, counts, strict=True)]
    low = [np.full(count, -np.inf) if own is None else own for own, _, count in pairs]
    high = [np.full(count, np.inf) if own is None else own for _, own, count in pairs]
    return np.concatenate(low), np.concatenate(high)


def together(samples: Sequence[Sample], residuals: Sequence[Numbers]) -> Fit:
    """Coefficients of all equations, one after the other: b = [Xh' (S^-1 x I) Xh]^-1 Xh' (S^-1 x I) y.

    Parameters
    ----------
    samples : sequence of Sample
        With instruments and over the same periods.
    residuals : sequence of ndarray with dims (period,)
        Of the two-stage estimates.

    Returns
    -------
    Fit
        Its matrix is the covariance itself.

    Raises
    ------
    numpy.linalg.LinAlgError
        If the residuals of two equations are the same but for scale.
    """
    stacked = np.array(residuals)
    spread = stacked @ stacked.T / stacked.shape[1]
    root = np.linalg.inv(np.linalg.cholesky(spread))  # root' root = S^-1
    planes = [one.x if one.z is None else projected(one.x, one.z) for one in samples]
    wide: Numbers = block_diag(*planes)
    periods = stacked.shape[1]
    weigh = np.kron(root, np.eye(periods))
    limits = [limits_of(one.equation) for one in samples]
    matrix: Numbers = block_diag(*(one.matrix for one in limits))
    both = Limits(matrix, np.concatenate([one.value for one in limits]), *_ends(samples, limits))
    return fitted(weigh @ wide, weigh @ np.concatenate([one.y for one in samples]), both)
