"""How does the score of one unit hang on its indicators, as numbers that can be set otherwise?

A rating gives weights from the root down and scores of all nodes. Here the same tree is taken for one unit:
what the children of each node weigh, what they score, and how a node is made of them.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.aggregate import BENEFIT, exponent_of
from styrbord.core.ratings.aggregating.copeland import copeland
from styrbord.core.ratings.aggregating.means import minimum, power_mean, weighted
from styrbord.core.ratings.aggregating.penalised import Penalty, ampi, mpi
from styrbord.core.ratings.explaining.peers import peers_of
from styrbord.core.ratings.inputs import Numbers
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Aggregation
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.tree import Tree
from styrbord.core.ratings.weights import original, ways_of

Columns = npt.NDArray[np.intp]

PLAIN = frozenset({"sum", BENEFIT})


@dataclass(frozen=True, eq=False)
class Joint:
    """A node, its children and how it is made of them; all as columns of the tree."""

    column: int
    children: Columns
    aggregation: Aggregation

    @property
    def is_plain(self) -> bool:
        """Whether the node is a sum whose weights are not rescaled to 1."""
        return self.aggregation.by in PLAIN

    @property
    def exponent(self) -> float | None:
        """Exponent of the mean of powers, 1 for sums too; None where the node is neither."""
        return 1.0 if self.is_plain else exponent_of(self.aggregation)


@dataclass(frozen=True, eq=False)
class Shape:
    """Joints of a tree, each after those below it; the last is the root."""

    tree: Tree
    joints: tuple[Joint, ...]

    @property
    def root(self) -> int:
        """Column of the index."""
        return self.joints[-1].column

    @cached_property
    def indicators(self) -> Columns:
        """Columns of the indicators."""
        return np.arange(len(self.tree.indicators))

    def is_like(self, other: "Shape") -> bool:
        """Whether both have the same nodes, hung and made alike; weights may differ."""
        return self.tree.columns == other.tree.columns and all(
            np.array_equal(one.children, two.children) and one.aggregation == two.aggregation
            for one, two in zip(self.joints, other.joints, strict=True)
        )


@dataclass(frozen=True, eq=False)
class State:
    """One unit in a tree.

    Attributes
    ----------
    values : float64 (column,)
        Scores of indicators and nodes; NaN where none.
    weights : float64 (column,)
        Weight of each in its parent, over what is present summing to 1 unless the parent is a plain sum; 0
        where absent. The root has 1.
    others : float64 (row, column)
        Scores of the units that it is held against where a node counts wins (Copeland); else not used.
    """

    values: Numbers
    weights: Numbers
    others: Numbers


def shape_of(method: Method) -> Shape:
    """Shape of the tree of a method."""
    tree = method.tree
    place = {code: column for column, code in enumerate(tree.columns)}
    return Shape(
        tree,
        tuple(
            Joint(
                place[node.code],
                np.array([place[child.code] for child in tree.children(node.code)]),
                way,
            )
            for node, way in zip(tree.aggregates, ways_of(method), strict=True)
        ),
    )


def state_of(rated: Rated, row: int, shape: Shape) -> State:
    """A unit as it was rated.

    Parameters
    ----------
    rated : Rated
    row : place among the rated rows.
    shape : of the method of the rating.

    Returns
    -------
    State
        Held against the other rows of the same table.
    """
    table = peers_of(rated, row, is_table=True) if _has_votes(shape) else np.array([row])
    others = rated.scores[table[table != row]]
    return State(rated.scores[row], _local_weights(rated, row, shape), others)


def _local_weights(rated: Rated, row: int, shape: Shape) -> Numbers:
    """Weights in the parent from weights in the root; those of a sum as they stand before it."""
    effective: Numbers = np.nan_to_num(rated.weights[row])
    scores, given = rated.scores[row], original(shape.tree)
    local = np.zeros(len(scores))
    local[shape.root] = 1.0
    for joint in shape.joints:
        own, values = effective[joint.children], scores[joint.children]
        if own.sum() > 0:
            local[joint.children] = own / own.sum()
        if joint.aggregation.by == "sum":
            local[joint.children] = np.where(own > 0, given[joint.children], 0.0)
        elif joint.aggregation.by == BENEFIT:
            shares = local[joint.children] * scores[joint.column]
            local[joint.children] = np.where(values > 0, shares / np.where(values > 0, values, 1.0), 0.0)
    return local


def effective_weights(local: Numbers, shape: Shape) -> Numbers:
    """Weights in the root from weights in the parent, (column,) both."""
    found = np.zeros_like(local)
    found[shape.root] = 1.0
    for joint in reversed(shape.joints):
        found[joint.children] = found[joint.column] * local[joint.children]
    return found


def restricted(state: State, kept: npt.NDArray[np.bool_], shape: Shape) -> State:
    """The unit with some indicators only, the weights rescaled to what is left and all nodes made anew.

    Parameters
    ----------
    state : State
    kept : bools (indicator,)
    shape : Shape

    Returns
    -------
    State
        A node without anything left has NaN and weight 0.
    """
    weights = state.weights.copy()
    weights[shape.indicators] *= kept
    for joint in shape.joints:
        own = weights[joint.children]
        if own.sum() > 0:
            weights[joint.children] = own if joint.is_plain else own / own.sum()
        elif joint.column != shape.root:
            weights[joint.column] = 0.0
    return scored(replace(state, weights=weights), shape)


def scored(state: State, shape: Shape) -> State:
    """The unit with the scores of its nodes made anew from its indicators and weights."""
    values = state.values.copy()
    for joint in shape.joints:
        values[joint.column] = joined(
            joint, values[joint.children], state.weights[joint.children], state.others
        )
    return replace(state, values=values)


def joined(joint: Joint, values: Numbers, weights: Numbers, others: Numbers) -> float:
    """Score of a node.

    Parameters
    ----------
    joint : Joint
    values, weights : float64 (child,); children of weight 0 are as if they were not there.
    others : float64 (row, column), used where the node counts wins.

    Returns
    -------
    float
        NaN where no child has a weight.
    """
    used = weights > 0
    if not used.any():
        return float("nan")
    own, weights = values[used][None], weights[used]
    exponent, by = joint.exponent, joint.aggregation.by
    if joint.is_plain:
        return float(weighted(own, weights)[0])
    if exponent is not None:
        return float(power_mean(own, weights, exponent=exponent)[0])
    if by == "copeland":
        columns = joint.children[used]
        return float(copeland(np.vstack([own, others[:, columns]]), weights)[0])
    if by in {"mpi", "ampi"}:
        make = mpi if by == "mpi" else ampi
        penalty: Penalty = "plus" if joint.aggregation.penalty == "plus" else "minus"
        return float(make(own, weights, penalty=penalty)[0])
    return float(minimum(own, weights)[0])


def _has_votes(shape: Shape) -> bool:
    return any(joint.aggregation.by == "copeland" for joint in shape.joints)
