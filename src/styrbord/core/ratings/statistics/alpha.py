"""Do the children of a node measure one thing?"""

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem, Severity, define
from styrbord.core.ratings.aggregating.naming import NAMELESS, Names

Floats = npt.NDArray[np.float64]

LOW = 0.6
LOW_ALPHA = define(
    "rating.low-alpha",
    "The children of {node} hang together loosely: Cronbach's alpha is {alpha}, below {least}.",
    "Look at their correlations: a child that measures something else belongs under another node.",
    Severity.WARNING,
)


def cronbach(values: Floats) -> float:
    """Cronbach's alpha of k columns.

        alpha = k^2 cbar / sum(C),

    with C their covariances, each over the units that have both, and cbar the mean of those off the diagonal.

    Parameters
    ----------
    values : float64 (unit, column), on one scale and turned so that high is good; NaN = missing.

    Returns
    -------
    float
        At most 1; NaN with fewer than 2 columns, with a pair that fewer than 2 units have, or where all are
        constant.

    Source: Cronbach 1951; OECD/JRC 2008, step 4.

    >>> round(cronbach(np.array([[1.0, 2.0], [2.0, 1.0], [3.0, 4.0], [4.0, 3.0]])), 6)
    0.75
    """
    k = values.shape[1]
    covariances = pairwise_covariances(values)
    total = covariances.sum()
    if k < 2 or not total:
        return float("nan")
    between = (total - np.trace(covariances)) / (k * (k - 1))
    return float(k**2 * between / total)


def pairwise_covariances(values: Floats) -> Floats:
    """Sample covariances of columns, each over the units that have both.

    Returns
    -------
    float64 (column, column)
        NaN where fewer than 2 units have both.
    """
    present = ~np.isnan(values)
    n = np.maximum(present.sum(0), 1)
    x = np.where(present, values - np.where(present, values, 0.0).sum(0) / n, 0.0)
    p = present.astype(np.float64)
    common, sums = p.T @ p, x.T @ p
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = (x.T @ x - sums * sums.T / common) / (common - 1)
    found[common < 2] = np.nan
    return found


def alpha_warning(alpha: float, *, names: Names = NAMELESS) -> tuple[Problem, ...]:
    """A warning where alpha is below 0.6; nothing where it is not or is unknown."""
    if not alpha < LOW:
        return ()
    words = {"node": names.label, "alpha": f"{alpha:.2f}", "least": f"{LOW:.1f}"}
    return (Problem(LOW_ALPHA.code, names.node, words),)
