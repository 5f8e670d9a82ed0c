"""Which indicators make the difference between two states of a unit, exactly?

For a node S^p = sum_i w_i x_i^p with the same weights in both states

    S1 - S0 = sum_i k_i (x1_i - x0_i),    k_i = w_i m(x1_i, x0_i) / m(S1, S0),
    m(a, b) = (a^p - b^p) / (a - b), at a = b its limit p a^(p-1);  p = 0: (ln a - ln b) / (a - b), limit 1/a.

k multiplies along the path. Where a node is no mean of powers, its children take Shapley's parts.
Source: section 7 of the methods for ratings; Ang 2005 (p = 0).
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.explaining.shape import (
    Joint,
    Shape,
    State,
    effective_weights,
    joined,
    restricted,
)
from styrbord.core.ratings.explaining.shapley import shapley
from styrbord.core.ratings.inputs import Numbers

SAME = 1e-12


@dataclass(frozen=True, eq=False)
class Difference:
    """Parts of the difference of two states of a unit; `parts`, `missing`, `weights` and `rest` sum to it.

    Attributes
    ----------
    parts : float64 (column,)
        Points of the index by indicator and by node; a node has what the indicators below it have.
    missing : points that come from indicators that only one of the two has
    weights : points that come from other weights of the indicators that both have
    rest : points that come from the rules themselves or from whom a node is held against
    error : standard error of the parts where Shapley's orders were drawn, else 0
    """

    parts: Numbers
    missing: float
    weights: float
    rest: float
    error: float = 0.0


def difference(shape: Shape, now: State, then: State) -> Difference:
    """Parts of `now` less `then`.

    Parameters
    ----------
    shape : tree of both states.
    now, then : states whose root has a score.

    Returns
    -------
    Difference
        Indicators that have a weight in both states are compared; with other weights, as the mean of both
        orders (values first, weights first). NaN where a root has no score.
    """
    root = shape.root
    total = float(now.values[root] - then.values[root])
    own, other = (effective_weights(one.weights, shape) for one in (now, then))
    common = (own > 0)[shape.indicators] & (other > 0)[shape.indicators]
    if not common.any():
        return Difference(np.zeros(len(own)), total, 0.0, 0.0)
    after, before = (_cut(one, weights, common, shape) for one, weights in ((now, own), (then, other)))
    missing = _moved(now, after, root) - _moved(then, before, root)
    is_same = bool(np.abs(after.weights - before.weights).max() <= SAME)
    parts, error = _valued(shape, after, before, is_same)
    shown = float(after.values[root] - before.values[root])
    weights = 0.0 if is_same else shown - float(parts[root])
    return Difference(parts, missing, weights, total - float(parts[root]) - missing - weights, error)


def parts_of(shape: Shape, now: State, then: State) -> tuple[Numbers, float]:
    """Parts by column of the difference of two states with the same weights, and their standard error.

    Parameters
    ----------
    shape : Shape
    now, then : states; the weights and the others of `now` hold for both.

    Returns
    -------
    parts : float64 (column,)
        Points of the index; the root has the whole difference.
    error : float
        0 unless a node with more than 10 children is no mean of powers.
    """
    slopes = np.zeros(len(now.values))
    slopes[shape.root] = 1.0
    change = np.where(now.weights > 0, now.values - then.values, 0.0)
    parts, error = np.zeros(len(now.values)), 0.0
    for joint in reversed(shape.joints):
        parts[joint.column] = slopes[joint.column] * change[joint.column]
        own, unsure = _slopes(joint, now, then)
        slopes[joint.children] = slopes[joint.column] * own
        error += abs(float(slopes[joint.column])) * unsure
    leaves = shape.indicators
    parts[leaves] = slopes[leaves] * change[leaves]
    return parts, error


def _valued(shape: Shape, after: State, before: State, is_same: bool) -> tuple[Numbers, float]:
    """Parts of the values alone: with the weights of the one and of the other, averaged."""
    everything = np.ones(len(shape.indicators), dtype=np.bool_)
    swapped = replace(before, weights=after.weights, others=after.others)
    first = parts_of(shape, after, restricted(swapped, everything, shape))
    if is_same:
        return first
    swapped = replace(after, weights=before.weights, others=before.others)
    second = parts_of(shape, restricted(swapped, everything, shape), before)
    return (first[0] + second[0]) / 2, (first[1] + second[1]) / 2


def _cut(state: State, effective: Numbers, kept: npt.NDArray[np.bool_], shape: Shape) -> State:
    """The state without what only it has; itself where that is nothing."""
    has_more = bool(((effective > 0)[shape.indicators] & ~kept).any())
    return restricted(state, kept, shape) if has_more else state


def _moved(whole: State, part: State, root: int) -> float:
    return float(whole.values[root] - part.values[root])


def _slopes(joint: Joint, now: State, then: State) -> tuple[Numbers, float]:
    """Slope k of each child of a node, (child,), and the standard error that Shapley's orders leave."""
    weights = now.weights[joint.children]
    after, before = now.values[joint.children], then.values[joint.children]
    if joint.exponent is not None:
        found = _of_powers(joint, weights, (after, before), now, then)
        if np.isfinite(found).all():
            return found, 0.0
    return _of_orders(joint, weights, after, before, now.others)


def _of_powers(
    joint: Joint, weights: Numbers, ends: tuple[Numbers, Numbers], now: State, then: State
) -> Numbers:
    exponent = float(joint.exponent if joint.exponent is not None else 1.0)
    if exponent == 1.0:
        return weights
    used = weights > 0
    found = np.zeros_like(weights)
    roots = np.array([now.values[joint.column]]), np.array([then.values[joint.column]])
    below = log_mean_slope(ends[0][used], ends[1][used], exponent)
    with np.errstate(divide="ignore", invalid="ignore"):
        found[used] = weights[used] * below / log_mean_slope(*roots, exponent)
    return found


def log_mean_slope(a: Numbers, b: Numbers, exponent: float) -> Numbers:
    """m(a, b) of the head of this file, without loss of digits where a is near b.

    Parameters
    ----------
    a, b : float64 (...), positive, or from 0 where the exponent is above 0.
    exponent : p.

    Returns
    -------
    float64 (...)
        Infinite or NaN where the formula has no value, such as at a = b = 0.

    >>> log_mean_slope(np.array([4.0, 3.0]), np.array([1.0, 3.0]), 2.0)
    array([5., 6.])
    """
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        away = (a - b) / b
        grown = np.log1p(away) if exponent == 0 else np.expm1(exponent * np.log1p(away))
        limit = 1.0 if exponent == 0 else exponent
        near = np.where(np.abs(away) > 0, grown / np.where(away == 0, 1.0, away), limit) * b ** (exponent - 1)
        if exponent <= 0:
            return np.asarray(near, dtype=np.float64)
        plain = (a**exponent - b**exponent) / (a - b)
    return np.where((a > 0) & (b > 0), near, plain)


def _of_orders(
    joint: Joint, weights: Numbers, after: Numbers, before: Numbers, others: Numbers
) -> tuple[Numbers, float]:
    moved = np.flatnonzero((weights > 0) & (after != before))

    def value(chosen: int) -> Numbers:
        mixed = before.copy()
        taken = [column for place, column in enumerate(moved.tolist()) if chosen >> place & 1]
        mixed[taken] = after[taken]
        return np.array(joined(joint, mixed, weights, others))

    found = np.zeros_like(weights)
    if not len(moved):
        return found, 0.0
    shares = shapley(value, len(moved))
    found[moved] = shares.parts / (after - before)[moved]
    return found, float(np.linalg.norm(shares.errors))
