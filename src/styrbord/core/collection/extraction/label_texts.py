"""What is printed in a cell of labels, once marks and white space are off?"""

import re
from typing import NamedTuple

from styrbord.core.collection.finding.kinds import period_of
from styrbord.core.collection.finding.look import words
from styrbord.core.collection.grid import Cell, Sheet
from styrbord.core.collection.inner_marks import without_inner_marks
from styrbord.core.collection.marks import split_marks
from styrbord.core.collection.model import Table
from styrbord.core.collection.names import clean
from styrbord.core.collection.period_words import PeriodLabel

_LONGEST_REFERENCE = 20
_MOST_KEPT = 100_000
_SIGNED = re.compile(r"[*)†‡⁰-⁹¹²³]")
_MARKED = re.compile(r"[\d*)†‡⁰-⁹¹²³]")


class Label(NamedTuple):
    """Words of a cell without its marks, and the texts of the footnotes that mark it."""

    text: str
    notes: tuple[str, ...]


class LabelTexts:
    """Reads cells of labels; the same words are read once."""

    def __init__(self, sheet: Sheet, table: Table) -> None:
        """Keep the footnotes of the table."""
        self._marks, self._indents = sheet.marks, sheet.indents
        self._notes = table.notes
        self._known = frozenset(table.notes)
        self._may_be_marked = (_MARKED if self._known else _SIGNED).search
        self._kept: dict[Cell, Label] = {}
        self._periods: dict[Cell, tuple[PeriodLabel | None, tuple[str, ...]]] = {}

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

    def period(self, cell: Cell) -> tuple[PeriodLabel | None, tuple[str, ...]]:
        """Period that a label names, and the texts of the footnotes that mark it."""
        if cell not in self._periods:
            found = period_of(cell)
            marks = found.marks if found else ()
            notes = tuple(self._notes[mark] for mark in marks if self._notes.get(mark))
            if len(self._periods) > _MOST_KEPT:
                self._periods.clear()
            self._periods[cell] = found, notes
        return self._periods[cell]

    def resolved(self, note: str) -> str:
        """Texts of the footnotes that a note only refers to: "1,2"; any other note as it is."""
        if not note or len(note) > _LONGEST_REFERENCE or not self._notes:
            return note
        marks = [mark.strip() for mark in note.split(",")]
        return " | ".join(self._notes[mark] for mark in marks) if set(marks) <= self._notes.keys() else note

    def indent(self, row: int, column: int, cell: Cell) -> int:
        """How far a label is indented, by its style or by its leading spaces."""
        spaces = len(cell) - len(cell.lstrip()) if isinstance(cell, str) and cell[:1].isspace() else 0
        return 100 * self._indents.get((row, column), 0) + spaces if self._indents else spaces

    def _read(self, cell: Cell, raised: str) -> Label:
        text = cell if type(cell) is str and _is_clean(cell) else clean(words(cell))
        if not raised and not self._may_be_marked(text):
            return Label(text, ())
        text, marks = split_marks(text, self._known, raised)
        text, inner = without_inner_marks(text, self._known)
        all_marks = (*marks, *inner)
        notes = tuple(dict.fromkeys(self._notes[mark] for mark in all_marks if self._notes.get(mark)))
        return Label(text, notes)


def _is_clean(text: str) -> bool:
    """Whether a text needs no cleaning, which is quick to see of plain Latin names."""
    return text.isascii() and text.isprintable() and "  " not in text and text == text.strip()
