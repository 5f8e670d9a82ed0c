"""Which indicator, period and breakdown does a value column give in a row of a given path?"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from styrbord.core.base.codes import LONGEST, breakdown_codes, breakdown_text
from styrbord.core.collection.extraction.paths import Path
from styrbord.core.collection.extraction.row_label import breakdown_of
from styrbord.core.collection.finding.kinds import period_of
from styrbord.core.collection.model import Column, Indicator, Role, Table
from styrbord.core.collection.names import code_part, is_total
from styrbord.core.collection.period_words import PeriodLabel, combine
from styrbord.core.collection.unit_words import is_unit, unit_in

_SHORT = 12
_PRICES = re.compile(r"(?<!\w)(?:цен[ыа]?|тариф\w*|prices?|pris(?:er)?)(?!\w)", re.IGNORECASE)
_RELATIVE = re.compile(r"%|процент|место|percent|per cent|procent", re.IGNORECASE)


class Slot(NamedTuple):
    """What one value column says in rows of the same path, unit, periods and breakdown."""

    column: int
    code: str
    name: str
    period: str
    breakdown: str
    note: str
    territory: str


class Slots(NamedTuple):
    """Value columns in rows of one path; plain ones have a period, and neither a note nor a territory."""

    each: tuple[Slot, ...]
    are_plain: bool


class Series:
    """Names the series of one table, each once."""

    def __init__(self, table: Table, tell: Callable[[Indicator], None]) -> None:
        """Keep the value columns; every indicator is told to `tell` when it first comes."""
        self._table, self._tell = table, tell
        self._columns = table.having(Role.VALUE)
        self._whole = _labels_of(table.period).label
        self._begin = "" if table.having(Role.INDICATOR_CODE) else table.code
        self._labels = {column.index: _labels_of(column.period) for column in self._columns}
        self._indicators = lru_cache(maxsize=1 << 14)(self._indicators_of)
        self.slots = lru_cache(maxsize=1 << 14)(self._slots)

    def _slots(
        self,
        path: Path,
        names: Path,
        unit: str,
        periods: tuple[PeriodLabel, ...],
        breakdown: tuple[tuple[str, str], ...],
    ) -> Slots:
        """What the value columns say in rows with these labels, from left to right."""
        indicators = self._indicators(path, names, unit)
        each = tuple(
            Slot(
                column.index,
                indicator.code,
                indicator.name,
                self._period(column.index, column.period, periods),
                self._breakdown(breakdown, column.breakdown),
                column.note,
                column.territory,
            )
            for column, indicator in zip(self._columns, indicators, strict=True)
        )
        are_plain = all(slot.period and not slot.note and not slot.territory for slot in each)
        return Slots(each, are_plain)

    def _indicators_of(self, path: Path, names: Path, unit: str) -> tuple[Indicator, ...]:
        found = tuple(self._indicator(path, names, column, unit) for column in self._columns)
        for indicator in dict.fromkeys(found):
            self._tell(indicator)
        return found

    def _indicator(self, path: Path, names: Path, column: Column, unit: str) -> Indicator:
        table = self._table
        if table.indicator:
            return Indicator(table.indicator, table.title or table.indicator, unit or table.unit, table.note)
        words = [word for word in (*names, *column.measure) if word]
        name = " / ".join(words) or table.title or table.sheet
        if words and table.title and (all(map(_says_little, words)) or len(name) < _SHORT):
            name = f"{table.title} / {name}"
        code = code_of(self._begin, (*path, *column.measure)) or code_part(table.title)
        return Indicator(code, name, self._unit(names, column, unit), table.note)

    def _unit(self, names: Path, column: Column, unit: str) -> str:
        """Unit of a row in a column; what a price is paid for, "Хлеб, кг", is no unit of the price."""
        if column.unit and _RELATIVE.search(column.unit):
            return column.unit
        table = self._table
        if table.unit and _PRICES.search(table.title):
            return unit or column.unit or table.unit
        return unit or column.unit or (unit_in(names[-1])[0] if names else "") or table.unit

    def _period(self, column: int, own: str, labels: tuple[PeriodLabel, ...]) -> str:
        """Period of a cell by ISO 8601: what its column says, what its row says, or the table."""
        if not labels and self._labels[column].is_part:
            labels = tuple(filter(None, [self._whole]))
        if not labels:
            return own if own and not self._labels[column].is_part else self._table.period
        mine = self._labels[column].label
        both = [*([mine] if mine else []), *labels]
        return (
            combine(both) or (own if own and not self._labels[column].is_part else "") or self._table.period
        )

    def _breakdown(self, label: tuple[tuple[str, str], ...], column: str) -> str:
        codes = breakdown_of(label)
        if column:
            codes.update(breakdown_codes(column))
        return breakdown_text(codes)


def _says_little(word: str) -> bool:
    return is_total(word) or is_unit(word)


class _Own(NamedTuple):
    label: PeriodLabel | None
    is_part: bool


def _labels_of(period: str) -> _Own:
    """Label of a column's period; a part of a year without its year is written `*-Q1`."""
    if not period:
        return _Own(None, False)
    is_part = period.startswith("*-")
    label = period_of(period.replace("*", "2000"))
    if label and is_part:
        label = PeriodLabel(None, label.part)
    return _Own(label, is_part)


def code_of(begin: str, path: Sequence[str]) -> str:
    """Code of an indicator: the code of its table and the words of its path.

    Parameters
    ----------
    begin : code of the table.
    path : words from the top down; years and marks are not part of a code.

    Returns
    -------
    str
        At most 64 letters; a longer one is cut and ends with a short hash of the whole.

    Examples
    --------
    >>> code_of("9.1", ()), code_of("1", ("Всего", "прием"))
    ('9.1', '1.Всего.прием')
    """
    parts = [part for part in (code_part(word) for word in path) if part]
    whole = ".".join([begin, *parts] if begin else parts)
    if len(whole) <= LONGEST:
        return whole
    mark = sha256(whole.encode()).hexdigest()[:8]
    return f"{whole[: LONGEST - 9].rstrip('.-_')}_{mark}"
