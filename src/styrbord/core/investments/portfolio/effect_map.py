"""Does every benefit follow from a change of somebody's work, and lead to an objective?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from styrbord.core.base.problems import Problem, define

define("effect-map.twice", "'{node}' stands twice in the effect map.", "Keep it once.")
define(
    "effect-map.unknown",
    "The effect map leads from '{start}' to '{end}', and '{node}' is not in it.",
    "Enter it, or remove the arrow.",
)
define(
    "effect-map.backwards",
    "The arrow from '{start}' to '{end}' leads back, from {start_kind} to {end_kind}.",
    "Arrows lead from means to ends: enabler, enabling change, change of work, benefit, objective.",
)
define(
    "effect-map.circle",
    "In the effect map these lead to themselves: {nodes}.",
    "Remove one of the arrows among them.",
)
define(
    "effect-map.no-change",
    "Nothing that people do otherwise leads to the benefit '{node}'.",
    "Name the change of work that it comes from, and draw the arrow.",
)
define(
    "effect-map.no-objective",
    "The benefit '{node}' leads to no objective.",
    "Draw an arrow to what it is good for.",
)
define("effect-map.no-node", "The benefit '{node}' is not in the effect map.", "Enter it there.")


class NodeKind(StrEnum):
    """What stands in an effect map, from means to ends."""

    ENABLER = "enabler"
    ENABLING_CHANGE = "enabling-change"
    BUSINESS_CHANGE = "business-change"
    BENEFIT = "benefit"
    OBJECTIVE = "objective"


ORDER = {kind: place for place, kind in enumerate(NodeKind)}


@dataclass(frozen=True, slots=True)
class Node:
    """Something in the map; a benefit has the code of its benefit."""

    code: str
    kind: NodeKind
    owner: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow from a means to what it serves: strength 1 weak to 3 strong, and what it takes for granted."""

    start: str
    end: str
    strength: int = 2
    assumption: str = ""


@dataclass(frozen=True, slots=True)
class EffectMap:
    """Nodes and arrows of one investment, in any order."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()

    @property
    def kinds(self) -> dict[str, NodeKind]:
        """Kind of each node by its code."""
        return {one.code: one.kind for one in self.nodes}


def problems_of_map(effects: EffectMap, benefits: Iterable[str]) -> list[Problem]:
    """Everything that is wrong with an effect map.

    Parameters
    ----------
    benefits : codes of the benefits that must stand in it.

    Returns
    -------
    list of Problem
        Places are codes of nodes. Arrows within one kind are let in, circles are not.

    Source: Peppard, Ward, Daniel 2007, Managing the realization of business benefits from IT investments
    (benefits dependency network; no change, no benefit).

    Examples
    --------
    >>> lonely = EffectMap((Node("time", NodeKind.BENEFIT),))
    >>> [one.code for one in problems_of_map(lonely, ["time"])]
    ['effect-map.no-change', 'effect-map.no-objective']
    """
    kinds = effects.kinds
    missing = [Problem("effect-map.no-node", code, {"node": code}) for code in benefits if code not in kinds]
    return [
        *_of_nodes(effects),
        *(found for edge in effects.edges for found in _of_edge(edge, kinds)),
        *_of_circles(effects),
        *missing,
        *_of_reach(effects),
    ]


def _of_nodes(effects: EffectMap) -> Iterator[Problem]:
    codes = [one.code for one in effects.nodes]
    for code in dict.fromkeys(one for one in codes if codes.count(one) > 1):
        yield Problem("effect-map.twice", code, {"node": code})


def _of_edge(edge: Edge, kinds: Mapping[str, NodeKind]) -> Iterator[Problem]:
    ends = {"start": edge.start, "end": edge.end}
    unknown = [code for code in ends.values() if code not in kinds]
    for code in unknown:
        yield Problem("effect-map.unknown", code, {**ends, "node": code})
    if not unknown and ORDER[kinds[edge.start]] > ORDER[kinds[edge.end]]:
        told = {"start_kind": kinds[edge.start], "end_kind": kinds[edge.end]}
        yield Problem("effect-map.backwards", edge.start, {**ends, **told})


def _of_circles(effects: EffectMap) -> Iterator[Problem]:
    """Nodes that are left when whatever nothing leads to is taken away, again and again."""
    left = set(effects.edges)
    while free := {one.start for one in left} - {one.end for one in left}:
        left = {one for one in left if one.start not in free}
    while free := {one.end for one in left} - {one.start for one in left}:
        left = {one for one in left if one.end not in free}
    if left:
        inside = sorted({one.start for one in left})
        yield Problem("effect-map.circle", inside[0], {"nodes": ", ".join(inside)})


def _of_reach(effects: EffectMap) -> Iterator[Problem]:
    kinds = effects.kinds
    forward = [(one.start, one.end) for one in effects.edges]
    backward = [(end, start) for start, end in forward]
    for node in effects.nodes:
        if node.kind is NodeKind.BENEFIT:
            if NodeKind.BUSINESS_CHANGE not in _kinds_reached(node.code, backward, kinds):
                yield Problem("effect-map.no-change", node.code, {"node": node.code})
            if NodeKind.OBJECTIVE not in _kinds_reached(node.code, forward, kinds):
                yield Problem("effect-map.no-objective", node.code, {"node": node.code})


def _kinds_reached(
    code: str, arrows: Iterable[tuple[str, str]], kinds: Mapping[str, NodeKind]
) -> set[NodeKind]:
    told = list(arrows)
    seen: set[str] = set()
    ahead = {code}
    while ahead:
        seen |= ahead
        ahead = {end for start, end in told if start in ahead} - seen
    return {kinds[one] for one in seen if one in kinds}
