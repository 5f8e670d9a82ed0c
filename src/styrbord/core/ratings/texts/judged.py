"""Do the weights of a method follow from the judgements that it keeps?"""

from collections.abc import Iterable, Iterator

import numpy as np

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.aggregating.naming import Names
from styrbord.core.ratings.inputs import Numbers
from styrbord.core.ratings.judgements import Judgement
from styrbord.core.ratings.tree import Node, Tree
from styrbord.core.ratings.weighting.ahp import ahp_weights
from styrbord.core.ratings.weighting.budget import budget_weights

define(
    "method.judged-node", "A judgement is on '{code}', which is no aggregate of the tree.", "Mend the code."
)
define(
    "method.judged",
    "The judgement on {code} gives {given} numbers in a row; {children} nodes lie below it.",
    "Give one for each node below, in their order.",
)
define(
    "method.judged-weights",
    "The weights below {code} are not those of the judgement: {expected}.",
    "Write these weights at the nodes, or mend the judgement.",
)
define(
    "method.judged-ratio",
    "The consistency ratio of {code} is said to be {said}; its matrix gives {found}.",
    "Write the ratio of the matrix.",
)

_NEAR = 0.005
"""Weights and ratios are written rounded."""


def problems_of_judgements(judgements: Iterable[Judgement], tree: Tree) -> Iterator[Problem]:
    """Judgements that do not fit the tree or its weights."""
    known = {node.code for node in tree.aggregates}
    for one in judgements:
        if one.parent not in known:
            yield Problem("method.judged-node", f"weights_from.{one.parent}", {"code": one.parent})
        elif one.by != "original":
            yield from _problems(one, tree.children(one.parent))


def warnings_of_judgements(judgements: Iterable[Judgement], tree: Tree) -> Iterator[Problem]:
    """Comparisons that contradict each other."""
    for one in judgements:
        if one.by == "ahp":
            yield from ahp_weights(_rows(one), names=_names(one, tree.children(one.parent))).warnings


def _problems(one: Judgement, children: tuple[Node, ...]) -> Iterator[Problem]:
    place = f"weights_from.{one.parent}"
    rows = one.matrix if one.by == "ahp" else one.points
    if wrong := [len(row) for row in rows if len(row) != len(children)]:
        params = {"code": one.parent, "given": wrong[0], "children": len(children)}
        yield Problem("method.judged", place, params)
        return
    try:
        expected, ratio = _made(one, _names(one, children))
    except Refused as refused:
        yield from refused.problems
        return
    weights = np.array([node.weight for node in children])
    if np.abs(expected - weights / weights.sum()).max() > _NEAR:
        said = ", ".join(f"{node.code} {share:.4f}" for node, share in zip(children, expected, strict=True))
        yield Problem("method.judged-weights", place, {"code": one.parent, "expected": said})
    if one.ratio is not None and abs(one.ratio - ratio) > _NEAR:
        params = {"code": one.parent, "said": f"{one.ratio:g}", "found": f"{ratio:.4f}"}
        yield Problem("method.judged-ratio", place, params)


def _made(one: Judgement, names: Names) -> tuple[Numbers, float]:
    """Weights that follow from a judgement, and its consistency ratio."""
    if one.by == "ahp":
        found = ahp_weights(_rows(one), names=names)
        return found.weights, found.ratio
    return budget_weights(_rows(one), names=names).weights, 0.0


def _rows(one: Judgement) -> Numbers:
    rows = one.matrix if one.by == "ahp" else one.points
    return np.array(rows, dtype=np.float64).reshape(len(rows), -1)


def _names(one: Judgement, children: tuple[Node, ...]) -> Names:
    return Names(one.parent, (), [node.code for node in children])
