"""How much does each child count in its parent, and each node in the index?"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from styrbord.core.ratings.inputs import Numbers
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Aggregation
from styrbord.core.ratings.tree import Tree


def original(tree: Tree) -> Numbers:
    """Weights as the structure gives them, relative among the children of one parent.

    Returns
    -------
    float64 (node,)
        In the order of `tree.columns`.
    """
    return np.array([tree.by_code[code].weight for code in tree.columns])


def equal(tree: Tree) -> Numbers:
    """One for each node; a node whose weight is 0 in the structure stays out.

    Returns
    -------
    float64 (node,)
    """
    return (original(tree) > 0).astype(np.float64)


def at_level(tree: Tree, weights: Numbers, level: int, newer: Numbers) -> Numbers:
    """Weights with those of one level replaced, the others as they were.

    Parameters
    ----------
    tree : structure.
    weights, newer : float64 (..., node), in the order of `tree.columns`.
    level : level of the nodes whose weights are taken from `newer`.

    Returns
    -------
    float64 (..., node)
    """
    is_there = np.array([tree.by_code[code].level == level for code in tree.columns])
    return np.where(is_there, newer, weights)


def places(tree: Tree, codes: Sequence[str]) -> list[int]:
    """Places of nodes in the arrays over nodes.

    Returns
    -------
    list of int
    """
    order = {code: place for place, code in enumerate(tree.columns)}
    return [order[code] for code in codes]


def children_of(tree: Tree) -> tuple[tuple[int, list[int]], ...]:
    """Places of each aggregate and of its children, from the bottom up; the root is the last.

    Returns
    -------
    tuple of (int, list of int)
    """
    order = {code: place for place, code in enumerate(tree.columns)}
    return tuple(
        (order[node.code], [order[child.code] for child in tree.children(node.code)])
        for node in tree.aggregates
    )


def effective(tree: Tree, weights: Numbers, scores: Numbers) -> Numbers:
    """Weight of each node in the index of each row: products of the weights on the way to the root.

    The weights of the children of a node are rescaled to 1 over those that the row has.

    Parameters
    ----------
    tree : structure.
    weights : float64 (node,) or (row, node), relative, in the order of `tree.columns`.
    scores : float64 (row, node), NaN = missing.

    Returns
    -------
    float64 (row, node)
        1 at the root, 0 where a node is missing or below one that is; NaN for rows without an index.

    Source: section 3.6 of the methods for ratings.
    """
    found = np.zeros(scores.shape)
    present = ~np.isnan(scores)
    found[:, -1] = np.where(present[:, -1], 1.0, np.nan)
    for node, children in reversed(children_of(tree)):
        shares = np.where(present[:, children], weights[..., children], 0.0)
        total = shares.sum(1, keepdims=True)
        found[:, children] = found[:, [node]] * (shares / np.where(total > 0, total, 1.0))
    return found


def aggregations_of(tree: Tree, default: Aggregation) -> tuple[Aggregation, ...]:
    """How each aggregate is made, its own way or the method's, in the order of `tree.aggregates`.

    Returns
    -------
    tuple of Aggregation
    """
    return tuple(node.aggregation or default for node in tree.aggregates)


def ways_of(method: Method) -> tuple[Aggregation, ...]:
    """How each aggregate of a method is made, in the order of `tree.aggregates`.

    Weights by the benefit of the doubt make the index; below it, nodes are made in their own ways.

    Returns
    -------
    tuple of Aggregation
    """
    found = aggregations_of(method.tree, method.aggregation)
    if method.weights != "benefit-of-the-doubt":
        return found
    return (*found[:-1], replace(found[-1], by="benefit-of-the-doubt"))


def least_of(tree: Tree, default: float) -> tuple[float, ...]:
    """Share of its children that each aggregate needs, in the order of `tree.aggregates`.

    Returns
    -------
    tuple of float
    """
    return tuple(
        default if node.least_available is None else node.least_available for node in tree.aggregates
    )
