"""What single number varies most with all the children?"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.aggregating.naming import NAMELESS, Names
from styrbord.core.ratings.statistics.components import components

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Factor:
    """First component of the children, as a score.

    Attributes
    ----------
    scores : float64 (unit,), mean 0 and sample deviation 1 over the complete units; NaN = a child is missing
    loadings : float64 (child,), of unit length; negative = the child runs against the score
    share : share of the variance of all children that the score has, 0 to 1
    """

    scores: Floats
    loadings: Floats
    share: float


def one_factor(values: Floats, *, names: Names = NAMELESS) -> Factor:
    """First principal component of the correlation matrix.

    Parameters
    ----------
    values : float64 (unit, child), normalised and turned so that high is good; NaN = missing.
    names : names of the node and its children for a refusal.

    Returns
    -------
    Factor
        Its sign is such that the scores rise with the simple mean of the children.

    Raises
    ------
    Refused
        With fewer than 3 complete units, or with children that are the same for all of them.

    Source: OECD/JRC 2008, step 6; one-factor index of Compind.
    """
    found = components(values, names=names)
    raw = found.standardised @ found.loadings[:, 0]
    is_complete = ~np.isnan(raw)
    rises = np.dot(raw[is_complete], (values - values[is_complete].mean(0)).mean(1)[is_complete]) >= 0
    sign = 1.0 if rises else -1.0
    spread = np.sqrt(found.eigenvalues[0])
    return Factor(sign * raw / spread, sign * found.loadings[:, 0], float(found.shares[0]))
