"""Does a map tell areas apart without colour, and draw thousands of them in time?"""

import json
import re
from typing import Any

import numpy as np
import pytest

from styrbord.charts import render
from styrbord.charts.borders import borders
from styrbord.charts.map import class_breaks, class_map, state_map
from styrbord.charts.model import Chart
from styrbord.charts.outlines import atlas_of, centres, outlines_of, paths
from styrbord.charts.projection import projected
from styrbord.figures.model import Bar
from tests.charts.samples import SAMPLES, bars, squares, texts_of


def grid(side: int) -> bytes:
    """Side times side squares with 8 corners to an edge, slightly bent."""

    def corner(x: float, y: float) -> list[float]:
        return [1000 * x + 40 * np.sin(7 * y + x), 1000 * y + 40 * np.cos(5 * x)]

    features: list[dict[str, Any]] = []
    steps = np.linspace(0, 1, 8, endpoint=False)
    for n in range(side * side):
        x, y = divmod(n, side)
        ring = [corner(x + s, y) for s in steps] + [corner(x + 1, y + s) for s in steps]
        ring += [corner(x + 1 - s, y + 1) for s in steps] + [corner(x, y + 1 - s) for s in steps]
        geometry = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        features.append({"type": "Feature", "id": f"T{n}", "properties": {}, "geometry": geometry})
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_act_and_watch_carry_marks_and_missing_areas_are_dashed() -> None:
    svg = render.svg(SAMPLES["states"]())
    assert len(re.findall(r'fill="#AF264A" stroke="#FFFFFF"', svg)) == 1
    assert len(re.findall(r'fill="#825300" stroke="#FFFFFF"', svg)) == 1
    assert len(re.findall(r'fill="#F4F5F5"[^>]*stroke-dasharray', svg)) == 1
    assert texts_of(svg) == ["act, 1", "watch, 1", "no data, 1"]


def test_classes_are_numbered_on_areas_and_in_the_legend() -> None:
    texts = texts_of(render.svg(SAMPLES["classes"]()))
    assert texts[:4] == ["1", "2", "4", "5"] or len([t for t in texts if t == "1"]) == 2
    assert "no data, 1" in texts
    assert "%" in texts


def test_ranges_of_classes_do_not_overlap() -> None:
    found = [Bar(f"T{n}", {"en": str(n)}, float(n)) for n in range(5)]
    chart = class_map(
        found, atlas_of(squares()), title="T", reading="R", unit="", decimals=0, language="en", breaks=[2, 4]
    )
    texts = texts_of(render.svg(chart))
    assert {"0–1", "2–3", "4"} <= set(texts)
    assert [row[2] for row in chart.table.rows] == [1, 1, 2, 2, 3]


def test_a_value_belongs_to_the_class_of_the_number_shown() -> None:
    found = [Bar("T0", {"en": "A"}, 1.96), Bar("T1", {"en": "B"}, 1.0)]
    chart = class_map(
        found, atlas_of(squares()), title="T", reading="R", unit="", decimals=1, language="en", breaks=[2.0]
    )
    assert chart.table.rows[0][2] == 2


def test_breaks_that_do_not_rise_are_refused() -> None:
    with pytest.raises(ValueError, match="breaks"):
        class_map(
            [], atlas_of(squares()), title="T", reading="R", unit="", decimals=1, language="en", breaks=[3, 2]
        )


def test_equal_values_make_one_class() -> None:
    assert class_breaks([4.0] * 10, decimals=1) == []
    assert class_breaks([], decimals=1) == []


def test_an_area_that_no_bar_names_has_no_data() -> None:
    chart = state_map([], atlas_of(squares()), title="T", reading="R", language="en")
    assert render.svg(chart).count('fill="#F4F5F5"') == 5


def test_a_bar_without_an_area_stands_in_the_table_only() -> None:
    chart = state_map(
        [*bars(), Bar("X", {"en": "Far away"}, 1.0)],
        atlas_of(squares()),
        title="T",
        reading="R",
        language="en",
    )
    assert chart.table.rows[-1][0] == "Far away"
    assert "Far away" not in render.svg(chart)


