"""Which variants of a method does a design ask for?

Variants are grouped by what they do up to the scores of the indicators: a group shares these, and differs in
its sets of weights alone.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.ratings.aggregate import BENEFIT
from styrbord.core.ratings.chain import Cached, places_pools, used_weights
from styrbord.core.ratings.doubt import classes
from styrbord.core.ratings.doubt.chance import Floats, Ints
from styrbord.core.ratings.doubt.edits import edited
from styrbord.core.ratings.doubt.factors import Factor, noisy_values, weights_of
from styrbord.core.ratings.doubt.intervals import Places
from styrbord.core.ratings.inputs import Inputs, Numbers
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.stages.pools import Pooled
from styrbord.core.ratings.state import State, named
from styrbord.core.ratings.weights import children_of, ways_of

Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Asked:
    """What is asked for.

    Attributes
    ----------
    inputs : values
    rows : ints (row,), places in the inputs of the rows of one period
    nominal : int32 (row,), their places by the method itself
    numbers : int8 (row,), numbers of their classes by the method itself
    scale : of the method itself (`classes.scale_of`)
    seed : whole number
    data : factor that makes data noisy, if there is one
    """

    inputs: Inputs
    rows: Rows
    nominal: Places
    numbers: classes.Numbers
    scale: Hashable
    seed: int
    data: Factor | None = None


@dataclass(frozen=True, eq=False)
class Ready:
    """A method with the scores of the indicators of one period.

    Attributes
    ----------
    method : the variant
    values : float64 (row, indicator)
    weights : float64 (node,), before they vary
    units : names of the rows, for refusals
    pools : rows that are placed among each other
    at : ints (asked row,), place of each asked row; -1 where the variant does not rate it
    """

    method: Method
    values: Numbers
    weights: Floats
    units: Sequence[str]
    pools: Sequence[Pooled]
    at: Rows


@dataclass(frozen=True, eq=False)
class Variant:
    """A variant of the method under some sets of weights.

    Attributes
    ----------
    method : the variant
    factors : of weights
    picks : int64 (recalculation, factor), their sets
    ready : scores of the indicators; None where noisy data are to be taken first
    number : number of the noisy data
    """

    method: Method
    factors: Sequence[Factor]
    picks: Ints
    ready: Ready | None = None
    number: int = -1

    def __len__(self) -> int:
        """Number of recalculations."""
        return len(self.picks)

    def part(self, start: int, stop: int) -> "Variant":
        """Some of its recalculations."""
        return replace(self, picks=self.picks[start:stop])

    def sets(self, weights: Floats, seed: int) -> Floats:
        """Weights of each recalculation; below a node that weighs each unit as suits it best they stay.

        Returns
        -------
        float64 (recalculation, node)
        """
        found = np.tile(weights, (len(self.picks), 1))
        for column, factor in enumerate(self.factors):
            found = weights_of(factor, self.picks[:, column], found, self.method.tree, seed)
        families = children_of(self.method.tree)
        for (_, children), way in zip(families, ways_of(self.method), strict=True):
            if way.by == BENEFIT:
                found[:, children] = weights[children]
        return found


@dataclass(frozen=True, slots=True)
class Failed:
    """So many recalculations that cannot be made, and why."""

    reason: Problem
    count: int

    def __len__(self) -> int:
        """Number of recalculations."""
        return self.count

    def part(self, start: int, stop: int) -> "Failed":
        """Some of them."""
        return replace(self, count=min(stop, self.count) - start)


def ready(method: Method, asked: Asked, state: State) -> Ready:
    """A variant whose indicators have their scores, cut down to the rows of the asked period."""
    inputs = asked.inputs
    wanted = inputs.periods[asked.rows[0]] if inputs.periods else ""
    own = [not wanted or inputs.periods[row] == wanted for row in state.rows.tolist()]
    kept = np.flatnonzero(own)
    place = np.full(len(inputs.units), -1, dtype=np.intp)
    place[state.rows[kept]] = np.arange(len(kept))
    rows = state.rows[kept]
    values = state.values if len(kept) == len(state.rows) else state.values[kept]
    return Ready(
        method=method,
        values=values,
        weights=used_weights(method, inputs, state),
        units=named(inputs, rows.tolist()),
        pools=pools_of_rows(method, inputs, rows),
        at=place[asked.rows],
    )


def pools_of_rows(method: Method, inputs: Inputs, rows: Rows) -> tuple[Pooled, ...]:
    """Which of some rows are placed among each other."""
    none = np.zeros((len(rows), 0))
    return places_pools(method, inputs, State(rows, none, none.astype(np.bool_), none.astype(np.intp)))


def variants(
    method: Method, asked: Asked, factors: Sequence[Factor], picks: Ints, cached: Cached
) -> tuple[list[Variant | Failed], Ints]:
    """Variants with their sets of weights, and which pick each set belongs to."""
    weights = [column for column, one in enumerate(factors) if one.is_weights]
    moving = [factors[column] for column in weights]
    others = [column for column in range(len(factors)) if column not in weights]
    keys, group = np.unique(picks[:, others], axis=0, return_inverse=True)
    order = np.argsort(group.ravel(), kind="stable")
    ends = np.searchsorted(group.ravel()[order], np.arange(len(keys) + 1))
    found: list[Variant | Failed] = []
    for number, key in enumerate(keys):
        own = order[ends[number] : ends[number + 1]]
        chosen = dict(zip([factors[column] for column in others], key.tolist(), strict=True))
        try:
            found.append(_variant(method, asked, chosen, moving, picks[own][:, weights], cached))
        except Refused as refusal:
            found.append(Failed(refusal.problems[0], len(own)))
    return found, order


def _variant(
    method: Method,
    asked: Asked,
    chosen: Mapping[Factor, int],
    factors: Sequence[Factor],
    picks: Ints,
    cached: Cached,
) -> Variant:
    for factor, pick in chosen.items():
        if factor.is_edit:
            method = edited(method, factor.variation.options[pick])
    if asked.data is not None:
        return Variant(method, factors, picks, number=chosen[asked.data])
    return Variant(method, factors, picks, ready(method, asked, cached.state(method)))


def measured(asked: Asked, variant: Variant) -> Ready:
    """Scores of the indicators of noisy data."""
    if asked.data is None:
        raise ValueError("noisy data are asked for without a factor that makes them")
    values = noisy_values(asked.data, variant.number, asked.inputs, asked.seed)
    inputs = replace(asked.inputs, values=values)
    return ready(variant.method, asked, Cached(inputs).state(variant.method))
