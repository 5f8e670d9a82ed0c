"""How far do replicas lie apart, and is what happens inside of the fan as often as it should be?"""

from dataclasses import dataclass

import numpy as np

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.modelling.asking import Asked
from styrbord.core.modelling.disturbances import Joint
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.running import Solved
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import System
from styrbord.core.modelling.tracking import tracking

define(
    "model.no-residuals",
    "{names} have residuals together in no period of the past.",
    "Choose other periods, or a model with equations that are estimated.",
)


@dataclass(frozen=True, slots=True)
class Fan:
    """Replicas of a variable, dims (period, territory); with quantiles (level, period, territory).

    `plain` is the path without disturbances, which counts in nothing else; `count` are replicas that have a
    solution. The standard deviation has the divisor n - 1.
    """

    levels: tuple[float, ...]
    plain: Numbers
    mean: Numbers
    sd: Numbers
    quantiles: Numbers
    count: Numbers


def fan(solved: Solved, name: str, levels: tuple[float, ...] = (0.1, 0.5, 0.9)) -> Fan:
    """Fan of a variable over the replicas of a run.

    Parameters
    ----------
    solved : Solved
        Its first variant is the path without disturbances.
    name : str
        Endogenous variable.
    levels : tuple of float
        Between 0 and 1; 0.1 and 0.9 are the borders of a fan of 80 %.

    Returns
    -------
    Fan
        NaN where no replica has a solution, and in `sd` where there are fewer than two.
    """
    wide = solved.variants(name)
    others = wide[:, 1:]
    is_there = np.isfinite(others)
    count = is_there.sum(axis=1)
    whole = np.where(is_there, others, 0.0)
    shape = count.shape
    mean = np.divide(whole.sum(axis=1), count, out=np.full(shape, np.nan), where=count > 0)
    squares = (np.where(is_there, others - mean[:, None], 0.0) ** 2).sum(axis=1)
    sd = np.sqrt(np.divide(squares, count - 1, out=np.full(shape, np.nan), where=count > 1))
    with np.errstate(all="ignore"):
        found = np.full((len(levels), *shape), np.nan)
        some = count > 0
        if some.any():
            sorted_ones = np.moveaxis(others, 1, 0)[:, some]
            found[:, some] = np.nanquantile(sorted_ones, levels, axis=0)
    return Fan(levels, wide[:, 0], mean, sd, found, count)


def covered(low: Numbers, high: Numbers, truth: Numbers) -> float:
    """Share of what happened that lies inside of a fan's borders; what is missing does not count.

    Returns
    -------
    float
        NaN where nothing is known.

    Examples
    --------
    >>> float(covered(np.array([0.0, 0.0]), np.array([1.0, 1.0]), np.array([0.5, 2.0])))
    0.5
    """
    is_known = np.isfinite(low) & np.isfinite(high) & np.isfinite(truth)
    inside = (low <= truth) & (truth <= high)
    return float(inside[is_known].mean()) if is_known.any() else float("nan")


def residuals(
    system: System, data: Series, first: int, last: int, *, is_normal: bool = False, used: int = 0
) -> Joint:
    """Residuals of the behavioural equations in periods of the past, to be drawn jointly.

    Parameters
    ----------
    system : System
    data : Series
    first, last : int
        Ordinals; periods in which an equation has no residual are left out.
    is_normal : bool
        Draw normal numbers with their covariance instead of whole periods.
    used : int
        Coefficients of an equation, by which the residuals of a sample are too small: they are multiplied
        by sqrt(n / (n - used)).

    Returns
    -------
    Joint

    Raises
    ------
    Refused
        `model.no-residuals`, and what `tracking` refuses.
    """
    found = tracking(system, data, Asked(first, last))
    names = tuple(one.name for one in system.model.behavioural)
    if not names:
        raise Refused(Problem("model.no-residuals", "", {"names": "No equations"}))
    wide = np.stack([found[name].reshape(last - first + 1, -1) for name in names], axis=1)
    past = wide[np.isfinite(wide).all(axis=(1, 2))]
    if not len(past):
        raise Refused(Problem("model.no-residuals", "", {"names": ", ".join(names[:6])}))
    free = len(past) - used
    return Joint(names, past, float(np.sqrt(len(past) / free)) if free > 0 else 1.0, is_normal)
