"""What does each indicator contribute to the score of a unit, by itself or against a benchmark?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.aggregate import BENEFIT
from styrbord.core.ratings.explaining.differences import difference
from styrbord.core.ratings.explaining.peers import peers_of
from styrbord.core.ratings.explaining.shape import (
    Joint,
    Shape,
    State,
    joined,
    scored,
    shape_of,
    state_of,
)
from styrbord.core.ratings.explaining.shapley import shapley
from styrbord.core.ratings.inputs import Numbers
from styrbord.core.ratings.rated import Rated

define(
    "explain.no-score",
    "{unit} has no score.",
    "Explain a unit that has one; what is missing stands in the log of the rating.",
)
define(
    "explain.unknown-benchmark",
    "{name} is no benchmark.",
    "Take mean, median, best-quartile, best, or the code of another subject with a score.",
)

BENCHMARKS = ("mean", "median", "best-quartile", "best")


@dataclass(frozen=True, eq=False)
class Contributions:
    """A score in parts; `by_indicator`, `missing`, `weights` and `rest` sum to `total`.

    Attributes
    ----------
    unit, benchmark : codes; the benchmark is "" where the score stands by itself
    score, benchmark_score : points of the index; the latter is 0 without a benchmark
    by_column : float64 (column,)
        Points of the index by indicator, then by node (the sum of what is below), in the tree's order.
    columns : codes of the columns
    values, benchmark_values : float64 (column,), normalised; NaN where missing
    weights_in_index : float64 (column,), effective weights of the unit
    missing : points from indicators that only one of the two has ("missing data")
    weights : points from other weights of the same indicators
    rest : points from whom the unit is held against, only where a node counts wins
    error : standard error of the parts where they were drawn
    """

    unit: str
    benchmark: str
    score: float
    benchmark_score: float
    by_column: Numbers
    columns: tuple[str, ...]
    values: Numbers
    benchmark_values: Numbers
    weights_in_index: Numbers
    count: int
    missing: float = 0.0
    weights: float = 0.0
    rest: float = 0.0
    error: float = 0.0

    @property
    def total(self) -> float:
        """What the parts sum to: the score, less the benchmark's."""
        return self.score - self.benchmark_score

    @cached_property
    def by_indicator(self) -> Mapping[str, float]:
        """Points by indicator."""
        return dict(zip(self.columns[: self.count], self.by_column[: self.count].tolist(), strict=True))

    @cached_property
    def by_node(self) -> Mapping[str, float]:
        """Points by aggregate; the root has what all indicators have together."""
        return dict(zip(self.columns[self.count :], self.by_column[self.count :].tolist(), strict=True))


def contributions(rated: Rated, row: int, benchmark: str | None = None) -> Contributions:
    """Score of a unit in parts.

    Parameters
    ----------
    rated : Rated
    row : place among the rated rows.
    benchmark : None: the score by itself, W_i x_i in a linear tree and x_i dS/dx_i in one of other means,
        which sum to the score too, since means grow with their children in proportion (Euler). "mean",
        "median", "best-quartile" or "best" of the peers of the same period in every indicator; or the code of
        another subject, in the same period.

    Returns
    -------
    Contributions
        Points of the index that sum to score - benchmark within 1e-9. An indicator that the unit lacks has 0.

    Raises
    ------
    Refused
        `explain.no-score` for a row or subject without a score; `explain.unknown-benchmark`.

    Source: section 7 of the methods for ratings; against a benchmark see `differences`.
    """
    shape = shape_of(rated.method)
    own = state_of(rated, row, shape)
    _needs_score(rated, row, own, shape)
    if benchmark is None:
        return _by_itself(rated, row, own, shape)
    other = _benchmark(rated, row, benchmark, shape, own)
    found = difference(shape, own, other)
    return replace(
        _framed(rated, row, own, shape),
        benchmark=benchmark,
        benchmark_score=float(other.values[shape.root]),
        benchmark_values=other.values,
        by_column=found.parts,
        missing=found.missing,
        weights=found.weights,
        rest=found.rest,
        error=found.error,
    )


def _framed(rated: Rated, row: int, own: State, shape: Shape) -> Contributions:
    nothing = np.zeros_like(own.values)
    return Contributions(
        unit=rated.inputs.units[rated.rows[row]],
        benchmark="",
        score=float(own.values[shape.root]),
        benchmark_score=0.0,
        by_column=nothing,
        columns=shape.tree.columns,
        values=own.values,
        benchmark_values=np.full_like(nothing, np.nan),
        weights_in_index=np.nan_to_num(rated.weights[row]),
        count=len(shape.indicators),
    )


