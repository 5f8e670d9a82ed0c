"""How are the values of one query worked out, each reported, derived, rolled up or carried back?"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import xarray as xr

from styrbord.core.base.expression import evaluate, parse
from styrbord.core.base.periods import Period, first_days
from styrbord.core.spine import rollup
from styrbord.core.spine.axes import coordinates
from styrbord.core.spine.cells import Cells
from styrbord.core.spine.columns import PARTS, Block, Column, Origin, is_suppressed, is_uneven, worst_coverage
from styrbord.core.spine.facts import Facts, Query, Register
from styrbord.core.spine.indicators import Indicator, OverSubjects
from styrbord.core.spine.inputs import looks_around, needed_indicators
from styrbord.core.spine.observations import Status
from styrbord.core.spine.rollup import Counts, Rolled
from styrbord.core.spine.succession import carried_back

DIMS = ("indicator", "subject", "period")
OPEN = ("", Status.NOT_YET_KNOWN.value, Status.NOT_COLLECTED.value)
ROLLABLE = (OverSubjects.SUM, OverSubjects.WEIGHTED_MEAN)


class Sheet:
    """Working sheet of one query: rows read in two blocks, columns made on demand.

    What stands in a cell does not depend on which other keys or periods are asked for with it.
    """

    def __init__(self, facts: Facts, register: Register, query: Query, *, with_members: bool = False) -> None:
        self._facts, self._register, self._query = facts, register, query
        self._tree = register.tree()
        unknown = {code: Indicator(code, {}, "") for code in query.indicators}
        self._definitions = unknown | dict(register.indicators())
        self._needed = tuple(needed_indicators(self._definitions, query.indicators))
        self._memo: dict[tuple[str, str], Column] = {}
        self._sums: dict[tuple[str, str], Rolled] = {}
        self._printed: dict[tuple[str, str], int | None] = {}
        self._spans: Mapping[tuple[str, str], tuple[int, int]] = {}
        self._raw: list[Cells] = []
        self._read(query.subjects)
        self._read_below(always=with_members)

    def dataset(
        self, indicators: tuple[str, ...], subjects: tuple[str, ...], *, only_computed: bool
    ) -> xr.Dataset:
        """Columns of the keys, cut to the periods asked for."""
        pick = self._computed if only_computed else self._column
        whole = (
            self._blocks[0].taken(indicators, subjects) if subjects else Column.empty(len(indicators), 0, 0)
        )
        has_gap = (np.isnan(whole.value) & np.isin(whole.status, OPEN)).any(axis=2)
        for i, j in np.argwhere(has_gap | only_computed).tolist():
            whole.put((i, j), pick(indicators[i], subjects[j]))
        first, stop = self._asked()
        start = int(self._ordinals[0]) if len(self._ordinals) else first
        cut = (..., slice(first - start, stop - start))
        cells = {name: (DIMS, getattr(whole, name)[cut]) for name in PARTS}
        axes = (("indicator", indicators), ("subject", subjects))
        frequency = {"frequency": self._query.frequency}
        return xr.Dataset(cells, coords=coordinates(axes, first, stop), attrs=frequency)

    def _asked(self) -> tuple[int, int]:
        """First ordinal asked for and the one after the last."""
        query, found = self._query, self._ordinals
        first = query.first.ordinal if query.first else int(found[0]) if len(found) else 0
        last = query.last.ordinal if query.last else int(found[-1]) if len(found) else -1
        return first, max(last + 1, first)

    def _query_of(self, subjects: tuple[str, ...]) -> Query:
        query = replace(self._query, indicators=self._needed, subjects=subjects)
        reaches = any(looks_around(self._definitions[code]) for code in self._needed)
        return replace(query, first=None, last=None) if reaches else query

    def _read(self, subjects: tuple[str, ...]) -> None:
        if subjects:
            self._raw.append(self._facts.cells(self._query_of(subjects)))
        self._align()

    def _read_below(self, *, always: bool) -> None:
        makers = [subject for subject in self._query.subjects if self._is_made(subject)]
        rollable = [code for code in self._needed if self._definitions[code].over_subjects in ROLLABLE]
        if not (makers and rollable):
            return
        below = self._below()
        self._spans = self._facts.spans(self._query_of((*self._query.subjects, *below)))
        self._align()
        if always or any(self._has_gap(code, subject) for code in rollable for subject in makers):
            self._read(below)

    def _is_made(self, subject: str) -> bool:
        succeeds = any(step.successor == subject for step in self._register.successions())
        return succeeds or self._tree.has_members(subject)

    def _has_gap(self, indicator: str, subject: str) -> bool:
        own = self._own(indicator, subject)
        return bool((np.isnan(own.value) & np.isin(own.status, OPEN)).any())

    def _align(self) -> None:
        query = self._query_of(())
        found = [int(end) for raw in self._raw if raw.stop > raw.first for end in (raw.first, raw.stop - 1)]
        found += [bound.ordinal for bound in (self._query.first, self._query.last) if bound]
        found += [end for span in self._spans.values() for end in span if _is_within(end, query)]
        self._ordinals = np.arange(min(found), max(found) + 1) if found else np.empty(0, np.int64)
        self._days = first_days(query.frequency, self._ordinals)
        self._blocks = [Block(raw, self._ordinals) for raw in self._raw]
        self._memo.clear()
        self._sums.clear()
        self._printed.clear()

    def _below(self) -> tuple[str, ...]:
        found: dict[str, None] = dict.fromkeys(self._query.subjects)
        for subject in self._query.subjects:
            found.update(dict.fromkeys(self._tree.descendants(subject, counting=True)))
        makers = set(found)
        found.update({s.predecessor: None for s in self._register.successions() if s.successor in makers})
        known = self._register.subjects()
        return tuple(code for code in found if code not in self._query.subjects and code in known)

    def _own(self, indicator: str, subject: str) -> Column:
        for block in self._blocks:
            if column := block.column(indicator, subject):
                return column
        return Column.empty(len(self._ordinals))

    def _column(self, indicator: str, subject: str) -> Column:
        key = (indicator, subject)
        if key not in self._memo:
            self._memo[key] = self._filled(indicator, subject)
        return self._memo[key]

    def _filled(self, indicator: str, subject: str) -> Column:
        own = self._own(indicator, subject)
        is_missing = np.isnan(own.value)
        if not is_missing.any():
            return own
        is_open = is_missing & np.isin(own.status, OPEN)
        if not is_open.any():
            return own
        other = self._computed(indicator, subject)
        is_told = ~np.isnan(other.value) | (other.status == Status.SUPPRESSED.value)
        return own.instead(other, is_open & ((own.status == "") | is_told))

    def _computed(self, indicator: str, subject: str) -> Column:
        definition = self._definitions[indicator]
        if definition.formula:
            return self._derived(definition, subject)
        column = Column.empty(len(self._ordinals))
        if definition.over_subjects in ROLLABLE:
            column = Column.computed(self._rolled(definition, subject), Origin.ROLLED_UP)
        if definition.over_subjects is OverSubjects.SUM:
            back = self._carried(indicator, subject)
            column = column.instead(back, np.isnan(column.value) & ~np.isnan(back.value))
        return column

    def _derived(self, definition: Indicator, subject: str) -> Column:
        expression = parse(definition.formula)
        length = len(self._ordinals)
        inputs = {name: self._column(name, subject) for name in sorted(expression.names)}
        values = evaluate(expression, {name: column.value for name, column in inputs.items()})
        values = np.broadcast_to(np.asarray(values, dtype=float), (length,)).copy()
        values[is_uneven(inputs.values(), length)] = np.nan
        refused = is_suppressed(inputs.values(), length)
        rolled = Rolled.of(values, *worst_coverage(inputs.values(), length), refused)
        column = Column.computed(rolled, Origin.DERIVED)
        for mark in (Status.ESTIMATED.value, Status.PROVISIONAL.value):
            seen = np.any([one.status == mark for one in inputs.values()], axis=0) if inputs else False
            column.status = np.where(seen & ~np.isnan(column.value), mark, column.status)
        return column

    def _carried(self, indicator: str, subject: str) -> Column:
        steps = [step for step in self._register.successions() if step.successor == subject]
        column = Column.empty(len(self._ordinals))
        if not steps:
            return column
        periods = tuple(Period(self._query.frequency, int(ordinal)) for ordinal in self._ordinals)
        series = {step.predecessor: self._own(indicator, step.predecessor).value for step in steps}
        born = self._register.subjects()[subject].valid_from
        column.value = carried_back(subject, steps, series, periods, born=born)
        known = ~np.isnan(column.value)
        column.origin = np.where(known, Origin.CARRIED_BACK, Origin.NONE).astype(np.int8)
        column.status = np.where(known, Status.ESTIMATED.value, "")
        column.reported = column.expected = known.astype(np.int64)
        return column

    def _rolled(self, definition: Indicator, subject: str) -> Rolled:
        key = (definition.code, subject)
        if key not in self._sums:
            result = Rolled.empty(len(self._ordinals))
            for mask, members in self._tree.segments(subject, self._days):
                rolled = self._of_members(definition, members)
                result.value[mask] = rolled.value[mask]
                result.reported[mask] = rolled.reported[mask]
                result.expected[mask] = rolled.expected[mask]
                if result.refused is not None and rolled.refused is not None:
                    result.refused[mask] = rolled.refused[mask]
            self._sums[key] = result
        return self._sums[key]

    def _of_members(self, definition: Indicator, members: tuple[str, ...]) -> Rolled:
        if not members:
            return Rolled.empty(len(self._ordinals))
        columns = [self._column(definition.code, member) for member in members]
        coverage = [self._coverage(definition, member) for member in members]
        reported = np.array([pair[0] for pair in coverage])
        expected = np.array([pair[1] for pair in coverage])
        values = np.array([np.where(one.status == Status.NIL, 0.0, one.value) for one in columns])
        refused = is_suppressed(columns, len(self._ordinals))
        if definition.over_subjects is OverSubjects.SUM:
            value = rollup.total(values, decimals=self._decimals(definition.code, members))
            return Rolled.of(value, reported.sum(axis=0), expected.sum(axis=0), refused)
        weighing = [self._column(definition.weight_by, member) for member in members]
        weights = np.array([one.value for one in weighing])
        refused |= is_suppressed(weighing, len(self._ordinals))
        counted = rollup.with_weights(values, weights, reported)
        mean = rollup.weighted_mean(values, weights)
        return Rolled.of(mean, counted.sum(axis=0), expected.sum(axis=0), refused)

    def _coverage(self, definition: Indicator, member: str) -> tuple[Counts, Counts]:
        own = self._column(definition.code, member)
        has = own.has.astype(np.int64)
        expected = (own.status != Status.CANNOT_EXIST).astype(np.int64)
        if not (self._tree.has_members(member) and self._is_collected_below(definition.code, member)):
            return has, expected
        rolled = self._rolled(definition, member)
        descends = (rolled.expected > 0) & (expected > 0) & ((rolled.reported > 0) | (has == 0))
        return np.where(descends, rolled.reported, has), np.where(descends, rolled.expected, expected)

    def _is_collected_below(self, indicator: str, subject: str) -> bool:
        return any(
            (indicator, code) in self._spans for code in self._tree.descendants(subject, counting=True)
        )

    def _decimals(self, indicator: str, members: tuple[str, ...]) -> int:
        found = {self._printed_by(indicator, member) for member in members} - {None}
        return -1 if -1 in found else max(found, default=-1)  # type: ignore[type-var, return-value]

    def _printed_by(self, indicator: str, subject: str) -> int | None:
        """Largest number of decimals of a subject's and its members' values; -1 when one is unknown."""
        key = (indicator, subject)
        if key not in self._printed:
            codes = (subject, *self._tree.descendants(subject, counting=True))
            found = {block.decimals(indicator, code) for code in codes for block in self._blocks} - {None}
            self._printed[key] = -1 if -1 in found else max(found, default=None)  # type: ignore[type-var]
        return self._printed[key]


def _is_within(ordinal: int, query: Query) -> bool:
    first, last = query.first, query.last
    return (first is None or ordinal >= first.ordinal) and (last is None or ordinal <= last.ordinal)
