"""What if one unit had other inputs: its score, its place, and who else moves?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from styrbord.core.base.codes import suggestions
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.ratings.explaining.peers import peers_of, row_of
from styrbord.core.ratings.explaining.rerun import Rerun
from styrbord.core.ratings.inputs import Inputs, Numbers
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Step
from styrbord.core.ratings.rated import Rated

define(
    "explain.unknown-indicator",
    "{code} is no indicator of these inputs.",
    "Take one of them. Near it: {nearest}.",
)
define(
    "explain.unknown-unit",
    "{unit} has no row in {period}.",
    "Take a subject of the rating and a period that it has. Near it: {nearest}.",
)
define("explain.no-edits", "Nothing is to be changed.", "Give at least one indicator its new value.")


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell set otherwise; period "" is the last one. A value of NaN takes the cell out."""

    unit: str
    indicator: str
    value: float
    period: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """Another unit whose place changes."""

    unit: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """Smallest and largest treated value of an indicator, before and after."""

    indicator: str
    before: tuple[float, float]
    after: tuple[float, float]


@dataclass(frozen=True, eq=False)
class WhatIf:
    """A rating with some inputs set otherwise, beside the one without.

    Attributes
    ----------
    before, after : both ratings in full
    unit, period : whose inputs were changed
    scores, places : of the unit, before and after; NaN where it has none
    of : number of units with a place in the unit's table, before and after
    moved : others of the same table whose place changed, the largest move first
    bounds : indicators whose smallest or largest treated value changed, so that others were re-scored
    """

    before: Rated
    after: Rated
    unit: str
    period: str
    scores: tuple[float, float]
    places: tuple[float, float]
    of: tuple[int, int]
    moved: tuple[Moved, ...]
    bounds: tuple[Bounds, ...]


def what_if(method: Method, inputs: Inputs, edits: Iterable[Edit], *, rated: Rated | None = None) -> WhatIf:
    """Rating of edited inputs by the same method; all units are ranked anew.

    Parameters
    ----------
    method : Method
    inputs : Inputs
    edits : cells of one unit in one period.
    rated : rating of the inputs as they are, if it is at hand; it is made otherwise.

    Returns
    -------
    WhatIf
        Only the stages that an edit can reach are run again.

    Raises
    ------
    Refused
        `explain.unknown-unit`, `explain.unknown-indicator`, `explain.no-edits`, and whatever the chain
        refuses.

    Source: section 8 of the methods for ratings.
    """
    wanted = tuple(edits)
    if not wanted:
        raise Refused(Problem("explain.no-edits"))
    changed = edited(inputs, wanted)
    rerun = Rerun.of(method, inputs, rated)
    after = rerun.rate(changed)
    period = wanted[0].period or last_period(inputs)
    return compared(rerun.rated, after, wanted[0].unit, period)


def compared(before: Rated, after: Rated, unit: str, period: str) -> WhatIf:
    """Two ratings of the same table, seen from one unit.

    Returns
    -------
    WhatIf
    """
    ends = tuple(_standing(rated, unit, period) for rated in (before, after))
    return WhatIf(
        before,
        after,
        unit,
        period,
        (ends[0][0], ends[1][0]),
        (ends[0][1], ends[1][1]),
        (ends[0][2], ends[1][2]),
        _moved(before, after, unit, period),
        _bounds(before, after),
    )


def last_period(inputs: Inputs) -> str:
    """Last period of inputs; "" where there is no time."""
    return max(inputs.periods, default="")


