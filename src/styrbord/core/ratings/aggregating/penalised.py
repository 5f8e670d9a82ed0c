"""What is the mean worth when the children are uneven?

With M the mean of a unit's children and S their standard deviation,

    MPI  = M - S cv,    cv = S / M,    S of a sample (n - 1), over values normalised first,
    AMPI = M - S cv,    S of the population (n), over values between fixed goalposts,

and with + where high is bad, so that unevenness always counts against the unit.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.aggregating.constant import refuse_constant
from styrbord.core.ratings.aggregating.means import arithmetic, withhold
from styrbord.core.ratings.aggregating.naming import NAMELESS, Names

Floats = npt.NDArray[np.float64]
Penalty = Literal["minus", "plus"]

MEAN_NOT_POSITIVE = define(
    "rating.mean-not-positive",
    "The mean of {unit} is {value}; a penalised mean of {node} needs a mean above zero.",
    "Normalise first, for instance to a mean of 100 and a standard deviation of 10.",
)


def mpi(
    values: Floats,
    weights: Floats,
    *,
    penalty: Penalty = "minus",
    least: float = 0.0,
    names: Names = NAMELESS,
) -> Floats:
    """Mazziotta-Pareto index: the mean, less its imbalance.

    Parameters
    ----------
    values : float64 (..., unit, child), normalised, usually to mean 100 and deviation 10; NaN = missing.
    weights : float64 (..., child); equal ones give the index as published, others weigh M and S^2 (ours).
    penalty : minus where high is good, plus where high is bad.
    least : smallest share of the children (by number) that must be present.
    names : names of node, units and children for a refusal.

    Returns
    -------
    float64 (..., unit)
        On the scale of the values; NaN where nothing is present. One child alone has no imbalance.

    Source: Mazziotta and Pareto 2013.

    >>> uneven, equal = np.array([[90.0, 100.0, 110.0]]), np.ones(3)
    >>> mpi(uneven, equal), mpi(uneven, equal, penalty="plus")
    (array([99.]), array([101.]))
    """
    return _penalised(values, weights, 1, penalty, least, names)


def ampi(
    values: Floats,
    weights: Floats,
    *,
    penalty: Penalty = "minus",
    least: float = 0.0,
    names: Names = NAMELESS,
) -> Floats:
    """Adjusted Mazziotta-Pareto index of values that lie between goalposts; see `Posts`.

    Parameters
    ----------
    values : float64 (..., unit, child), as `Posts.scaled` gives them; NaN = missing.
    weights : float64 (..., child); equal ones give the index as published, others weigh M and S^2 (ours).
    penalty : minus where high is good, plus where high is bad.
    least : smallest share of the children (by number) that must be present.
    names : names of node, units and children for a refusal.

    Returns
    -------
    float64 (..., unit)
        Unrounded; 100 = the reference in everything. NaN where nothing is present.

    Source: Mazziotta and Pareto 2016.

    >>> ampi(np.array([[90.0, 110.0]]), np.ones(2))
    array([99.])
    """
    return _penalised(values, weights, 0, penalty, least, names)


@dataclass(frozen=True, slots=True, eq=False)
class Posts:
    """Goalposts of AMPI, fixed over units and periods: the reference -+ half the range.

    Attributes
    ----------
    low, high : float64 (child,), own unit of each child
    """

    low: Floats
    high: Floats

    def scaled(self, values: Floats, directions: Floats) -> Floats:
        """Values on the scale on which the posts are 70 and 130 and the reference is 100.

            r = (x - low) / (high - low) * 60 + 70,    turned round where low is good.

        Parameters
        ----------
        values : float64 (..., unit, child), own unit of each child; NaN = missing.
        directions : (child,), +1 where high is good, -1 where low is good.

        Returns
        -------
        float64 (..., unit, child)
            Beyond 70 to 130 where a value lies beyond the posts.
        """
        from_low = (values - self.low) / (self.high - self.low)
        from_high = (self.high - values) / (self.high - self.low)
        return np.where(np.asarray(directions) > 0, from_low, from_high) * 60 + 70


def goalposts(values: Floats, reference: Floats, *, names: Names = NAMELESS) -> Posts:
    """Goalposts around a reference, such as the mean of the base year.

    Parameters
    ----------
    values : float64 (..., unit, child) of all units and all periods; NaN = missing.
    reference : float64 (child,), the value that becomes 100.
    names : names of the children for a refusal.

    Returns
    -------
    Posts

    Raises
    ------
    Refused
        With each child whose values are all the same, or all missing.

    Source: Mazziotta and Pareto 2016.

    >>> posts = goalposts(np.array([[[10.0], [30.0]], [[20.0], [50.0]]]), np.array([20.0]))
    >>> posts.low, posts.high, posts.scaled(np.array([[20.0], [50.0]]), np.array([1]))[:, 0]
    (array([0.]), array([40.]), array([100., 145.]))
    """
    flat = values.reshape(-1, values.shape[-1])
    missing = np.isnan(flat)
    half = (np.where(missing, -np.inf, flat).max(0) - np.where(missing, np.inf, flat).min(0)) / 2
    refuse_constant(half, names)
    return Posts(reference - half, reference + half)


def _penalised(
    values: Floats, weights: Floats, lost: int, penalty: Penalty, least: float, names: Names
) -> Floats:
    """M -+ S^2 / M; `lost` is 1 where S divides by n - 1."""
    mean = arithmetic(values, weights)
    _refuse_mean(mean, names)
    variance = arithmetic((values - mean[..., None]) ** 2, weights)
    missing = np.isnan(values)
    if lost:
        n = ((~missing) & (weights > 0)[..., None, :]).sum(-1)
        variance = variance * n / np.maximum(n - lost, 1)
    found: Floats = mean + (variance if penalty == "plus" else -variance) / mean
    withhold(found, missing, least)
    return found


def _refuse_mean(mean: Floats, names: Names) -> None:
    flat = mean.reshape(-1, mean.shape[-1])
    units = np.flatnonzero((flat <= 0).any(0))
    if len(units):
        raise Refused(
            Problem(
                MEAN_NOT_POSITIVE.code,
                names.node,
                {
                    "node": names.label,
                    "unit": names.unit(int(unit)),
                    "value": f"{np.nanmin(flat[:, unit]):.6g}",
                },
            )
            for unit in units
        )
