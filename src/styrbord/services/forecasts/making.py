"""How are the series of one indicator forecast, and how is each of them kept?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.forecasting.chances import marginal
from styrbord.core.forecasting.histories import Asked
from styrbord.core.forecasting.together import Ahead, Side
from styrbord.core.signals.plan_track import chance_of_miss, track
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import Direction, Indicator, OverSubjects
from styrbord.services.forecasts.gathering import Block, Floats
from styrbord.services.reading import Reading

LEVELS = (80.0, 95.0)
METHODS = ("dot", "theta")
"""Exponential smoothing costs five to forty times as much, complex smoothing twice."""
PERCENT = frozenset({"percent", "PC", "PT", "%"})
GOOD = {Direction.UP: 1, Direction.DOWN: -1}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How series of one rhythm are forecast: season, horizon, how many periods of the past are used."""

    season: int
    horizon: int
    longest: int
    methods: tuple[str, ...] = METHODS


RHYTHM = {
    Frequency.ANNUAL: Rhythm(1, 5, 60),
    Frequency.HALF: Rhythm(2, 4, 60),
    Frequency.QUARTER: Rhythm(4, 8, 80),
    Frequency.MONTH: Rhythm(12, 12, 180),
    Frequency.WEEK: Rhythm(52, 13, 260),
    Frequency.DAY: Rhythm(7, 14, 370),
}
WORKING = Rhythm(5, 10, 260)
"""Days without Saturdays and Sundays."""


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """Series of one indicator to forecast.

    `rows` are those of the block that go on, `ordinals` the periods of the side and the ones that follow.
    """

    block: Block
    rows: tuple[int, ...]
    ordinals: tuple[int, ...]
    side: Side


def task(reading: Reading, block: Block) -> Task | None:
    """What is to be forecast of an indicator; None where every series has ended."""
    rhythm, places = _rhythm(block)
    newest = max(block.last(row) for row in range(len(block.subjects)))
    following = Period(block.frequency, block.first + newest + 1).first_day
    subjects = reading.register.subjects()
    rows = tuple(
        row
        for row, code in enumerate(block.subjects)
        if newest - block.last(row) <= max(rhythm.season, 2)
        and block.last(row) >= 0
        and (subjects[code].valid_to or date.max) >= following
    )
    if not rows:
        return None
    kept = [at for at in places if at <= newest][-rhythm.longest :]
    values = block.values[list(rows)][:, kept]
    codes = tuple(block.subjects[row] for row in rows)
    lower, upper = bounds(block.indicator, values)
    side = Side(
        codes,
        values,
        _members(reading, block, codes),
        Asked(rhythm.horizon, rhythm.season, LEVELS, (), rhythm.methods),
        room=0.5 * 10.0**-block.indicator.decimals,
        lower=lower,
        upper=upper,
    )
    return Task(block, rows, tuple(_ordinals(block, kept, rhythm)), side)


def bounds(indicator: Indicator, values: Floats) -> tuple[float, float]:
    """Bounds of an indicator: what was never negative stays so, and a share of a whole below a hundred."""
    known = values[~np.isnan(values)]
    lower = 0.0 if (known >= 0).all() else -np.inf
    is_share = indicator.unit in PERCENT and not indicator.unit_multiplier
    return lower, 100.0 if is_share and lower == 0 and (known <= 100).all() else np.inf


def _rhythm(block: Block) -> tuple[Rhythm, Sequence[int]]:
    """How a block is forecast, and the positions of its periods that count: without idle weekends."""
    places = range(block.values.shape[1])
    if block.frequency is not Frequency.DAY:
        return RHYTHM[block.frequency], places
    working = [at for at in places if _is_working(block.first + at)]
    idle = sorted(set(places) - set(working))
    return (WORKING, working) if np.isnan(block.values[:, idle]).all() else (RHYTHM[Frequency.DAY], places)


def _is_working(ordinal: int) -> bool:
    return Period(Frequency.DAY, ordinal).first_day.weekday() < 5


def _ordinals(block: Block, kept: Sequence[int], rhythm: Rhythm) -> Iterator[int]:
    """Ordinals of the periods that are kept, and of those that follow them."""
    yield from (block.first + at for at in kept)
    ordinal, left = block.first + kept[-1], rhythm.horizon
    while left:
        ordinal += 1
        if rhythm is not WORKING or _is_working(ordinal):
            yield ordinal
            left -= 1


def _members(reading: Reading, block: Block, codes: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Of each subject those that count in it when the first new period begins, if the indicator adds up."""
    if block.indicator.over_subjects is not OverSubjects.SUM:
        return {}
    newest = max(block.last(row) for row in range(len(block.subjects)))
    on = Period(block.frequency, block.first + newest + 1).first_day
    tree = reading.register.tree()
    found = {code: tree.members(code, on, counting=True) for code in codes}
    return {code: tuple(link.subject for link in links) for code, links in found.items() if links}


def label_of(method: str) -> tuple[str, str]:
    """Method, and what a reader must know of it: nothing, `naive`, `pooled` or `untested`."""
    name, _, rest = method.partition(" untested")
    is_untested = method.endswith(" untested")
    plain = name if is_untested else name + rest
    return plain, "untested" if is_untested else plain if plain in {"naive", "pooled"} else ""


def targets(reading: Reading, block: Block) -> Mapping[str, Mapping[int, float]]:
    """Targets by subject and ordinal; of shorter periods that have none, the year's in its last period."""
    found = _targets(reading, block, block.frequency)
    if block.frequency is Frequency.ANNUAL:
        return found
    yearly = _targets(reading, block, Frequency.ANNUAL)
    for code, path in yearly.items():
        last = {_last_of(year, block.frequency): value for year, value in path.items()}
        found[code] = found.get(code) or last
    return found


def _targets(reading: Reading, block: Block, frequency: Frequency) -> dict[str, dict[int, float]]:
    panel = reading.facts.panel(Query((block.indicator.code,), block.subjects, frequency, scenario="target"))
    values, ordinals = panel["value"].values[0], panel["period"].values
    return {
        str(code): {
            int(ordinals[at]): float(values[row][at]) for at in np.flatnonzero(~np.isnan(values[row]))
        }
        for row, code in enumerate(panel["subject"].values)
        if not np.isnan(values[row]).all()
    }


def _last_of(year: int, frequency: Frequency) -> int:
    return Period.of(frequency, Period(Frequency.ANNUAL, year).last_day).ordinal


def chances(
    definition: Indicator, ahead: Ahead, ordinals: Sequence[int], path: Mapping[int, float]
) -> list[dict[str, object]]:
    """Targets of the periods that are forecast: how likely each is missed."""
    good = GOOD.get(definition.direction, 0)
    found: list[dict[str, object]] = []
    for step, ordinal in enumerate(ordinals):
        if ordinal in path and good:
            sample = marginal(float(ahead.mean[step]), ahead.lower[:, step], ahead.upper[:, step], LEVELS)
            chance = chance_of_miss(sample[:, None], path[ordinal], good=good)
            if np.isfinite(chance):
                standing = track(chance).value
                found.append(
                    {"at": int(ordinal), "target": path[ordinal], "chance": chance, "track": standing}
                )
    return found
