"""What is the value of any indicator for any subject: reported, by formula, rolled up, or missing?

This is the one place where the four ways meet, so that page, table, API and document agree.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
import numpy.typing as npt
import xarray as xr

from styrbord.core.base.expression import evaluate, parse
from styrbord.core.base.periods import Frequency, Period, first_days
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.spine import rollup
from styrbord.core.spine.facts import Facts, Query, Register
from styrbord.core.spine.indicators import Indicator, OverSubjects
from styrbord.core.spine.observations import Status
from styrbord.core.spine.rollup import Rolled
from styrbord.core.spine.succession import carried_back

define(
    "formula.circle",
    "The formula of {indicator} leads back to itself through {path}.",
    "Take one of these indicators out of the formula.",
)

DIMS = ("indicator", "subject", "period")
OPEN = ("", Status.NOT_YET_KNOWN.value, Status.NOT_COLLECTED.value)
ROLLABLE = (OverSubjects.SUM, OverSubjects.WEIGHTED_MEAN)


class Origin(IntEnum):
    """How a value came about."""

    NONE = 0
    REPORTED = 1
    DERIVED = 2
    ROLLED_UP = 3
    CARRIED_BACK = 4


@dataclass(slots=True)
class _Column:
    """One indicator of one subject over the periods."""

    value: npt.NDArray[np.float64]
    status: npt.NDArray[np.str_]
    origin: npt.NDArray[np.int8]
    reported: npt.NDArray[np.int64]
    expected: npt.NDArray[np.int64]
    edition: npt.NDArray[np.int64]


class Numbers:
    """Values of indicators for subjects, each reported or computed, with coverage and origin."""

    def __init__(self, facts: Facts, register: Register) -> None:
        """Bind to the facts and names that the reader may see."""
        self._facts = facts
        self._register = register
        self._tree = register.tree()

    def panel(self, query: Query) -> xr.Dataset:
        """Values of the keys asked for, computed where they are not reported.

        Returns
        -------
        xarray.Dataset
            Dims (indicator, subject, period). `value` float64, NaN missing; `status` letter;
            `origin` int8 (Origin); `reported`, `expected` int64, units of a roll-up (1, 1 for a
            reported value); `edition` int64, 0 where computed.

        Raises
        ------
        Refused
            `formula.circle` if a formula leads back to itself.
        """
        sheet = _Sheet(self._facts, self._register, query)
        return sheet.dataset(query.indicators, query.subjects, only_computed=False)

    def computed(self, query: Query) -> xr.Dataset:
        """Roll-ups of the keys asked for, whether or not a value is reported: the check beside it."""
        sheet = _Sheet(self._facts, self._register, query, with_members=True)
        return sheet.dataset(query.indicators, query.subjects, only_computed=True)


class _Sheet:
    """Working sheet of one query: raw rows read in two blocks, columns made on demand."""

    def __init__(self, facts: Facts, register: Register, query: Query, *, with_members: bool = False) -> None:
        self._register, self._query = register, query
        self._facts = facts
        self._tree = register.tree()
        self._definitions = register.indicators()
        self._needed = needed_indicators(self._definitions, query.indicators)
        self._memo: dict[tuple[str, str], _Column] = {}
        self._sums: dict[tuple[str, str], Rolled] = {}
        self._raw: list[xr.Dataset] = []
        self._read(query.subjects)
        if with_members or self._has_gaps():
            self._read(self._below())

    def dataset(
        self, indicators: tuple[str, ...], subjects: tuple[str, ...], *, only_computed: bool
    ) -> xr.Dataset:
        pick = self._computed if only_computed else self._column
        table = [[pick(indicator, subject) for subject in subjects] for indicator in indicators]
        shape = (len(indicators), len(subjects), len(self.ordinals))
        names = ("value", "status", "origin", "reported", "expected", "edition")
        cells = {
            name: (DIMS, np.array([[getattr(column, name) for column in row] for row in table]).reshape(shape))
            for name in names
        }
        coords = {"indicator": list(indicators), "subject": list(subjects), "period": self.ordinals}
        return xr.Dataset(cells, coords=coords, attrs={"frequency": self._query.frequency})

    def _read(self, subjects: tuple[str, ...]) -> None:
        if not subjects:
            return
        query = replace(self._query, indicators=tuple(self._needed), subjects=subjects)
        self._raw.append(self._facts.panel(query))
        self._align()

    def _align(self) -> None:
        ordinals = np.unique(np.concatenate([raw["period"].values for raw in self._raw]))
        first, last = (ordinals.min(initial=2**31), ordinals.max(initial=-1))
        self.ordinals = np.arange(first, last + 1) if len(ordinals) else np.empty(0, np.int64)
        self._arrays = [_Block(raw, self.ordinals) for raw in self._raw]
        self._memo.clear()
        self._sums.clear()

    @property
    def _days(self) -> npt.NDArray[np.datetime64]:
        return first_days(self._query.frequency, self.ordinals)

    def _has_gaps(self) -> bool:
        successors = {step.successor for step in self._register.successions()}
        makers = [s for s in self._query.subjects if self._tree.has_members(s) or s in successors]
        rollable = [code for code in self._needed if self._definitions[code].over_subjects in ROLLABLE]
        return any(not self._arrays[0].is_whole(code, subject) for code in rollable for subject in makers)

    def _below(self) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for subject in self._query.subjects:
            found.update(dict.fromkeys(self._tree.descendants(subject, counting=True)))
            predecessors = [s.predecessor for s in self._register.successions() if s.successor == subject]
            found.update(dict.fromkeys(predecessors))
        known = self._register.subjects()
        return tuple(code for code in found if code not in self._query.subjects and code in known)

    def _own(self, indicator: str, subject: str) -> _Column:
        length = len(self.ordinals)
        for block in self._arrays:
            if column := block.column(indicator, subject):
                return column
        return _empty_column(length)

    def _column(self, indicator: str, subject: str) -> _Column:
        key = (indicator, subject)
        if key not in self._memo:
            self._memo[key] = self._filled(indicator, subject)
        return self._memo[key]

    def _filled(self, indicator: str, subject: str) -> _Column:
        own = self._own(indicator, subject)
        is_open = np.isnan(own.value) & np.isin(own.status, OPEN)
        if not is_open.any():
            return own
        other = self._computed(indicator, subject)
        return _merged(own, other, is_open & ((own.status == "") | ~np.isnan(other.value)))

    def _computed(self, indicator: str, subject: str) -> _Column:
        definition = self._definitions[indicator]
        if definition.formula:
            return self._derived(definition, subject)
        column = _empty_column(len(self.ordinals))
        if definition.over_subjects in ROLLABLE:
            rolled = self._rolled(definition, subject)
            column = _from_rolled(rolled, Origin.ROLLED_UP)
        if definition.over_subjects is OverSubjects.SUM:
            back = self._carried(indicator, subject)
            column = _merged(column, back, np.isnan(column.value) & ~np.isnan(back.value))
        return column

    def _derived(self, definition: Indicator, subject: str) -> _Column:
        expression = parse(definition.formula)
        inputs = {name: self._column(name, subject) for name in sorted(expression.names)}
        values = evaluate(expression, {name: column.value for name, column in inputs.items()})
        values = np.broadcast_to(np.asarray(values, dtype=float), (len(self.ordinals),)).copy()
        column = _from_rolled(Rolled(values, *_worst_coverage(inputs.values(), values)), Origin.DERIVED)
        statuses = [c.status for c in inputs.values()]
        for mark in ("E", "P"):
            seen = np.any([status == mark for status in statuses], axis=0) if statuses else False
            column.status = np.where(seen & ~np.isnan(values), mark, column.status)
        return column

    def _carried(self, indicator: str, subject: str) -> _Column:
        steps = [step for step in self._register.successions() if step.successor == subject]
        column = _empty_column(len(self.ordinals))
        if not steps:
            return column
        periods = tuple(Period(self._query.frequency, int(ordinal)) for ordinal in self.ordinals)
        series = {step.predecessor: self._own(indicator, step.predecessor).value for step in steps}
        column.value = carried_back(subject, steps, series, periods)
        known = ~np.isnan(column.value)
        column.origin = np.where(known, Origin.CARRIED_BACK, Origin.NONE).astype(np.int8)
        column.status = np.where(known, Status.ESTIMATED.value, "")
        return column

    def _rolled(self, definition: Indicator, subject: str) -> Rolled:
        key = (definition.code, subject)
        if key not in self._sums:
            self._sums[key] = self._rolled_anew(definition, subject)
        return self._sums[key]

    def _rolled_anew(self, definition: Indicator, subject: str) -> Rolled:
        length = len(self.ordinals)
        result = Rolled.empty(length)
        if not length:
            return result
        for mask, members in self._tree.segments(subject, self._days):
            if not members:
                continue
            rolled = self._of_members(definition, members)
            result.value[mask] = rolled.value[mask]
            result.reported[mask] = rolled.reported[mask]
            result.expected[mask] = rolled.expected[mask]
        return result

    def _of_members(self, definition: Indicator, members: tuple[str, ...]) -> Rolled:
        columns = [self._column(definition.code, member) for member in members]
        coverage = [self._coverage(definition, member) for member in members]
        reported = np.array([pair[0] for pair in coverage])
        expected = np.array([pair[1] for pair in coverage])
        values = np.array([np.where(c.status == Status.NIL, 0.0, c.value) for c in columns])
        if definition.over_subjects is OverSubjects.SUM:
            value = rollup.total(values, decimals=self._decimals(definition.code, members))
            return Rolled(value, reported.sum(axis=0), expected.sum(axis=0))
        weights = np.array([self._column(definition.weight_by, member).value for member in members])
        counted = rollup.with_weights(values, weights, reported)
        return Rolled(rollup.weighted_mean(values, weights), counted.sum(axis=0), expected.sum(axis=0))

    def _coverage(
        self, definition: Indicator, member: str
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        if self._tree.has_members(member) and self._is_collected_below(definition.code, member):
            rolled = self._rolled(definition, member)
            return rolled.reported, rolled.expected
        own = self._column(definition.code, member)
        has = ~np.isnan(own.value) | (own.status == Status.NIL)
        expected = (own.status != Status.CANNOT_EXIST).astype(np.int64)
        return has.astype(np.int64), expected

    def _is_collected_below(self, indicator: str, subject: str) -> bool:
        below = self._tree.descendants(subject, counting=True)
        return any((self._own(indicator, code).status != "").any() for code in below)

    def _decimals(self, indicator: str, members: tuple[str, ...]) -> int:
        found = [block.decimals(indicator, member) for block in self._arrays for member in members]
        printed = [number for number in found if number is not None]
        return max(printed, default=-1) if -1 not in printed else -1


class _Block:
    """Rows of one read, with positions of codes and all arrays on common periods."""

    def __init__(self, raw: xr.Dataset, ordinals: npt.NDArray[np.int64]) -> None:
        self._indicators = {code: i for i, code in enumerate(raw["indicator"].values.tolist())}
        self._subjects = {code: i for i, code in enumerate(raw["subject"].values.tolist())}
        self._raw_length = len(ordinals)
        places = np.searchsorted(ordinals, raw["period"].values)
        shape = (len(self._indicators), len(self._subjects), len(ordinals))
        self._value = _spread(raw["value"].values, places, shape, np.nan)
        self._status = _spread(raw["status"].values, places, shape, "")
        self._edition = _spread(raw["edition"].values, places, shape, 0)
        self._decimals = raw["decimals"].values

    def column(self, indicator: str, subject: str) -> _Column | None:
        if subject not in self._subjects:
            return None
        at = (self._indicators[indicator], self._subjects[subject])
        status = self._status[at]
        seen = status != ""
        ones = seen.astype(np.int64)
        origin = np.where(seen, Origin.REPORTED, Origin.NONE).astype(np.int8)
        return _Column(self._value[at], status, origin, ones, np.ones_like(ones), self._edition[at])

    def is_whole(self, indicator: str, subject: str) -> bool:
        at = (self._indicators[indicator], self._subjects[subject])
        return self._raw_length > 0 and bool((self._status[at] != "").all())

    def decimals(self, indicator: str, subject: str) -> int | None:
        if subject not in self._subjects:
            return None
        row = self._decimals[self._indicators[indicator], self._subjects[subject]]
        rows = row[row != -2]
        return None if not len(rows) else (-1 if (rows == -1).any() else int(rows.max()))


def needed_indicators(definitions: Mapping[str, Indicator], asked: Iterable[str]) -> list[str]:
    """Indicators asked for and all that their formulas and weights rest on, each once.

    Raises
    ------
    Refused
        `formula.circle` if a formula leads back to itself.
    """
    found: dict[str, None] = {}
    for code in asked:
        _collect(definitions, code, (), found)
    return list(found)


def _collect(
    definitions: Mapping[str, Indicator], code: str, path: tuple[str, ...], found: dict[str, None]
) -> None:
    if code in path:
        raise Refused(Problem("formula.circle", code, {"indicator": code, "path": " > ".join((*path, code))}))
    definition = definitions[code]
    found[code] = None
    names = sorted(parse(definition.formula).names) if definition.formula else []
    if definition.weight_by and definition.over_subjects is OverSubjects.WEIGHTED_MEAN:
        names.append(definition.weight_by)
    for name in names:
        _collect(definitions, name, (*path, code), found)


def _spread(
    values: npt.NDArray[np.generic], places: npt.NDArray[np.int64], shape: tuple[int, ...], empty: object
) -> npt.NDArray[np.generic]:
    if values.shape == shape:
        return values
    result = np.full(shape, empty, dtype=values.dtype)
    result[..., places] = values
    return result


def _empty_column(length: int) -> _Column:
    zeros = np.zeros(length, dtype=np.int64)
    return _Column(
        np.full(length, np.nan), np.full(length, "", dtype="U1"), np.zeros(length, np.int8), zeros, zeros, zeros
    )


def _from_rolled(rolled: Rolled, origin: Origin) -> _Column:
    known = ~np.isnan(rolled.value)
    return _Column(
        rolled.value,
        np.where(known, Status.NORMAL.value, ""),
        np.where(known, origin, Origin.NONE).astype(np.int8),
        rolled.reported,
        rolled.expected,
        np.zeros(len(known), dtype=np.int64),
    )


def _merged(own: _Column, other: _Column, where: npt.NDArray[np.bool_]) -> _Column:
    names = ("value", "status", "origin", "reported", "expected", "edition")
    parts = {name: np.where(where, getattr(other, name), getattr(own, name)) for name in names}
    return _Column(**parts)


def _worst_coverage(
    inputs: Iterable[_Column], values: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    columns = list(inputs)
    if not columns:
        ones = np.ones(len(values), dtype=np.int64)
        return ones, ones.copy()
    missing = np.array([column.expected - column.reported for column in columns])
    worst = missing.argmax(axis=0)
    every = np.arange(len(values))
    reported = np.array([column.reported for column in columns])[worst, every]
    return reported, np.array([column.expected for column in columns])[worst, every]


def periods_of(panel: xr.Dataset) -> tuple[Period, ...]:
    """Periods of a panel, dim (period,)."""
    frequency = Frequency(panel.attrs["frequency"])
    return tuple(Period(frequency, int(ordinal)) for ordinal in panel["period"].values)
