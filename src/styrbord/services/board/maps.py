"""What does an indicator look like on the map, and which outlines does the map have?"""

import json
from collections.abc import Iterable
from dataclasses import replace

from styrbord.charts.outlines import Atlas, atlas_of
from styrbord.charts.projection import Projection
from styrbord.core.base.periods import Period
from styrbord.core.spine.indicators import Indicator
from styrbord.figures.model import Bar
from styrbord.figures.pages import Block, MapPage
from styrbord.services.board import compare, subjects
from styrbord.services.board.indicators import bars_of, definition_of
from styrbord.services.board.overview import overview
from styrbord.services.memory import remembered
from styrbord.services.reading import Reading
from styrbord.store.clock import to_ms
from styrbord.store.spine.models import Shape


def page(reading: Reading, code: str = "", period: Period | None = None, kind: str = "") -> MapPage:
    """Values of one period over the lowest members of the root; of one type, if asked."""
    known = reading.register.indicators()
    definition = definition_of(reading, code or _key_indicator(reading) or next(iter(known), ""))
    return remembered(
        reading, ("map", definition.code, period, kind), lambda: _page(reading, definition, period, kind)
    )


def _key_indicator(reading: Reading) -> str:
    tiles = overview(reading, subjects.root(reading)).tiles
    return tiles[1].indicator if len(tiles) > 1 else ""


def _page(reading: Reading, definition: Indicator, period: Period | None, kind: str) -> MapPage:
    scope = compare.leaves(reading)
    periods = compare.periods_with_values(reading, definition, scope)
    at = period or (periods[0] if periods else None)
    types = reading.register.types(at.first_day if at else reading.today)
    chosen = tuple(code for code in scope if not kind or types.get(code) == kind)
    areas = _with_parents(reading, bars_of(reading, definition, chosen, at), at) if at and chosen else ()
    kinds = tuple(one for one in reading.register.type_list() if one in set(types.values()))
    return MapPage(definition, at, areas, kind, kinds, tuple(periods), atlas(reading) is not None)


def _with_parents(reading: Reading, bars: tuple[Bar, ...], at: Period) -> tuple[Bar, ...]:
    tree = reading.register.tree()
    paths = {bar.code: tree.path(bar.code, at.first_day) for bar in bars}
    return tuple(replace(bar, parent=paths[bar.code][-1] if paths[bar.code] else "") for bar in bars)


def atlas_for(reading: Reading, blocks: Iterable[Block]) -> Atlas | None:
    """Outlines, where one of the blocks is a map: reading them takes long."""
    return atlas(reading) if any(block.kind == "map" for block in blocks) else None


def atlas(reading: Reading) -> Atlas | None:
    """Outlines of the subjects as of the moment; None when there are none."""
    return remembered(reading, ("atlas",), lambda: _atlas(reading))


def _atlas(reading: Reading) -> Atlas | None:
    at = to_ms(reading.as_of)
    rows = list(Shape.objects.filter(shown_from__lte=at, shown_to__gt=at).select_related("subject"))
    if not rows:
        return None
    tree = reading.register.tree()
    lowest = [row for row in rows if not tree.has_members(row.subject.code)] or rows
    features = [
        {"type": "Feature", "id": row.subject.code, "properties": {}, "geometry": row.geometry}
        for row in lowest
    ]
    plane: Projection | None = "plane" if rows[0].projection == "plane" else None
    return atlas_of(json.dumps({"type": "FeatureCollection", "features": features}), plane)
