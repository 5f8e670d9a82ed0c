"""Which cells of a sheet does a place such as `9.1.!C7:D9` name?"""

import re
from collections.abc import Callable
from typing import NamedTuple

from styrbord.core.collection.grid import column_number

MOST_ROWS, MOST_COLUMNS = 200, 40
Link = Callable[[str], str]
_END = re.compile(r"(?P<letters>[A-Z]{1,3})?(?P<number>[1-9][0-9]{0,6})?")


class Area(NamedTuple):
    """Cells from a first to a last row and column, counted from 0, both ends included."""

    sheet: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def cells(self) -> list[tuple[int, int]]:
        """Cells of the area that a page shows."""
        rows = range(self.first_row, min(self.last_row, MOST_ROWS - 1) + 1)
        columns = range(self.first_column, min(self.last_column, MOST_COLUMNS - 1) + 1)
        return [(row, column) for row in rows for column in columns]


def area(place: str) -> Area | None:
    """Area of a cell, a range, whole rows `S!7` or columns `S!C`; None for any other place."""
    sheet, has_sheet, cells = place.rpartition("!")
    first, _colon, last = cells.partition(":")
    start, end = _END.fullmatch(first), _END.fullmatch(last or first)
    if not has_sheet or not first or start is None or end is None:
        return None
    return Area(
        sheet,
        int(start["number"] or 1) - 1,
        column_number(start["letters"]) if start["letters"] else 0,
        int(end["number"] or MOST_ROWS) - 1,
        column_number(end["letters"]) if end["letters"] else MOST_COLUMNS - 1,
    )


def cell_id(row: int, column_letters: str) -> str:
    """Anchor of a cell in the page."""
    return f"cell-{column_letters}{row + 1}"
