"""What does one sheet of a workbook hold, cell by cell?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from styrbord.core.base.problems import Problem


class Broken(NamedTuple):
    """A cell whose formula gave an error, such as #DIV/0!; `text` is what the program showed."""

    text: str


Cell = str | float | bool | date | datetime | time | timedelta | Broken | None
"""What a cell holds: None or an empty text is a blank; whole numbers may come as float."""


class Merge(NamedTuple):
    """Cells joined into one, both ends included, counted from 0; the value stands top left."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(slots=True)
class Sheet:
    """One sheet: rows from the top left cell A1, all of the same length.

    `indents` are levels of indentation by (row, column), from the cell's style or its leading
    spaces; `marks` are the raised texts (superscripts) at a cell's end, which its value still
    holds; `colours` and other looks are not kept. `is_hidden` sheets are read and told.
    `first_line` is 1 for texts with lines (CSV), so that places can be told as lines too.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    merges: tuple[Merge, ...] = ()
    indents: Mapping[tuple[int, int], int] = field(default_factory=dict)
    marks: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False

    @property
    def width(self) -> int:
        """Columns of the sheet."""
        return len(self.rows[0]) if self.rows else 0


@dataclass(slots=True)
class Workbook:
    """A file of sheets, in their order; `file_format` is the code of the format it was read by.

    `problems` are warnings about the file, such as formulas that were saved without their values.
    """

    file_format: str
    sheets: list[Sheet]
    problems: tuple[Problem, ...] = ()


def letters(column: int) -> str:
    """Name of a column counted from 0.

    Returns
    -------
    str

    Examples
    --------
    >>> letters(0), letters(25), letters(26), letters(701), letters(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(name: str) -> int:
    """Number, from 0, of a column's name; the inverse of `letters`.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If the text is not one to three letters.

    Examples
    --------
    >>> column_number("A"), column_number("ZZ")
    (0, 701)
    """
    if not (0 < len(name) <= 3 and name.isascii() and name.isalpha()):
        raise ValueError(f"{name!r} is not the name of a column; write letters such as A or BC")
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def place(sheet: str, row: int, column: int) -> str:
    """Where a cell stands, as people write it.

    Returns
    -------
    str

    Examples
    --------
    >>> place("9.1.", 6, 2)
    '9.1.!C7'
    """
    return f"{sheet}!{letters(column)}{row + 1}"