def test_neighbours_keep_the_same_border() -> None:
    outlines = outlines_of(atlas_of(grid(4)), width=300, most_height=300)
    sides = [set(map(tuple, outlines.corners[outlines.ring == ring].tolist())) for ring in (0, 1)]
    assert len(sides[0] & sides[1]) >= 8


def edges_in(path: str) -> int:
    chains = [chain.partition("l")[2] for chain in path.split("M")[1:]]
    return sum(len(re.findall(r"-?\d+", chain)) for chain in chains) // 2


def test_borders_run_between_parents_and_around_all() -> None:
    outlines = outlines_of(atlas_of(squares(2)), width=100, most_height=100)
    same = borders(outlines, {"T0": "a", "T1": "a"})
    other = borders(outlines, {"T0": "a", "T1": "b"})
    assert (edges_in(same), edges_in(other)) == (6, 7)


def test_straight_stretches_keep_only_their_ends() -> None:
    drawn = paths(outlines_of(atlas_of(squares(1)), width=100, most_height=100))["T0"]
    assert len(re.findall(r"-?\d+", drawn)) == 8


def test_an_area_too_small_to_see_is_a_dot() -> None:
    content = json.loads(squares(2))
    corners = content["features"][1]["geometry"]["coordinates"][0]
    content["features"][1]["geometry"]["coordinates"][0] = [
        [x / 1e4 + 990, y / 1e4 + 200] for x, y in corners
    ]
    drawn = paths(outlines_of(atlas_of(json.dumps(content)), width=100, most_height=100))
    assert drawn["T1"].endswith("h2v2h-2z")


def test_marks_lie_inside_their_area() -> None:
    horseshoe = [
        [0, 0],
        [300, 0],
        [300, 300],
        [200, 300],
        [200, 100],
        [100, 100],
        [100, 300],
        [0, 300],
        [0, 0],
    ]
    feature = {"type": "Feature", "id": "U", "geometry": {"type": "Polygon", "coordinates": [horseshoe]}}
    outlines = outlines_of(
        atlas_of(json.dumps({"type": "FeatureCollection", "features": [feature]})), width=304, most_height=400
    )
    x, y, _ = centres(outlines, frozenset({"U"}))["U"]
    assert not (102 < x < 202 and y < 202)


def test_a_country_across_180_degrees_does_not_wrap() -> None:
    lonlat = np.array([[30.0, 60.0], [100.0, 60.0], [179.0, 65.0], [-175.0, 65.0]])
    x = projected(lonlat, "geographic")[:, 0]
    assert list(x) == sorted(x)


def test_the_projection_keeps_areas_in_proportion() -> None:
    def area(lonlat: list[tuple[float, float]]) -> float:
        x, y = projected(np.array([*lonlat, (20.0, 40.0), (60.0, 70.0)]), "geographic")[:-2].T
        return abs(float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum()) / 2)

    def cell(north: float) -> list[tuple[float, float]]:
        return [(30, north), (30.1, north), (30.1, north + 0.1), (30, north + 0.1)]

    on_sphere = np.cos(np.radians(65.05)) / np.cos(np.radians(45.05))
    assert area(cell(65)) / area(cell(45)) == pytest.approx(on_sphere, rel=1e-3)


@pytest.mark.parametrize(
    "geojson",
    [
        '{"type":"Feature"}',
        '{"type":"FeatureCollection","features":[{"geometry":{"type":"Point","coordinates":[1,2]}}]}',
    ],
)
def test_what_is_not_a_map_is_refused(geojson: str) -> None:
    with pytest.raises(ValueError, match="map"):
        atlas_of(geojson)


def test_2500_areas_are_drawn_in_both_widths() -> None:
    geojson = grid(50)
    found = [Bar(f"T{n}", {"en": f"Town {n}"}, float(n % 97), parent=str(n // 100)) for n in range(2500)]
    chart: Chart = class_map(
        found,
        atlas_of(geojson),
        title="T",
        reading="R",
        unit="%",
        decimals=1,
        language="en",
        link=lambda bar: f"/{bar.code}",
    )
    wide, narrow = render.svg(chart, "wide"), render.svg(chart, "narrow")
    assert wide.count("<a ") == 2500
    assert 'tabindex="-1"' in wide
    assert "<a " not in narrow
    assert 'role="img"' in narrow
