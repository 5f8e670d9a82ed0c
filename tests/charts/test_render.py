"""Is every chart fit for a page: one name, links that stay here, no styles, no script, no hosts?"""

import re

import pytest
from defusedxml.ElementTree import fromstring

from styrbord.charts import render
from styrbord.charts.model import Chart, Width, local
from tests.charts.samples import EVIL, SAMPLES, line_sample

WIDTHS: tuple[Width, ...] = ("wide", "narrow")


@pytest.fixture(scope="module", params=[(name, width) for name in SAMPLES for width in WIDTHS])
def drawn(request: pytest.FixtureRequest) -> tuple[Chart, Width, str]:
    name, width = request.param
    chart = SAMPLES[name]()
    return chart, width, render.svg(chart, width)


def test_a_chart_names_no_host(drawn: tuple[Chart, Width, str]) -> None:
    *_, svg = drawn
    rest = svg.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "http" not in rest
    assert "//" not in rest
    assert "xlink" not in rest


def test_a_chart_has_no_style_no_script_and_no_ids(drawn: tuple[Chart, Width, str]) -> None:
    *_, svg = drawn
    for element in fromstring(svg).iter():
        assert not {name for name in element.attrib if name in ("style", "id") or name.startswith("on")}
        assert element.tag.rpartition("}")[2] in ("svg", "g", "path", "line", "rect", "circle", "text", "a")


def test_only_the_root_and_links_are_described(drawn: tuple[Chart, Width, str]) -> None:
    chart, width, svg = drawn
    root = fromstring(svg)
    assert root.get("role") == ("group" if chart.is_linked else "img")
    assert root.get("class") == f"chart chart-{width}"
    assert root.get("aria-label", "").startswith(chart.title)
    for element in list(root.iter())[1:]:
        assert "role" not in element.attrib
        if element.tag.endswith("}a"):
            assert element.get("aria-label") == element.get("data-label")
        else:
            assert not [name for name in element.attrib if name.startswith("aria-")]


def test_every_mark_with_a_link_is_a_link(drawn: tuple[Chart, Width, str]) -> None:
    chart, _, svg = drawn
    found = {link.get("href") for link in fromstring(svg).iter() if link.tag.endswith("}a")}
    assert found == {mark.href for mark in chart.links if mark.href}


def test_every_mark_carries_its_words(drawn: tuple[Chart, Width, str]) -> None:
    chart, _, svg = drawn
    found = {element.get("data-label") for element in fromstring(svg).iter() if element.get("data-label")}
    expected = {mark.label.replace("\x0b", "") for mark in chart.links}
    assert found <= expected
    assert found == expected or chart.kind == "stacked"  # narrow columns leave periods out


def test_markup_in_names_stays_text(drawn: tuple[Chart, Width, str]) -> None:
    *_, svg = drawn
    assert "<script" not in svg
    assert "\x0b" not in svg


def test_no_text_is_smaller_than_12(drawn: tuple[Chart, Width, str]) -> None:
    *_, svg = drawn
    assert all(float(size) >= 12 for size in re.findall(r'font-size="([\d.]+)', svg))


def test_all_texts_lie_inside_the_picture(drawn: tuple[Chart, Width, str]) -> None:
    _, _, svg = drawn
    root = fromstring(svg)
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"


def test_two_widths_are_two_drawings() -> None:
    chart = line_sample()
    assert 'width="940"' in render.svg(chart, "wide")
    assert 'width="290"' in render.svg(chart, "narrow")


@pytest.mark.parametrize(
    "href", ["https://example.org/", "//example.org", "javascript:alert(1)", "/\\example.org", "x"]
)
def test_a_link_that_leaves_the_site_is_refused(href: str) -> None:
    with pytest.raises(ValueError, match="leaves the site"):
        local(href)


def test_a_chart_to_take_away_carries_title_reading_and_source() -> None:
    svg = render.download_svg(line_sample(), source="Source: labour force survey")
    assert "Unemployment rises" in svg
    assert "labour force survey" in svg
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    assert EVIL not in svg
    assert fromstring(svg).get("role") == "img"


def test_a_png_is_a_picture_of_twice_the_size() -> None:
    png = render.png(line_sample(), scale=2)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20]) == 2 * (940 + 32)


def test_twelve_charts_of_the_same_inputs_are_the_same_drawing_in_each_width() -> None:
    render.warm_up()
    for width in WIDTHS:
        drawn = {render.svg(line_sample(), width) for _ in range(12)}
        assert len(drawn) == 1
        assert f"chart-{width}" in drawn.pop()
