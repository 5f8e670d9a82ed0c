"""What of a score belongs to which part of the index, and what sets it apart from the peers?"""

from collections.abc import Mapping
from dataclasses import dataclass

from styrbord.core.base.text import Text
from styrbord.core.ratings.tree import Node, Tree
from styrbord.figures.model import Bar

NOTHING = 1e-9
"""Points that come of rounding alone."""


@dataclass(frozen=True, slots=True)
class Apart:
    """What sets a score apart from that of the peers' middle, by part of the index, the best first.

    `bars` sum to `difference`, which is the score less `benchmark`; all in points.
    """

    bars: tuple[Bar, ...]
    score: float
    benchmark: float

    @property
    def difference(self) -> float:
        """Points above or below the peers."""
        return self.score - self.benchmark

    @property
    def costs(self) -> tuple[Bar, ...]:
        """The parts that cost most, the worst first, two at most."""
        worst = sorted((one for one in self.bars if (one.value or 0) < 0), key=lambda one: one.value or 0)
        return tuple(worst[:2])


def apart(tree: Tree, own: Mapping[str, float], benchmark: Mapping[str, float]) -> Apart:
    """Contributions of indicators less those of the peers, added up for the nodes right below the root.

    Parameters
    ----------
    tree : Tree
    own, benchmark : by indicator, points that it adds to the score; a missing one adds nothing.

    Returns
    -------
    Apart

    Source: docs/method/ratings.md; sums are those of the contributions.
    """
    parts = [(node, _sum(tree, node, own) - _sum(tree, node, benchmark)) for node in _first(tree)]
    ordered = sorted(parts, key=lambda part: -part[1])
    bars = tuple(Bar(node.code, node.names, value) for node, value in ordered)
    return Apart(bars, sum(own.values()), sum(benchmark.values()))


def changed(tree: Tree, points: Mapping[str, float], lines: Mapping[str, Text]) -> tuple[Bar, ...]:
    """Parts of a change of a score, added up for the nodes right below the root, the best first.

    Parameters
    ----------
    tree : Tree
    points : by indicator, and by line that is no indicator, such as numbers that only one period has.
    lines : names of these lines; one of them with none to speak of has no bar.

    Returns
    -------
    tuple of Bar
        They sum to the change.

    Source: docs/method/ratings-explained.md
    """
    beside = [
        Bar(code, names, points[code])
        for code, names in lines.items()
        if abs(points.get(code, 0.0)) > NOTHING
    ]
    inside = {code: one for code, one in points.items() if code not in lines}
    return tuple(sorted((*apart(tree, inside, {}).bars, *beside), key=lambda bar: -(bar.value or 0)))


def _first(tree: Tree) -> tuple[Node, ...]:
    """Nodes right below the root, or below the only one there, and so on down."""
    nodes = tree.children(tree.root.code)
    while len(nodes) == 1 and not nodes[0].is_indicator:
        nodes = tree.children(nodes[0].code)
    return nodes


def _sum(tree: Tree, node: Node, points: Mapping[str, float]) -> float:
    return sum(points.get(one.code, 0.0) for one in tree.below(node.code))
