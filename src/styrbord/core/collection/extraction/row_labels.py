"""Which rows of a table hold values, and what do their labels and the headings above them say?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from styrbord.core.collection.extraction.label_texts import LabelTexts
from styrbord.core.collection.extraction.row_label import RowLabel
from styrbord.core.collection.finding.head_words import is_budget_code_head, names_lines
from styrbord.core.collection.finding.look import words
from styrbord.core.collection.footnotes import is_rule
from styrbord.core.collection.grid import Cell, Sheet, place
from styrbord.core.collection.missing_words import status_of
from styrbord.core.collection.model import Column, Role, Table, Taken
from styrbord.core.collection.names import is_lead, is_link, without_lead
from styrbord.core.collection.period_words import PeriodLabel

_NAMED = (Role.TERRITORY, Role.TERRITORY_CODE, Role.INDICATOR, Role.PERIOD, Role.BREAKDOWN)
_TEXT_OF = {
    Role.TERRITORY_CODE: "territory_code",
    Role.INDICATOR: "name",
    Role.INDICATOR_CODE: "code",
    Role.UNIT: "unit",
}
_SHORTEST_HEADING = 4
_SUM = re.compile(
    r"(?:summa|totalt?|netto\w*|net|sum|result\w*|årets resultat|итого|всего|sub-?total|grand total)(?!\w)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Above:
    """What rows above say for the rows below."""

    section: str = ""
    period: PeriodLabel | None = None
    number: str = ""
    numbered: str = ""
    kept: dict[int, Cell] = field(default_factory=dict)


class Labels:
    """Goes down the rows of a table and reads their labels; `taken` says what was seen on the way."""

    def __init__(self, sheet: Sheet, table: Table) -> None:
        """Sort the columns by role."""
        self._sheet, self._table = sheet, table
        self._texts = LabelTexts(sheet, table)
        self._values = [column.index for column in table.having(Role.VALUE)]
        self._stubs = [column for column in table.columns if column.role not in (Role.VALUE, Role.SKIP)]
        self._numbers = sorted(table.having(Role.NUMBER), key=lambda one: not names_lines(one.name))
        self._fills = {one.index for one in self._stubs if one.role is Role.GROUP or self._may_be_blank(one)}
        self._above = _Above()
        self.taken: list[Taken] = []

    def _may_be_blank(self, column: Column) -> bool:
        """Whether a label may be left blank because labels right of it tell its row apart."""
        if is_budget_code_head(column.name):
            return False
        return column.role in _NAMED and any(
            one.role in _NAMED and one.index > column.index for one in self._stubs
        )

    def __iter__(self) -> Iterator[RowLabel]:
        """Rows with values, top down."""
        table, rows = self._table, self._sheet.rows
        left_out = table.skipped | table.repeated
        for row in range(table.body[0], min(table.body[1] + 1, len(rows))):
            cells = rows[row]
            if left_out and row in left_out:
                self._leave_out(row, "by-layout" if row in table.skipped else "repeated-header")
            elif self._holds_values(cells):
                label = self._label(row, cells)
                if not self._is_lead_row(label, cells):
                    yield label
            else:
                self._heading(row, cells)

    def _holds_values(self, cells: Sequence[Cell]) -> bool:
        """Whether a row holds values; a single text over several value columns is a heading."""
        if type(cells[self._values[0]]) is float:
            return True
        filled = [cells[column] for column in self._values if cells[column] not in (None, "")]
        if len(filled) != 1 or len(self._values) < 2 or not isinstance(filled[0], str):
            return bool(filled) and any(not isinstance(cell, str) or cell.strip() for cell in filled)
        text = filled[0].strip()
        is_heading = len(text) >= _SHORTEST_HEADING and any(letter.isalpha() for letter in text)
        return bool(text) and not (is_heading and not any(words(cells[one.index]) for one in self._stubs))

    def _is_lead_row(self, label: RowLabel, cells: Sequence[Cell]) -> bool:
        """Whether a row is only a lead such as "of which:" with marks for missing; it names nobody."""
        if any(isinstance(cells[column], float) for column in self._values):
            return False
        if not is_lead(label.territory or label.name):
            return False
        self._leave_out(label.row, "lead")
        return True

    def _heading(self, row: int, cells: Sequence[Cell]) -> None:
        """A row without values: a heading, a numbered label, a lead, or nothing."""
        filled = [column for column, cell in enumerate(cells) if words(cell)]
        if not filled:
            return
        if self._numbers and len(filled) > 1 and words(cells[self._numbers[0].index]):
            self._above.number = words(cells[self._numbers[0].index]).rstrip(". ")
            self._above.numbered = self._texts.read(row, filled[1], cells[filled[1]]).text
            return
        for column in self._stubs:
            if column.role is Role.GROUP and words(cells[column.index]):
                self._above.kept[column.index] = cells[column.index]
        self._take_heading(row, filled, self._texts.read(row, filled[0], cells[filled[0]]).text, cells)

    def _take_heading(self, row: int, filled: list[int], text: str, cells: Sequence[Cell]) -> None:
        where = place(self._sheet.name, row, filled[0])
        alone = {one.index for one in self._stubs if one.role in (Role.PERIOD, Role.TERRITORY_CODE)}
        if is_link(text) or is_rule(text):
            why = "link" if is_link(text) else "rule"
            self.taken.append(Taken(where, "left-out", text, why=why))
        elif set(filled) <= alone:
            return
        elif period := self._texts.period(cells[filled[0]])[0]:
            self._above.period = period
            self.taken.append(Taken(where, "period", text))
        elif not is_lead(text):
            self._above.section = text
            self.taken.append(Taken(where, "section", text))

    def _leave_out(self, row: int, why: str) -> None:
        texts = [words(cell) for cell in self._sheet.rows[row] if words(cell)]
        self.taken.append(Taken(place(self._sheet.name, row, 0), "left-out", " ".join(texts[:3]), why=why))

    def _label(self, row: int, cells: Sequence[Cell]) -> RowLabel:
        label = RowLabel(row, section=self._above.section)
        notes: list[str] = []
        groups: list[str] = []
        breakdown: list[tuple[str, str]] = []
        periods: list[PeriodLabel] = []
        for column in self._stubs:
            cell = cells[column.index]
            if column.index in self._fills:
                cell = self._filled_down(column.index, cell)
            if column.role is Role.PERIOD:
                period, marked = self._texts.period(cell)
                periods += [period] if period else []
                notes += marked
                continue
            text, marked = self._texts.read(row, column.index, cell)
            notes += marked
            if column.role is Role.TERRITORY:
                label.territory = without_lead(text)
                label.indent = self._texts.indent(row, column.index, cell)
            elif column.role in _TEXT_OF:
                before = label.unit if column.role is Role.UNIT else ""
                setattr(label, _TEXT_OF[column.role], f"{before} {text}".strip())
                label.indent = label.indent or self._texts.indent(row, column.index, cell)
            else:
                if column.role is Role.NOTE:
                    text = self._texts.resolved(text)
                _take_rest(column, text, groups, breakdown, notes)
        label.groups, label.breakdown = tuple(groups), tuple(breakdown)
        label.periods = self._periods(periods)
        label.note = " | ".join(dict.fromkeys(notes)) if notes else ""
        if self._numbers:
            self._number(cells, label)
        return label

    def _filled_down(self, column: int, cell: Cell) -> Cell:
        if cell is None or cell == "" or (isinstance(cell, str) and not cell.strip()):
            return self._above.kept.get(column)
        self._above.kept[column] = cell
        return cell

    def _periods(self, own: list[PeriodLabel]) -> tuple[PeriodLabel, ...]:
        """Periods of a row; a heading's holds unless the row says the year itself."""
        if self._above.period is None or any(label.year for label in own):
            return tuple(own)
        return (self._above.period, *own)

    def _number(self, cells: Sequence[Cell], label: RowLabel) -> None:
        """Printed number of the row; a row without one belongs to the last numbered row."""
        printed = (words(cells[column.index]).rstrip(". ") for column in self._numbers)
        own = next((text for text in printed if text and not status_of(text)), "")
        if own:
            self._above.number, self._above.numbered = own, label.name
            label.number = own
        elif self._above.number and not _SUM.match(label.name):
            label.number = self._above.number
            label.groups = (*label.groups, self._above.numbered)


def _take_rest(
    column: Column, text: str, groups: list[str], breakdown: list[tuple[str, str]], notes: list[str]
) -> None:
    if not text:
        return
    if column.role is Role.GROUP:
        groups.append(text)
    elif column.role is Role.BREAKDOWN:
        breakdown.append((column.name, text))
    elif column.role is Role.NOTE:
        notes.append(text)
