"""How do the cells of a sheet become rows of one length, without the blanks around them?"""

from collections.abc import Iterable

from styrbord.core.collection.grid import Cell, Merge
from styrbord.sources.formats._problems import too_large

MOST_COLUMNS = 16_384
MOST_ROWS = 1_048_576
_OFTEN = 256  # rows between two looks at the size


class Rows:
    """Rows from A1 on: blank rows at the end and blank columns at the right are not kept."""

    def __init__(self, most_cells: int, place: str = "") -> None:
        """Begin with no row."""
        self.rows: list[list[Cell]] = []
        self.width = 0
        self._most = most_cells
        self._place = place
        self._blank = 0
        self._texts: dict[str, str] = {}

    @property
    def next_row(self) -> int:
        """Number, from 0, of the row that comes next."""
        return len(self.rows) + self._blank

    @property
    def cells(self) -> int:
        """Cells that are kept."""
        return len(self.rows) * self.width

    def add(self, row: list[Cell]) -> None:
        """Take the next row; equal texts are kept once."""
        if row and type(row[-1]) is float and len(row) == self.width:
            self._keep(row)
            return
        if row.count("") == len(row):
            self._blank += 1
            return
        for column in range(len(row) - 1, self.width - 1, -1):
            if row[column] != "" and not is_blank(row[column]):
                self.width = column + 1
                break
        else:
            if all(map(is_blank, row)):
                self._blank += 1
                return
        self._keep(row[: self.width])

    def _keep(self, row: list[Cell]) -> None:
        if self._blank or not len(self.rows) % _OFTEN:
            self._fill()
        same = self._texts.setdefault
        self.rows.append([same(cell, cell) if type(cell) is str else cell for cell in row])

    def add_blank(self, count: int) -> None:
        """Take so many blank rows, which are kept only when something follows."""
        self._blank += count

    def expect(self, rows: int, columns: int) -> None:
        """Refuse so many further rows when they would be too many."""
        size = (self.next_row + rows) * max(columns, self.width)
        if size > self._most or self.next_row >= MOST_ROWS * 4:
            raise too_large(size, self._most, "cells", self._place)

    def _fill(self) -> None:
        self.expect(1, 0)
        if self._blank:
            self.rows.extend([] for _ in range(self._blank))
            self._blank = 0

    def done(self) -> list[list[Cell]]:
        """All rows, of one length."""
        if self.cells > self._most:
            raise too_large(self.cells, self._most, "cells", self._place)
        for row in self.rows:
            if len(row) < self.width:
                row.extend([""] * (self.width - len(row)))
        return self.rows


def is_blank(cell: Cell) -> bool:
    """Whether nothing is printed in a cell."""
    return cell is None or (type(cell) is str and not cell.strip())


def within(merges: Iterable[Merge], rows: int, columns: int) -> tuple[Merge, ...]:
    """Merges, as far as they lie in a sheet of that size."""
    kept = []
    for top, left, bottom, right in merges:
        bottom, right = min(bottom, rows - 1), min(right, columns - 1)
        if 0 <= top <= bottom and 0 <= left <= right and (top, left) != (bottom, right):
            kept.append(Merge(top, left, bottom, right))
    return tuple(kept)
