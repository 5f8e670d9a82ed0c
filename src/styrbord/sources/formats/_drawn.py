"""How does a reader draw up one sheet, cell after cell?"""

from styrbord.core.collection.grid import Cell, Merge, Sheet, place
from styrbord.sources.formats._problems import too_large
from styrbord.sources.formats._rows import MOST_COLUMNS, Rows, is_blank, within


class Drawn:
    """A sheet under way: cells come from left to right, rows from the top down."""

    def __init__(self, name: str, most_cells: int) -> None:
        """Begin at A1."""
        self.name = name
        self.rows = Rows(most_cells, name)
        self.row: list[Cell] = []
        self.column = 0
        self.merges: list[Merge] = []
        self.indents: dict[tuple[int, int], int] = {}
        self.marks: dict[tuple[int, int], str] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.is_hidden = False
        self.unvalued: list[str] = []

    def cell(self, value: Cell, indent: int = 0, mark: str = "", across: int = 0, down: int = 0) -> None:
        """Take the next cell; it may be joined with so many at its right and below."""
        at = (self.rows.next_row, self.column)
        if not is_blank(value):
            self._reach(self.column)
            self.row.append(value)
            if indent:
                self.indents[at] = indent
            if mark:
                self.marks[at] = mark
        if (across or down) and len(self.merges) < 1_000_000:
            self.merges.append(Merge(at[0], at[1], at[0] + down, at[1] + across))
        self.column += 1

    def skip(self, count: int) -> None:
        """Leave so many cells blank."""
        self.column += count

    def formula_without_value(self) -> None:
        """Remember that the cell at hand was never computed."""
        self.unvalued.append(place(self.name, self.rows.next_row, self.column))

    def _reach(self, column: int) -> None:
        if column >= MOST_COLUMNS * 4:
            raise too_large(column + 1, MOST_COLUMNS, "columns", self.name)
        self.row.extend([""] * (column - len(self.row)))

    def end_row(self, times: int = 1) -> None:
        """Close a row, which stands there so many times."""
        if not self.row:
            self.rows.add_blank(times)
        else:
            self.rows.expect(times, len(self.row))
        for _ in range(times if self.row else 0):
            self.rows.add(self.row)
        self.row, self.column = [], 0

    def sheet(self) -> Sheet:
        """The finished sheet."""
        rows = self.rows.done()
        merges = within(self.merges, len(rows), self.rows.width)
        return Sheet(
            self.name,
            rows,
            merges,
            self.indents,
            self.marks,
            frozenset(row for row in self.hidden_rows if row < len(rows)),
            frozenset(column for column in self.hidden_columns if column < self.rows.width),
            self.is_hidden,
        )
