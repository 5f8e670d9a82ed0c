"""How good is a unit when everyone is weighed by what suits them best?

For unit o, over weights w >= 0,

    T_o = max sum_k w_k y_ok    subject to    sum_k w_k y_jk <= 1 for all units j,

and with bounds on the shares, L_k T <= w_k y_ok <= U_k T, so that nobody lives on one child alone. Most units
are held back by few others: those are found while going along, and each programme has only their rows.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.aggregating.naming import NAMELESS, Names

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

NEGATIVE = define(
    "rating.doubt-negative",
    "{child} of {unit} is {value}; the benefit of the doubt takes no numbers below zero.",
    "Normalise to a scale from zero, such as 0 to 100.",
)
INFEASIBLE_SHARES = define(
    "rating.share-bounds",
    "Shares from {low} to {high} cannot add up to 1 over {count} children of {node}.",
    "Lower the smallest share or raise the largest one: the smallest times the number of children must be at "
    "most 1, the largest times it at least 1.",
)
NO_SOLUTION = define(
    "rating.doubt-unsolved",
    "No best weights were found for {unit}: {reason}",
    "Normalise the children to similar scales, and look for values that are far out.",
)

_EXCESS = 1e-11
_PRECISE = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}


@dataclass(frozen=True, slots=True, eq=False)
class Shares:
    """Bounds of each child's share in a unit's score, 0 to 1; one number for all or float64 (child,)."""

    low: float | Floats = 0.05
    high: float | Floats = 0.30


DEFAULT, UNBOUNDED = Shares(), Shares(0.0, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class Doubt:
    """What the benefit of the doubt gives.

    Attributes
    ----------
    scores : float64 (unit,), 0 to 1; NaN = nothing is present, or too little for the bounds
    shares : float64 (unit, child), w_k y_ok / T of one best solution, which need not be the only one; NaN
        where the child is missing or the score is 0 or missing
    forced : bool (unit,): the score is 0 only through the bounds: a child is 0 whose share may not be, or the
        other children may not make up the whole
    """

    scores: Floats
    shares: Floats
    forced: Bools


def doubt_benefit(values: Floats, *, shares: Shares = DEFAULT, names: Names = NAMELESS) -> Doubt:
    """Benefit of the doubt for each unit.

    Parameters
    ----------
    values : float64 (unit, child), from 0, turned so that high is good; NaN = missing: the unit is weighed
        without the child, and holds nobody back by it.
    shares : bounds of the shares. `UNBOUNDED` is the plain method, in which many units reach 1.
    names : names of node, units and children for a refusal.

    Returns
    -------
    Doubt

    Raises
    ------
    Refused
        With negative values, or with bounds that no shares can keep.

    Source: Cherchye et al. 2007; bounds: their section 3.2. Solved by HiGHS (Huangfu and Hall 2018).
    """
    low, high = _bounds(values.shape[1], shares, names)
    _refuse_negative(values, names)
    missing = np.isnan(values)
    full = np.where(missing, 0.0, values)
    scale = full.max(0, initial=0.0)
    peers = full / np.where(scale > 0, scale, 1.0)
    found = Doubt(
        np.full(len(values), np.nan), np.full(values.shape, np.nan), np.zeros(len(values), dtype=bool)
    )
    binding = sorted({*peers.argmax(0).tolist(), int(peers.sum(1).argmax())}) if len(peers) else []
    for unit, kept in enumerate(~missing):
        if not kept.any() or not _fits(low[kept], high[kept]):
            continue
        positive = kept & (full[unit] > 0)
        is_possible = not low[kept & ~positive].any() and _fits(low[positive], high[positive])
        found.forced[unit] = positive.any() and not is_possible
        found.scores[unit] = 0.0
        if positive.any() and is_possible:
            limits = low[positive], high[positive]
            parts, binding = _best(peers[:, positive], unit, limits, binding, names.unit(unit))
            found.scores[unit] = parts.sum()
            found.shares[unit, kept] = 0.0
            found.shares[unit, positive] = parts / parts.sum()
    return found


def _bounds(count: int, shares: Shares, names: Names) -> tuple[Floats, Floats]:
    low = np.broadcast_to(np.asarray(shares.low, dtype=np.float64), (count,))
    high = np.broadcast_to(np.asarray(shares.high, dtype=np.float64), (count,))
    if not _fits(low, high) or not ((low >= 0) & (low <= high)).all():
        node = names.label
        words = {"low": _told(low), "high": _told(high), "count": count, "node": node}
        raise Refused(Problem(INFEASIBLE_SHARES.code, names.node, words))
    return low, high


def _fits(low: Floats, high: Floats) -> bool:
    return bool(low.sum() <= 1 + 1e-12 and high.sum() >= 1 - 1e-12)


def _told(bound: Floats) -> str:
    return ", ".join(f"{one:g}" for one in dict.fromkeys(bound.tolist()))


def _refuse_negative(values: Floats, names: Names) -> None:
    wrong = values < 0
    if wrong.any():
        first = {int(unit): int(wrong[unit].argmax()) for unit in np.flatnonzero(wrong.any(1))}
        raise Refused(
            Problem(
                NEGATIVE.code,
                names.node,
                {"unit": names.unit(u), "child": names.child(k), "value": f"{values[u, k]:.6g}"},
            )
            for u, k in first.items()
        )


def _best(
    peers: Floats, unit: int, bounds: tuple[Floats, Floats], binding: list[int], name: str
) -> tuple[Floats, list[int]]:
    """Parts w_k y_ok of a best solution, and the units that hold anyone back, with those newly found."""
    own = peers[unit]
    low, high = bounds
    rows = np.vstack([(low[:, None] - np.eye(len(own))) * own, (np.eye(len(own)) - high[:, None]) * own])
    is_bound = np.concatenate([low > 0, high < 1])
    while True:
        told = linprog(
            -own,
            A_ub=np.vstack([peers[binding], peers[unit], rows[is_bound]]),
            b_ub=np.concatenate([np.ones(len(binding) + 1), np.zeros(int(is_bound.sum()))]),
            bounds=(0, None),
            method="highs-ds",
            options=_PRECISE,
        )
        if told.status != 0:
            raise Refused(Problem(NO_SOLUTION.code, name, {"unit": name, "reason": str(told.message)}))
        reached = peers @ told.x
        worst = int(reached.argmax())
        if reached[worst] <= 1 + _EXCESS or worst in binding:
            return told.x * own / max(1.0, float(reached[worst])), binding
        binding = [*binding, worst]
