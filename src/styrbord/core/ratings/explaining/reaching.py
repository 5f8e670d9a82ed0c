"""What is the least change of a unit's inputs that reaches a place, a score or a class?

Own score rises with a normalised indicator, but others shift when the unit sets a bound, and treatment can
jump. Inside a stretch where nobody else shifts, a linear tree has the closed form dx = (T - S) / (W_i
slope_i); elsewhere the answer is bracketed and bisected. Every answer is verified by rating all units again.
Source: section 8 of the methods for ratings.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.doubt.classes import classes_of
from styrbord.core.ratings.explaining.limits import Limit, limits_of
from styrbord.core.ratings.explaining.peers import peers_of, row_of
from styrbord.core.ratings.explaining.rerun import Rerun
from styrbord.core.ratings.explaining.searching import least_step
from styrbord.core.ratings.explaining.standing import NOWHERE, Goal, Standing, standing_of
from styrbord.core.ratings.explaining.trying import Edit, cell_row, edited, last_period
from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.tree import Node

define(
    "explain.no-value",
    "{unit} has no value of {indicator}.",
    "Give it one first; a change needs something to start from.",
)
define("explain.no-goal", "Nothing is to be reached.", "Ask for a place, a score or a class.")

MARKS = 12
"""Number of even steps at which the way to the limit is looked at."""

Way = Callable[[float], Sequence[Edit]]


@dataclass(frozen=True, eq=False)
class Reach:
    """The least change that attains a goal, or the best that can be had.

    Attributes
    ----------
    is_reached : whether the goal is attained within the limits
    values : by indicator, value before and after; of the best attainable try where the goal is not reached
    step : size of the change: own unit for one indicator, a share (0.1 = 10 %) for a common percentage,
        standard deviations in all for a combination
    before, after : standings; after is that of the best attainable try where the goal is not reached
    how : "already", "closed form", "bisection", "whole numbers" or "not reachable"
    is_least : whether 99 % of the step (one less, in whole numbers) was seen to fail
    limits : within which it was looked for, by indicator
    reruns : how many ratings were made
    """

    goal: Goal
    unit: str
    is_reached: bool
    values: Mapping[str, tuple[float, float]]
    step: float
    before: Standing
    after: Standing
    how: str
    is_least: bool
    limits: Mapping[str, Limit]
    reruns: int


@dataclass(eq=False)
class Search:
    """Tries of one unit, each rated once; `method` and `inputs` stay as they are."""

    method: Method
    inputs: Inputs
    unit: str
    period: str
    goal: Goal
    rerun: Rerun
    limits: Mapping[str, Limit]
    tried: dict[tuple[Edit, ...], Standing] = field(default_factory=dict)
    _last: tuple[tuple[Edit, ...], Rated] | None = None

    def at(self, edits: Sequence[Edit]) -> Standing:
        """Standing after some edits; none where the method cannot rate them, which attains nothing."""
        wanted = tuple(edits)
        if wanted not in self.tried:
            self.tried[wanted] = self._stood(wanted)
        return self.tried[wanted]

    def rated(self, edits: Sequence[Edit]) -> Rated:
        """The whole rating after some edits; only the last one is kept, since one may be large."""
        wanted = tuple(edits)
        if not wanted:
            return self.rerun.rated
        if self._last is None or self._last[0] != wanted:
            self._last = wanted, self.rerun.rate(edited(self.inputs, wanted))
        return self._last[1]

    def _stood(self, edits: tuple[Edit, ...]) -> Standing:
        try:
            rated = self.rated(edits)
            bands = classes_of(rated) if self.goal.band else ()
        except Refused:
            if not edits:
                raise
            return NOWHERE
        return standing_of(rated, self.unit, self.period, bands)

    def value(self, indicator: str) -> float:
        """Value that the unit has; NaN if it has none."""
        row = cell_row(self.inputs, self.unit, self.period)
        return float(self.inputs.values[row or 0, self.inputs.indicators.index(indicator)])


def least_change(
    method: Method,
    inputs: Inputs,
    unit: str,
    indicators: Sequence[str],
    goal: Goal,
    *,
    period: str = "",
    limits: Mapping[str, tuple[float, float]] | None = None,
    whole_numbers: bool = False,
    rated: Rated | None = None,
) -> Reach:
    """Least change of one indicator, or least common percentage over several, that attains a goal.

    Parameters
    ----------
    method, inputs : Method, Inputs
    unit : code.
    indicators : one code: its value moves in its good direction; several: each moves by the same share of its
        value, each no farther than its limit.
    goal : place, score or class.
    period : of the unit; "" is the last.
    limits : ends by indicator; see `limits_of` for those not given.
    whole_numbers : one indicator only: the value after is a whole number.
    rated : rating of the inputs as they are, if it is at hand.

    Returns
    -------
    Reach
        Verified: the answer attains the goal, 99 % of the step does not.

    Raises
    ------
    Refused
        `explain.no-goal`, `explain.unknown-unit`, `explain.unknown-indicator`, `explain.no-value`.
    """
    search = searching(method, inputs, unit, goal, period=period, limits=limits, rated=rated)
    _check(search, indicators)
    nodes = [method.tree.by_code[code] for code in indicators]
    if len(nodes) == 1:
        way, most = _single(search, nodes[0])
        found = reached(search, way, most, indicators)
        return _in_whole(search, nodes[0], found) if whole_numbers else found
    way, most = _shared(search, nodes)
    return reached(search, way, most, indicators)


def searching(
    method: Method,
    inputs: Inputs,
    unit: str,
    goal: Goal,
    *,
    period: str = "",
    limits: Mapping[str, tuple[float, float]] | None = None,
    rated: Rated | None = None,
) -> Search:
    """A search that has not tried anything yet.

    Returns
    -------
    Search

    Raises
    ------
    Refused
        `explain.no-goal`
    """
    if goal.place is None and goal.score is None and not goal.band:
        raise Refused(Problem("explain.no-goal", unit))
    ends = limits_of(method, inputs, limits)
    at = period or last_period(inputs)
    return Search(method, inputs, unit, at, goal, Rerun.of(method, inputs, rated), ends)


def reached(search: Search, way: Way, most: float, indicators: Sequence[str]) -> Reach:
    """The least step on a way that attains the goal of a search.

    Parameters
    ----------
    search : Search
    way : edits by size of the step; none at 0.
    most : the largest step.
    indicators : those that move.

    Returns
    -------
    Reach
    """

    def attains(step: float) -> bool:
        return search.goal.is_attained(search.at(way(step) if step > 0 else ()))

    marks = [most * number / MARKS for number in range(1, MARKS)]
    guess = _closed_form(search, way, most)
    found = least_step(attains, most, guess=guess, marks=marks) if most > 0 or attains(0.0) else None
    step = found.step if found else _best(search, way, [*marks, most]) if most > 0 else 0.0
    edits = way(step) if step > 0 else ()
    return Reach(
        search.goal,
        search.unit,
        found is not None,
        _values(search, edits, indicators),
        step,
        search.at(()),
        search.at(edits),
        found.how if found else "not reachable",
        found is not None and found.is_least,
        {code: search.limits[code] for code in indicators},
        len(search.tried),
    )


def _check(search: Search, indicators: Sequence[str]) -> None:
    edited(search.inputs, [Edit(search.unit, code, 0.0, search.period) for code in indicators])
    missing = [code for code in indicators if np.isnan(search.value(code))]
    if missing:
        raise Refused(
            Problem("explain.no-value", search.unit, {"unit": search.unit, "indicator": code})
            for code in missing
        )


def _single(search: Search, node: Node) -> tuple[Way, float]:
    """One value towards its good end."""
    value, end = search.value(node.code), search.limits[node.code].far_end(node)

    def way(step: float) -> Sequence[Edit]:
        return (Edit(search.unit, node.code, _towards(value, step, end, node), search.period),)

    return way, max(0.0, (end - value) * node.direction)


def _shared(search: Search, nodes: Sequence[Node]) -> tuple[Way, float]:
    """All values by the same share of themselves, each at most to its limit."""
    values = [search.value(node.code) for node in nodes]
    ends = [search.limits[node.code].far_end(node) for node in nodes]
    room = [max(0.0, (end - v) * node.direction) for v, end, node in zip(values, ends, nodes, strict=True)]

    def way(step: float) -> Sequence[Edit]:
        return tuple(
            Edit(search.unit, node.code, _towards(value, abs(value) * step, end, node), search.period)
            for node, value, end, most in zip(nodes, values, ends, room, strict=True)
            if most > 0
        )

    shares = [most / abs(value) for value, most in zip(values, room, strict=True) if value != 0]
    return way, max(shares, default=0.0)


def _in_whole(search: Search, node: Node, found: Reach) -> Reach:
    """The nearest whole number on the good side of an answer that attains too, and before which none does."""
    if not found.is_reached or found.step == 0:
        return found
    value, after = found.values[node.code]
    turn = node.direction
    whole = float(np.ceil(after) if turn > 0 else np.floor(after))

    def attains(number: float) -> bool:
        edits = (Edit(search.unit, node.code, number, search.period),) if number != value else ()
        return search.goal.is_attained(search.at(edits))

    end = search.limits[node.code].far_end(node)
    while (whole - value) * turn > 0 and attains(whole - turn):
        whole -= turn
    while not attains(whole) and (end - whole) * turn >= 1:
        whole += turn
    edits = (Edit(search.unit, node.code, whole, search.period),)
    is_reached = (end - whole) * turn >= 0 and attains(whole)
    return replace(
        found,
        is_reached=is_reached,
        values={node.code: (value, whole)},
        step=abs(whole - value),
        after=search.at(edits),
        how="whole numbers" if is_reached else "not reachable",
        is_least=is_reached,
        reruns=len(search.tried),
    )


def _towards(value: float, step: float, end: float, node: Node) -> float:
    """The value after a step in the good direction, never beyond its limit."""
    moved = value + node.direction * step
    return moved if (end - moved) * node.direction > 0 else end


def _closed_form(search: Search, way: Way, most: float) -> float | None:
    """(T - S) / slope, where a small step moves nobody else; None where it does."""
    step = most / 64
    if not step > 0:
        return None
    before, after = search.at(()), search.at(way(step))
    slope = (after.score - before.score) / step
    target = _target(search, ())
    if not slope > 0 or target is None or not _leaves_others(search, way(step)):
        return None
    guess = (target - before.score) / slope
    return guess * (1 + 1e-9) if guess > 0 else None


def _target(search: Search, edits: Sequence[Edit]) -> float | None:
    """Score that attains the goal while nobody else moves."""
    if search.goal.band:
        return None
    asked = [search.goal.score] if search.goal.score is not None else []
    if search.goal.place is not None:
        rivals = _rivals(search, edits)
        asked += rivals[search.goal.place - 1 : search.goal.place]
    return max(asked, default=None)


def _rivals(search: Search, edits: Sequence[Edit]) -> list[float]:
    """Scores of the others in the unit's table, the best first."""
    rated = search.rated(edits)
    row = row_of(rated, search.unit, search.period)
    if row is None:
        return []
    rows = [one for one in peers_of(rated, row, is_table=True).tolist() if one != row]
    scores = rated.scores[rows, -1]
    return sorted(scores[~np.isnan(scores)].tolist(), reverse=True)


def _leaves_others(search: Search, edits: Sequence[Edit]) -> bool:
    then, now = (np.array(_rivals(search, one)) for one in ((), edits))
    return len(then) == len(now) and bool(np.allclose(then, now, rtol=1e-13, atol=0))


def _best(search: Search, way: Way, steps: Sequence[float]) -> float:
    """The step with the best place, then the best score, then the least change."""
    tries = [(0.0, search.at(())), *((step, search.at(way(step))) for step in steps)]
    return min(tries, key=lambda one: (_last(one[1].place), _last(-one[1].score), one[0]))[0]


def _last(number: float) -> float:
    return np.inf if np.isnan(number) else number


def _values(
    search: Search, edits: Sequence[Edit], indicators: Sequence[str]
) -> Mapping[str, tuple[float, float]]:
    after = {edit.indicator: edit.value for edit in edits}
    return {code: (search.value(code), after.get(code, search.value(code))) for code in indicators}
