"""Which cells, merges and looks does a SpreadsheetML 2003 file tell?"""

from styrbord.core.collection.grid import Broken, Cell
from styrbord.sources.formats._drawn import Drawn
from styrbord.sources.formats._format import Wanted
from styrbord.sources.formats._moments import moment
from styrbord.sources.formats._raised import Run, joined, mark_of
from styrbord.sources.formats._rows import MOST_COLUMNS
from styrbord.sources.formats._xml import Attributes

SS = "urn:schemas-microsoft-com:office:spreadsheet "
EXCEL = "urn:schemas-microsoft-com:office:excel "
HTML = "http://www.w3.org/TR/REC-html40 "


class Reader:
    """Sheets of the file, drawn while it is parsed; `names` are all, `drawn` the wanted ones."""

    def __init__(self, wanted: Wanted) -> None:
        """Begin before the first worksheet."""
        self.names: list[str] = []
        self.drawn: list[Drawn] = []
        self._wanted = wanted
        self._sheet: Drawn | None = None
        self._style = ""
        self._indents: dict[str, int] = {}
        self._cell: Attributes = {}
        self._kind = ""
        self._is_data = self._is_aside = self._is_visibility = False
        self._raised = 0
        self._runs: list[Run] = []
        self._row_step = 1
        self._column = 0
        self.starts = {
            f"{SS}Style": self._start_style,
            f"{SS}Alignment": self._alignment,
            f"{SS}Worksheet": self._start_sheet,
            f"{SS}Column": self._start_column,
            f"{SS}Row": self._start_row,
            f"{SS}Cell": self._start_cell,
            f"{SS}Data": self._start_data,
            f"{SS}Comment": self._start_aside,
            f"{HTML}Sup": self._start_raised,
            f"{EXCEL}Visible": self._start_visibility,
        }
        self.ends = {
            f"{SS}Worksheet": self._end_sheet,
            f"{SS}Row": self._end_row,
            f"{SS}Cell": self._end_cell,
            f"{SS}Data": self._end_data,
            f"{SS}Comment": self._end_aside,
            f"{HTML}Sup": self._end_raised,
            f"{EXCEL}Visible": self._end_visibility,
        }

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get(f"{SS}ID", "")

    def _alignment(self, attributes: Attributes) -> None:
        if level := int(attributes.get(f"{SS}Indent", 0)):
            self._indents[self._style] = min(level, 250)

    def _start_sheet(self, attributes: Attributes) -> None:
        name = attributes.get(f"{SS}Name", f"Sheet{len(self.names) + 1}")
        self.names.append(name)
        self._column, self._row_step = 0, 1
        if self._wanted.sheet.strip().casefold() in {"", name.strip().casefold()}:
            left = self._wanted.most_cells - sum(drawn.rows.cells for drawn in self.drawn)
            self._sheet = Drawn(name, left)

    def _end_sheet(self) -> None:
        if self._sheet:
            self.drawn.append(self._sheet)
            self._wanted.progress(len(self.drawn), 0, "sheets")
            self._sheet = None

    def _start_column(self, attributes: Attributes) -> None:
        first = int(attributes.get(f"{SS}Index", self._column + 1)) - 1
        last = min(first + int(attributes.get(f"{SS}Span", 0)), MOST_COLUMNS)
        if self._sheet and attributes.get(f"{SS}Hidden") == "1":
            self._sheet.hidden_columns.update(range(first, last + 1))
        self._column = last + 1

    def _start_row(self, attributes: Attributes) -> None:
        if not (sheet := self._sheet):
            return
        if f"{SS}Index" in attributes:
            sheet.rows.add_blank(max(int(attributes[f"{SS}Index"]) - 1 - sheet.rows.next_row, 0))
        self._row_step = int(attributes.get(f"{SS}Span", 0)) + 1
        if attributes.get(f"{SS}Hidden") == "1":
            first = sheet.rows.next_row
            sheet.hidden_rows.update(range(first, first + min(self._row_step, 10_000)))

    def _end_row(self) -> None:
        if self._sheet:
            self._sheet.end_row()
            self._sheet.rows.add_blank(self._row_step - 1)

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell, self._kind, self._runs = attributes, "", []
        if self._sheet and f"{SS}Index" in attributes:
            self._sheet.skip(max(int(attributes[f"{SS}Index"]) - 1 - self._sheet.column, 0))

    def _end_cell(self) -> None:
        if not (sheet := self._sheet):
            return
        cell = self._cell
        if f"{SS}Formula" in cell and not self._kind:
            sheet.formula_without_value()
        across, down = int(cell.get(f"{SS}MergeAcross", 0)), int(cell.get(f"{SS}MergeDown", 0))
        value = _value(self._kind, joined(self._runs)) if self._kind else None
        mark = mark_of(self._runs) if len(self._runs) > 1 and type(value) is str else ""
        sheet.cell(value, self._indents.get(cell.get(f"{SS}StyleID", ""), 0), mark, across, down)
        sheet.skip(across)

    def _start_data(self, attributes: Attributes) -> None:
        if not self._is_aside:
            self._kind = attributes.get(f"{SS}Type", "String")
            self._is_data, self._raised = True, 0

    def _end_data(self) -> None:
        self._is_data = False

    def _start_aside(self, _: Attributes) -> None:
        self._is_aside = True

    def _end_aside(self) -> None:
        self._is_aside = False

    def _start_raised(self, _: Attributes) -> None:
        self._raised += 1

    def _end_raised(self) -> None:
        self._raised -= 1

    def _start_visibility(self, _: Attributes) -> None:
        self._is_visibility = True

    def _end_visibility(self) -> None:
        self._is_visibility = False

    def text(self, text: str) -> None:
        """Take letters of a cell, or a word about the sheet."""
        if self._is_data:
            self._runs.append(Run(text, self._raised > 0))
        elif self._is_visibility and self._sheet and text.strip() in {"SheetHidden", "SheetVeryHidden"}:
            self._sheet.is_hidden = True


def _value(kind: str, text: str) -> Cell:
    match kind:
        case "Number":
            return float(text)
        case "DateTime":
            return moment(text)
        case "Boolean":
            return text.strip() == "1"
        case "Error":
            return Broken(text)
    return text
