"""Which indicators and aggregates does an index consist of, and how do they hang together?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from styrbord.core.base.codes import suggestions
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.options import Aggregation, Normalisation, Treatment

define(
    "rating.no-nodes", "The index has no nodes.", "Give at least one indicator and one aggregate above it."
)
define(
    "rating.twice",
    "{code} stands twice in the structure.",
    "Give every indicator and every aggregate its own code.",
)
define(
    "rating.unknown-parent",
    "{code} belongs to {parent}, which is not in the structure.",
    "Correct the parent. Near it: {nearest}.",
)
define(
    "rating.roots",
    "The structure has {count} nodes without a parent: {codes}.",
    "Leave exactly one node without a parent: the index itself.",
)
define(
    "rating.cycle",
    "These nodes belong to each other in a circle: {codes}.",
    "Correct a parent, so that every node leads up to the index.",
)
define(
    "rating.level-gap",
    "{code} has level {level}; its parent {parent} has level {parent_level}.",
    "Give the parent the level {expected}, or correct the parent.",
)
define(
    "rating.childless",
    "{code} is an aggregate without anything below it.",
    "Give it indicators, or take it out.",
)
define(
    "rating.indicator-parent",
    "{code} belongs to {parent}, which is an indicator.",
    "Let it belong to an aggregate.",
)
define(
    "rating.direction",
    "Indicator {code} has no direction.",
    "Say 1 where high is good, -1 where low is good.",
)
define(
    "rating.weights",
    "The weights below {code} are {found}.",
    "Give weights that are not negative and not all zero.",
)


@dataclass(frozen=True, slots=True)
class Node:
    """An indicator (nothing below it) or an aggregate of the index.

    `weight` is relative among the children of one parent. `direction` is +1 where high is good, -1 where low
    is good, 0 for aggregates. What is None here is taken from the method for all.
    """

    code: str
    parent: str = ""
    level: int = 1
    weight: float = 1.0
    is_indicator: bool = True
    direction: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
    criteria: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    target: float | None = None
    denominator: str = ""
    scale: float = 1.0
    treatment: Treatment | None = None
    normalisation: Normalisation | None = None
    aggregation: Aggregation | None = None
    least_available: float | None = None


@dataclass(frozen=True)
class Tree:
    """Nodes of an index, checked: one root, no circle, no gap; indicators in the order given.

    Raises `Refused` with every problem of the structure at once.
    """

    nodes: tuple[Node, ...]

    def __post_init__(self) -> None:
        """Refuse what is no tree."""
        if problems := [*_problems(self.nodes)]:
            raise Refused(problems)

    @cached_property
    def by_code(self) -> Mapping[str, Node]:
        """Nodes by their code."""
        return {node.code: node for node in self.nodes}

    @cached_property
    def indicators(self) -> tuple[Node, ...]:
        """Nodes with nothing below, in the order given."""
        return tuple(node for node in self.nodes if node.is_indicator)

    @cached_property
    def aggregates(self) -> tuple[Node, ...]:
        """Nodes with something below, each after everything below it; the root is the last."""
        depth = {node.code: len(self.path(node.code)) for node in self.nodes}
        above = [node for node in self.nodes if not node.is_indicator]
        return tuple(sorted(above, key=lambda node: -depth[node.code]))

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Codes in the order of every array over nodes: indicators, then aggregates up to the root."""
        return tuple(node.code for node in (*self.indicators, *self.aggregates))

    @property
    def root(self) -> Node:
        """The index itself."""
        return self.aggregates[-1]

    @cached_property
    def _children(self) -> Mapping[str, tuple[Node, ...]]:
        found: dict[str, list[Node]] = {node.code: [] for node in self.nodes}
        for node in self.nodes:
            if node.parent:
                found[node.parent].append(node)
        return {code: tuple(nodes) for code, nodes in found.items()}

    def children(self, code: str) -> tuple[Node, ...]:
        """Nodes right below one, in the order given."""
        return self._children[code]

    def path(self, code: str) -> tuple[str, ...]:
        """Codes from a node up to the root, both included."""
        found = [code]
        while parent := self.by_code[found[-1]].parent:
            found.append(parent)
        return tuple(found)

    def below(self, code: str) -> tuple[Node, ...]:
        """Indicators below a node, or the indicator itself."""
        return tuple(node for node in self.indicators if code in self.path(node.code))


def _problems(nodes: Sequence[Node]) -> Iterable[Problem]:
    if not nodes:
        yield Problem("rating.no-nodes")
        return
    known = {node.code: node for node in nodes}
    codes = [node.code for node in nodes]
    yield from (Problem("rating.twice", params={"code": one}) for one in known if codes.count(one) > 1)
    roots = [node.code for node in nodes if not node.parent]
    if len(roots) != 1:
        yield Problem("rating.roots", params={"count": len(roots), "codes": ", ".join(roots) or "-"})
    for node in nodes:
        yield from _problems_of(node, known)
    yield from _childless_or_weightless(nodes)
    if circle := sorted(code for code in known if _turns_round(code, known)):
        yield Problem("rating.cycle", params={"codes": ", ".join(circle)})


def _problems_of(node: Node, known: Mapping[str, Node]) -> Iterable[Problem]:
    if node.is_indicator and node.direction not in {1, -1}:
        yield Problem("rating.direction", node.code, {"code": node.code})
    if not node.parent:
        return
    parent = known.get(node.parent)
    where: dict[str, object] = {"code": node.code, "parent": node.parent}
    if parent is None:
        nearest = ", ".join(suggestions(node.parent, list(known))) or "-"
        yield Problem("rating.unknown-parent", node.code, where | {"nearest": nearest})
    elif parent.is_indicator:
        yield Problem("rating.indicator-parent", node.code, where)
    elif parent.level != node.level + 1:
        levels: dict[str, object] = {
            "level": node.level,
            "parent_level": parent.level,
            "expected": node.level + 1,
        }
        yield Problem("rating.level-gap", node.code, where | levels)


def _childless_or_weightless(nodes: Sequence[Node]) -> Iterable[Problem]:
    for node in nodes:
        if node.is_indicator:
            continue
        weights = [one.weight for one in nodes if one.parent == node.code]
        if not weights:
            yield Problem("rating.childless", node.code, {"code": node.code})
        elif not all(weight >= 0 for weight in weights) or not sum(weights) > 0:
            found = ", ".join(f"{weight:g}" for weight in weights)
            yield Problem("rating.weights", node.code, {"code": node.code, "found": found})


def _turns_round(code: str, known: Mapping[str, Node]) -> bool:
    """Whether going up from a node comes back to it."""
    seen, at = set[str](), known[code].parent
    while at in known and at not in seen:
        if at == code:
            return True
        seen.add(at)
        at = known[at].parent
    return False
