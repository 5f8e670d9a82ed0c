"""What would lift a unit most: each indicator up to the best quarter of its peers, or to its target?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.explaining.peers import peers_of, row_of
from styrbord.core.ratings.explaining.rerun import Rerun
from styrbord.core.ratings.explaining.standing import Standing, standing_of
from styrbord.core.ratings.explaining.trying import Edit, cell_row, edited, last_period
from styrbord.core.ratings.inputs import Inputs, Numbers
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.tree import Node

TO = ("best-quartile", "target")


@dataclass(frozen=True, slots=True)
class Lever:
    """An indicator (or all together, code "") moved to a level, and what that gives with all ranked anew."""

    indicator: str
    value: float
    level: float
    points: float
    places: float
    """Places gained; NaN where the unit has none."""
    after: Standing


@dataclass(frozen=True, slots=True)
class Levers:
    """Levers of a unit, the one with most points first; `together` moves all of them at once."""

    unit: str
    before: Standing
    each: tuple[Lever, ...]
    together: Lever | None


def levers(
    method: Method,
    inputs: Inputs,
    unit: str,
    *,
    period: str = "",
    to: str = "best-quartile",
    rated: Rated | None = None,
) -> Levers:
    """What each indicator gives when it reaches the level of the best peers, or its target.

    Parameters
    ----------
    method, inputs : Method, Inputs
    unit : code; period "" is the last.
    to : best-quartile: the quarter point (type 7) of the peers' own values on the good side; target: of the
        structure. Indicators that the unit lacks, that have no such level or are there already are left out.
    rated : rating of the inputs as they are, if it is at hand.

    Returns
    -------
    Levers
        Points may be negative where the level moves a bound for the worse. A level that the method cannot
        rate is left out.

    Raises
    ------
    ValueError
        If `to` is neither.
    Refused
        `explain.unknown-unit`; whatever the chain refuses.
    """
    if to not in TO:
        raise ValueError(f"to is {to!r}; allowed: {', '.join(TO)}")
    at = period or last_period(inputs)
    rerun = Rerun.of(method, inputs, rated)
    before = standing_of(rerun.rated, unit, at)
    edits = _edits(rerun.rated, unit, at, to)

    def lever(code: str, value: float, level: float, some: Sequence[Edit]) -> Lever | None:
        try:
            after = standing_of(rerun.rate(edited(inputs, some)), unit, at)
        except Refused:
            return None
        points, places = after.score - before.score, before.place - after.place
        return Lever(code, value, level, points, places, after)

    tries = [lever(edit.indicator, value, edit.value, [edit]) for value, edit in edits]
    each = [one for one in tries if one is not None]
    together = lever("", np.nan, np.nan, [edit for _, edit in edits]) if edits else None
    return Levers(unit, before, tuple(sorted(each, key=lambda one: -one.points)), together)


def _edits(rated: Rated, unit: str, period: str, to: str) -> list[tuple[float, Edit]]:
    """Value that the unit has, and the edit to the level, where that is better."""
    inputs = rated.inputs
    own, row = cell_row(inputs, unit, period), row_of(rated, unit, period)
    edited(inputs, [Edit(unit, inputs.indicators[0], 0.0, period)])
    if own is None or row is None:
        return []
    peers = rated.rows[peers_of(rated, row)]
    found = []
    for node in rated.method.tree.indicators:
        column = inputs.indicators.index(node.code)
        value = float(inputs.values[own, column])
        level = _level(node, inputs.values[peers, column], to)
        if (level - value) * node.direction > 0:
            found.append((value, Edit(unit, node.code, level, period)))
    return found


def _level(node: Node, values: Numbers, to: str) -> float:
    if to == "target":
        return float("nan") if node.target is None else node.target
    present = values[~np.isnan(values)]
    if not len(present):
        return float("nan")
    return float(np.quantile(present, 0.75 if node.direction > 0 else 0.25))
