"""Which series does a table of rows hold?

Columns: date, value, and by wish the series' name and a trajectory that is carried along unused.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from styrbord.core.base.codes import nearest
from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.signals.gaps import IntArray, season_of
from styrbord.core.signals.series import NO_FACET, FloatArray, Series
from styrbord.core.spine.indicators import Direction

define(
    "signals.column",
    "The table has no column '{name}'; it has: {known}.",
    "Name one of these{hint}, or write the column into the first line.",
)
define(
    "signals.empty", "The table has no rows.", "Write a line for each period below the names of the columns."
)
define(
    "signals.ragged",
    "The line has {found} cells, the first line has {expected}.",
    "Write as many cells as there are columns, empty ones too.",
)
define(
    "signals.date",
    "'{text}' is not a date.",
    "Write days as 2020-03-01, or periods as {forms}, all of one kind.",
)
define(
    "signals.value",
    "'{text}' is not a number.",
    "Write a number with a decimal point; leave the cell empty where the value is missing.",
)
define(
    "signals.duplicate",
    "Series '{key}' has two values for {day}.",
    "Keep one. If the table holds several series, name the column that tells them apart (--facet).",
)

MISSING = frozenset({"", "NA", "NaN", "nan"})
MOST_TOLD = 10
STAGES = 4
FORMS = "2020, 2020-Q1, 2020-03, 2020-W05"
_SEASON = {
    Frequency.ANNUAL: 1,
    Frequency.HALF: 2,
    Frequency.QUARTER: 4,
    Frequency.MONTH: 12,
    Frequency.WEEK: 52,
}
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the columns; without a series column all rows are one series."""

    date: str = "date"
    value: str = "value"
    series: str = ""
    trajectory: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Series of a table in order of their names.

    `trajectory` is text (row,), in order of series and day, empty where missing; `has_series` tells
    whether the rows were told apart by a column.
    """

    series: tuple[Series, ...]
    trajectory: tuple[str, ...]
    has_series: bool


def table_of(
    lines: Iterable[Sequence[str]],
    columns: Columns,
    direction: Direction,
    name: str = "",
    progress: Progress = silent,
) -> Table:
    """Series of a table whose first line names the columns.

    Parameters
    ----------
    lines : cells of each line, in any order of series and date; lines without cells are left out
    columns : which column is what
    direction : which way is good, for all series
    name : what the table is called in problems

    Returns
    -------
    Table

    Raises
    ------
    Refused
        `signals.column`, `signals.empty`, `signals.ragged`, `signals.date`, `signals.value`,
        `signals.duplicate`; up to ten problems at once, each with its line. Nothing is left out to go on.
    """
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if line]
    header, body = numbered[0][1] if numbered else (), numbered[1:]
    day_at, value_at, *others = (
        header_at(header, wanted, name) if wanted else -1
        for wanted in (columns.date, columns.value, columns.series, columns.trajectory)
    )
    if not body:
        raise Refused(Problem("signals.empty", name))
    reading = _Reading(name, body, len(header))
    progress(1, STAGES, "reading")
    days = reading.days(day_at)
    progress(2, STAGES, "reading")
    values = reading.values(value_at)
    reading.stop()
    progress(3, STAGES, "reading")
    keys, trajectory = (reading.texts(at) for at in others)
    table = _sorted_out(reading, keys if columns.series else [NO_FACET] * len(days), days, values, direction)
    order, series = table
    progress(STAGES, STAGES, "reading")
    carried = tuple(trajectory[row] for row in order.tolist()) if trajectory else ("",) * len(days)
    return Table(series, carried, bool(columns.series))


class _Reading:
    """Reads columns, keeping what is wrong until all were seen."""

    def __init__(self, name: str, body: Sequence[tuple[int, Sequence[str]]], width: int) -> None:
        """Take the lines that have as many cells as the first."""
        self.name = name
        self.frequency: Frequency | None = None
        self._problems: list[tuple[int, Problem]] = []
        for number, line in body:
            if len(line) != width:
                self._tell("signals.ragged", number, found=len(line), expected=width)
        self._rows = [(number, line) for number, line in body if len(line) == width]

    def place(self, row: int) -> str:
        """Where a row stands."""
        return self._place(self._rows[row][0])

    def texts(self, at: int) -> list[str]:
        """Cells of a column; empty for no column."""
        return [line[at] for _, line in self._rows] if at >= 0 else []

    def days(self, at: int) -> IntArray:
        """First day of each row's period, int64 (row,), `date.toordinal()`; 0 where it cannot be read."""
        known: dict[str, int] = {}
        return np.array(
            [known.get(line[at]) or self._day(line[at], number, known) for number, line in self._rows]
        )

    def values(self, at: int) -> FloatArray:
        """Value of each row, float64 (row,); NaN where missing."""
        is_number = _NUMBER.fullmatch
        found = [
            float(line[at]) if is_number(line[at]) else self._value(line[at], number)
            for number, line in self._rows
        ]
        values = np.array(found, dtype=np.float64)
        for row in np.flatnonzero(np.isinf(values)).tolist():
            number, line = self._rows[row]
            self._tell("signals.value", number, text=line[at])
        return values

    def stop(self) -> None:
        """Refuse when anything was wrong, in order of the lines."""
        if self._problems:
            self._problems.sort(key=lambda told: told[0])
            raise Refused(problem for _, problem in self._problems[:MOST_TOLD])

    def _day(self, text: str, number: int, known: dict[str, int]) -> int:
        try:
            period = Period.parse(text.strip())
        except Refused:
            period = None
        frequency = period.frequency if period else Frequency.YEAR_TO_DATE
        if period is not None and self.frequency is None:
            self.frequency = frequency
        if period is None or frequency is Frequency.YEAR_TO_DATE or frequency is not self.frequency:
            self._tell("signals.date", number, text=text, forms=FORMS)
            return 0
        known[text] = period.first_day.toordinal()
        return known[text]

    def _value(self, text: str, number: int) -> float:
        bare = text.strip()
        if bare in MISSING:
            return float("nan")
        return float(bare) if _NUMBER.fullmatch(bare) else float("inf")

    def _tell(self, code: str, number: int, **params: object) -> None:
        self._problems.append((number, Problem(code, self._place(number), params)))

    def _place(self, number: int) -> str:
        return ", ".join(part for part in (self.name, f"line {number}") if part)


