"""What weights does the common variation of the children suggest?"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem, Severity, define
from styrbord.core.ratings.aggregating.naming import NAMELESS, Names
from styrbord.core.ratings.statistics.components import components

Floats = npt.NDArray[np.float64]

MIXED_SIGNS = define(
    "rating.mixed-signs",
    "The children of {node} do not vary along one line: {children} run against the others.",
    "Look at the correlations first: turn a direction that is wrong, split the group, or weigh by judgement.",
    Severity.WARNING,
)


@dataclass(frozen=True, slots=True, eq=False)
class PcaWeights:
    """Weights of children from their first principal component.

    Attributes
    ----------
    weights : float64 (child,), sum 1; with mixed signs some are negative and none is to be used unseen; NaN
        where loadings cancel out
    loadings : float64 (child,), of unit length, turned so that their sum is positive
    eigenvalues : float64 (component,), falling: variance along each component
    shares : float64 (component,): the same as shares of the whole
    warnings : a warning where signs are mixed
    """

    weights: Floats
    loadings: Floats
    eigenvalues: Floats
    shares: Floats
    warnings: tuple[Problem, ...]


def pca_weights(values: Floats, *, names: Names = NAMELESS) -> PcaWeights:
    """Loadings of the first component of the correlation matrix, rescaled to sum 1.

    Parameters
    ----------
    values : float64 (unit, child), children of one node or all nodes of a level; NaN = missing: units with
        a hole are left out.
    names : names of the node and its children for problems.

    Returns
    -------
    PcaWeights

    Raises
    ------
    Refused
        With fewer than 3 complete units, or with children that are the same for all of them.

    Source: OECD/JRC 2008, step 5.
    """
    found = components(values, names=names)
    raw = found.loadings[:, 0]
    loadings = raw if raw.sum() >= 0 else -raw
    against = [names.child(int(child)) for child in np.flatnonzero(loadings < -1e-12)]
    words = {"node": names.label, "children": ", ".join(against)}
    warnings = (Problem(MIXED_SIGNS.code, names.node, words),) if against else ()
    whole = loadings.sum()
    weights = loadings / whole if whole > 0 else np.full(len(loadings), np.nan)
    return PcaWeights(weights, loadings, found.eigenvalues, found.shares, warnings)
