"""How does a chart stand on a page: drawn in two widths, with its table in words?"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from styrbord.charts.cache import ChartCache, FolderCache
from styrbord.charts.model import Chart, Width
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
class ChartView:
    """A chart with its place on the page; it is drawn when the template asks for it."""

    id: str
    chart: Chart
    decimals: int = 1

    @property
    def title(self) -> str:
        """Finding that stands over the chart."""
        return self.chart.title

    @property
    def reading(self) -> str:
        """The chart in one sentence."""
        return self.chart.reading

    @property
    def notes(self) -> tuple[str, ...]:
        """Captions that explain marks."""
        return self.chart.notes

    @property
    def wide(self) -> SafeString:
        """Drawing for wide screens and paper."""
        return self._drawn("wide")

    @property
    def narrow(self) -> SafeString:
        """Drawing for phones."""
        return self._drawn("narrow")

    @property
    def columns(self) -> Cells:
        """Heads of the chart's table."""
        return self.chart.table.columns

    @property
    def rows(self) -> tuple[Cells, ...]:
        """The chart's table in words."""
        return tuple(tuple(self._cell(cell) for cell in row) for row in self.chart.table.rows)

    def _drawn(self, width: Width) -> SafeString:
        return mark_safe(svg(self.chart, width, cache=chart_cache()))

    def _cell(self, cell: str | float | None) -> str:
        if isinstance(cell, str):
            return cell
        return written.number(cell, decimals=self.decimals, language=language())


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
