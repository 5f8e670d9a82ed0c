"""What does the index come to under many sets of weights at once?"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.aggregate import Frame, combined, exponent_of
from styrbord.core.ratings.aggregating.means import power_mean
from styrbord.core.ratings.aggregating.naming import Names
from styrbord.core.ratings.inputs import Numbers
from styrbord.core.ratings.options import Aggregation
from styrbord.core.ratings.tree import Tree
from styrbord.core.ratings.weights import children_of

BLOCK = 1 << 22
"""Numbers that are held for one node at a time, 32 MiB."""

Bools = npt.NDArray[np.bool_]


def aggregate_stack(
    tree: Tree,
    normalised: Numbers,
    weights: Numbers,
    aggregations: Sequence[Aggregation],
    *,
    least: Sequence[float] = (),
    frame: Frame | None = None,
) -> Numbers:
    """Index of every row under every set of weights, in blocks of bounded memory.

    Nodes below which all sets weigh alike are made once. Above them, where all nodes are the same mean and a
    row is complete, the weights are multiplied along their paths and one matrix product gives the index.

    Parameters
    ----------
    tree : structure.
    normalised : float64 (row, indicator), in the order of `tree.indicators`; NaN = missing.
    weights : float64 (replicate, node), relative, in the order of `tree.columns`.
    aggregations, least : of each aggregate, in the order of `tree.aggregates`: the way, and the smallest
        share of its own children (by number) that must be present (none = 0).
    frame : names, rows that are compared, parity.

    Returns
    -------
    float64 (replicate, row)
        NaN where a row has no index.

    Raises
    ------
    Refused
        Where a mean takes no such numbers, with unit and node.
    """
    frame = frame or Frame((), ())
    stack = _Stack(tree, aggregations, least or (0.0,) * len(aggregations), frame, weights)
    scores = stack.fixed_scores(normalised)
    found = np.empty((len(weights), len(normalised)))
    if not stack.moving[-1]:
        found[:] = scores[:, -1]
        return found
    whole = stack.collapsible(scores)
    if whole.any():
        stack.collapse(scores, whole, found)
    if not whole.all():
        stack.climb(scores, ~whole, found)
    return found


class _Stack:
    """A structure under many sets of weights."""

    def __init__(
        self,
        tree: Tree,
        aggregations: Sequence[Aggregation],
        least: Sequence[float],
        frame: Frame,
        weights: Numbers,
    ) -> None:
        """Find the nodes whose scores differ between the sets."""
        self.tree, self.aggregations, self.least, self.frame = tree, aggregations, least, frame
        self.weights = weights
        self.families = children_of(tree)
        self.moving = np.zeros(len(tree.columns), dtype=np.bool_)
        for place, children in self.families:
            own = weights[:, children]
            is_same = (own == own[:1]).all()
            self.moving[place] = not is_same or bool(self.moving[children].any())

    @property
    def moving_families(self) -> Iterator[tuple[int, int, list[int]]]:
        """Number, place and children of the aggregates whose scores differ, from the bottom up."""
        for number, (place, children) in enumerate(self.families):
            if self.moving[place]:
                yield number, place, children

    def fixed_scores(self, normalised: Numbers) -> Numbers:
        """Scores (row, node) of all nodes that are the same for all sets; NaN of the others."""
        scores = np.full((len(normalised), len(self.tree.columns)), np.nan)
        scores[:, : normalised.shape[1]] = normalised
        for number, (place, children) in enumerate(self.families):
            if not self.moving[place]:
                own = scores[:, children]
                scores[:, place] = self._combined(number, own, self.weights[0, children], self.frame)
        return scores

    def collapsible(self, scores: Numbers) -> Bools:
        """Rows whose index is one mean of the fixed nodes right below the moving ones."""
        ways = {exponent_of(self.aggregations[number]) for number, _, _ in self.moving_families}
        if len(ways) != 1 or None in ways:
            return np.zeros(len(scores), dtype=np.bool_)
        whole: Bools = np.logical_not(np.isnan(scores[:, self._front()]).any(axis=1))
        return whole

    def collapse(self, scores: Numbers, rows: Bools, found: Numbers) -> None:
        """Put in the index of complete rows as one mean with weights multiplied along the paths."""
        front = self._front()
        shares = np.zeros(self.weights.shape)
        shares[:, -1] = 1.0
        for _, place, children in reversed([*self.moving_families]):
            own = self.weights[:, children]
            shares[:, children] = shares[:, [place]] * own / own.sum(1, keepdims=True)
        number = next(number for number, _, _ in self.moving_families)
        exponent = exponent_of(self.aggregations[number]) or 0.0
        names = Names(self.tree.root.code, self._units(rows), [self.tree.columns[one] for one in front])
        values = scores[rows][:, front]
        for some in self._blocks(len(values)):
            made = power_mean(values, shares[some][:, front], exponent=exponent, names=names)
            found[some, rows] = made

    def climb(self, scores: Numbers, rows: Bools, found: Numbers) -> None:
        """Put in the index of rows node by node."""
        own = scores[rows]
        frame = Frame(self._units(rows), self.frame.pools, self.frame.is_parity)
        widest = max(len(children) for _, _, children in self.moving_families)
        for some in self._blocks(len(own) * widest):
            made: dict[int, Numbers] = {}
            weights = self.weights[some]
            for number, place, children in self.moving_families:
                values = _stacked(own, made, children, len(weights))
                made[place] = self._combined(number, values, weights[:, children], frame)
            found[some, rows] = made[len(self.moving) - 1]

    def _combined(self, number: int, values: Numbers, weights: Numbers, frame: Frame) -> Numbers:
        place, children = self.families[number]
        names = Names(self.tree.columns[place], frame.units, [self.tree.columns[child] for child in children])
        return combined(
            values, weights, self.aggregations[number], least=self.least[number], names=names, frame=frame
        )

    def _front(self) -> list[int]:
        """Places of the fixed nodes right below the moving ones."""
        below = [child for _, _, children in self.moving_families for child in children]
        return [child for child in below if not self.moving[child]]

    def _units(self, rows: Bools) -> Sequence[str]:
        return [self.frame.units[row] for row in np.flatnonzero(rows).tolist()] if self.frame.units else ()

    def _blocks(self, size: int) -> Iterator[slice]:
        """Replicates at a time, for so many numbers each."""
        height = max(1, BLOCK // max(1, size))
        for start in range(0, len(self.weights), height):
            yield slice(start, min(start + height, len(self.weights)))


def _stacked(own: Numbers, made: dict[int, Numbers], children: list[int], count: int) -> Numbers:
    """Scores of children, (row, child), or (replicate, row, child) where one of them differs between sets."""
    if not any(child in made for child in children):
        return own[:, children]
    found = np.empty((count, len(own), len(children)))
    for column, child in enumerate(children):
        found[:, :, column] = made[child] if child in made else own[:, child]
    return found
