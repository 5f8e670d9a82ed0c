"""Which series does a table of rows hold?

Columns: date, value, and by wish the series' name and a trajectory that is carried along unused.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

import numpy as np

from styrbord.core.base.codes import nearest
from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.signals.gaps import season_of
from styrbord.core.signals.series import NO_FACET, Series
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


def table_of(lines: Iterable[Sequence[str]], columns: Columns, direction: Direction, name: str = "") -> Table:
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
    places = {wanted: header_at(header, wanted, name) for wanted in _wanted(columns)}
    if not body:
        raise Refused(Problem("signals.empty", name))
    reading = _Reading(name)
    rows = reading.rows(body, len(header), [places.get(one, -1) for one in _all(columns)])
    reading.stop()
    series = tuple(
        _series(key, list(some), reading.season, direction)
        for key, some in groupby(_in_order(rows, name), key=lambda row: row[0])
    )
    return Table(series, tuple(row[3] for row in rows), bool(columns.series))


Row = tuple[str, date, float, str, int]  # series, day, value, trajectory, line


class _Reading:
    """Reads cells, keeping what is wrong until all lines were seen."""

    def __init__(self, name: str) -> None:
        """Begin with nothing known."""
        self._name = name
        self._days: dict[str, date] = {}
        self._frequency: Frequency | None = None
        self._problems: list[Problem] = []

    @property
    def season(self) -> int | None:
        """Rows a year as the form of the dates tells it; None for days."""
        return _SEASON.get(self._frequency) if self._frequency else None

    def rows(self, body: Sequence[tuple[int, Sequence[str]]], width: int, at: Sequence[int]) -> list[Row]:
        """Rows of a table, those that can be read."""
        found: list[Row] = []
        day_at, value_at, series_at, trajectory_at = at
        for number, line in body:
            if len(line) != width:
                self._tell("signals.ragged", number, found=len(line), expected=width)
                continue
            day, value = self._day(line[day_at], number), self._value(line[value_at], number)
            if day is not None:
                key = line[series_at] if series_at >= 0 else NO_FACET
                found.append((key, day, value, line[trajectory_at] if trajectory_at >= 0 else "", number))
        return found

    def stop(self) -> None:
        """Refuse when anything was wrong."""
        if self._problems:
            raise Refused(self._problems[:MOST_TOLD])

    def _day(self, text: str, number: int) -> date | None:
        text = text.strip()
        if text not in self._days:
            try:
                period = Period.parse(text)
            except Refused:
                period = None
            frequency = period.frequency if period else Frequency.YEAR_TO_DATE
            self._frequency = self._frequency or frequency
            if period is None or frequency in {Frequency.YEAR_TO_DATE} or frequency is not self._frequency:
                self._tell("signals.date", number, text=text, forms=FORMS)
                return None
            self._days[text] = period.first_day
        return self._days[text]

    def _value(self, text: str, number: int) -> float:
        text = text.strip()
        if text in MISSING:
            return float("nan")
        value = float(text) if _NUMBER.fullmatch(text) else float("inf")
        if np.isinf(value):
            self._tell("signals.value", number, text=text)
        return value

    def _tell(self, code: str, number: int, **params: object) -> None:
        place = ", ".join(part for part in (self._name, f"line {number}") if part)
        self._problems.append(Problem(code, place, params))


def _wanted(columns: Columns) -> list[str]:
    return [one for one in _all(columns) if one]


def _all(columns: Columns) -> tuple[str, str, str, str]:
    return columns.date, columns.value, columns.series, columns.trajectory


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


def _in_order(rows: list[Row], name: str) -> list[Row]:
    rows.sort(key=lambda row: row[:2])
    twice = [later for earlier, later in pairwise(rows) if earlier[1] == later[1] and earlier[0] == later[0]]
    if twice:
        raise Refused(
            Problem(
                "signals.duplicate", f"{name}, line {row[4]}".lstrip(", "), {"key": row[0], "day": row[1]}
            )
            for row in twice[:MOST_TOLD]
        )
    return rows


def _series(key: str, rows: Sequence[Row], season: int | None, direction: Direction) -> Series:
    at = tuple(row[1] for row in rows)
    values = np.array([row[2] for row in rows], dtype=np.float64)
    return Series(key, at, values, direction, season or season_of(at))
