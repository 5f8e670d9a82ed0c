"""What are the seven answers about one indicator of one subject?"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

import numpy as np

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.inputs import needed_indicators
from styrbord.core.spine.numbers import Origin
from styrbord.core.spine.peers import SMALLEST_GROUP, rank_span
from styrbord.figures.change import change_on_year, verdict
from styrbord.figures.context import Context
from styrbord.figures.freshness import freshness
from styrbord.figures.model import (
    Figure,
    FreshLevel,
    Freshness,
    Input,
    PeerAnswer,
    Standing,
    State,
    TargetAnswer,
    Tile,
)
from styrbord.figures.panels import Column, Panel, is_computed
from styrbord.figures.targets import behind_since, target_answer, target_state

VALUE = {
    Origin.REPORTED: "reported/1",
    Origin.DERIVED: "formula/1",
    Origin.ROLLED_UP: "roll-up/1",
    Origin.CARRIED_BACK: "carried-back/1",
}
SPARK = {Frequency.MONTH: 24, Frequency.WEEK: 26, Frequency.DAY: 60}
_NO_TARGET = TargetAnswer(None, None, None, Standing.NONE)


class Tiles:
    """Tiles of some indicators for some subjects, from panels that are read once each."""

    def __init__(
        self, context: Context, indicators: Iterable[str], subjects: Iterable[str], *, peers: bool = True
    ) -> None:
        """Read what all tiles need: own series, targets, and the peers' newest periods."""
        self._context = context
        self._definitions = context.register.indicators()
        self._subjects = tuple(subjects)
        self._has_peers = peers
        self._type_memo: dict[date, dict[str, str]] = {}
        self._tile_memo: dict[tuple[str, str, bool], Tile] = {}
        self._group_memo: dict[tuple[date, str], tuple[str, ...]] = {}
        self._fresh_memo: dict[tuple[Period, date | None, int | None], Freshness] = {}
        self._release_memo: dict[str, datetime] = {}
        self._panels: dict[str, Panel] = {}
        self._peer_panels: dict[str, Panel] = {}
        known = [code for code in dict.fromkeys(indicators) if code in self._definitions]
        for frequency in dict.fromkeys(self._definitions[code].frequency for code in known):
            codes = tuple(code for code in known if self._definitions[code].frequency == frequency)
            self._panels[frequency] = Panel(context, codes, self._subjects, Frequency(frequency))
            if peers:
                self._read_peers(codes, Frequency(frequency))

    def column(self, indicator: str, subject: str) -> Column:
        """Own series."""
        return self._panel(indicator).column(indicator, subject)

    def targets(self, indicator: str, subject: str) -> tuple[np.ndarray, np.ndarray]:
        """Targets on the series' axis, and the whole path."""
        return self._panel(indicator).targets(indicator, subject)

    def tile(self, indicator: str, subject: str, *, is_brief: bool = False) -> Tile:
        """The seven answers; what is unknown is None and reads as "none".

        Parameters
        ----------
        is_brief : leave out the peers and the course, for counting what deviates among many.

        Returns
        -------
        Tile
            State is the worse of standing against the target and lateness; `no-data` when no value
            was ever released. `since` comes from the stored series only.
        """
        key = (indicator, subject, is_brief)
        if key not in self._tile_memo:
            self._tile_memo[key] = self._made(indicator, subject, is_brief=is_brief)
        return self._tile_memo[key]

    def _made(self, indicator: str, subject: str, *, is_brief: bool) -> Tile:
        definition = self._definitions[indicator]
        column = self.column(indicator, subject)
        at = column.last
        if at is None:
            return self._empty(definition, subject)
        targets, path = self.targets(indicator, subject)
        values = column.comparable
        answer = target_answer(values, targets, column.periods, at, definition, path)
        fresh = self._fresh(definition, column, at)
        run = behind_since(values, targets, at, definition)
        since = column.periods[run[0]] if run else fresh.missing_period
        moved = None if np.isnan(values[at]) else change_on_year(values, column.periods, at)
        return Tile(
            indicator=indicator,
            subject=subject,
            state=_worse(target_state(answer, definition), fresh),
            value=value_figure(definition, subject, column, at),
            period=column.periods[at],
            change=_change_figure(definition, moved[0]) if moved else None,
            change_from=moved[1] if moved else None,
            verdict=verdict(moved[0], float(column.value[at]) - moved[0], definition) if moved else None,
            target=answer,
            peers=None if is_brief else self.peers(indicator, subject, column.periods[at]),
            since=since,
            owner=definition.owner,
            decided=None,
            fresh=fresh,
            spark=() if is_brief else _spark(column, at),
            spark_target=answer.target.value if answer.target else None,
        )

    def all(self) -> list[Tile]:
        """Brief tiles of every indicator for every subject."""
        return [
            self.tile(indicator, subject, is_brief=True)
            for panel in self._panels.values()
            for indicator in panel.indicators
            for subject in self._subjects
        ]

    def peers(self, indicator: str, subject: str, period: Period) -> PeerAnswer | None:
        """Rank span among subjects of the same type in the period; None without a type."""
        types = self._types(period)
        kind = types.get(subject, "")
        if not self._has_peers or not kind:
            return None
        group = self._group(period.first_day, kind)
        definition = self._definitions[indicator]
        panel = self._peer_panels.get(definition.frequency, self._panel(indicator))
        values = panel.values_at(indicator, group, period)
        return peer_answer(kind, group, values, subject, definition)

    def _group(self, day: date, kind: str) -> tuple[str, ...]:
        if (day, kind) not in self._group_memo:
            found = self._types_on(day).items()
            self._group_memo[day, kind] = tuple(code for code, other in found if other == kind)
        return self._group_memo[day, kind]

    def _panel(self, indicator: str) -> Panel:
        return self._panels[self._definitions[indicator].frequency]

    def _types(self, period: Period) -> dict[str, str]:
        return self._types_on(period.first_day)

    def _types_on(self, day: date) -> dict[str, str]:
        if day not in self._type_memo:
            self._type_memo[day] = dict(self._context.register.types(day))
        return self._type_memo[day]

    def _read_peers(self, codes: tuple[str, ...], frequency: Frequency) -> None:
        panel = self._panels[frequency]
        columns = [panel.column(code, subject) for code in codes for subject in self._subjects]
        newest = {column.periods[column.last] for column in columns if column.last is not None}
        group: dict[str, None] = {}
        for period in newest:
            types = self._types(period)
            kinds = {types[code] for code in self._subjects if code in types}
            group.update(dict.fromkeys(code for code, kind in types.items() if kind in kinds))
        if not newest or not group or set(group) <= set(self._subjects):
            return
        first, last = min(newest), max(newest)
        peers = tuple(group)
        self._peer_panels[frequency] = self._context.kept(
            ("peers", codes, peers, frequency, first, last),
            lambda: Panel(self._context, codes, peers, frequency, first=first, last=last, targets=False),
        )

    def _fresh(self, definition: Indicator, column: Column, at: int) -> Freshness:
        note = self._context.editions.get(int(column.edition[at]))
        released = note.released_at.date() if note else self._newest_release(definition.dataset)
        found = self._fresh_of(column.periods[at], released, definition.lag_days)
        if failed := self._failed_on(definition.code):
            found = replace(found, failed_on=failed)
        if column.newest == at:
            return found
        # A newer partial value has come: those who have not reported are late, not this subject.
        return replace(found, level=FreshLevel.ON_TIME, missing_period=None, late_days=0)

    def _failed_on(self, indicator: str) -> date | None:
        """Day on which the last refresh failed of anything that the indicator rests on."""
        failed = self._context.failed
        if not failed:
            return None
        rests_on = needed_indicators(self._definitions, [indicator])
        days = (failed.get(self._definitions[code].dataset) for code in rests_on)
        return max((day for day in days if day), default=None)

    def _fresh_of(self, period: Period, released: date | None, lag_days: int | None) -> Freshness:
        key = (period, released, lag_days)
        if key not in self._fresh_memo:
            self._fresh_memo[key] = freshness(
                period, released_on=released, today=self._context.today, lag_days=lag_days
            )
        return self._fresh_memo[key]

    def _newest_release(self, dataset: str) -> date | None:
        if not self._release_memo:
            for note in self._context.editions.values():
                known = self._release_memo.get(note.dataset, note.released_at)
                self._release_memo[note.dataset] = max(known, note.released_at)
        found = self._release_memo.get(dataset)
        return found.date() if found else None

    def _empty(self, definition: Indicator, subject: str) -> Tile:
        fresh = Freshness(None, None, None, FreshLevel.UNKNOWN)
        nothing = (None, None, None, None, None)
        return Tile(
            definition.code,
            subject,
            State.NO_DATA,
            *nothing,
            _NO_TARGET,
            None,
            None,
            definition.owner,
            None,
            fresh,
        )