def edited(inputs: Inputs, edits: Sequence[Edit]) -> Inputs:
    """Inputs with some cells set otherwise; the given ones stay as they are.

    Parameters
    ----------
    inputs : Inputs
    edits : cells; a period of "" is the last one.

    Returns
    -------
    Inputs

    Raises
    ------
    Refused
        With every unknown indicator and unit.
    """
    values, problems = inputs.values.copy(), []
    columns = {code: column for column, code in enumerate(inputs.indicators)}
    for edit in edits:
        row = cell_row(inputs, edit.unit, edit.period)
        if row is None:
            near = ", ".join(suggestions(edit.unit, sorted(set(inputs.units)))) or "-"
            period = edit.period or last_period(inputs) or "-"
            problems.append(
                Problem(
                    "explain.unknown-unit", edit.unit, {"unit": edit.unit, "period": period, "nearest": near}
                )
            )
        elif edit.indicator not in columns:
            near = ", ".join(suggestions(edit.indicator, list(columns))) or "-"
            problems.append(
                Problem(
                    "explain.unknown-indicator", edit.indicator, {"code": edit.indicator, "nearest": near}
                )
            )
        else:
            values[row, columns[edit.indicator]] = edit.value
    if problems:
        raise Refused(problems)
    return replace(inputs, values=values)


def cell_row(inputs: Inputs, unit: str, period: str = "") -> int | None:
    """Row of a unit in a period ("" = the last one); None if it is not there.

    Returns
    -------
    int or None
    """
    period = period or last_period(inputs)
    return next(
        (
            row
            for row, code in enumerate(inputs.units)
            if code == unit and (not inputs.periods or inputs.periods[row] == period)
        ),
        None,
    )


def _standing(rated: Rated, unit: str, period: str) -> tuple[float, float, int]:
    """Score, place, and number of places in the unit's table."""
    row = row_of(rated, unit, period)
    if row is None:
        return np.nan, np.nan, 0
    placed = int((~np.isnan(rated.ranks[peers_of(rated, row, is_table=True), -1])).sum())
    return float(rated.scores[row, -1]), float(rated.ranks[row, -1]), placed


def _moved(before: Rated, after: Rated, unit: str, period: str) -> tuple[Moved, ...]:
    then = _places(before, period)
    now = _places(after, period)
    found = [
        Moved(other, then.get(other, np.nan), now.get(other, np.nan))
        for other in dict.fromkeys((*then, *now))
        if other != unit
    ]
    moved = [one for one in found if not _is_same(one.before, one.after)]
    return tuple(sorted(moved, key=lambda one: -abs(np.nan_to_num(one.before - one.after, nan=np.inf))))


def _places(rated: Rated, period: str) -> dict[str, float]:
    periods = rated.periods
    return {
        unit: float(rated.ranks[row, -1]) for row, unit in enumerate(rated.units) if periods[row] == period
    }


def _is_same(one: float, two: float) -> bool:
    return one == two or bool(np.isnan(one) and np.isnan(two))


def treated(rated: Rated) -> Numbers:
    """Values right before normalisation, (row, indicator)."""
    earlier = [step for step in rated.method.steps if step not in {Step.NORMALISE, Step.AGGREGATE}]
    if at := [step for step in reversed(earlier) if step in rated.stages]:
        return rated.stages[at[0]]
    order = [rated.inputs.indicators.index(node.code) for node in rated.method.tree.indicators]
    return rated.inputs.values[rated.rows][:, order]


def _bounds(before: Rated, after: Rated) -> tuple[Bounds, ...]:
    ends = [(_ends(treated(rated))) for rated in (before, after)]
    found = []
    for column, node in enumerate(before.method.tree.indicators):
        then, now = ((float(low[column]), float(high[column])) for low, high in ends)
        if not (_is_same(then[0], now[0]) and _is_same(then[1], now[1])):
            found.append(Bounds(node.code, then, now))
    return tuple(found)


def _ends(values: Numbers) -> tuple[Numbers, Numbers]:
    missing = np.isnan(values)
    low = np.where(missing, np.inf, values).min(0, initial=np.inf)
    high = np.where(missing, -np.inf, values).max(0, initial=-np.inf)
    gone = missing.all(0)
    return np.where(gone, np.nan, low), np.where(gone, np.nan, high)
