"""Which simple fields stand for the layout of one sheet, and what do they say?"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from styrbord.core.base.problems import Problem
from styrbord.core.collection.grid import letters
from styrbord.core.collection.layout import Form, Layout
from styrbord.core.collection.layout_edits import Edit
from styrbord.core.collection.layout_file import rows_text
from styrbord.core.collection.model import Role, Table
from styrbord.web.code_words import Word
from styrbord.web.imports.places import MOST_COLUMNS

LABELS: Mapping[str, Word] = {
    "header": gettext_lazy("Rows of the header, such as 5-6"),
    "first_row": gettext_lazy("First row below it"),
    "last_row": gettext_lazy("Last row"),
    "unit": gettext_lazy("Unit of the table"),
    "period": gettext_lazy("Period of the table"),
    "territory": gettext_lazy("Territory of the table"),
    "indicator": gettext_lazy("Indicator of the table"),
}
_ROWS = ("header", "first_row", "last_row")
_PLACE = re.compile(r"tables (?P<number>\d+)\.(?P<key>\w+)")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a table; `hint` is what was recognised where nothing was stated."""

    id: str
    label: str
    value: str
    hint: str


@dataclass(frozen=True, slots=True)
class ColumnFields:
    """One column of a table: what is printed over it, its role, and its period when one was stated."""

    letters: str
    printed: str
    role_id: str
    role: str
    period_id: str
    period: str
    hint: str


@dataclass(frozen=True, slots=True)
class TableFields:
    """Fields of one table of the layout."""

    title: str
    fields: tuple[Field, ...]
    columns: tuple[ColumnFields, ...]
    skip_id: str
    is_skipped: bool
    is_open: bool


def of_sheet(
    layout: Layout, name: str, sheet: Mapping[str, Any], tables: Sequence[Table], said: QueryDict
) -> list[TableFields]:
    """Fields of the tables of a sheet: as the layout has them, or as they were sent."""
    return [
        _table(number, form, sheet, _recognised(form, tables), said)
        for number, form in enumerate(layout.forms, start=1)
        if form.sheet == name
    ]


def edits(layout: Layout, name: str, request: HttpRequest) -> list[Edit]:
    """What was sent about each table of a sheet, in their order."""
    said = request.POST
    return [
        Edit(
            header=said.get(f"t{number}-header", ""),
            first_row=said.get(f"t{number}-first_row", ""),
            last_row=said.get(f"t{number}-last_row", ""),
            stated={key: said.get(f"t{number}-{key}", "").strip() for key in LABELS if key not in _ROWS},
            roles=_of_columns(said, f"t{number}-role-"),
            periods=_of_columns(said, f"t{number}-period-"),
            is_left_out=bool(said.get(f"t{number}-skip")),
        )
        for number, form in enumerate(layout.forms, start=1)
        if form.sheet == name
    ]


def named(problems: Collection[Problem]) -> list[Problem]:
    """Problems whose places are named as the page names its fields."""
    return [Problem(one.code, _place(one.place), one.params) for one in problems]


def wrong_ids(problems: Collection[Problem]) -> set[str]:
    """Fields that problems speak of."""
    found = (_PLACE.search(one.place) for one in problems)
    return {f"t{one['number']}-{one['key']}" for one in found if one}


def _place(place: str) -> str:
    found = _PLACE.search(place)
    if found is None:
        return place
    label = LABELS.get(found["key"], found["key"])
    return _("Table %(n)s: %(field)s") % {"n": found["number"], "field": label}


def _of_columns(said: QueryDict, stem: str) -> dict[int, str]:
    wanted = {letters(column): column for column in range(MOST_COLUMNS)}
    return {
        column: said.get(f"{stem}{name}", "").strip()
        for name, column in wanted.items()
        if f"{stem}{name}" in said
    }


def _recognised(form: Form, tables: Sequence[Table]) -> Table | None:
    return next((one for one in tables if one.body[0] == form.first_row), None)


def _table(
    number: int, form: Form, sheet: Mapping[str, Any], table: Table | None, said: QueryDict
) -> TableFields:
    stem = f"t{number}-"
    header = rows_text(range(form.header[0], form.header[1] + 1)) if form.header else ""
    last = "" if form.last_row is None else str(form.last_row + 1)
    values = {"header": header, "first_row": str(form.first_row + 1), "last_row": last}
    values |= {key: getattr(form, key) for key in LABELS if key not in _ROWS}
    hints = {key: str(getattr(table, key, "")) if table else "" for key in LABELS if key not in _ROWS}
    hints["last_row"] = str(table.body[1] + 1) if table else ""
    return TableFields(
        form.title or (table.title if table else ""),
        tuple(
            Field(f"{stem}{key}", str(label), said.get(f"{stem}{key}", values[key]), hints.get(key, ""))
            for key, label in LABELS.items()
        ),
        tuple(_columns(stem, form, sheet, table, said)),
        f"{stem}skip",
        bool(said.get(f"{stem}skip")),
        bool(said),
    )


def _columns(
    stem: str, form: Form, sheet: Mapping[str, Any], table: Table | None, said: QueryDict
) -> list[ColumnFields]:
    spans = {column: span for span in form.spans for column in range(span.first, span.last + 1)}
    read = {column.index: column.period for column in table.columns} if table else {}
    width = max([*(column + 1 for column in spans), *(len(row) for row in sheet["rows"])], default=0)
    found = []
    for column in range(min(width, MOST_COLUMNS)):
        name, span = letters(column), spans.get(column)
        role = said.get(f"{stem}role-{name}", span.role if span else Role.SKIP)
        period = said.get(f"{stem}period-{name}", span.period if span else "")
        printed = _printed(form, sheet, column)
        ids = f"{stem}role-{name}", f"{stem}period-{name}"
        found.append(ColumnFields(name, printed, ids[0], role, ids[1], period, read.get(column, "")))
    return found


def _printed(form: Form, sheet: Mapping[str, Any], column: int) -> str:
    if form.header is None:
        return ""
    rows = sheet["rows"][form.header[0] : form.header[1] + 1]
    return " / ".join(row[column] for row in rows if column < len(row) and row[column])
