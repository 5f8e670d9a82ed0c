"""How is a sheet made by hand for a test, and what does reading it come to?"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from styrbord.core.base.problems import Problem
from styrbord.core.collection.extraction import extract
from styrbord.core.collection.finding import find_tables
from styrbord.core.collection.finding.kinds import FILLED, joined, kinds_of
from styrbord.core.collection.grid import Cell, Merge, Sheet, column_number, letters, place
from styrbord.core.collection.matching import Gazetteer
from styrbord.core.collection.model import Found, Indicator, Observation, Role, Taken

NOBODY = Gazetteer(())
_WHOLE_ROW = {"lead", "repeated-header", "by-layout", "column-numbers"}
_PLACE = re.compile(r"([A-Z]+)([0-9]+)")

Cells = list[Cell]


def sheet(*rows: Any, name: str = "S", merges: tuple[Merge, ...] = (), **looks: Any) -> Sheet:
    """Sheet of rows as formats give them: whole numbers as float, rows of one length."""
    width = max((len(row) for row in rows), default=0)
    made = [[_cell(cell) for cell in row] + [None] * (width - len(row)) for row in rows]
    return Sheet(name, made, merges, **looks)


def _cell(cell: Any) -> Cell:
    return float(cell) if type(cell) is int else cell


@dataclass
class Told:
    """Everything that a reading tells, unbounded."""

    places: list[Taken] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    indicators: dict[str, Indicator] = field(default_factory=dict)

    def taken(self, taken: Taken) -> None:
        """Keep it."""
        self.places.append(taken)

    def problem(self, problem: Problem) -> None:
        """Keep it."""
        self.problems.append(problem)

    def indicator(self, indicator: Indicator) -> None:
        """Keep it."""
        self.indicators.setdefault(indicator.code, indicator)

    def codes(self) -> list[str]:
        """Codes of the problems."""
        return [problem.code for problem in self.problems]

    def left_out(self, why: str) -> list[str]:
        """Places that were left out for a reason."""
        return [taken.place for taken in self.places if taken.why == why]


@dataclass
class Reading:
    """A sheet, its tables, its observations and what was told."""

    sheet: Sheet
    found: Found
    observations: list[Observation]
    told: Told

    def values(self) -> dict[str, str]:
        """Values by the cell's name, without the sheet's."""
        return {one.cell.rpartition("!")[2]: one.value for one in self.observations}

    def by_key(self) -> dict[tuple[str, str, str], str]:
        """Values by territory, indicator's name and period."""
        return {(one.territory_name, one.indicator_name, one.period): one.value for one in self.observations}


def read(given: Sheet, gazetteer: Gazetteer = NOBODY) -> Reading:
    """Find the tables of a sheet, and read them."""
    found = find_tables(given, gazetteer)
    told = Told(list(found.taken), list(found.problems))
    observations = [one for table in found.tables for one in extract(given, table, gazetteer, told)]
    return Reading(given, found, observations, told)


def lost(reading: Reading) -> list[str]:
    """Cells with a number or a mark for missing that came to nothing, and of which nothing is said."""
    given = reading.sheet
    said = {one.cell for one in reading.observations} | {taken.place for taken in reading.told.places}
    said |= {str(problem.params.get("second_place", problem.place)) for problem in reading.told.problems}
    rows, columns = set(_rows(reading)), set(_columns(reading))
    if any(taken.why in ("no-period", "contents", "text") for taken in reading.told.places):
        return []
    covered = joined(given, 0, len(given.rows))
    return [
        place(given.name, row, column)
        for row, cells in enumerate(given.rows)
        for column, kind in enumerate(kinds_of(cells))
        if kind in FILLED
        and (row, column) not in covered
        and not ({(row, None), (row, column)} & rows or column in columns)
        and place(given.name, row, column) not in said
    ]


def _rows(reading: Reading) -> Iterator[tuple[int, int | None]]:
    """Rows, or cells of them, that are told as a whole: headers, labels, rows that are left out."""
    for table in reading.found.tables:
        yield from ((row, None) for row in range(table.header[0], table.header[1] + 1))
        for column in table.columns:
            if column.role not in (Role.VALUE, Role.SKIP):
                yield from ((row, column.index) for row in range(table.body[0], table.body[1] + 1))
    for taken in reading.told.places:
        if taken.why in _WHOLE_ROW:
            yield _position(taken.place)[0], None
    for problem in reading.told.problems:
        if problem.code == "reading.no-header":
            first, last = problem.params["first"], problem.params["last"]
            yield from ((row - 1, None) for row in range(int(str(first)), int(str(last)) + 1))


def _columns(reading: Reading) -> Iterator[int]:
    for taken in reading.told.places:
        if taken.why == "unclear-period":
            yield _position(taken.place)[1]
    for problem in reading.told.problems:
        if problem.code == "reading.no-column-header":
            yield column_number(str(problem.params["column"]))


def _position(where: str) -> tuple[int, int]:
    match = _PLACE.fullmatch(where.rpartition("!")[2])
    assert match, where
    return int(match[2]) - 1, column_number(match[1])


def taken_twice(reading: Reading) -> list[str]:
    """Cells that gave more than one observation."""
    return [cell for cell, count in Counter(one.cell for one in reading.observations).items() if count > 1]


def cell_name(row: int, column: int) -> str:
    """Name of a cell without its sheet's."""
    return f"{letters(column)}{row + 1}"
