"""What would the inputs be with one unit's data of one time and the others' of another?

Each of two ratings has a current period and a history around it. In a mixture the unit's rows come from one
and the others' from the other; where their current periods differ, the unit's two periods change labels, so
that all current rows stand in one period and every pool still holds what it held.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from styrbord.core.ratings.inputs import Inputs, Numbers

Key = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Pair:
    """Inputs of two ratings, the unit that is looked at, and the current period of each ("" without time)."""

    then: Inputs
    now: Inputs
    unit: str
    periods: tuple[str, str]

    @cached_property
    def _tables(self) -> tuple["_Table", "_Table"]:
        columns = tuple(dict.fromkeys((*self.then.indicators, *self.now.indicators)))
        denominators = tuple(dict.fromkeys((*self.then.denominators, *self.now.denominators)))
        groups = tuple(dict.fromkeys((*self.then.groups, *self.now.groups)))
        then, now = (_table(one, columns, denominators, groups) for one in (self.then, self.now))
        return then, now

    @property
    def is_moved(self) -> bool:
        """Whether the ratings look at different periods or rows."""
        then, now = self._tables
        return self.periods[0] != self.periods[1] or then.rows.keys() != now.rows.keys()

    @property
    def is_revised(self) -> bool:
        """Whether a cell that both inputs have says something else in the later ones."""
        then, now = self._tables
        return any(not then.rows[key].is_like(now.rows[key]) for key in then.rows.keys() & now.rows.keys())

    def mixed(self, *, own: int, others: int, edition: int) -> tuple[Inputs, str]:
        """Inputs with the unit's rows of one rating and the others' rows of another.

        Parameters
        ----------
        own, others : 0 for the earlier rating, 1 for the later.
        edition : from which of both inputs a row is read that both have.

        Returns
        -------
        inputs : Inputs
            All columns of both; what one lacks is missing. Rows in the order of the others' inputs.
        period : label of the current rows
        """
        tables = self._tables
        period = self.periods[others]
        rows: dict[Key, _Row] = {}
        for unit, at in tables[others].rows:
            if unit != self.unit:
                rows[unit, at] = self._row((unit, at), edition)
        for unit, at in tables[own].rows:
            if unit == self.unit:
                rows[unit, self._label(at, own, others)] = self._row((unit, at), edition)
        order = {key: place for place, key in enumerate(tables[others].rows)}
        keys = sorted(rows, key=lambda key: order.get(key, len(order)))
        has_time = bool(self.then.periods or self.now.periods)
        return _joined({key: rows[key] for key in keys}, tables[1], has_time, self._names), period

    @property
    def _names(self) -> Mapping[str, str]:
        return {**self.then.names, **self.now.names}

    def _label(self, at: str, own: int, others: int) -> str:
        """Label of the unit's row: its current period and the others' change places."""
        here, there = self.periods[own], self.periods[others]
        return {here: there, there: here}.get(at, at)

    def _row(self, key: Key, edition: int) -> "_Row":
        first, second = self._tables if edition == 0 else self._tables[::-1]
        return first.rows[key] if key in first.rows else second.rows[key]


@dataclass(frozen=True, eq=False)
class _Row:
    values: Numbers
    denominators: Numbers
    groups: tuple[str, ...]

    def is_like(self, other: "_Row") -> bool:
        return (
            np.array_equal(self.values, other.values, equal_nan=True)
            and np.array_equal(self.denominators, other.denominators, equal_nan=True)
            and self.groups == other.groups
        )


@dataclass(frozen=True, eq=False)
class _Table:
    columns: tuple[str, ...]
    denominators: tuple[str, ...]
    groups: tuple[str, ...]
    rows: Mapping[Key, _Row]


def _table(
    inputs: Inputs, columns: Sequence[str], denominators: Sequence[str], groups: Sequence[str]
) -> _Table:
    count = len(inputs.units)
    values = np.full((count, len(columns)), np.nan)
    values[:, [columns.index(code) for code in inputs.indicators]] = inputs.values
    under = np.full((count, len(denominators)), np.nan)
    for place, code in enumerate(denominators):
        if code in inputs.denominators:
            under[:, place] = inputs.denominators[code]
    named = [inputs.groups.get(name, ("",) * count) for name in groups]
    periods = inputs.periods or ("",) * count
    rows = {
        (unit, period): _Row(values[row], under[row], tuple(one[row] for one in named))
        for row, (unit, period) in enumerate(zip(inputs.units, periods, strict=True))
    }
    return _Table(tuple(columns), tuple(denominators), tuple(groups), rows)


def _joined(rows: Mapping[Key, _Row], table: _Table, has_time: bool, names: Mapping[str, str]) -> Inputs:
    found = tuple(rows.values())
    under = _stacked((row.denominators for row in found), len(table.denominators))
    return Inputs(
        units=tuple(unit for unit, _ in rows),
        indicators=table.columns,
        values=_stacked((row.values for row in found), len(table.columns)),
        periods=tuple(period for _, period in rows) if has_time else (),
        names=names,
        denominators={code: under[:, place] for place, code in enumerate(table.denominators)},
        groups={name: tuple(row.groups[place] for row in found) for place, name in enumerate(table.groups)},
    )


def _stacked(rows: Iterable[Numbers], width: int) -> Numbers:
    found = [*rows]
    return np.array(found, dtype=np.float64).reshape(len(found), width)
