"""How is one sheet of a file shown, every cell with what it was taken for?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from styrbord.core.collection.grid import letters
from styrbord.core.collection.model import Role, Table, Taken
from styrbord.web.code_words import word
from styrbord.web.imports import words
from styrbord.web.imports.marking import Finding, Marks, marks_of, weights_of, with_missing
from styrbord.web.imports.places import MOST_COLUMNS, MOST_ROWS, cell_id

LONG = 14  # letters that a column of usual width holds
_WHOLE_ROW = ("title", "header", "unit", "section", "footnote", "left-out")


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell: its anchor, its text, what it was taken for in words, and what is wrong with it."""

    anchor: str
    text: str
    kind: str
    title: str
    weight: str
    weight_word: str
    is_number: bool
    rows: int = 1
    columns: int = 1

    @property
    def css(self) -> str:
        """Classes of the cell."""
        names = [f"k-{self.kind}" if self.kind else "", f"p-{self.weight}" if self.weight else ""]
        size = "num" if self.is_number else "long" if len(self.text) > LONG and self.columns == 1 else ""
        return " ".join(filter(None, [*names, size]))


@dataclass(frozen=True, slots=True)
class RowView:
    """One row with its number, and the word for it when the whole row was taken for one thing."""

    number: int
    word: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class SheetView:
    """One sheet as it is shown; `more_rows` and `more_columns` are not."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[RowView, ...]
    more_rows: int
    more_columns: int
    legend: tuple[tuple[str, str], ...]
    tables: tuple[str, ...]
    has_problems: bool


def sheet_view(
    sheet: Mapping[str, Any],
    *,
    tables: Sequence[Table],
    taken: Iterable[Taken],
    problems: Iterable[Finding],
) -> SheetView:
    """A sheet of `preview.json` with its marks."""
    name = str(sheet["name"])
    shown = [list(row[:MOST_COLUMNS]) for row in sheet["rows"][:MOST_ROWS]]
    width = max((len(row) for row in shown), default=0)
    spans = {**_running_on(shown, width), **_spans(sheet["merges"], width)}
    marks = with_missing(marks_of(name, tables, taken), shown, tables)
    look = _Look(width, marks, weights_of(name, problems), spans)
    rows = tuple(_row(number, row, look) for number, row in enumerate(shown))
    kinds = {cell.kind for row in rows for cell in row.cells}
    return SheetView(
        name,
        tuple((letters(column), _column_word(column, tables)) for column in range(width)),
        rows,
        max(sheet["all_rows"] - len(shown), 0),
        max(sheet["all_columns"] - MOST_COLUMNS, 0),
        tuple((kind, str(told)) for kind, told in words.TAKEN.items() if kind in kinds),
        tuple(table_words(table) for table in tables),
        bool(look.weights),
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """What cells are shown with; `spans` are (rows, columns) of joined cells, 0 when covered."""

    width: int
    marks: Marks
    weights: Mapping[tuple[int, int], str]
    spans: Mapping[tuple[int, int], tuple[int, int]]


def _spans(merges: Iterable[Sequence[int]], width: int) -> dict[tuple[int, int], tuple[int, int]]:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for first_row, first_column, last_row, last_column in merges:
        rows = range(first_row, min(last_row, MOST_ROWS - 1) + 1)
        columns = range(first_column, min(last_column, width - 1) + 1)
        spans.update({(row, column): (0, 0) for row in rows for column in columns})
        spans[first_row, first_column] = (len(rows), len(columns))
    return spans


def _running_on(rows: Sequence[Sequence[str]], width: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Long texts with nothing to their right run on over the empty cells, as sheets show them."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for number, row in enumerate(rows):
        if row and len(row[-1]) > LONG and width > len(row):
            spans.update({(number, column): (0, 0) for column in range(len(row), width)})
            spans[number, len(row) - 1] = (1, width - len(row) + 1)
    return spans


def _row(number: int, row: Sequence[str], look: _Look) -> RowView:
    texts = [*row, *[""] * (look.width - len(row))]
    cells = tuple(
        _cell(number, column, text, look)
        for column, text in enumerate(texts)
        if look.spans.get((number, column)) != (0, 0)
    )
    kinds = {cell.kind for cell in cells if cell.text}
    told = next((kind for kind in _WHOLE_ROW if kinds == {kind}), "")
    if not told and kinds and kinds <= {"header", "period", "measure", "unit"}:
        told = "header"
    return RowView(number + 1, word(words.TAKEN, told) if told else "", cells)


def _cell(row: int, column: int, text: str, look: _Look) -> CellView:
    mark, weight = look.marks.get((row, column)), look.weights.get((row, column), "")
    kind = mark.what if mark and text else ""
    rows, columns = look.spans.get((row, column), (1, 1))
    return CellView(
        cell_id(row, letters(column)),
        text,
        kind,
        _title(mark) if mark and text else "",
        weight,
        word(words.WEIGHTS, weight) if weight else "",
        kind in {"value", "status"},
        rows,
        columns,
    )


def _title(mark: Taken) -> str:
    """Words for what a cell was taken for; a number of the table needs none."""
    if mark.what == "value" and not mark.meaning:
        return ""
    told = word(words.TAKEN, mark.what)
    more = word(words.WHY, mark.why) if mark.why else mark.meaning
    return f"{told}: {more}" if more else told


def _column_word(column: int, tables: Iterable[Table]) -> str:
    roles = [one.role for table in tables for one in table.columns if one.index == column]
    told = dict.fromkeys(word(words.ROLES, role) for role in roles if role is not Role.VALUE)
    return ", ".join(told)


def table_words(table: Table) -> str:
    """One sentence that says how a table was understood."""
    first, last = table.header
    told = ngettext("header in row %(rows)s", "header in rows %(rows)s", last - first + 1)
    parts = [told % {"rows": _span(first, last)}] if last >= first else []
    first, last = table.body
    told = ngettext("numbers in row %(rows)s", "numbers in rows %(rows)s", last - first + 1)
    parts.append(told % {"rows": _span(first, last)})
    for role in dict.fromkeys(column.role for column in table.columns):
        told = _columns([column.index for column in table.having(role)])
        parts.append(_("%(role)s in %(columns)s") % {"role": word(words.ROLES, role), "columns": told})
    return "; ".join(parts)


def _span(first: int, last: int) -> str:
    return str(first + 1) if first == last else f"{first + 1}–{last + 1}"


def _columns(indices: Sequence[int]) -> str:
    """Letters of columns, those beside each other as a span: `A, C–F`."""
    spans: list[list[int]] = []
    for index in indices:
        if spans and spans[-1][1] == index - 1:
            spans[-1][1] = index
        else:
            spans.append([index, index])
    return ", ".join(letters(a) if a == b else f"{letters(a)}–{letters(b)}" for a, b in spans)
