"""What is printed in a cell of labels, once marks and white space are off?"""

from typing import NamedTuple

from styrbord.core.collection.finding.kinds import period_of
from styrbord.core.collection.finding.look import words
from styrbord.core.collection.grid import Cell, Sheet
from styrbord.core.collection.inner_marks import without_inner_marks
from styrbord.core.collection.marks import split_marks
from styrbord.core.collection.model import Table
from styrbord.core.collection.names import clean, is_lead
from styrbord.core.collection.period_words import PeriodLabel

_MOST_KEPT = 100_000


class Label(NamedTuple):
    """Words of a cell, texts of the footnotes that mark it, its period, and whether it only leads in."""

    text: str
    notes: tuple[str, ...]
    period: PeriodLabel | None
    is_lead: bool


class LabelTexts:
    """Reads cells of labels; the same words are read once."""

    def __init__(self, sheet: Sheet, table: Table) -> None:
        """Keep the footnotes of the table."""
        self._marks, self._indents = sheet.marks, sheet.indents
        self._notes = table.notes
        self._known = frozenset(table.notes)
        self._kept: dict[Cell, Label] = {}

    def read(self, row: int, column: int, cell: Cell) -> Label:
        """Label in a cell.

        Returns
        -------
        Label
        """
        if self._marks and (row, column) in self._marks:
            return self._read(cell, self._marks[row, column])
        found = self._kept.get(cell)
        if found is None:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            found = self._kept[cell] = self._read(cell, "")
        return found

    def indent(self, row: int, column: int, cell: Cell) -> int:
        """How far a label is indented, by its style or by its leading spaces."""
        spaces = len(cell) - len(cell.lstrip()) if isinstance(cell, str) and cell[:1].isspace() else 0
        return 100 * self._indents.get((row, column), 0) + spaces if self._indents else spaces

    def _read(self, cell: Cell, raised: str) -> Label:
        period = period_of(cell)
        text, marks = split_marks(clean(words(cell)), self._known, raised)
        text, inner = without_inner_marks(text, self._known)
        all_marks = (*marks, *inner, *(period.marks if period else ()))
        notes = tuple(dict.fromkeys(self._notes[mark] for mark in all_marks if self._notes.get(mark)))
        return Label(text, notes, period, is_lead(text))
