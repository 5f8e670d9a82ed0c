"""Does a chart over time show what is known, and only that?"""

import re
from datetime import date

import pytest

from styrbord.charts import render
from styrbord.charts.line import Event, line_chart
from styrbord.charts.model import Chart
from styrbord.figures.model import Line
from tests.charts.samples import line, line_sample, texts_of


def chart_of(*lines: Line, language: str = "en", unit: str = "%") -> Chart:
    return line_chart(lines, title="T", reading="R", unit=unit, language=language)


def strokes(svg: str, colour: str) -> list[str]:
    found = re.findall(rf'<path d="([^"]+)" stroke="{colour}" stroke-width="2.25"', svg)
    return [run for path in found for run in path.split("M")[1:]]


def test_a_missing_value_is_a_gap_and_never_zero() -> None:
    chart = chart_of(line("actual", [5.0, 5.2, None, float("nan"), 6.1, 7.3]))
    assert len(strokes(render.svg(chart), "#0B5566")) == 2
    assert [row[1] for row in chart.table.rows] == [5.0, 5.2, None, None, 6.1, 7.3]
    assert "0" not in texts_of(render.svg(chart))
    assert "Gap in the line: no data." in chart.notes


def test_a_period_without_a_row_is_a_gap_too() -> None:
    whole = line("actual", [5.0, 5.2, 5.3, 6.1])
    holed = Line("actual", "SE1", {}, (*whole.points[:2], *whole.points[3:]), "%", 1)
    svg = render.svg(chart_of(holed))
    assert len(strokes(svg, "#0B5566")) == 1


def test_a_target_path_runs_on_between_its_dated_values() -> None:
    path = Line("target", "SE1", {}, line("target", [5.0, None, 4.0]).points, "%", 1)
    svg = render.svg(chart_of(line("actual", [5.0, 5.2, 5.3]), path))
    assert re.search(
        r'<path d="M[^M]+L[^M]+" stroke="#1E2D36" stroke-width="1.5" stroke-dasharray="2,3"', svg
    )
    assert "target 2022: 4.0" in texts_of(svg)


@pytest.mark.parametrize(
    ("status", "note"), [("P", "Hollow dot"), ("E", "Hollow square"), ("F", "Dashes"), ("B", "Upright tick")]
)
def test_a_number_that_is_not_final_looks_other_and_says_so(status: str, note: str) -> None:
    plain = chart_of(line("actual", [5.0, 5.2, 5.3]))
    marked = chart_of(line("actual", [5.0, 5.2, 5.3], statuses=f"AA{status}"))
    assert render.svg(plain) != render.svg(marked)
    assert any(text.startswith(note) for text in marked.notes)
    assert plain.notes == ()


def test_a_forecast_is_dashed_and_named() -> None:
    svg = render.svg(chart_of(line("actual", [5.0, 5.2, 5.3, 5.6], statuses="AAFF")))
    assert re.search(r'stroke="#6B4E9B"[^>]*stroke-dasharray="6,4"', svg)
    assert "forecast" in texts_of(svg)
    assert "5.2" in texts_of(svg)


def test_lines_are_named_where_they_run() -> None:
    texts = texts_of(render.svg(line_sample()))
    assert "median of type" in texts
    assert "target 2024: 5.2" in texts
    assert "7.3" in texts


def test_compared_lines_differ_in_dash_as_well_as_colour() -> None:
    lines = [line("subject", [1.0 + n, 2.0 + n], name=f"Town {n}", code=str(n)) for n in range(6)]
    svg = render.svg(chart_of(*lines))
    looks = re.findall(r'stroke="(#\w+)" stroke-width="2.25"([^>]*)/>', svg)
    dashes = [re.search(r'stroke-dasharray="([^"]+)"', rest) for _, rest in looks]
    assert len({colour for colour, _ in looks}) == 6
    assert len({dash and dash[1] for dash in dashes}) == 6
    assert {f"Town {n}" for n in range(6)} <= set(texts_of(svg))


@pytest.mark.parametrize(
    ("language", "tick", "period"),
    [("en", "6,000", "Oct 2025"), ("ru", "6\u2009000", "окт. 2025"), ("sv", "6\u2009000", "okt. 2025")],
)
def test_axes_and_labels_speak_the_language(language: str, tick: str, period: str) -> None:
    values: list[float | None] = [4000.0 + 250 * n for n in range(10)]
    chart = chart_of(line("actual", values, start="2025-03"), language=language, unit="kr")
    texts = texts_of(render.svg(chart))
    assert tick in texts
    assert "kr" in texts
    assert period in texts or any(period in mark.label for mark in chart.links)


@pytest.mark.parametrize("count", [1, 2, 7, 30, 70, 240])
@pytest.mark.parametrize("start", ["2001", "2001-Q1", "2001-01", "2001-W01", "2001-01-01"])
def test_each_axis_has_at_most_five_ticks(start: str, count: int) -> None:
    values: list[float | None] = [float(n % 17) for n in range(count)]
    chart = line_chart([line("actual", values, start=start)], title="T", reading="R", unit="%", language="en")
    for spec in (chart.spec, chart.narrow):
        numbers, dates = spec["layer"][2]["data"]["values"], spec["layer"][3]["data"]["values"]
        assert 1 <= len(numbers) <= 5
        assert 1 <= len(dates) <= 5


def test_a_chart_without_any_value_is_still_a_chart() -> None:
    assert "<svg" in render.svg(chart_of(line("actual", [None, None])))
    assert "<svg" in render.svg(chart_of())


def test_a_single_value_is_a_dot() -> None:
    svg = render.svg(chart_of(line("actual", [None, 5.0, None])))
    assert re.search(r'<g fill="#0B5566"><circle', svg)


def test_events_are_numbered() -> None:
    chart = line_chart(
        [line("actual", [5.0, 6.0, 7.0])],
        title="T",
        reading="R",
        unit="%",
        language="en",
        events=[Event(1, date(2021, 5, 1), "Retraining")],
    )
    assert "1" in texts_of(render.svg(chart))
    assert 'data-label="Retraining"' in render.svg(chart)


def test_the_table_has_a_column_for_each_line_and_a_row_for_each_period() -> None:
    table = line_sample().table
    assert table.columns[0] == "Period"
    assert table.columns[2:] == ("target", "median of type")
    assert table.rows[-1] == ("2024", 7.3, 5.2, 5.5)
    assert table.rows[1] == ("2021", None, None, 5.2)
