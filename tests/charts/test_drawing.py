"""Does our own drawing agree with the chart engine, which reads the same specification?"""

import re

import pytest

from styrbord.charts import engine
from styrbord.charts.drawing import draw_layers, is_drawable
from styrbord.charts.model import Chart, Table
from styrbord.charts.render import svg
from styrbord.charts.svg import page_svg
from tests.charts.samples import SAMPLES, texts_of

DRAWN = [name for name in SAMPLES if name not in ("states", "classes")]


def both(name: str) -> tuple[str, str]:
    chart = SAMPLES[name]()
    theirs = page_svg(engine.draw(chart.spec), chart, css_class="chart-wide")
    return draw_layers(chart.spec, chart, css_class="chart-wide"), theirs


@pytest.mark.parametrize("name", DRAWN)
def test_texts_links_and_names_are_those_of_the_engine(name: str) -> None:
    ours, theirs = both(name)
    assert texts_of(ours) == texts_of(theirs)
    for attribute in ("href", "data-label", "aria-label"):
        found = [re.findall(f'{attribute}="([^"]*)"', drawn) for drawn in (ours, theirs)]
        assert found[0] == found[1]


@pytest.mark.parametrize("name", DRAWN)
def test_the_picture_has_the_size_of_the_engines(name: str) -> None:
    ours, theirs = (re.search(r'width="([\d.]+)" height="([\d.]+)"', drawn) for drawn in both(name))
    assert ours
    assert theirs
    assert [float(n) for n in ours.groups()] == pytest.approx([float(n) for n in theirs.groups()], abs=1)


@pytest.mark.parametrize("name", ["line", "compared"])
def test_lines_run_through_the_pixels_of_the_engine(name: str) -> None:
    ours, theirs = both(name)
    corners = [
        re.findall(
            r"([\d.]+)[, ]([\d.]+)", " ".join(re.findall(r'<path d="([^"]+)"[^>]*stroke-linejoin', drawn))
        )
        for drawn in (ours, theirs)
    ]
    assert sorted(corners[0]) == sorted(corners[1])


def test_a_specification_with_another_layer_goes_to_the_engine() -> None:
    values = [{"x": 1, "y": 2}, {"x": 2, "y": 3}]
    position = {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}}
    spec = {"data": {"values": values}, "mark": "area", "encoding": position, "width": 100, "height": 50}
    assert not is_drawable(spec)
    chart = Chart("area", "Title", "Reading.", Table((), ()), spec, spec, (), 100, 50)
    drawn = svg(chart)
    assert drawn.startswith("<svg")
    assert 'role="img" aria-label="Title. Reading."' in drawn
    assert "style=" not in drawn
    assert drawn.count("aria-") == 1
