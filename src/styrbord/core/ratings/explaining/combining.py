"""What would have to be true of several indicators together, at the least, to attain a goal?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from styrbord.core.ratings.explaining.reaching import Reach, Search, Way, reached, searching
from styrbord.core.ratings.explaining.standing import Goal
from styrbord.core.ratings.explaining.trying import Edit
from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.statistics.moments import deviation


@dataclass(frozen=True, slots=True)
class _Step:
    """An indicator on the way: from where, which way, how far in standard deviations, what a deviation is."""

    code: str
    value: float
    direction: int
    room: float
    spread: float
    gain: float


def least_combination(
    method: Method,
    inputs: Inputs,
    unit: str,
    goal: Goal,
    *,
    indicators: Sequence[str] = (),
    period: str = "",
    limits: Mapping[str, tuple[float, float]] | None = None,
    rated: Rated | None = None,
) -> Reach:
    """Changes of several indicators that attain a goal with the least sum of standardised changes.

        minimise sum_i |dx_i| / sd_i,    each x_i between its value and its limit.

    Parameters
    ----------
    method, inputs, unit, goal, period, limits, rated : as of `least_change`.
    indicators : those that may move; all that the unit has a value of if none is named.

    Returns
    -------
    Reach
        Indicators move in the order of points gained for one standard deviation, each to its limit before
        the next begins. That is the least sum in a linear tree while the unit moves no bound (a linear
        programme with one row, Dantzig 1957); elsewhere it is a good answer and not surely the least.
        Verified by rating anew: the answer attains the goal, 99 % of the way does not.

    Raises
    ------
    Refused
        As of `least_change`.
    """
    search = searching(method, inputs, unit, goal, period=period, limits=limits, rated=rated)
    order = _order(search, indicators)
    found = reached(search, _way(search, order), sum(one.room for one in order), [one.code for one in order])
    moved = {code: ends for code, ends in found.values.items() if ends[0] != ends[1]}
    return replace(found, values=moved)


def _order(search: Search, indicators: Sequence[str]) -> list[_Step]:
    inputs, wanted = search.inputs, set(indicators)
    spreads = dict(zip(inputs.indicators, deviation(inputs.values).tolist(), strict=True))
    found = []
    for node in search.method.tree.indicators:
        value, spread = search.value(node.code), spreads[node.code]
        far = (search.limits[node.code].far_end(node) - value) * node.direction
        if (wanted and node.code not in wanted) or not (far > 0 and spread > 0):
            continue
        trial = min(far, spread / 10)
        edit = Edit(search.unit, node.code, value + node.direction * trial, search.period)
        gain = (search.at((edit,)).score - search.at(()).score) / (trial / spread)
        if gain > 0:
            found.append(_Step(node.code, value, node.direction, far / spread, spread, gain))
    return sorted(found, key=lambda one: -one.gain)


def _way(search: Search, order: Sequence[_Step]) -> Way:
    """Edits by the standard deviations spent: the first to its limit, then the next."""

    def way(spent: float) -> Sequence[Edit]:
        edits, left = [], spent
        for one in order:
            used = min(left, one.room)
            if used > 0:
                moved = one.value + one.direction * used * one.spread
                edits.append(Edit(search.unit, one.code, moved, search.period))
            left -= used
        return tuple(edits)

    return way
