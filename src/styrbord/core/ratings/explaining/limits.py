"""How far may an indicator be thought to move?"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.tree import Node

BY_UNIT: Mapping[str, tuple[float, float]] = {
    "%": (0.0, 100.0),
    "percent": (0.0, 100.0),
    "share": (0.0, 1.0),
    "score 0-100": (0.0, 100.0),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """Smallest and largest value thought possible, and where that comes from: declared, unit or seen."""

    low: float
    high: float
    source: str

    def far_end(self, node: Node) -> float:
        """The end that is good."""
        return self.high if node.direction > 0 else self.low


def limits_of(
    method: Method, inputs: Inputs, declared: Mapping[str, tuple[float, float]] | None = None
) -> Mapping[str, Limit]:
    """Limits of each indicator of a method.

    Parameters
    ----------
    method, inputs : whose indicators.
    declared : ends by indicator, such as a plan; they come before all others.

    Returns
    -------
    mapping from code to Limit
        Else the unit's own ends (percent, share), else the smallest and largest value that any unit has: what
        nobody has shown is not taken as possible.
    """
    given = declared or {}
    return {node.code: _limit(node, inputs, given) for node in method.tree.indicators}


def _limit(node: Node, inputs: Inputs, declared: Mapping[str, tuple[float, float]]) -> Limit:
    if node.code in declared:
        return Limit(*declared[node.code], "declared")
    if ends := BY_UNIT.get(node.unit.strip().lower()):
        return Limit(*ends, "unit")
    values = inputs.values[:, inputs.indicators.index(node.code)]
    present = values[~np.isnan(values)]
    if not len(present):
        return Limit(np.nan, np.nan, "seen")
    return Limit(float(present.min()), float(present.max()), "seen")