def peer_answer(
    kind: str, group: tuple[str, ...], values: np.ndarray, subject: str, definition: Indicator
) -> PeerAnswer:
    """Rank span, median and best of a group; below 5 values no rank.

    Parameters
    ----------
    values : float64 (peer,), in the order of `group`; NaN = missing.

    Returns
    -------
    PeerAnswer
        Ranks and best are absent below 5 values; the median is given from one value on.
    """
    known = values[~np.isnan(values)]
    own = float(values[group.index(subject)]) if subject in group else float("nan")
    span = rank_span(own, values, direction=definition.direction, decimals=definition.decimals)
    low, high = span or (None, None)
    answer = PeerAnswer(kind, low, high, len(known), float(np.median(known)) if len(known) else None)
    if len(known) < SMALLEST_GROUP:
        return answer
    best = int(np.nanargmin(values) if definition.direction == "down" else np.nanargmax(values))
    return replace(answer, best_subject=group[best], best=float(values[best]))


def value_figure(definition: Indicator, subject: str, column: Column, at: int) -> Figure:
    """The value itself, with its origin as method and its stored row as input."""
    period = column.periods[at]
    value = None if np.isnan(column.value[at]) else float(column.value[at])
    origin = Origin(int(column.origin[at]))
    return Figure(
        "value",
        value,
        definition.stated_unit,
        definition.decimals,
        VALUE.get(origin, "reported/1"),
        str(column.status[at]),
        (Input(definition.code, subject, period, int(column.edition[at])),),
        is_computed(origin),
        int(column.reported[at]),
        int(column.expected[at]),
    )


def _change_figure(definition: Indicator, change: float) -> Figure:
    return Figure("change", change, definition.stated_unit, definition.decimals, "change-on-year/1")


def _spark(column: Column, at: int) -> tuple[float | None, ...]:
    first = max(0, at + 1 - SPARK.get(column.periods[at].frequency, 24))
    return tuple(None if np.isnan(value) else float(value) for value in column.value[first : at + 1])


def _worse(state: State, fresh: Freshness) -> State:
    late = {FreshLevel.ACT: State.ACT, FreshLevel.WATCH: State.WATCH}.get(fresh.level)
    if late is State.ACT or state is State.ACT:
        return State.ACT
    return late or state