def _sorted_out(
    reading: _Reading, keys: Sequence[str], days: IntArray, values: FloatArray, direction: Direction
) -> tuple[IntArray, tuple[Series, ...]]:
    """Order of the rows by series and day, and the series."""
    numbers = {key: number for number, key in enumerate(sorted(set(keys)))}
    owner = np.array([numbers[key] for key in keys], dtype=np.int64)
    order = np.lexsort((days, owner))
    owner, days, values = owner[order], days[order], values[order]
    twice = np.flatnonzero((np.diff(owner) == 0) & (np.diff(days) == 0)) + 1
    if len(twice):
        raise Refused(
            Problem(
                "signals.duplicate",
                reading.place(int(order[row])),
                {"key": keys[order[row]], "day": date.fromordinal(int(days[row]))},
            )
            for row in twice[:MOST_TOLD]
        )
    known: dict[bytes, tuple[tuple[date, ...], int]] = {}
    series = []
    for key, begin, end in zip(numbers, *_ends(owner), strict=True):
        at, season = _calendar(days[begin:end], reading.frequency, known)
        series.append(Series(key, at, values[begin:end], direction, season))
    return order, tuple(series)


def _ends(owner: IntArray) -> tuple[list[int], list[int]]:
    """First row of each series, and the row after its last."""
    begins = np.flatnonzero(np.append(True, np.diff(owner) != 0))
    return begins.tolist(), [*begins[1:].tolist(), len(owner)]


def _calendar(
    days: IntArray, frequency: Frequency | None, known: dict[bytes, tuple[tuple[date, ...], int]]
) -> tuple[tuple[date, ...], int]:
    """Days and rows a year of a series; series with the same days share them."""
    same = days.tobytes()
    if same not in known:
        at = tuple(map(date.fromordinal, days.tolist()))
        season = _SEASON.get(frequency) if frequency else None
        known[same] = (at, season or season_of(at))
    return known[same]


def header_at(header: Sequence[str], wanted: str, name: str) -> int:
    """Position of a column.

    Returns
    -------
    int

    Raises
    ------
    Refused
        `signals.column` when the first line does not name it.
    """
    known = [one.strip() for one in header]
    if wanted in known:
        return known.index(wanted)
    near = nearest(wanted, known)
    params = {
        "name": wanted,
        "known": ", ".join(known) or "none",
        "hint": f", perhaps '{near}'" if near else "",
    }
    raise Refused(Problem("signals.column", name, params))
