"""What does a sheet look like before it is known what it means?"""

import re
from dataclasses import dataclass, field
from functools import cached_property

from styrbord.core.collection.finding.head_words import role_of
from styrbord.core.collection.finding.kinds import (
    BLANK,
    MISSING,
    NUMBER,
    TEXT,
    is_data_row,
    is_period_row,
    is_year,
    kinds_of,
    period_of,
)
from styrbord.core.collection.grid import Cell, Sheet

FORM_CODE = re.compile(r"(?:(?:форма\s)?по\sок[а-яё]{2,4}|глава\sпо\sбк|коды?|дата)\s*:?", re.IGNORECASE)
"""What stands beside or over the codes of a form's own head."""


@dataclass(slots=True)
class Block:
    """Rows that belong together: captions above, a header, a body; from 0, both ends included.

    `captions` are rows of text above the header, top down; `header` is empty when there is none.
    `repeated` are rows of the body that repeat the header or count its columns.
    """

    captions: list[int]
    header: list[int]
    first: int
    last: int
    columns: tuple[int, int]
    repeated: set[int] = field(default_factory=set)


class Look:
    """A sheet with the kinds of its cells, row by row."""

    def __init__(self, sheet: Sheet) -> None:
        """Look at every cell once."""
        self.sheet = sheet
        self.rows = sheet.rows
        self.kinds = [kinds_of(row) for row in sheet.rows]

    @cached_property
    def data(self) -> list[int]:
        """Rows that hold values: neither blank, nor text alone, nor periods alone."""
        return [
            row
            for row, kinds in enumerate(self.kinds)
            if is_data_row(kinds) and not self.has_periods(row) and not self._is_form_code(row, kinds)
        ]

    def _is_form_code(self, row: int, kinds: str) -> bool:
        """Whether the row's only number is a code of the form itself: по ОКТМО 61000000."""
        if kinds.count(NUMBER) != 1 or MISSING in kinds:
            return False
        before = kinds.rfind(TEXT, 0, kinds.find(NUMBER))
        return before >= 0 and bool(FORM_CODE.fullmatch(self.text(row, before)))

    def has_periods(self, row: int) -> bool:
        """Whether the row holds periods and no other numbers; values that look like years are none."""
        return row in self._periods

    @cached_property
    def _periods(self) -> frozenset[int]:
        """Rows of periods, from the top down."""
        found: set[int] = set()
        head: int | None = None
        for row, kinds in enumerate(self.kinds):
            is_period = is_period_row(self.rows[row], kinds)
            if is_period and (head is None or not self._is_named(row, head)):
                found.add(row)
                head = row
            elif kinds.count(TEXT) > 1 and not kinds.strip(BLANK + TEXT):
                head = row
            elif not kinds.strip(BLANK):
                head = None
        return frozenset(found)

    def _is_named(self, row: int, head: int) -> bool:
        """Whether numbers like years are values of a name under a header: Ale 1950 2010."""
        kinds = self.kinds[row]
        first = len(kinds) - len(kinds.lstrip(BLANK))
        label = self.text(row, first)
        if kinds[first] != TEXT or kinds[first + 1 :].strip(BLANK + NUMBER) or role_of(label) is not None:
            return False
        columns = [column for column in self.filled(row) if column > first]
        if any(isinstance(self.rows[row][column], str) for column in columns) or period_of(label):
            return False
        above = [self.text(head, column) for column in columns]
        if not all(above) or label == self.text(head, first):
            return False
        are_usual = row - 1 > head and all(is_year(self.rows[row - 1][column]) for column in columns)
        return are_usual or above != [self.text(row, column) for column in columns]

    def is_blank(self, row: int) -> bool:
        """Whether nothing is printed in the row."""
        return not self.kinds[row].strip(BLANK)

    def filled(self, row: int) -> list[int]:
        """Columns of a row that hold something."""
        return [column for column, kind in enumerate(self.kinds[row]) if kind != BLANK]

    def text(self, row: int, column: int) -> str:
        """Words of a cell, as they are; a whole number without its point; empty for a blank."""
        return words(self.rows[row][column])

    def texts(self, row: int) -> list[str]:
        """Words of all texts of a row."""
        return [self.text(row, column) for column, kind in enumerate(self.kinds[row]) if kind == TEXT]


def words(cell: Cell) -> str:
    """Words of a cell; a whole number without its point, a date by ISO 8601.

    Returns
    -------
    str

    Examples
    --------
    >>> words(2010.0), words(None), words(" a ")
    ('2010', '', 'a')
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
