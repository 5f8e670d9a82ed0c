"""How does a chart stand on a page: drawn in two widths, with its table in words?"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from styrbord import charts, figures
from styrbord.charts import engine
from styrbord.charts.cache import ChartCache, FolderCache
from styrbord.charts.model import Chart
from styrbord.charts.render import svg
from styrbord.figures import format as written
from styrbord.web.names import language

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in words; the first cell of a row is its head."""

    columns: Cells
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart as it stands on a page: its words, two drawings, and the rows of its table."""

    title: str
    reading: str
    notes: Cells
    width: int
    columns: Cells
    body: str
    wide: str
    narrow: str


@dataclass(frozen=True)
class ChartView:
    """A chart with its place on the page; it is drawn when the template asks for it.

    `source` is the chart, or makes it; `key` names all that it is made from, and lets a chart that
    was drawn before be shown without being made again ("" when it is made in any case).
    """

    id: str
    source: Chart | Callable[[], Chart]
    decimals: int = 1
    key: str = ""

    @cached_property
    def chart(self) -> Chart:
        """The chart itself, as it is taken away."""
        return self.source if isinstance(self.source, Chart) else self.source()

    @cached_property
    def drawn(self) -> Drawn:
        """The chart for the page, from the folder of drawn charts when it is there."""
        cache = chart_cache() if self.key else None
        if cache is None:
            return self._drawn()
        if (kept := cache.get(self.key)) is not None:
            return Drawn(**json.loads(kept))
        drawn = self._drawn()
        cache.set(self.key, json.dumps(asdict(drawn)).encode())
        return drawn

    @property
    def title(self) -> str:
        """Finding that stands over the chart."""
        return self.drawn.title

    @property
    def reading(self) -> str:
        """The chart in one sentence."""
        return self.drawn.reading

    @property
    def notes(self) -> Cells:
        """Captions that explain marks."""
        return self.drawn.notes

    @property
    def width(self) -> int:
        """Pixels of the wide drawing."""
        return self.drawn.width

    @property
    def wide(self) -> SafeString:
        """Drawing for wide screens and paper."""
        return mark_safe(self.drawn.wide)

    @property
    def narrow(self) -> SafeString:
        """Drawing for phones."""
        return mark_safe(self.drawn.narrow)

    @property
    def columns(self) -> Cells:
        """Heads of the chart's table."""
        return self.drawn.columns

    @property
    def body(self) -> SafeString:
        """Rows of the chart's table in words."""
        return mark_safe(self.drawn.body)

    def _drawn(self) -> Drawn:
        chart = self.chart
        cache = None if self.key else chart_cache()
        drawings = svg(chart, "wide", cache=cache), svg(chart, "narrow", cache=cache)
        body = "\n".join(map(self._row, chart.table.rows))
        return Drawn(
            chart.title, chart.reading, chart.notes, chart.width, chart.table.columns, body, *drawings
        )

    def _row(self, row: Sequence[str | float | None]) -> str:
        head, *rest = map(escape, map(self._cell, row))
        cells = "".join(f'<td class="num">{cell}</td>' for cell in rest)
        return f'<tr><th scope="row">{head}</th>{cells}</tr>'

    def _cell(self, cell: str | float | None) -> str:
        if isinstance(cell, str):
            return cell
        return written.number(cell, decimals=self.decimals, language=language())


def key_of(*made_from: object) -> str:
    """Key of a chart: a hash of what it is made from, in which language, by which program."""
    return hashlib.sha256(repr((made_from, language(), _program())).encode()).hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    """Hash of the programs that draw charts and write their words: changed ones draw anew."""
    rooms = (charts, figures)
    programs = [path for room in rooms for path in sorted(Path(str(room.__file__)).parent.glob("*.py"))]
    content = b"".join(path.read_bytes() for path in [*programs, Path(__file__)])
    return hashlib.sha256(content + engine.version().encode()).hexdigest()


@lru_cache(maxsize=1)
def chart_cache() -> ChartCache | None:
    """Folder of drawn charts, when the site keeps one."""
    folder = getattr(settings, "CHART_CACHE", None)
    return FolderCache(Path(folder)) if folder else None


def worded(columns: Sequence[str], rows: Sequence[Sequence[str | float | None]], decimals: int) -> Grid:
    """Table in words from raw numbers."""

    def cell(one: str | float | None) -> str:
        return one if isinstance(one, str) else written.number(one, decimals=decimals, language=language())

    return Grid(tuple(columns), tuple(tuple(map(cell, row)) for row in rows))
