"""What changed the score and the place of a unit, by indicator and by cause, exactly?

The score is a function f(own data, others' data, method, edition). It is evaluated at every corner between
the earlier and the later rating, and each cause takes its part averaged over all orders (Shapley). Every step
between two corners is split by indicator, so that the parts sum to the change by cause and by indicator.
Source: section 7 of the methods for ratings.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.explaining.cornering import Cause, Corners, Side
from styrbord.core.ratings.explaining.corners import Pair
from styrbord.core.ratings.explaining.peers import peers_of, row_of
from styrbord.core.ratings.explaining.shapley import along_passable
from styrbord.core.ratings.inputs import Inputs, Numbers
from styrbord.core.ratings.method import Method

define(
    "explain.no-change",
    "{unit} has no score in {period}.",
    "Explain a change between two periods in which it has one.",
)
define(
    "explain.no-mixture",
    "The change of {unit} cannot be told apart by cause: the method rates no mixture of both ratings.",
    "Read both ratings as they stand, side by side.",
)


@dataclass(frozen=True, slots=True)
class Places:
    """A place before and after, each of how many, and the parts of the change by cause.

    `parts` sum to after - before; they are empty where a place or a corner has none, such as in a group under
    its least size.
    """

    before: float
    after: float
    of: tuple[int, int]
    parts: Mapping[Cause, float]


@dataclass(frozen=True, eq=False)
class Change:
    """Change of the score and place of a unit between two ratings, in parts.

    Attributes
    ----------
    unit, periods : of whom, from and to
    scores : before and after
    lines : codes of the indicators, then "missing" (indicators that only one of the two has), "weights"
        (other weights of the same indicators) and "rules" (other tree or other way of joining, or whom a
        node that counts wins is held against)
    by_cause : float64 (cause, line), points of the index; rows in the order of `causes`; sums to the change
    causes : own data, others' data, method, revision
    published : places as they were published
    common : places among the units that have a score both times, of the same table
    entered, left : units that have a score only after, only before
    passed, orders : orders of the causes that were averaged, of how many; fewer where a corner has no score
    """

    unit: str
    periods: tuple[str, str]
    scores: tuple[float, float]
    lines: tuple[str, ...]
    by_cause: Numbers
    causes: tuple[Cause, ...]
    published: Places
    common: Places
    entered: tuple[str, ...]
    left: tuple[str, ...]
    passed: int
    orders: int

    @property
    def total(self) -> float:
        """Points of the change."""
        return self.scores[1] - self.scores[0]

    @cached_property
    def parts(self) -> Mapping[Cause, float]:
        """Points by cause."""
        return dict(zip(self.causes, self.by_cause.sum(1).tolist(), strict=True))

    @cached_property
    def by_indicator(self) -> Mapping[str, float]:
        """Points by line: indicators, then missing, weights and rules."""
        return dict(zip(self.lines, self.by_cause.sum(0).tolist(), strict=True))


def change(
    method0: Method,
    inputs0: Inputs,
    method1: Method,
    inputs1: Inputs,
    unit: str,
    period0: str = "",
    period1: str = "",
) -> Change:
    """Change of a unit from one rating to another, split by indicator and by cause.

    Parameters
    ----------
    method0, inputs0, period0 : the earlier rating and the period of it that is looked at ("" = the last).
    method1, inputs1, period1 : the later one. Inputs may be the same panel; then the frame of pooled
        statistics is the same too and others' data move nothing that rests on it.
    unit : code; has a score in both.

    Returns
    -------
    Change
        Revision is what cells that stand in both say otherwise in the later inputs, such as the earlier
        period released anew. Own data are all the unit's rows, others' data all other rows. Where a method
        fills holes from earlier periods, a mixture of two periods takes them by its own labels.

    Raises
    ------
    Refused
        `explain.no-change` where the unit has no score in one of both; `explain.no-mixture` where no order of
        the causes can be rated; whatever the chain refuses for both ratings.
    """
    rated = rate(method0, inputs0)
    same = method0 is method1 and inputs0 is inputs1
    then = Side(method0, rated, period0 or max(inputs0.periods, default=""))
    now = Side(
        method1, rated if same else rate(method1, inputs1), period1 or max(inputs1.periods, default="")
    )
    return change_of(then, now, unit)


def change_of(then: Side, now: Side, unit: str) -> Change:
    """Change of a unit between two ratings that are at hand; see `change`.

    Returns
    -------
    Change

    Raises
    ------
    Refused
        `explain.no-change`, `explain.no-mixture`
    """
    sides = (then, now)
    _needs_scores(sides, unit)
    scored = [_scored(side, unit) for side in sides]
    common = frozenset(scored[0]) & frozenset(scored[1])
    pair = Pair(then.rated.inputs, now.rated.inputs, unit, (then.period, now.period))
    corners = Corners(pair, sides, common)
    by_cause, passed, count = corners.parts()
    if not passed:
        raise Refused(Problem("explain.no-mixture", unit, {"unit": unit}))
    return Change(
        unit,
        pair.periods,
        (_score(then, unit), _score(now, unit)),
        corners.lines,
        by_cause,
        tuple(Cause),
        _places(corners, 0, (len(scored[0]), len(scored[1]))),
        _places(corners, 1, (len(common), len(common))),
        tuple(one for one in scored[1] if one not in common),
        tuple(one for one in scored[0] if one not in common),
        passed,
        count,
    )


def _needs_scores(sides: tuple[Side, Side], unit: str) -> None:
    if bare := [side.period for side in sides if np.isnan(_score(side, unit))]:
        raise Refused(
            Problem("explain.no-change", unit, {"unit": unit, "period": one or "-"}) for one in bare
        )


def _score(side: Side, unit: str) -> float:
    row = row_of(side.rated, unit, side.period)
    return float("nan") if row is None else float(side.rated.scores[row, -1])


def _scored(side: Side, unit: str) -> tuple[str, ...]:
    """Units with a score in the unit's table."""
    row = row_of(side.rated, unit, side.period)
    rows = [] if row is None else peers_of(side.rated, row, is_table=True).tolist()
    return tuple(side.rated.units[one] for one in rows if not np.isnan(side.rated.scores[one, -1]))


def _places(corners: Corners, which: int, of: tuple[int, int]) -> Places:
    """Places of one kind (0 published, 1 among common units) and the parts of their change."""
    active = corners.active

    def value(chosen: int) -> Numbers:
        corner = corners.at(frozenset(cause for bit, cause in enumerate(active) if chosen >> bit & 1))
        return np.array(float("nan") if corner is None else corner.places[which])

    before, after = float(value(0)), float(value((1 << len(active)) - 1))
    parts, passed = along_passable(value, len(active))
    if not passed:
        return Places(before, after, of, {})
    found = dict(zip(active, parts.tolist(), strict=True))
    return Places(before, after, of, {cause: found.get(cause, 0.0) for cause in Cause})
