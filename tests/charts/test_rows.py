"""Do bars, dots and stacked shares show sizes as they are?"""

import re

import pytest

from styrbord.charts import render
from styrbord.charts.bars import bar_chart
from styrbord.charts.dots import dot_chart
from styrbord.charts.model import Chart
from styrbord.charts.stacked import stacked_chart
from styrbord.figures.model import Bar
from tests.charts.samples import SAMPLES, bars, line, texts_of


def boxes(svg: str, fill: str) -> list[tuple[float, float]]:
    """Left end and width of each rectangle of a fill."""
    found = re.findall(rf'<rect x="([\d.-]+)" y="[\d.-]+" width="([\d.]+)"[^>]* fill="{fill}"', svg)
    return [(float(left), float(width)) for left, width in found]


def test_bars_start_at_zero() -> None:
    chart = bar_chart(
        [Bar("a", {"en": "A"}, 100.0), Bar("b", {"en": "B"}, 50.0)],
        title="T",
        reading="R",
        unit="%",
        decimals=0,
        language="en",
    )
    (left_a, long), (left_b, half) = boxes(render.svg(chart), "#0B5566")
    assert left_a == left_b
    assert long / half == pytest.approx(2, abs=0.01)
    assert "0" in texts_of(render.svg(chart))


def test_a_missing_value_has_words_and_no_bar() -> None:
    chart = bar_chart(
        [Bar("a", {"en": "A"}, None), Bar("b", {"en": "B"}, float("nan")), Bar("c", {"en": "C"}, 3.0)],
        title="T",
        reading="R",
        unit="",
        decimals=1,
        language="ru",
    )
    svg = render.svg(chart)
    assert len(boxes(svg, "#0B5566")) == 1
    assert texts_of(svg).count("нет данных") == 2
    assert chart.table.rows[0] == ("A", None)


def test_gains_lie_right_and_losses_left_of_zero_with_signs() -> None:
    svg = render.svg(SAMPLES["signed"]())
    (gain, _), (loss, width) = boxes(svg, "#0B5FA5")[0], boxes(svg, "#A8123A")[0]
    assert loss + width == pytest.approx(gain, abs=0.2)
    assert {"+2.2", "\u22125.6"} <= set(texts_of(svg))


def test_the_own_row_is_tinted_and_bold() -> None:
    svg = render.svg(SAMPLES["dots"]())
    assert 'fill="#E1EAEC"' in svg
    assert re.search(r'font-weight="600"[^>]*><text[^>]*>Stenfors<', svg)
    assert "median 6.1" in texts_of(svg)
    assert "no data" in texts_of(svg)


def test_rows_are_high_enough_to_press() -> None:
    chart = dot_chart(
        bars(), title="T", reading="R", unit="", decimals=1, language="en", link=lambda bar: "/x"
    )
    heights = [row["y2"] - row["y"] for row in chart.spec["layer"][-1]["data"]["values"]]
    assert min(heights) >= 24


def test_no_rows_and_no_values_still_draw() -> None:
    for found in ([], [Bar("a", {"en": "A"}, None)]):
        for chart_of in (bar_chart, dot_chart):
            chart: Chart = chart_of(found, title="T", reading="R", unit="%", decimals=1, language="en")
            assert "<svg" in render.svg(chart)


def test_an_estimated_value_carries_its_letter() -> None:
    chart = bar_chart(
        [Bar("a", {"en": "A"}, 3.0, status="E")], title="T", reading="R", unit="", decimals=1, language="en"
    )
    assert "3.0\u00a0E" in texts_of(render.svg(chart))


def test_shares_add_up_to_the_whole() -> None:
    texts = texts_of(render.svg(SAMPLES["stacked"]()))
    assert {"25%", "75%", "50%"} <= set(texts)


def test_a_whole_that_lacks_a_part_is_not_drawn() -> None:
    svg = render.svg(SAMPLES["stacked"]())
    assert "no" in texts_of(svg)
    assert 'stroke-dasharray="3,3"' in svg
    assert "100%" not in texts_of(svg)


def test_parts_run_from_dark_to_light_so_that_grey_print_keeps_their_order() -> None:
    parts = [line("part", [1.0], name=f"P{n}", code=str(n)) for n in range(7)]
    chart = stacked_chart(parts, title="T", reading="R", language="en")
    fills = [row["fill"] for row in chart.spec["layer"][0]["data"]["values"]]
    lightness = [sum(int(fill[n : n + 2], 16) for n in (1, 3, 5)) for fill in fills]
    assert lightness == sorted(lightness)
    assert len(set(fills)) == 7
