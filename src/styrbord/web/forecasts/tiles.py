"""Which tiles of a page show what is forecast next, when the reader asks for it?"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest

from styrbord.figures.forecasts import Ahead, Vintage
from styrbord.figures.model import Tile
from styrbord.figures.pages import Block
from styrbord.services import forecasts
from styrbord.services.reading import Reading

ASKED = "forecasts"
Found = Mapping[tuple[str, str], Vintage]


def tiles_ahead(request: HttpRequest, reading: Reading, tiles: Iterable[Tile]) -> dict[str, Any]:
    """Newest forecasts of the tiles by indicator and subject; None where the reader did not ask for them."""
    pairs = {(tile.indicator, tile.subject) for tile in tiles}
    found: Found | None = None
    if request.GET.get("show") == ASKED:
        found = forecasts.shown_many(reading, pairs)
    return {"tiles_ahead": found, "has_tiles": bool(pairs)}


def tiles_of(blocks: Iterable[Block]) -> list[Tile]:
    """Tiles of some blocks, those of goals too."""
    found = [tile for block in blocks for tile in block.tiles]
    return found + [tile for block in blocks for goal in block.goals for tile in goal.tiles]


def next_of(vintage: Vintage) -> Ahead | None:
    """First period of a forecast that has not come."""
    return next((one for one in vintage.points if one.actual is None), None)
