"""What was each cell of a sheet taken for, and what is wrong with it?"""

from collections.abc import Iterable, Sequence
from typing import Protocol

from styrbord.core.collection.model import Column, Role, Table, Taken
from styrbord.core.collection.values import Kind, read_value
from styrbord.web.code_words import word
from styrbord.web.imports import words
from styrbord.web.imports.places import MOST_ROWS, area

Marks = dict[tuple[int, int], Taken]
_OF_ROLE = {
    Role.TERRITORY: "territory",
    Role.TERRITORY_CODE: "territory",
    Role.INDICATOR: "indicator",
    Role.INDICATOR_CODE: "indicator",
    Role.NUMBER: "indicator",
    Role.GROUP: "group",
    Role.UNIT: "unit",
    Role.PERIOD: "period",
    Role.BREAKDOWN: "breakdown",
    Role.STATUS: "status",
    Role.NOTE: "footnote",
    Role.VALUE: "value",
    Role.SKIP: "left-out",
}


class Finding(Protocol):
    """What is known of a problem here: where it is, and whether it stops a load."""

    @property
    def place(self) -> str:
        """Where."""

    @property
    def is_error(self) -> bool:
        """Whether it stops a load."""


def marks_of(name: str, tables: Iterable[Table], taken: Iterable[Taken]) -> Marks:
    """What each cell was taken for: first by the tables, then by what the account says of single places."""
    marks: Marks = {}
    for table in tables:
        for row in range(table.header[0], min(table.body[1], MOST_ROWS) + 1):
            for column in table.columns:
                marks[row, column.index] = _by_table(table, row, column)
    for one in taken:
        place = area(one.place)
        if place and place.sheet == name:
            cells = _whole_row(place.first_row, marks) if one.why == "by-layout" else place.cells
            marks.update((cell, one) for cell in cells if not _says_more(marks.get(cell), one))
    return marks


def _whole_row(row: int, marks: Marks) -> list[tuple[int, int]]:
    """Cells of a row of a table; a name that a layout leaves out takes its numbers with it."""
    return [cell for cell in marks if cell[0] == row]


def _says_more(before: Taken | None, one: Taken) -> bool:
    """Whether the table knows the period that a cell of the header was taken for."""
    return before is not None and before.what == "period" and one.what == "header"


def with_missing(marks: Marks, rows: Sequence[Sequence[str]], tables: Iterable[Table]) -> Marks:
    """The marks, with those numbers told apart that are printed as missing."""
    notes = frozenset(mark for table in tables for mark in table.notes)
    for (row, column), mark in list(marks.items()):
        text = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
        if mark.what == "value" and text and (said := read_value(text, notes)).kind is Kind.MISSING:
            marks[row, column] = Taken("", "status", meaning=word(words.MARKS, said.status))
    return marks


def _by_table(table: Table, row: int, column: Column) -> Taken:
    if row >= table.body[0]:
        return Taken("", "left-out" if row in table.skipped else _OF_ROLE[column.role])
    if column.period:
        return Taken("", "period", meaning=column.period)
    return Taken("", "header", meaning=" / ".join(column.measure))


def weights_of(name: str, problems: Iterable[Finding]) -> dict[tuple[int, int], str]:
    """Whether an error or a warning speaks of a cell; an error weighs more."""
    weights: dict[tuple[int, int], str] = {}
    for problem in sorted(problems, key=lambda one: one.is_error):
        place = area(problem.place)
        if place and place.sheet == name:
            weights.update(dict.fromkeys(place.cells, "error" if problem.is_error else "warning"))
    return weights
