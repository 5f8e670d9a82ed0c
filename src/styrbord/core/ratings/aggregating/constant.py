"""Which children are the same for all units, so that nothing can be divided by their spread?"""

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.aggregating.naming import Names

Floats = npt.NDArray[np.float64]

CONSTANT_CHILD = define(
    "rating.constant-child",
    "{child} is the same for all units, so it cannot be scaled by its spread.",
    "Leave it out, or use a method that does not divide by the spread.",
)


def refuse_constant(spread: Floats, names: Names) -> None:
    """Refuse children without spread.

    Parameters
    ----------
    spread : float64 (child,), a deviation or a range; NaN or not above 0 = no spread.
    names : names of the children.

    Raises
    ------
    Refused
        With each of them.
    """
    if len(flat := np.flatnonzero(~(spread > 0))):
        raise Refused(
            Problem(CONSTANT_CHILD.code, names.node, {"child": names.child(int(one))}) for one in flat
        )
