"""Do the outlines tile the county, without gaps, and do districts hang together?"""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from example.shapes import Borders, signed_area
from example.tables import DISTRICTS, municipalities


def features(pack: Path, name: str) -> dict[str, list[Any]]:
    found = json.loads((pack / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["territory_code"]: feature["geometry"]["coordinates"] for feature in found}


def test_every_municipality_of_today_has_one_closed_outline(pack: Path) -> None:
    areas = features(pack, "municipalities")
    assert set(areas) == {place["code"] for place in municipalities()}
    for rings in areas.values():
        assert len(rings) == 1
        assert rings[0][0] == rings[0][-1]
        assert signed_area(rings[0]) < 0


def test_municipalities_tile_the_county(pack: Path) -> None:
    parts = sum(signed_area(rings[0]) for rings in features(pack, "municipalities").values())
    districts = sum(signed_area(rings[0]) for rings in features(pack, "districts").values())
    whole = signed_area(features(pack, "county")["NV"][0])
    assert abs(parts - whole) < 1e-6 * abs(whole)
    assert abs(districts - whole) < 1e-6 * abs(whole)


def test_an_inner_border_is_drawn_by_both_neighbours(pack: Path) -> None:
    steps: Counter[frozenset[tuple[float, float]]] = Counter()
    for rings in features(pack, "municipalities").values():
        steps.update(frozenset(map(tuple, step)) for step in pairwise(rings[0]))
    assert set(steps.values()) == {1, 2}


def test_each_district_is_in_one_piece() -> None:
    borders = Borders(2026)
    for district in DISTRICTS:
        members = [k for k, place in enumerate(municipalities()) if place["district"] == district]
        assert len(borders.outline(members)) == 1


def test_coordinates_lie_on_the_sheet(pack: Path) -> None:
    points = [point for rings in features(pack, "municipalities").values() for point in rings[0]]
    assert all(0 <= x <= 100 and 0 <= y <= 64 for x, y in points)
