"""What weights do experts give who each share out 100 points, and do they agree?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.aggregating.naming import NAMELESS, Names

Floats = npt.NDArray[np.float64]

POINTS: Final = 100.0
_ROUNDING = 0.01

NO_EXPERTS = define(
    "rating.no-experts",
    "No expert has shared out points for {node}.",
    "Enter the points of at least one expert.",
)
BAD_POINTS = define(
    "rating.points",
    "{expert} gives {child} {value} points.",
    "Enter a number from 0 to 100; 0 if the child should not count at all.",
)
POINTS_SUM = define(
    "rating.points-sum",
    "{expert} shares out {total} points.",
    "Share out exactly 100 points over the children of {node}.",
)


@dataclass(frozen=True, slots=True, eq=False)
class Budget:
    """Weights from several experts, with their spread.

    Attributes
    ----------
    weights : float64 (child,), sum 1: mean points of the experts by 100
    spread : float64 (child,): sample deviation of the weights over the experts; NaN with one expert
    low, high : float64 (child,): smallest and largest weight that an expert gives
    experts : number of experts that answered
    """

    weights: Floats
    spread: Floats
    low: Floats
    high: Floats
    experts: int


def budget_weights(points: Floats, *, experts: Sequence[str] = (), names: Names = NAMELESS) -> Budget:
    """Mean and spread of the points of several experts.

    Parameters
    ----------
    points : float64 (expert, child), 0 to 100; a row that is NaN throughout = the expert did not answer.
    experts : names of the experts for a refusal.
    names : names of the node and its children for a refusal.

    Returns
    -------
    Budget

    Raises
    ------
    Refused
        With every number that is missing or outside 0 to 100, and every expert whose sum is not 100.

    Source: OECD/JRC 2008, step 5 (budget allocation).

    >>> found = budget_weights(np.array([[60.0, 40.0], [40.0, 60.0], [np.nan, np.nan]]))
    >>> found.weights, found.spread.round(4), found.experts
    (array([0.5, 0.5]), array([0.1414, 0.1414]), 2)
    """
    answered = np.flatnonzero(~np.isnan(points).all(1))
    if not len(answered):
        raise Refused(Problem(NO_EXPERTS.code, names.node, {"node": names.label}))
    given = points[answered]
    told = [experts[row] if len(experts) else f"#{row + 1}" for row in answered.tolist()]
    if problems := [*_problems(given, told, names)]:
        raise Refused(problems)
    shares = given / given.sum(1, keepdims=True)
    spread = shares.std(0, ddof=1) if len(given) > 1 else np.full(given.shape[1], np.nan)
    return Budget(shares.mean(0), spread, shares.min(0), shares.max(0), len(given))


def _problems(given: Floats, experts: Sequence[str], names: Names) -> list[Problem]:
    found = []
    for row, expert in zip(given, experts, strict=True):
        wrong = np.flatnonzero(~((row >= 0) & (row <= POINTS)))
        for child in wrong:
            value = "–" if np.isnan(row[child]) else f"{row[child]:g}"
            words = {"expert": expert, "child": names.child(int(child)), "value": value}
            found.append(Problem(BAD_POINTS.code, names.node, words))
        if not len(wrong) and abs(row.sum() - POINTS) > _ROUNDING:
            words = {"expert": expert, "total": f"{row.sum():g}", "node": names.label}
            found.append(Problem(POINTS_SUM.code, names.node, words))
    return found
