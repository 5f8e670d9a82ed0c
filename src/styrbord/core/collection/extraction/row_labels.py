"""What do the labels of each row of a table say?"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from styrbord.core.collection.finding.kinds import period_of
from styrbord.core.collection.finding.look import words
from styrbord.core.collection.footnotes import is_rule
from styrbord.core.collection.grid import Sheet, place
from styrbord.core.collection.inner_marks import without_inner_marks
from styrbord.core.collection.marks import split_marks
from styrbord.core.collection.model import Column, Role, Table, Taken
from styrbord.core.collection.names import clean, code_part, is_lead, is_link, without_lead
from styrbord.core.collection.period_words import PeriodLabel


@dataclass(slots=True)
class RowLabel:
    """Labels of one row that holds values.

    `groups` hold for the row from above, `number` is its printed number or code, `name` its own
    label, `section` the heading that it stands under, `above` the nearest row of text above it.
    """

    row: int
    territory: str = ""
    territory_code: str = ""
    groups: tuple[str, ...] = ()
    number: str = ""
    name: str = ""
    section: str = ""
    indent: int = 0
    periods: tuple[PeriodLabel, ...] = ()
    breakdown: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    note: str = ""


@dataclass(slots=True)
class _State:
    """What rows above say for the rows below."""

    section: str = ""
    section_period: PeriodLabel | None = None
    number: str = ""
    numbered: str = ""
    kept: dict[int, str] = field(default_factory=dict)


class Labels:
    """Goes down the rows of a table and reads their labels; `taken` says what was seen on the way."""

    def __init__(self, sheet: Sheet, table: Table) -> None:
        """Sort the columns by role."""
        self._sheet, self._table = sheet, table
        self._known = frozenset(table.notes)
        self._values = [column.index for column in table.having(Role.VALUE)]
        self._stubs = [column for column in table.columns if column.role is not Role.VALUE]
        self._filled_down = {
            column.index
            for column in self._stubs
            if column.role is Role.GROUP or self._has_many_labels(column)
        }
        self._state = _State()
        self.taken: list[Taken] = []
        self.blank_rows = 0

    def _has_many_labels(self, column: Column) -> bool:
        """Whether a label may be left blank because other labels of its row tell it apart."""
        named = (Role.TERRITORY, Role.TERRITORY_CODE, Role.INDICATOR, Role.PERIOD, Role.BREAKDOWN)
        others = [one for one in self._stubs if one.role in named and one.index != column.index]
        return column.role in named and any(one.index > column.index for one in others)

    def __iter__(self) -> Iterator[RowLabel]:
        """Rows with values, top down."""
        table, rows = self._table, self._sheet.rows
        left_out = table.skipped | table.repeated
        for row in range(table.body[0], min(table.body[1] + 1, len(rows))):
            if row in left_out:
                self._leave_out(row, "by-layout" if row in table.skipped else "repeated-header")
            elif any(rows[row][column] not in (None, "") for column in self._values) and self._is_filled(row):
                label = self._label(row)
                if not self._is_lead_row(label):
                    yield label
            else:
                self._heading(row)

    def _is_filled(self, row: int) -> bool:
        cells = self._sheet.rows[row]
        filled = [words(cells[column]) for column in self._values]
        texts = [text for text in filled if text]
        if len(texts) != 1 or len(self._values) < 2:
            return bool(texts)
        return not self._is_heading(texts[0], row)

    def _is_lead_row(self, label: RowLabel) -> bool:
        """Whether a row is only a lead such as "of which:" with marks for missing; it names nobody."""
        if not is_lead(label.territory or label.name):
            return False
        cells = [self._sheet.rows[label.row][column] for column in self._values]
        if any(isinstance(cell, float) for cell in cells):
            return False
        self._leave_out(label.row, "lead")
        return True

    def _is_heading(self, text: str, row: int) -> bool:
        """Whether the only text over the value columns is a heading: no number and no mark."""
        stub = any(words(self._sheet.rows[row][column.index]) for column in self._stubs)
        return not stub and len(text) > 1 and any(letter.isalpha() for letter in text) and len(text) > 3

    def _heading(self, row: int) -> None:
        """A row without values: a heading, a numbered label, a lead, or nothing."""
        cells = self._sheet.rows[row]
        texts = [(column, words(cell)) for column, cell in enumerate(cells) if words(cell)]
        if not texts:
            return
        where = place(self._sheet.name, row, texts[0][0])
        text, _ = split_marks(clean(texts[0][1]), self._known)
        if is_link(text) or is_rule(text):
            self.taken.append(Taken(where, "left-out", text, why="link" if is_link(text) else "rule"))
            return
        numbers = self._table.having(Role.NUMBER)
        if len(texts) > 1 and numbers and words(cells[numbers[0].index]):
            self._state.number = words(cells[numbers[0].index]).strip()
            self._state.numbered = clean(" ".join(text for _, text in texts[1:2]))
            return
        self._fill_groups(row)
        labels = {column.index for column in self._stubs if column.role in (Role.PERIOD, Role.TERRITORY_CODE)}
        if {column for column, _ in texts} <= labels:
            return
        if period := period_of(texts[0][1]):
            self._state.section_period = period
            self.taken.append(Taken(where, "period", text))
        elif not is_lead(text):
            self._state.section = text
            self.taken.append(Taken(where, "section", text))
        self.blank_rows += len(texts) > 1

    def _fill_groups(self, row: int) -> None:
        for column in self._stubs:
            if column.role is Role.GROUP and (text := self._text(row, column)[0]):
                self._state.kept[column.index] = text

    def _leave_out(self, row: int, why: str) -> None:
        texts = [words(cell) for cell in self._sheet.rows[row] if words(cell)]
        self.taken.append(Taken(place(self._sheet.name, row, 0), "left-out", " ".join(texts[:3]), why=why))

    def _label(self, row: int) -> RowLabel:
        label = RowLabel(row, section=self._state.section, territory_code="")
        notes: list[str] = []
        groups: list[str] = []
        breakdown: list[tuple[str, str]] = []
        periods = [self._state.section_period] if self._state.section_period else []
        for column in self._stubs:
            if column.role is Role.SKIP:
                continue
            text, marks, printed = self._text(row, column)
            notes += [self._table.notes[mark] for mark in marks if self._table.notes.get(mark)]
            if column.role is Role.TERRITORY:
                label.territory = without_lead(text)
            elif column.role is Role.TERRITORY_CODE:
                label.territory_code = text
            elif column.role is Role.GROUP and text:
                groups.append(text)
            elif column.role is Role.INDICATOR:
                label.name = text
            elif column.role is Role.UNIT:
                label.unit = text
            elif column.role is Role.NOTE and text:
                notes.append(text)
            elif column.role is Role.PERIOD and (period := period_of(printed)):
                periods.append(period)
                notes += [self._table.notes[mark] for mark in period.marks if self._table.notes.get(mark)]
            elif column.role is Role.BREAKDOWN and text:
                breakdown.append((column.name, text))
            label.indent = max(label.indent, self._indent(row, column))
        if any(period.year for period in periods[1:]):
            periods = [period for period in periods if period is not self._state.section_period]
        label.groups, label.breakdown, label.periods = tuple(groups), tuple(breakdown), tuple(periods)
        label.note = " | ".join(dict.fromkeys(notes))
        self._number(row, label)
        return label

    def _number(self, row: int, label: RowLabel) -> None:
        """Printed number of the row; a row without one belongs to the last numbered row."""
        numbers = self._table.having(Role.NUMBER)
        if not numbers:
            return
        own = words(self._sheet.rows[row][numbers[0].index]).rstrip(". ")
        if own:
            self._state.number, self._state.numbered = own, label.name
            label.number = own
        elif self._state.number:
            label.number = self._state.number
            label.groups = (*label.groups, self._state.numbered)

    def _text(self, row: int, column: Column) -> tuple[str, tuple[str, ...], object]:
        """Label in a cell without its marks; where blank, what holds from above."""
        cell = self._sheet.rows[row][column.index]
        raised = self._sheet.marks.get((row, column.index), "")
        text, marks = split_marks(clean(words(cell)), self._known, raised)
        text, inner = without_inner_marks(text, self._known)
        marks += inner
        if column.index in self._filled_down:
            if text:
                self._state.kept[column.index] = text
            else:
                text = self._state.kept.get(column.index, "")
        return text, marks, text if column.role is Role.PERIOD and cell in (None, "") else cell

    def _indent(self, row: int, column: Column) -> int:
        if column.role not in (Role.INDICATOR, Role.TERRITORY):
            return 0
        cell = self._sheet.rows[row][column.index]
        spaces = len(cell) - len(cell.lstrip()) if isinstance(cell, str) else 0
        return 100 * self._sheet.indents.get((row, column.index), 0) + spaces


def breakdown_of(label: RowLabel) -> dict[str, str]:
    """Dimensions and codes of a row's own breakdown; `DIM=code` texts are taken as they are.

    Returns
    -------
    dict of str to str
    """
    found: dict[str, str] = {}
    for name, text in label.breakdown:
        if "=" in text:
            found.update(part.strip().split("=", 1) for part in text.split(";") if "=" in part)
        elif text != "_T":
            found[code_part(name)] = code_part(text)
    return found
