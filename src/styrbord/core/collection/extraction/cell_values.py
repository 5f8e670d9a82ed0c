"""What does a cell of a table's body say: a value, a status, notes, or something that is none of these?"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from styrbord.core.base.problems import Problem, Severity, define
from styrbord.core.collection.decimal_marks import decimal_mark_of
from styrbord.core.collection.grid import Broken, Cell, Sheet
from styrbord.core.collection.missing_words import status_meant
from styrbord.core.collection.model import LEGEND, Role, Table
from styrbord.core.collection.unit_words import is_money
from styrbord.core.collection.values import Kind, decimals_of, read_value

define(
    "reading.not-a-number",
    "'{text}' is neither a number nor a mark for a missing one.",
    "Correct the cell, or leave its row or column out in the layout.",
    Severity.WARNING,
)
define(
    "reading.date-as-number",
    "The cell holds the date {text} among numbers.",
    "A program has probably made a date of a number: write the number again.",
    Severity.WARNING,
)
define(
    "reading.broken-formula",
    "The cell shows the error {text} instead of a number.",
    "Mend the formula in the workbook; the number is taken as not known yet.",
    Severity.WARNING,
)

_SECRET = re.compile(r"конфиденциальн|secre[ct]|sekret|confidential|обезличен", re.IGNORECASE)
_PROVISIONAL = re.compile(
    r"^\W*(предварительн\w+( данные)?|provisional|preliminary|preliminär\w*)\W*\w*\W*$", re.IGNORECASE
)
_SAMPLE = 60


class Found(NamedTuple):
    """Value as decimal text (empty when missing), status and note of a cell; status "" for none."""

    value: str
    status: str
    note: str


NOTHING = Found("", "", "")


class CellReader:
    """Reads the cells of one table; knows its footnotes and the decimals of its columns."""

    def __init__(self, sheet: Sheet, table: Table) -> None:
        """Keep what the cells need."""
        self._sheet, self._table = sheet, table
        self._notes: Mapping[str, str] = table.notes
        self._known = frozenset(table.notes)
        self._decimals: dict[int, int | None] = {}
        self._values = [column.index for column in table.having(Role.VALUE)]
        units = [table.unit, table.title, *(column.unit for column in table.columns)]
        self._is_money = any(map(is_money, units))
        self.problems: list[Problem] = []

    def read(self, row: int, column: int, cell: Cell, where: str) -> Found:
        """Read a cell that is no plain number.

        Returns
        -------
        Found
            `NOTHING` for a blank and for what is no value; the latter is told in `problems`.
        """
        if isinstance(cell, date):
            self._tell("reading.date-as-number", where, str(cell))
            return NOTHING
        raised = self._sheet.marks.get((row, column), "")
        printed = read_value(
            cell,
            self._known,
            self._decimals_of(column),
            decimal_mark=self._decimal_mark,
            accounting=self._is_money,
            raised=raised,
        )
        if printed.kind is Kind.BLANK:
            return NOTHING
        if printed.kind is Kind.TEXT:
            self._tell("reading.not-a-number", where, printed.text[:60])
            return NOTHING
        notes = [self._notes[mark] for mark in printed.marks if self._notes.get(mark)]
        if isinstance(cell, Broken):
            self._tell("reading.broken-formula", where, cell.text)
        status = printed.status
        if printed.kind is Kind.MISSING:
            status, notes = self._missing(printed.text, status, notes)
        elif status == "A" and any(map(_PROVISIONAL.search, notes)):
            status = "P"
        return Found(printed.value, status, " | ".join(dict.fromkeys(notes)))

    def _missing(self, mark: str, status: str, notes: Sequence[str]) -> tuple[str, list[str]]:
        """Status of a mark for missing, as the sheet's own legend and footnotes have it."""
        legend = self._notes.get(f"{LEGEND}{mark}", "")
        said = " ".join([legend, *notes])
        if _SECRET.search(said):
            return "Q", list(notes)
        meant = status_meant(legend) if legend else ""
        return meant if meant in ("Q", "L", "M", "Z", "O") else status, list(notes)

    @cached_property
    def _decimal_mark(self) -> str:
        first, last = self._table.body
        rows = self._sheet.rows[first : last + 1]
        return decimal_mark_of(row[column] for row in rows for column in self._values)

    def _decimals_of(self, column: int) -> int | None:
        """Most frequent number of decimals among the plain numbers of a column."""
        if column not in self._decimals:
            first, last = self._table.body
            cells = (row[column] for row in self._sheet.rows[first : min(last + 1, first + _SAMPLE)])
            found = [decimals_of(cell) for cell in cells if isinstance(cell, float)]
            self._decimals[column] = max(set(found), key=found.count) if found else None
        return self._decimals[column]

    def _tell(self, code: str, where: str, text: str) -> None:
        self.problems.append(Problem(code, where, {"text": text}))
