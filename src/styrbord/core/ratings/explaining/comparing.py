"""Who gains by another method, and which of its changes does it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from styrbord.core.base.problems import Problem, Refused, Severity, define
from styrbord.core.ratings.chain import Cached
from styrbord.core.ratings.doubt.classes import classes_of
from styrbord.core.ratings.explaining.peers import rows_of
from styrbord.core.ratings.explaining.shapley import along_passable
from styrbord.core.ratings.inputs import Inputs, Numbers
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.statistics.ranks import sport_ranks
from styrbord.core.ratings.tree import Tree

define(
    "explain.bands-of-two-methods",
    "The classes are those of two methods: {first} and {second}.",
    "Read a change of class as a change of rule too, not as a change of the subject.",
    Severity.WARNING,
)

NEUTRAL = frozenset({"code", "version", "names", "summary", "sources", "calendar", "variations", "bands"})
"""Parts of a method that move no score and no place."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One unit by two methods; places and scores are NaN where it has none, classes "".

    `by_part` splits the move of the place (after - before) among the changed parts of the method; empty
    where a mixture of both methods gives no place.
    """

    unit: str
    scores: tuple[float, float]
    places: tuple[float, float]
    bands: tuple[str, str]
    by_part: Mapping[str, float]

    @property
    def gain(self) -> float:
        """Places gained: positive = better."""
        return self.places[0] - self.places[1]


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two methods on the same inputs.

    Attributes
    ----------
    units : by unit, the largest gain first, those without a place last
    parts : names of the parts of the method that differ, such as normalisation, weights or tree
    by_part : mean over units of the absolute part of the move of the place
    correlation : Spearman's, of the places; NaN with fewer than 3 units or where all are tied
    mean_move : mean absolute move of the place
    reclassed : units whose class differs
    notes : that classes of two methods are not the same thing
    """

    units: tuple[Beside, ...]
    parts: tuple[str, ...]
    by_part: Mapping[str, float]
    correlation: float
    mean_move: float
    reclassed: tuple[str, ...]
    notes: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What places would be without one node: mean absolute move, and the unit that moves most."""

    node: str
    mean_move: float
    largest_move: float
    unit: str


def compare_methods(
    first: Method, second: Method, inputs: Inputs, *, period: str | None = None
) -> Comparison:
    """Places by two methods on the same inputs, and which change of the method moves whom.

    Parameters
    ----------
    first, second : methods, or versions of one.
    inputs : both are rated on these.
    period : which rows are compared; the last one if None.

    Returns
    -------
    Comparison
        Parts of a move sum to it: Shapley's, over the parts of the method that differ, with every mixture of
        both methods rated.

    Raises
    ------
    Refused
        Whatever the chain refuses for one of both methods; a mixture that it refuses only bars the orders
        that pass it.
    """
    cached = Cached(inputs)
    ends = cached.rate(first), cached.rate(second)
    units = tuple(dict.fromkeys(rated.units[row] for rated in ends for row in rows_of(rated, period)))
    parts = parts_changed(first, second)
    columns = [_columns(rated, units, period) for rated in ends]

    def value(chosen: int) -> Numbers:
        taken = [part for bit, part in enumerate(parts) if chosen >> bit & 1]
        try:
            return _columns(cached.rate(mixture(first, second, taken)), units, period).places
        except Refused:
            return np.full(len(units), np.nan)

    moves = along_passable(value, len(parts))[0]
    found = [
        Beside(
            unit,
            (float(columns[0].scores[at]), float(columns[1].scores[at])),
            (float(columns[0].places[at]), float(columns[1].places[at])),
            (columns[0].bands[at], columns[1].bands[at]),
            _told(parts, moves[:, at]),
        )
        for at, unit in enumerate(units)
    ]
    return Comparison(
        tuple(sorted(found, key=lambda one: np.inf if np.isnan(one.gain) else -one.gain)),
        parts,
        _means(parts, moves),
        rank_correlation(columns[0].places, columns[1].places),
        _mean_move(columns[0].places, columns[1].places),
        tuple(one.unit for one in found if one.bands[0] != one.bands[1]),
        (_note(first, second),) if parts or first.bands != second.bands else (),
    )


def parts_changed(first: Method, second: Method) -> tuple[str, ...]:
    """Names of the parts that differ and can move a place.

    Returns
    -------
    tuple of str
        Fields of the method; instead of the tree "node-weights" and "nodes" where both have the same nodes.
    """
    names = [one.name for one in fields(Method) if one.name not in NEUTRAL | {"tree"}]
    found = [name for name in names if getattr(first, name) != getattr(second, name)]
    one, two = first.tree, second.tree
    if one.columns != two.columns:
        return ("tree", *found)
    if _weights(one) != _weights(two):
        found.append("node-weights")
    if _weighed(one, one) != _weighed(two, one):
        found.append("nodes")
    return tuple(found)


def mixture(first: Method, second: Method, parts: Sequence[str]) -> Method:
    """The first method with some parts of the second.

    Parameters
    ----------
    first, second : methods.
    parts : names as of `parts_changed`.

    Returns
    -------
    Method
    """
    plain = {name: getattr(second, name) for name in parts if name not in {"tree", "nodes", "node-weights"}}
    tree = second.tree if {"tree", "nodes"} & set(parts) else first.tree
    if "tree" not in parts and first.tree.columns == second.tree.columns:
        tree = _weighed(tree, second.tree if "node-weights" in parts else first.tree)
    return replace(first, tree=tree, **plain)


def leave_one_out(method: Method, inputs: Inputs, *, period: str | None = None) -> tuple[LeftOut, ...]:
    """How much each node matters: places with its weight at 0.

    Parameters
    ----------
    method, inputs : Method, Inputs
    period : which rows are compared; the last one if None.

    Returns
    -------
    tuple of LeftOut
        The node that moves places most first; a node whose removal leaves its parent without weight, or that
        the chain refuses, is left out of the list.

    Source: section 3.8 of the methods for ratings.
    """
    cached = Cached(inputs)
    base = cached.rate(method)
    units = tuple(base.units[row] for row in rows_of(base, period))
    places = _columns(base, units, period).places
    found = []
    for node in method.tree.nodes:
        if node.parent and node.weight > 0:
            try:
                other = cached.rate(replace(method, tree=_without(method.tree, node.code)))
            except Refused:
                continue
            moves = np.abs(_columns(other, units, period).places - places)
            if not np.isnan(moves).all():
                most = int(np.nanargmax(moves))
                found.append(LeftOut(node.code, float(np.nanmean(moves)), float(moves[most]), units[most]))
    return tuple(sorted(found, key=lambda one: -one.mean_move))


def rank_correlation(one: Numbers, two: Numbers) -> float:
    """Spearman's correlation of two columns of places over the units that have both.

    Parameters
    ----------
    one, two : float64 (unit,); NaN = missing.

    Returns
    -------
    float
        Ties share the mean of their places. NaN with fewer than 3 units or where all are tied.

    >>> rank_correlation(np.array([1.0, 2.0, 3.0]), np.array([3.0, 2.0, 1.0]))
    -1.0
    """
    both = ~np.isnan(one) & ~np.isnan(two)
    if both.sum() < 3:
        return float("nan")
    ranks = [(sport_ranks(x[both]) - sport_ranks(-x[both])) / 2 for x in (one, two)]
    spread = float(np.sqrt((ranks[0] ** 2).sum() * (ranks[1] ** 2).sum()))
    return float(ranks[0] @ ranks[1]) / spread if spread > 0 else float("nan")


@dataclass(frozen=True, eq=False)
class _Columns:
    scores: Numbers
    places: Numbers
    bands: tuple[str, ...]


def _columns(rated: Rated, units: Sequence[str], period: str | None) -> _Columns:
    rows = {rated.units[row]: row for row in rows_of(rated, period).tolist()}
    classes = classes_of(rated)
    at = [rows.get(unit) for unit in units]
    return _Columns(
        np.array([np.nan if row is None else rated.scores[row, -1] for row in at]),
        np.array([np.nan if row is None else rated.ranks[row, -1] for row in at]),
        tuple("" if row is None else classes[row] for row in at),
    )


def _told(parts: Sequence[str], moves: Numbers) -> Mapping[str, float]:
    return {} if np.isnan(moves).any() else dict(zip(parts, moves.tolist(), strict=True))


def _means(parts: Sequence[str], moves: Numbers) -> Mapping[str, float]:
    whole = np.abs(moves[:, ~np.isnan(moves).any(0)])
    return dict(zip(parts, whole.mean(1).tolist(), strict=True)) if whole.size else {}


def _mean_move(one: Numbers, two: Numbers) -> float:
    moves = np.abs(one - two)
    return float(np.nanmean(moves)) if not np.isnan(moves).all() else float("nan")


def _note(first: Method, second: Method) -> Problem:
    named = [f"{one.code} {one.version}".strip() for one in (first, second)]
    return Problem("explain.bands-of-two-methods", params={"first": named[0], "second": named[1]})


def _weights(tree: Tree) -> list[float]:
    return [tree.by_code[code].weight for code in tree.columns]


def _weighed(tree: Tree, weights: Tree) -> Tree:
    """The tree with the weights of another with the same nodes."""
    return Tree(tuple(replace(node, weight=weights.by_code[node.code].weight) for node in tree.nodes))


def _without(tree: Tree, code: str) -> Tree:
    return Tree(tuple(replace(node, weight=0.0) if node.code == code else node for node in tree.nodes))
