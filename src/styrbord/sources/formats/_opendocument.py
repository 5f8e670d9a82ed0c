"""Which cells, merges and looks does the content of an OpenDocument spreadsheet tell?"""

import re
from collections.abc import Callable

from styrbord.core.collection.grid import Broken, Cell
from styrbord.sources.formats._drawn import Drawn
from styrbord.sources.formats._format import Wanted
from styrbord.sources.formats._moments import moment, span
from styrbord.sources.formats._raised import Run, joined, mark_of
from styrbord.sources.formats._rows import is_blank
from styrbord.sources.formats._xml import Attributes

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
TABLE, OFFICE, TEXT, STYLE = (f"{_NS}{part}:1.0 " for part in ("table", "office", "text", "style"))
MARGIN = f"{_NS}xsl-fo-compatible:1.0 margin-left"
KIND_BEYOND = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
ERRORS = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:\d{3}")
POINTS = {"pt": 1.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pc": 12.0, "px": 0.75}
STEP = 10.0
"""Points of one level of indentation, as spreadsheet programs set it."""


class Styles:
    """Which styles raise letters, indent cells or hide sheets?"""

    def __init__(self) -> None:
        """Begin with no style."""
        self.raised: set[str] = set()
        self.indents: dict[str, int] = {}
        self.hidden: set[str] = set()
        self._name = ""
        self.starts = {
            f"{STYLE}style": self._style,
            f"{STYLE}text-properties": self._text,
            f"{STYLE}paragraph-properties": self._paragraph,
            f"{STYLE}table-properties": self._table,
        }
        self.ends: dict[str, Callable[[], None]] = {}

    def _style(self, attributes: Attributes) -> None:
        self._name = attributes.get(f"{STYLE}name", "")
        if (parent := attributes.get(f"{STYLE}parent-style-name", "")) in self.indents:
            self.indents[self._name] = self.indents[parent]

    def _text(self, attributes: Attributes) -> None:
        where = attributes.get(f"{STYLE}text-position", "").split(" ")[0]
        if where == "super" or (where.endswith("%") and where[:1].isdigit() and where.strip("0%")):
            self.raised.add(self._name)

    def _paragraph(self, attributes: Attributes) -> None:
        found = re.fullmatch(r"(\d{1,6}(?:\.\d+)?)(pt|cm|mm|in|pc|px)", attributes.get(MARGIN, ""))
        if found:
            self.indents[self._name] = round(float(found[1]) * POINTS[found[2]] / STEP)

    def _table(self, attributes: Attributes) -> None:
        if attributes.get(f"{TABLE}display") == "false":
            self.hidden.add(self._name)


class Reader:
    """Sheets of a content.xml, drawn while it is parsed; `names` are all, `drawn` the wanted ones."""

    def __init__(self, styles: Styles, wanted: Wanted) -> None:
        """Begin before the first table."""
        self.names: list[str] = []
        self.drawn: list[Drawn] = []
        self._styles = styles
        self._wanted = wanted
        self._sheet: Drawn | None = None
        self._depth = 0  # tables within a table
        self._aside = 0  # comments, drawings: they stand above the cells
        self._cell: Attributes = {}
        self._in_text = False
        self._runs: list[Run] = []
        self._raised: list[bool] = []
        self._row: Attributes = {}
        self._column = 0
        self.starts = styles.starts | self._openings()
        self.ends = self._closings()

    def _openings(self) -> dict[str, Callable[[Attributes], None]]:
        openings = {
            f"{TABLE}table": self._start_table,
            f"{TABLE}table-source": self._start_source,
            f"{TABLE}table-column": self._start_column,
            f"{TABLE}table-row": self._start_row,
            f"{TABLE}table-cell": self._start_cell,
            f"{TABLE}covered-table-cell": self._start_covered,
            f"{TEXT}p": self._start_paragraph,
            f"{TEXT}span": self._start_span,
            f"{TEXT}s": self._spaces,
            f"{TEXT}tab": lambda _: self._add("\t"),
            f"{TEXT}line-break": lambda _: self._add("\n"),
        }
        return openings | dict.fromkeys(ASIDE, self._start_aside)

    def _closings(self) -> dict[str, Callable[[], None]]:
        closings = {
            f"{TABLE}table": self._end_table,
            f"{TABLE}table-row": self._end_row,
            f"{TABLE}table-cell": self._end_cell,
            f"{TEXT}p": self._end_paragraph,
            f"{TEXT}span": self._end_span,
        }
        return closings | dict.fromkeys(ASIDE, self._end_aside)

    def _start_table(self, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > 1 or self._aside:
            return
        name = attributes.get(f"{TABLE}name", "")
        self.names.append(name)
        self._column = 0
        if self._wanted.sheet.strip().casefold() in {"", name.strip().casefold()}:
            left = self._wanted.most_cells - sum(drawn.rows.cells for drawn in self.drawn)
            self._sheet = Drawn(name, left)
            self._sheet.is_hidden = attributes.get(f"{TABLE}style-name") in self._styles.hidden

    def _start_source(self, _: Attributes) -> None:
        if self._sheet and "#" in self._sheet.name:  # a copy of another file's sheet
            self.names.pop()
            self._sheet = None

    def _end_table(self) -> None:
        self._depth -= 1
        if self._depth or self._aside or self._sheet is None:
            return
        self.drawn.append(self._sheet)
        self._wanted.progress(len(self.drawn), 0, "sheets")
        self._sheet = None

    def _start_column(self, attributes: Attributes) -> None:
        count = _count(attributes, "number-columns-repeated")
        if self._sheet and self._depth == 1 and _is_hidden(attributes):
            self._sheet.hidden_columns.update(range(self._column, self._column + min(count, 1000)))
        self._column += count

    def _start_row(self, attributes: Attributes) -> None:
        if self._depth == 1:
            self._row = attributes

    def _end_row(self) -> None:
        if self._sheet is None or self._depth > 1 or self._aside:
            return
        first, times = self._sheet.rows.next_row, _count(self._row, "number-rows-repeated")
        if _is_hidden(self._row):
            self._sheet.hidden_rows.update(range(first, first + min(times, 10_000)))
        self._sheet.end_row(times)

    def _start_covered(self, attributes: Attributes) -> None:
        if self._sheet and self._depth == 1 and not self._aside:
            self._sheet.skip(_count(attributes, "number-columns-repeated"))

    def _start_cell(self, attributes: Attributes) -> None:
        if self._depth == 1 and not self._aside:
            self._cell = attributes
            self._runs = []

    def _end_cell(self) -> None:
        if self._sheet is None or self._depth > 1 or self._aside:
            return
        cell = self._cell
        times = _count(cell, "number-columns-repeated") if f"{TABLE}number-columns-repeated" in cell else 1
        value = _value(cell, self._runs) if self._runs or f"{OFFICE}value-type" in cell else None
        if is_blank(value):
            self._end_blank(cell, times)
            return
        indent = self._styles.indents.get(cell.get(f"{TABLE}style-name", ""), 0)
        mark = mark_of(self._runs) if len(self._runs) > 1 and type(value) is str else ""
        across, down = _spanned(cell)
        for _ in range(min(times, 100_000)):
            self._sheet.cell(value, indent, mark, across, down)

    def _end_blank(self, cell: Attributes, times: int) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        if f"{TABLE}formula" in cell and f"{OFFICE}value-type" not in cell:
            sheet.formula_without_value()
        across, down = _spanned(cell)
        if across or down:
            sheet.cell(None, across=across, down=down)
        else:
            sheet.skip(times)

    def _start_aside(self, _: Attributes) -> None:
        self._aside += 1

    def _end_aside(self) -> None:
        self._aside -= 1

    def _start_paragraph(self, _: Attributes) -> None:
        if self._sheet and not self._aside:
            if self._runs:
                self._runs.append(Run("\n", False))
            self._in_text = True
            self._raised = [False]

    def _end_paragraph(self) -> None:
        if not self._aside:
            self._in_text = False

    def _start_span(self, attributes: Attributes) -> None:
        if self._in_text:
            is_raised = attributes.get(f"{TEXT}style-name") in self._styles.raised
            self._raised.append(is_raised or self._raised[-1])

    def _end_span(self) -> None:
        if self._in_text and len(self._raised) > 1:
            self._raised.pop()

    def _spaces(self, attributes: Attributes) -> None:
        self._add(" " * min(int(attributes.get(f"{TEXT}c", 1)), 1000))

    def _add(self, text: str) -> None:
        if self._in_text and not self._aside:
            self._runs.append(Run(text, self._raised[-1]))

    def text(self, text: str) -> None:
        """Take letters of a paragraph; white space between them counts as one space."""
        if self._in_text and not self._aside:
            plain = re.sub(r"[ \t\r\n]+", " ", text)
            starts = not self._runs or self._runs[-1].text.endswith(("\n", " "))
            self._runs.append(Run(plain.lstrip(" ") if starts else plain, self._raised[-1]))


ASIDE = (f"{OFFICE}annotation", f"{TABLE}shapes", f"{TABLE}tracked-changes", f"{TABLE}dde-links") + tuple(
    f"{_NS}drawing:1.0 {shape}"
    for shape in ("frame", "custom-shape", "g", "rect", "line", "ellipse", "polyline", "path", "control")
)


def _spanned(cell: Attributes) -> tuple[int, int]:
    if f"{TABLE}number-columns-spanned" not in cell and f"{TABLE}number-rows-spanned" not in cell:
        return 0, 0
    return _count(cell, "number-columns-spanned") - 1, _count(cell, "number-rows-spanned") - 1


def _count(attributes: Attributes, name: str) -> int:
    return min(max(int(attributes.get(TABLE + name, 1)), 1), 1 << 31)


def _is_hidden(attributes: Attributes) -> bool:
    return attributes.get(f"{TABLE}visibility") in {"collapse", "filter"}


def _value(cell: Attributes, runs: list[Run]) -> Cell:
    kind = cell.get(f"{OFFICE}value-type", "")
    shown = joined(runs).strip("\n")
    if cell.get(KIND_BEYOND) == "error" or (f"{TABLE}formula" in cell and ERRORS.fullmatch(shown.strip())):
        return Broken(shown.strip())
    match kind:
        case "float" | "percentage" | "currency":
            return float(cell[f"{OFFICE}value"])
        case "date":
            return moment(cell[f"{OFFICE}date-value"])
        case "time":
            return span(cell[f"{OFFICE}time-value"])
        case "boolean":
            return cell[f"{OFFICE}boolean-value"] == "true"
    return cell.get(f"{OFFICE}string-value") or shown
