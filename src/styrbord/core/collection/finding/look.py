"""What does a sheet look like before it is known what it means?"""

import re
from dataclasses import dataclass, field
from functools import cached_property

from styrbord.core.collection.finding.kinds import (
    BLANK,
    MISSING,
    NUMBER,
    TEXT,
    is_data_row,
    is_period_row,
    kinds_of,
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
        """Whether the row holds periods and no other numbers."""
        return is_period_row(self.rows[row], self.kinds[row])

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
