"""What does a layout say once its tables have moved?"""

from collections.abc import Mapping
from dataclasses import replace

from styrbord.core.collection.layout import Form, Span
from styrbord.core.collection.layout_making import anchor_of
from styrbord.core.collection.model import Table
from styrbord.core.collection.placing import Standing
from styrbord.core.collection.restating import Restated


def moved(form: Form, standing: Standing, columns: Restated, table: Table) -> Form:
    """Form where it stands now, with what is printed there now.

    Parameters
    ----------
    form : Form
    standing : where the table stands.
    columns : its columns, with the spans that they come from.
    table : the table as it was read.

    Returns
    -------
    Form
        Columns that stood beside the table stay known, so that they are not taken for new ones.
    """
    spans = grouped(columns.spans)
    known = standing.columns.values()
    header = standing.rows(form.header) if form.header else None
    return replace(
        form,
        sheet=table.sheet,
        header=header,
        first_row=table.body[0],
        last_row=None if form.last_row is None else table.body[1],
        spans=spans,
        skipped=table.skipped,
        anchor=anchor_of(standing.sheet, header, spans, table, (min(known), max(known))),
    )


def grouped(spans: Mapping[int, Span]) -> tuple[Span, ...]:
    """Spans by column, neighbours that say the same joined."""
    result: list[Span] = []
    for column, span in sorted(spans.items()):
        alone = replace(span, first=column, last=column)
        before = result[-1] if result else None
        if before and before.last + 1 == column and replace(before, first=column, last=column) == alone:
            result[-1] = replace(before, last=column)
        else:
            result.append(alone)
    return tuple(result)
