"""How do the blocks of a page become charts, tables and files?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from styrbord.charts.outlines import Atlas
from styrbord.figures.pages import Block, Labels
from styrbord.web import drawings, tables, wording
from styrbord.web.charting import ChartView, Grid
from styrbord.web.downloads import Offer


@dataclass(frozen=True, slots=True)
class Shown:
    """One block with its title, and its chart or grid when it has one."""

    block: Block
    title: str
    chart: ChartView | None = None
    grid: Grid | None = None


def shown(request: HttpRequest, blocks: Sequence[Block], atlas: Atlas | None, labels: Labels) -> list[Shown]:
    """Blocks ready for the template."""
    return [_one(request, block, atlas, labels) for block in blocks]


def offers(items: Sequence[Shown]) -> dict[str, Offer]:
    """What can be taken away of each block."""
    return {item.block.id: item.chart or _table(item.block) for item in items}


def _one(request: HttpRequest, block: Block, atlas: Atlas | None, labels: Labels) -> Shown:
    chart = drawings.block(request, block, atlas)
    grid = drawings.breakdown(block, labels) if block.kind == "breakdown" else None
    return Shown(block, wording.block_title(block) or _("Key figures"), chart, grid)


def _table(block: Block) -> Offer:
    if block.kind in {"tiles", "table"}:
        return tables.tiles(block)
    return tables.lines(block) if block.lines else None
