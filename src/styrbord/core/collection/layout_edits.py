"""What becomes of a layout when a person corrects single fields of it?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.layout import Form, Layout, Span
from styrbord.core.collection.model import Role

_ROWS = re.compile(r"\s*([1-9][0-9]{0,6})\s*(?:[-–:]\s*([1-9][0-9]{0,6})\s*)?")
_STATED = ("title", "unit", "period", "territory", "indicator")


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person wrote about one table; rows are texts, counted from 1 as the sheet does.

    `header` is `5`, `5-6` or empty for none; an empty `last_row` lets the end be found. `roles` and
    `periods` are by column, counted from 0. A table that is left out is not read.
    """

    header: str
    first_row: str
    last_row: str
    stated: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[int, str] = field(default_factory=dict)
    periods: Mapping[int, str] = field(default_factory=dict)
    is_left_out: bool = False


def edited_layout(layout: Layout, sheet: str, edits: Sequence[Edit]) -> Layout:
    """Layout with the tables of one sheet corrected, in their order.

    Parameters
    ----------
    layout : Layout
    sheet : str
        Name of the sheet; tables of other sheets stay as they are.
    edits : sequence of Edit
        One for each table of the sheet.

    Returns
    -------
    Layout

    Raises
    ------
    Refused
        `layout.unfit` for each row that is none; its place is `tables N.field`, N counted from 1.
    """
    forms: list[Form] = []
    problems: list[Problem] = []
    waiting = list(edits)
    for number, form in enumerate(layout.forms, start=1):
        edit = waiting.pop(0) if form.sheet == sheet and waiting else None
        if edit is None:
            forms.append(form)
        elif not edit.is_left_out:
            try:
                forms.append(edited(form, edit, place=f"tables {number}"))
            except Refused as refused:
                problems.extend(refused.problems)
    if problems:
        raise Refused(problems)
    return replace(layout, forms=tuple(forms))


def edited(form: Form, edit: Edit, *, place: str = "") -> Form:
    """One table of a layout, corrected.

    Parameters
    ----------
    form : Form
    edit : Edit
    place : str
        Where problems are told to be.

    Returns
    -------
    Form

    Raises
    ------
    Refused
        `layout.unfit` for each row that is none.
    """
    said = {"header": edit.header, "first_row": edit.first_row, "last_row": edit.last_row}
    rows = {key: _rows(text) for key, text in said.items()}
    problems = [
        _unfit(place, key, said[key])
        for key, found in rows.items()
        if (said[key].strip() and not found) or (key == "first_row" and not found)
    ]
    if problems:
        raise Refused(problems)
    first, last = rows["first_row"], rows["last_row"]
    stated: dict[str, Any] = {key: edit.stated[key] for key in _STATED if key in edit.stated}
    return replace(
        form,
        header=rows["header"],
        first_row=first[0] if first else form.first_row,
        last_row=last[1] if last else None,
        spans=_spans(form.spans, edit),
        **stated,
    )


def _unfit(place: str, key: str, text: str) -> Problem:
    allowed = "rows such as 4-5, counted from 1" if key == "header" else "a row, counted from 1"
    words = {"key": key, "word": f"'{text[:80]}'", "allowed": allowed, "hint": ""}
    return Problem("layout.unfit", f"{place}.{key}".lstrip("."), words)


def _rows(text: str) -> tuple[int, int] | None:
    found = _ROWS.fullmatch(text)
    if found is None:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    return (first - 1, last - 1) if first <= last else None


def _spans(spans: Sequence[Span], edit: Edit) -> tuple[Span, ...]:
    by_column = {column: span for span in spans for column in range(span.first, span.last + 1)}
    changed: list[Span] = []
    for column in sorted({*by_column, *edit.roles}):
        span = _span(column, by_column.get(column), edit)
        if span and changed and _continues(changed[-1], span):
            changed[-1] = replace(changed[-1], last=column)
        elif span:
            changed.append(span)
    return tuple(changed)


def _span(column: int, span: Span | None, edit: Edit) -> Span | None:
    """One column as it is now; None when nothing is said of it."""
    said = edit.roles.get(column, "")
    role = Role(said) if said in tuple(Role) else (span.role if span else Role.SKIP)
    period = edit.periods.get(column, span.period if span else "")
    if span is None:
        return None if role is Role.SKIP else Span(column, column, role, "", role is Role.VALUE, period)
    if role is span.role:
        return replace(span, first=column, last=column, period=period)
    return Span(column, column, role, span.name, role is Role.VALUE, period, note=span.note)


def _continues(before: Span, span: Span) -> bool:
    return before.last + 1 == span.first and replace(before, first=span.first, last=span.last) == span
