"""How do the cells of a sheet become rows of one length, without the blanks around them?"""

from collections.abc import Iterable

from styrbord.core.collection.grid import Cell, Merge


class Rows:
    """Rows from A1 on: blank rows at the end and blank columns at the right are not kept."""

    def __init__(self) -> None:
        """Begin with no row."""
        self.rows: list[list[Cell]] = []
        self.width = 0
        self._blank = 0
        self._texts: dict[str, str] = {}

    def add(self, row: list[Cell]) -> None:
        """Take the next row; equal texts are kept once."""
        for column in range(len(row) - 1, self.width - 1, -1):
            if not is_blank(row[column]):
                self.width = column + 1
                break
        else:
            if all(map(is_blank, row)):
                self._blank += 1
                return
        self.fill()
        same = self._texts.setdefault
        self.rows.append([same(cell, cell) if type(cell) is str else cell for cell in row[: self.width]])

    def add_blank(self, count: int) -> None:
        """Take so many blank rows, which are kept only when something follows."""
        self._blank += count

    def fill(self) -> None:
        """Keep the blank rows so far."""
        self.rows.extend([] for _ in range(self._blank))
        self._blank = 0

    def done(self) -> list[list[Cell]]:
        """All rows, of one length."""
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
