"""Which tables does a web page hold that was saved as a workbook?"""

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from styrbord.core.collection.grid import Sheet
from styrbord.sources.formats._drawn import Drawn
from styrbord.sources.formats._problems import too_large
from styrbord.sources.formats._raised import Run, joined, mark_of

MOST_TABLES = 1000
MOST_DEPTH = 50
MOST_SPAN = 1000
ASIDE = frozenset({"script", "style", "title", "template", "xml"})
CLOSING = frozenset({"td", "th", "tr", "table"})
BREAKS = frozenset({"br", "p", "div", "li"})


@dataclass(slots=True)
class _Table:
    drawn: Drawn
    taken: dict[int, int] = field(default_factory=dict)  # column -> further rows that a cell from above takes
    in_row: bool = False
    in_cell: bool = False
    span: tuple[int, int] = (1, 1)
    runs: list[Run] = field(default_factory=list)


class Page(HTMLParser):
    """Tables of a page in their order; a table within a cell stands after the one around it."""

    def __init__(self, name: str, most_cells: int) -> None:
        """Begin before the first table."""
        super().__init__(convert_charrefs=True)
        self.drawn: list[Drawn] = []
        self._name = name
        self._left = most_cells
        self._open: list[_Table] = []
        self._aside = 0
        self._raised = 0
        self._acts: dict[str, Callable[[dict[str, str | None]], None]] = {
            "table": self._start_table,
            "tr": self._start_row,
            "td": self._start_cell,
            "th": self._start_cell,
        }

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if tag in ASIDE:
            self._aside += 1
        elif tag == "sup":
            self._raised += 1
        elif tag in BREAKS:
            self._add("\n")
        elif tag in self._acts:
            self._acts[tag](dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if tag in ASIDE:
            self._aside = max(self._aside - 1, 0)
        elif tag == "sup":
            self._raised = max(self._raised - 1, 0)
        elif tag in CLOSING and self._open:
            self._end_cell()
            if tag in {"tr", "table"}:
                self._end_row()
            if tag == "table":
                self._open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that closes itself."""
        if tag in BREAKS:
            self._add("\n")
        elif tag in self._acts and tag != "table":
            self._acts[tag](dict(attrs))

    def handle_data(self, data: str) -> None:
        """Take letters of a cell."""
        if not self._aside:
            self._add(" ".join(data.replace("\xa0", "\0").split()).replace("\0", "\xa0"), data)

    def _add(self, text: str, raw: str = "") -> None:
        if self._open and self._open[-1].in_cell:
            before = " " if raw[:1].isspace() and text else ""
            after = " " if raw[-1:].isspace() else ""
            self._open[-1].runs.append(Run(before + text + after, self._raised > 0))

    def _start_table(self, _: dict[str, str | None]) -> None:
        if len(self._open) >= MOST_DEPTH or len(self.drawn) >= MOST_TABLES:
            raise too_large(len(self.drawn) + 1, MOST_TABLES, "tables")
        self._left -= self.drawn[-1].rows.cells if self.drawn else 0
        self.drawn.append(Drawn(self._name, self._left))
        self._open.append(_Table(self.drawn[-1]))

    def _start_row(self, _: dict[str, str | None]) -> None:
        if self._open:
            self._end_cell()
            self._end_row()
            self._open[-1].in_row = True

    def _start_cell(self, attributes: dict[str, str | None]) -> None:
        if not self._open:
            return
        self._end_cell()
        table = self._open[-1]
        table.in_row = table.in_cell = True
        table.span = (_span(attributes.get("colspan")), _span(attributes.get("rowspan")))
        table.runs = []
        self._raised = 0

    def _end_cell(self) -> None:
        table = self._open[-1]
        if not table.in_cell:
            return
        table.in_cell = False
        while table.taken.get(table.drawn.column, 0) > 0:
            table.drawn.skip(1)
        across, down = table.span
        first = table.drawn.column
        mark = mark_of(table.runs) if len(table.runs) > 1 else ""
        table.drawn.cell(_tidy(joined(table.runs)), 0, mark, across - 1, down - 1)
        table.drawn.skip(across - 1)
        if down > 1:  # counted from the row at hand on; the row's end takes one off
            table.taken.update(dict.fromkeys(range(first, first + across), -down))

    def _end_row(self) -> None:
        table = self._open[-1]
        if not table.in_row:
            return
        table.in_row = False
        table.drawn.end_row()
        table.taken = {column: abs(rows) - 1 for column, rows in table.taken.items() if abs(rows) > 1}

    def sheets(self) -> list[Sheet]:
        """Each table with something in it; numbered when there are several."""
        while self._open:
            self.handle_endtag("table")
        sheets = [sheet for sheet in (drawn.sheet() for drawn in self.drawn) if sheet.rows]
        for number, sheet in enumerate(sheets, 1):
            sheet.name = f"{self._name} {number}" if len(sheets) > 1 else self._name
        return sheets


def _span(text: str | None) -> int:
    digits = (text or "1").strip()
    return (
        min(max(int(digits), 1), MOST_SPAN)
        if digits.isascii() and digits.isdigit() and len(digits) < 9
        else 1
    )


def _tidy(text: str) -> str:
    lines = [" ".join(line.replace("\xa0", "\0").split()).replace("\0", "\xa0") for line in text.split("\n")]
    return "\n".join(line for line in lines if line)
