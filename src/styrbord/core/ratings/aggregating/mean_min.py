"""How much does the worst child take away from the mean?"""

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.aggregating.constant import refuse_constant
from styrbord.core.ratings.aggregating.means import arithmetic
from styrbord.core.ratings.aggregating.naming import NAMELESS, Names
from styrbord.core.ratings.statistics.moments import deviation, means

Floats = npt.NDArray[np.float64]

OUT_OF_RANGE = define(
    "rating.penalty-range",
    "The mean-min function is given {name} = {value}.",
    "Give a share a from 0 to 1 and a number b from 0 up.",
)


def mean_min(
    values: Floats, weights: Floats, *, share: float = 1.0, rounding: float = 0.0, names: Names = NAMELESS
) -> Floats:
    """Mean-min function: between the mean (share 0) and the worst child (share 1, rounding 0).

        z = 100 + 10 (x - mean_k) / sd_k,    M - a (sqrt((M - min_k z)^2 + b^2) - b).

    Parameters
    ----------
    values : float64 (unit, child), turned so that high is good; NaN = missing.
    weights : float64 (child,), for M.
    share : a, 0 to 1.
    rounding : b from 0 up, in points of z; the larger, the later small gaps count.
    names : names of the children for a refusal.

    Returns
    -------
    float64 (unit,)
        Points of z; NaN where nothing is present.

    Raises
    ------
    Refused
        With children that are the same for all units, or a and b outside their ranges.

    Source: Casadio Tarabusi and Guarini 2013. Each child is scaled by its own column.
    """
    given = (("a", share, 1.0), ("b", rounding, np.inf))
    if wrong := [(name, value) for name, value, most in given if not 0 <= value <= most]:
        raise Refused(Problem(OUT_OF_RANGE.code, names.node, {"name": n, "value": v}) for n, v in wrong)
    spread = deviation(values)
    refuse_constant(spread, names)
    z = 100 + 10 * (values - means(values)) / spread
    mean = arithmetic(z, weights)
    worst = np.where(np.isnan(z) | (weights <= 0), np.inf, z).min(-1)
    gap: Floats = np.sqrt((mean - worst) ** 2 + rounding**2) - rounding
    return mean - share * gap
