"""Which layout describes the tables that were found?"""

from collections.abc import Iterable, Mapping, Sequence

from styrbord.core.collection.anchors import header_words, printed
from styrbord.core.collection.grid import Sheet
from styrbord.core.collection.layout import Anchor, Form, Layout, Span
from styrbord.core.collection.model import Column, Role, Table

MOST_LABELS = 5
_LABELLED = (Role.TERRITORY, Role.INDICATOR, Role.GROUP, Role.NUMBER)


def layout_of(
    sheets: Sequence[Sheet],
    tables: Iterable[Table],
    territories: Mapping[str, str] | None = None,
    *,
    skipped_sheets: Sequence[str] = (),
    file_format: str = "",
) -> Layout:
    """Layout of the tables that were found in the sheets of a file.

    Parameters
    ----------
    sheets : all sheets of the file; those without a table are named as skipped.
    tables : Table
    territories : what printed names mean, by people's word.
    skipped_sheets : further sheets that are not to be read, in this file or not.
    file_format : code of the format.

    Returns
    -------
    Layout
        States nothing that the file says itself: title, unit and periods are read anew.
    """
    by_name = {sheet.name: sheet for sheet in sheets}
    forms = tuple(form_of(table, by_name[table.sheet]) for table in tables)
    used = {form.sheet for form in forms}
    empty = [sheet.name for sheet in sheets if sheet.name not in used]
    skipped = tuple(dict.fromkeys([*(name for name in skipped_sheets if name not in used), *empty]))
    return Layout(forms, dict(territories or {}), skipped, file_format)


def form_of(table: Table, sheet: Sheet) -> Form:
    """Form of one table, with what is printed at its anchor."""
    header = table.header if table.header[0] <= table.header[1] else None
    spans = spans_of(table.columns)
    return Form(
        sheet=table.sheet,
        header=header,
        first_row=table.body[0],
        spans=spans,
        code=table.code,
        skipped=table.skipped,
        anchor=anchor_of(sheet, header, spans, table),
    )


def anchor_of(
    sheet: Sheet,
    header: tuple[int, int] | None,
    spans: Sequence[Span],
    table: Table,
    reach: tuple[int, int] | None = None,
) -> Anchor:
    """What is printed where the table stands; `reach` are columns beside it that are known, too."""
    first, last = min(span.first for span in spans), max(span.last for span in spans)
    first, last = min(first, reach[0]) if reach else first, max(last, reach[1]) if reach else last
    column = label_column(spans)
    labels = _labels(sheet, table, column)
    return Anchor(
        rows=header,
        first_column=first if header else 0,
        header=header_words(sheet, header, first, last) if header else (),
        label_column=column if labels and column else 0,
        labels=labels,
        title=table.title,
        unit=table.unit,
        skipped={row: row_words(sheet, row, spans) for row in sorted(table.skipped)},
    )


def spans_of(columns: Iterable[Column]) -> tuple[Span, ...]:
    """Neighbouring columns of one role as one span; what value columns mean stays in the header."""
    spans: list[Span] = []
    for column in sorted(columns, key=lambda one: one.index):
        is_value = column.role is Role.VALUE
        name = column.name if column.role is Role.BREAKDOWN else ""
        span = Span(column.index, column.index, column.role, name, from_header=is_value)
        before = spans[-1] if spans else None
        if before and before.last + 1 == span.first and (before.role, before.name) == (span.role, span.name):
            spans[-1] = Span(before.first, span.last, span.role, name, from_header=is_value)
        else:
            spans.append(span)
    return tuple(spans)


def label_column(spans: Iterable[Span]) -> int | None:
    """Column whose words name the rows; None when no column does."""
    by_role = {span.role: span.first for span in reversed(list(spans))}
    return next((by_role[role] for role in _LABELLED if role in by_role), None)


def row_words(sheet: Sheet, row: int, spans: Iterable[Span]) -> str:
    """First words printed in a row of the table."""
    columns = [column for span in spans for column in range(span.first, span.last + 1)]
    return next(filter(None, (printed(sheet, row, column) for column in sorted(columns))), "")


def _labels(sheet: Sheet, table: Table, column: int | None) -> tuple[str, ...]:
    if column is None:
        return ()
    found: dict[str, None] = {}
    for row in range(table.body[0], min(table.body[1] + 1, len(sheet.rows))):
        label = printed(sheet, row, column) if isinstance(sheet.rows[row][column], str) else ""
        if label and row not in table.skipped:
            found[label] = None
        if len(found) == MOST_LABELS:
            break
    return tuple(found)
