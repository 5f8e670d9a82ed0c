"""Which weights of a level let each node say as much about the index as it should, or as much as it can?

With r_j(w) the correlation of node j with the index that is aggregated anew under weights w of the level,

    balance:  minimise log(mean((t_j - r_j / sum r)^2)),    t = the shares that are wanted,
    infomax:  maximise sum r_j.

Weights are not negative and add up to 1. The search starts at several places, and what is told is computed
anew at the weights that are returned.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.optimize import least_squares, minimize

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.aggregating.constant import refuse_constant
from styrbord.core.ratings.aggregating.naming import NAMELESS, Names
from styrbord.core.ratings.statistics.moments import deviation

Floats = npt.NDArray[np.float64]
Index = Callable[[Floats], Floats]
Aim = Literal["balance", "infomax"]

TARGETS = define(
    "rating.target-shares",
    "The wanted shares of {node} are {found}.",
    "Give one number from 0 up for each of the {count} nodes, not all zero.",
)
_LARGE = 1e3
_TINY = 1e-300


@dataclass(frozen=True, slots=True, eq=False)
class Optimised:
    """Weights that were found.

    Attributes
    ----------
    weights : float64 (node,), sum 1, none negative
    correlations : float64 (node,), with the index under these weights
    objective : the number that the aim makes small (balance) or large (infomax), at these weights
    equal : the same at equal weights, to compare with
    """

    weights: Floats
    correlations: Floats
    objective: float
    equal: float


def optimised_weights(
    nodes: Floats,
    index: Index,
    *,
    aim: Aim = "balance",
    targets: Floats | None = None,
    starts: int = 8,
    seed: int = 0,
    names: Names = NAMELESS,
) -> Optimised:
    """Weights of a level by the correlations of its nodes with the index.

    Parameters
    ----------
    nodes : float64 (unit, node), scores of the nodes of the level; NaN = missing, left out pair by pair.
    index : gives the index, float64 (unit,), under weights of the level, float64 (node,) of sum 1.
    aim : balance | infomax.
    targets : float64 (node,), wanted shares t for balance, in the order of the nodes; None = equal. Rescaled.
    starts : number of places from which the search starts; the first are equal weights and the targets.
    seed : of the other starts: the same seed gives the same weights.
    names : names of the level and its nodes for a refusal.

    Returns
    -------
    Optimised

    Raises
    ------
    Refused
        With nodes that are the same for all units, or targets that are no shares.

    Source: Becker et al. 2017; objectives as in COINr 1.1.14.
    """
    refuse_constant(deviation(nodes), names)
    search = _Search(nodes, index, _shares(targets, nodes.shape[1], names))
    solve = search.balance if aim == "balance" else search.infomax
    cost = search.imbalance if aim == "balance" else search.loss
    found = [solve(start) for start in _starts(search.targets, starts, seed)]
    best = min([*found, search.equal], key=cost)
    sign = 1.0 if aim == "balance" else -1.0
    return Optimised(best, search.correlations(best), sign * cost(best), sign * cost(search.equal))


def correlations(nodes: Floats, index: Floats) -> Floats:
    """Pearson correlation of each node with the index, pairwise complete.

    Parameters
    ----------
    nodes : float64 (unit, node); NaN = missing.
    index : float64 (unit,); NaN = missing.

    Returns
    -------
    float64 (node,)
        NaN where one of the two is constant over the common units.
    """
    common = ~np.isnan(nodes) & ~np.isnan(index)[:, None]
    n = np.maximum(common.sum(0), 1)
    x, y = np.where(common, nodes, 0.0), np.where(common, index[:, None], 0.0)
    dx, dy = np.where(common, x - x.sum(0) / n, 0.0), np.where(common, y - y.sum(0) / n, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = (dx * dy).sum(0) / np.sqrt((dx**2).sum(0) * (dy**2).sum(0))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Search:
    """What is asked of the weights of one level."""

    nodes: Floats
    index: Index
    targets: Floats

    @property
    def equal(self) -> Floats:
        return np.full(len(self.targets), 1 / len(self.targets))

    def correlations(self, weights: Floats) -> Floats:
        return correlations(self.nodes, self.index(weights))

    def gaps(self, free: Floats) -> Floats:
        """T - r / sum r at weights that need not add up to 1; large where there is no correlation."""
        r = self.correlations(_normal(free))
        total = r.sum()
        if not total > 0:
            return np.full(len(r), _LARGE)
        found: Floats = self.targets - r / total
        return found

    def imbalance(self, weights: Floats) -> float:
        return math.log(max(float(np.mean(self.gaps(weights) ** 2)), _TINY))

    def loss(self, free: Floats) -> float:
        total = float(self.correlations(_normal(free)).sum())
        return -total if np.isfinite(total) else _LARGE

    def balance(self, start: Floats) -> Floats:
        told = least_squares(
            self.gaps, start, bounds=(0.0, 1.0 + 1e-9), xtol=1e-14, ftol=1e-14, gtol=1e-14, max_nfev=400
        )
        return _normal(told.x)

    def infomax(self, start: Floats) -> Floats:
        told = minimize(
            self.loss,
            start,
            method="L-BFGS-B",
            bounds=[(0.0, 1.0)] * len(start),
            options={"ftol": 1e-14, "gtol": 1e-9, "maxiter": 1000},
        )
        return _normal(told.x)


def _normal(free: Floats) -> Floats:
    total = free.sum()
    found: Floats = free / total if total > 0 else np.full(len(free), 1 / len(free))
    return found


def _shares(targets: Floats | None, count: int, names: Names) -> Floats:
    if targets is None:
        return np.full(count, 1 / count)
    if targets.shape != (count,) or not (targets >= 0).all() or not targets.sum() > 0:
        words = {
            "node": names.label,
            "found": ", ".join(f"{one:g}" for one in targets.ravel()),
            "count": count,
        }
        raise Refused(Problem(TARGETS.code, names.node, words))
    return _normal(targets)


def _starts(targets: Floats, count: int, seed: int) -> list[Floats]:
    """Equal weights, the targets, then random points of the simplex, kept off its edge."""
    equal = np.full(len(targets), 1 / len(targets))
    random = np.random.default_rng(seed).dirichlet(np.ones(len(targets)), max(0, count - 2))
    inside = [0.95 * one + 0.05 * equal for one in (targets, *random)]
    return [equal, *inside][: max(1, count)]
