"""How is a layout written down for people, and read back?"""

import json
from collections.abc import Iterable, Iterator, Mapping

from styrbord.core.collection.grid import letters
from styrbord.core.collection.layout import Anchor, Form, Layout, Span
from styrbord.core.collection.layout_checks import checked_layout
from styrbord.core.collection.model import Role

_HEAD = """\
# How the file was read. Correct it, then: styrbord read FILE --layout layout.toml
# Rows and columns are named as in the sheet: rows from 1, columns by their letters.
"""
_WORDS = {
    "format": "what kind of file it was; only told",
    "skip": "sheets that are not read",
    "sheet": "name of the sheet; its year may change",
    "code": "begins the codes of the indicators; keep it from year to year",
    "header": "row or rows of the header, such as 4-5; leave it out when there is none",
    "first_row": "first row below the header",
    "last_row": "last row; without it the end is found",
    "skip_rows": "rows to leave out, such as 7-9, 12",
    "columns": "one column or a range, such as B:S",
    "role": "what the columns hold: " + ", ".join(Role),
    "from": "periods and measures are read from the header, each year anew",
    "name": "name of the breakdown, or words of the header",
    "rows": "where these words stood",
    "first_column": "column of the first of them",
    "label_column": "column of the names of rows",
    "labels": "the first of them",
    "skipped": "what was printed in the rows left out",
    "title": "the title",
    "unit": "the unit; write unit under [[tables]] to state another",
}


def layout_text(layout: Layout) -> str:
    """Text of a layout in TOML; each key is explained where it comes first.

    Parameters
    ----------
    layout : Layout

    Returns
    -------
    str
        From which `read_layout` gives the same layout.
    """
    writer = _Writer()
    lines = [_HEAD.rstrip(), *writer.whole(layout)]
    return "\n".join(lines) + "\n"


def read_layout(text: str, name: str = "layout.toml") -> Layout:
    """Layout from its text.

    Parameters
    ----------
    text : str
        TOML as `layout_text` writes it and people correct it.
    name : str
        Name of the file, for the places of problems.

    Returns
    -------
    Layout

    Raises
    ------
    Refused
        With every problem: `layout.toml`, `layout.unknown-key`, `layout.missing-key`, `layout.unfit`,
        `layout.column-twice`, `layout.no-values`.
    """
    return checked_layout(text, name)


def rows_text(rows: Iterable[int]) -> str:
    """Rows counted from 0 as people write them, from 1.

    Returns
    -------
    str

    Examples
    --------
    >>> rows_text([6, 7, 8, 11])
    '7-9, 12'
    """
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ", ".join(_range(str(first + 1), str(last + 1), "-") for first, last in runs)


def columns_text(first: int, last: int) -> str:
    """Columns counted from 0 by their letters: `A`, `B:S`."""
    return _range(letters(first), letters(last), ":")


def _range(first: str, last: str, dash: str) -> str:
    return first if first == last else f"{first}{dash}{last}"


class _Writer:
    """Lines of a layout; remembers which keys have been explained."""

    def __init__(self) -> None:
        self._explained: set[str] = set()

    def whole(self, layout: Layout) -> Iterator[str]:
        yield f"version = {layout.version}"
        yield from self._line("format", layout.file_format)
        yield from ("", "[sheets]")
        yield self._said("skip", _list(layout.skipped_sheets))
        yield from ("", "[territories]", '# "Printed name" = "CODE"; "" leaves the name out.')
        yield from (f"{_quoted(name)} = {_quoted(code)}" for name, code in layout.territories.items())
        for form in layout.forms:
            yield from self._form(form)

    def _form(self, form: Form) -> Iterator[str]:
        yield from ("", "[[tables]]", self._said("sheet", _quoted(form.sheet)))
        yield self._said("code", _quoted(form.code))
        if form.header:
            yield self._said("header", _quoted(rows_text(range(form.header[0], form.header[1] + 1))))
        yield self._said("first_row", str(form.first_row + 1))
        if form.last_row is not None:
            yield self._said("last_row", str(form.last_row + 1))
        for key in ("title", "unit", "period", "territory", "territory_code", "indicator"):
            yield from self._line(key, getattr(form, key), explained=False)
        yield from self._line("skip_rows", rows_text(form.skipped))
        for span in form.spans:
            yield from self._span(span)
        yield from self._anchor(form.anchor)

    def _span(self, span: Span) -> Iterator[str]:
        yield from ("", "  [[tables.columns]]")
        yield "  " + self._said("columns", _quoted(columns_text(span.first, span.last)))
        yield "  " + self._said("role", _quoted(span.role))
        yield from self._line("name", span.name, "  ")
        yield from self._line("from", "header" if span.from_header else "", "  ")
        if span.measure:
            alone = len(span.measure) == 1 and span.measure[0]
            yield f"  measure = {_quoted(alone) if alone else _list(span.measure)}"
        for key in ("period", "unit", "breakdown", "territory", "note"):
            yield from self._line(key, getattr(span, key), "  ", explained=False)

    def _anchor(self, anchor: Anchor) -> Iterator[str]:
        if anchor == Anchor():
            return
        yield from ("", "  # What was printed: by this the table is known again in next year's file.")
        yield "  [tables.anchor]"
        yield from self._line("title", anchor.title, "  ")
        yield from self._line("unit", anchor.unit, "  ")
        if anchor.rows:
            yield "  " + self._said("rows", _quoted(rows_text(range(anchor.rows[0], anchor.rows[1] + 1))))
        if anchor.header:
            yield "  " + self._said("first_column", _quoted(letters(anchor.first_column)))
            yield f"  header = {_list(anchor.header)}"
        if anchor.labels:
            yield "  " + self._said("label_column", _quoted(letters(anchor.label_column)))
            yield "  " + self._said("labels", _list(anchor.labels))
        if anchor.skipped:
            yield "  " + self._said("skipped", _inline(anchor.skipped))

    def _line(self, key: str, text: str, indent: str = "", *, explained: bool = True) -> Iterator[str]:
        if text:
            line = f"{key} = {_quoted(text)}"
            yield indent + (self._said(key, _quoted(text)) if explained else line)

    def _said(self, key: str, value: str) -> str:
        line = f"{key} = {value}"
        if key in self._explained or key not in _WORDS:
            return line
        self._explained.add(key)
        return f"{line}  # {_WORDS[key]}"


def _quoted(text: str) -> str:
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _inline(skipped: Mapping[int, str]) -> str:
    inner = ", ".join(f'"{row + 1}" = {_quoted(label)}' for row, label in sorted(skipped.items()))
    return f"{{ {inner} }}"
