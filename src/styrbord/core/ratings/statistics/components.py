"""Along which lines do the children of a node vary together?"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.aggregating.constant import refuse_constant
from styrbord.core.ratings.aggregating.naming import NAMELESS, Names
from styrbord.core.ratings.statistics.moments import deviation, means

Floats = npt.NDArray[np.float64]
LEAST = 3

TOO_FEW_COMPLETE = define(
    "rating.too-few-complete",
    "Only {count} units have a value in every child of {node}; {least} are needed.",
    "Fill the holes first, or leave out the children that few units have.",
)


@dataclass(frozen=True, slots=True, eq=False)
class Components:
    """Principal components of the correlation matrix of children.

    Attributes
    ----------
    standardised : float64 (unit, child): mean 0 and sample deviation 1 over the complete units; NaN = missing
    eigenvalues : float64 (component,), falling: variance along each component; in all the number of children
    loadings : float64 (child, component), each of unit length; the sign of a component is arbitrary
    """

    standardised: Floats
    eigenvalues: Floats
    loadings: Floats

    @property
    def shares(self) -> Floats:
        """Share of the variance along each component."""
        found: Floats = self.eigenvalues / self.eigenvalues.sum()
        return found


def components(values: Floats, *, names: Names = NAMELESS) -> Components:
    """Principal components of the units that have everything.

    Parameters
    ----------
    values : float64 (unit, child), any units of measure; NaN = missing. Units with a hole are left out.
    names : names of the node and its children for a refusal.

    Returns
    -------
    Components

    Raises
    ------
    Refused
        With fewer than 3 complete units, or with children that are the same for all of them.

    Source: OECD/JRC 2008, step 4.
    """
    complete = values[~np.isnan(values).any(1)]
    if len(complete) < LEAST:
        words = {"count": len(complete), "node": names.label, "least": LEAST}
        raise Refused(Problem(TOO_FEW_COMPLETE.code, names.node, words))
    spread = deviation(complete)
    refuse_constant(spread, names)
    centre = means(complete)
    z = (complete - centre) / spread
    eigenvalues, loadings = np.linalg.eigh(z.T @ z / (len(z) - 1))
    falling = np.maximum(eigenvalues[::-1], 0.0)
    return Components((values - centre) / spread, falling, loadings[:, ::-1])