def _by_itself(rated: Rated, row: int, own: State, shape: Shape) -> Contributions:
    slopes, parts = np.zeros_like(own.values), np.zeros_like(own.values)
    slopes[shape.root], parts[shape.root] = 1.0, own.values[shape.root]
    for joint in reversed(shape.joints):
        below, values = joint.children, np.nan_to_num(own.values[joint.children])
        if joint.aggregation.by == "copeland":
            parts[below] = slopes[joint.column] * _votes(joint, own)
            slopes[below] = np.where(values == 0, 0.0, parts[below] / np.where(values == 0, 1.0, values))
        else:
            slopes[below] = slopes[joint.column] * _gradient(joint, own)
            parts[below] = slopes[below] * values
    frame = _framed(rated, row, own, shape)
    return replace(frame, by_column=parts, rest=frame.score - float(parts[shape.indicators].sum()))


def _gradient(joint: Joint, own: State) -> Numbers:
    """k_i with sum k_i x_i = S, (child,)."""
    weights = own.weights[joint.children]
    values, score = own.values[joint.children], float(own.values[joint.column])
    used = weights > 0
    found = np.zeros_like(weights)
    exponent, by = joint.exponent, joint.aggregation.by
    if exponent is not None and (exponent == 1 or score != 0):
        grown = 1.0 if exponent == 1 else (values[used] / score) ** (exponent - 1)
        found[used] = weights[used] * grown
    elif by == "minimum":
        is_least = used & (values == values[used].min(initial=np.inf))
        found[is_least] = 1 / is_least.sum()
    elif by in {"mpi", "ampi"} and used.any():
        found[used] = _penalised(joint, values[used], weights[used])
    return found


def _penalised(joint: Joint, values: Numbers, weights: Numbers) -> Numbers:
    """Gradient of M -+ c V / M, with V the weighted variance; homogeneous of degree 1."""
    weights = weights / weights.sum()
    count = len(values)
    scale = count / max(count - 1, 1) if joint.aggregation.by == "mpi" else 1.0
    sign = 1.0 if joint.aggregation.penalty == "plus" else -1.0
    mean = float(weights @ values)
    variance = scale * float(weights @ (values - mean) ** 2)
    slope = 2 * scale * weights * (values - mean) / mean - variance * weights / mean**2
    return np.asarray(weights + sign * slope, dtype=np.float64)


def _votes(joint: Joint, own: State) -> Numbers:
    """Shapley's parts of wins less losses, by which children vote, (child,)."""
    values, weights = own.values[joint.children], own.weights[joint.children]
    voting = np.flatnonzero(weights > 0)

    def value(chosen: int) -> Numbers:
        heard = np.zeros_like(weights)
        taken = [column for place, column in enumerate(voting.tolist()) if chosen >> place & 1]
        heard[taken] = weights[taken]
        return np.array(joined(joint, values, heard, own.others) if taken else 0.0)

    found = np.zeros_like(weights)
    found[voting] = shapley(value, len(voting)).parts
    return found


def _needs_score(rated: Rated, row: int, own: State, shape: Shape) -> None:
    if np.isnan(own.values[shape.root]):
        raise Refused(Problem("explain.no-score", rated.units[row], {"unit": rated.units[row]}))


def _benchmark(rated: Rated, row: int, name: str, shape: Shape, own: State) -> State:
    if name not in BENCHMARKS:
        units, periods = rated.units, rated.periods
        at = [k for k, unit in enumerate(units) if unit == name and periods[k] == periods[row]]
        if not at:
            raise Refused(Problem("explain.unknown-benchmark", name, {"name": name}))
        other = state_of(rated, at[0], shape)
        _needs_score(rated, at[0], other, shape)
        return other
    return _virtual(rated, row, name, shape, own)


def _virtual(rated: Rated, row: int, name: str, shape: Shape, own: State) -> State:
    """A unit that is central in every indicator, with the weights of the peer that has most indicators."""
    peers, leaves = peers_of(rated, row), shape.indicators
    known = (rated.weights[peers][:, leaves] > 0).sum(1) + (peers == row) * 0.5
    is_own_best = any(joint.aggregation.by == BENEFIT for joint in shape.joints)
    fullest = own if is_own_best else state_of(rated, int(peers[np.argmax(known)]), shape)
    values = np.full(len(shape.tree.columns), np.nan)
    values[leaves] = central(rated.scores[peers][:, leaves], name)
    return scored(State(values, fullest.weights, own.others), shape)


def central(values: Numbers, name: str) -> Numbers:
    """Mean, median, upper quartile (type 7) or best of the present values of each column.

    Parameters
    ----------
    values : float64 (row, column), high is good; NaN = missing.
    name : mean | median | best-quartile | best.

    Returns
    -------
    float64 (column,)
        NaN where nothing is present.

    >>> central(np.array([[1.0], [2.0], [6.0]]), "mean")
    array([3.])
    """
    found = np.full(values.shape[1], np.nan)
    for column in np.flatnonzero((~np.isnan(values)).any(0)):
        present = values[~np.isnan(values[:, column]), column]
        ends = {"median": 0.5, "best-quartile": 0.75, "best": 1.0}
        found[column] = present.mean() if name == "mean" else np.quantile(present, ends[name])
    return found
