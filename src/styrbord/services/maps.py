"""What does an indicator look like on the map, and which outlines does the map have?"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from styrbord.core.base.periods import Period
from styrbord.figures.model import Bar
from styrbord.figures.pages import MapPage
from styrbord.services import board, compare
from styrbord.services.indicators import bars_of, definition_of
from styrbord.services.memory import remembered
from styrbord.services.reading import Reading
from styrbord.store.clock import to_ms
from styrbord.store.spine.models import Shape


def page(reading: Reading, code: str = "", period_text: str = "", kind: str = "") -> MapPage:
    """Values of one period over the lowest members of the root; of one type, if asked."""
    known = reading.register.indicators()
    definition = definition_of(reading, code or _key_indicator(reading) or next(iter(known), ""))
    period = Period.parse(period_text) if period_text else None
    return remembered(
        reading, ("map", definition.code, period_text, kind), lambda: _page(reading, definition, period, kind)
    )


def _key_indicator(reading: Reading) -> str:
    tiles = board.overview(reading, board.root(reading)).tiles
    return tiles[1].indicator if len(tiles) > 1 else ""


def _page(reading: Reading, definition: Any, period: Period | None, kind: str) -> MapPage:
    scope = compare.leaves(reading)
    periods = compare.periods_with_values(reading, definition, scope)
    at = period or (periods[0] if periods else None)
    types = reading.register.types(at.first_day if at else reading.today)
    chosen = tuple(code for code in scope if not kind or types.get(code) == kind)
    areas = _with_parents(reading, bars_of(reading, definition, chosen, at), at) if at and chosen else ()
    kinds = tuple(one for one in reading.register.type_list() if one in set(types.values()))
    has_outlines = bool(outlines(reading)["features"])
    return MapPage(definition, at, areas, kind, kinds, tuple(periods), has_outlines)


def _with_parents(reading: Reading, bars: tuple[Bar, ...], at: Period) -> tuple[Bar, ...]:
    tree = reading.register.tree()
    paths = {bar.code: tree.path(bar.code, at.first_day) for bar in bars}
    return tuple(replace(bar, parent=paths[bar.code][-1] if paths[bar.code] else "") for bar in bars)


def outlines(reading: Reading) -> Mapping[str, Any]:
    """GeoJSON features by code, with the projection that suits them."""
    return remembered(reading, ("outlines",), lambda: _outlines(reading))


def _outlines(reading: Reading) -> Mapping[str, Any]:
    at = to_ms(reading.as_of)
    rows = Shape.objects.filter(shown_from__lte=at, shown_to__gt=at).select_related("subject")
    features: list[dict[str, Any]] = []
    projection = "geographic"
    for row in rows:
        projection = row.projection
        features.append(
            {
                "type": "Feature",
                "id": row.subject.code,
                "properties": {"territory_code": row.subject.code},
                "geometry": row.geometry,
            }
        )
    return {"type": "FeatureCollection", "features": features, "projection": projection}

