"""Can a forecast, a nowcast, a target and a signal be told apart from what came, also without colour?"""

import itertools
import re

import pytest

from styrbord.charts import render
from styrbord.charts.line import line_chart
from styrbord.charts.model import Chart, Width
from styrbord.charts.outlook import Flag
from styrbord.core.base.periods import Period
from styrbord.figures.forecasts import Ahead
from styrbord.figures.model import Verdict
from tests.charts.samples import ahead, fan_sample, line, texts_of

WIDTHS: tuple[Width, ...] = ("wide", "narrow")


def chart_of(found: tuple[Ahead, ...], *flags: Flag, language: str = "en") -> Chart:
    actual = line("actual", [5.0, 5.1, 5.4, 6.1, 7.3])
    return line_chart([actual], title="T", reading="R", unit="%", language=language, ahead=found, flags=flags)


def flag(since: str, until: str, verdict: Verdict) -> Flag:
    return Flag(Period.parse(since), Period.parse(until), verdict, f"{verdict} since {since}")


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def grey(svg: str) -> str:
    """The picture as it leaves a printer without colours: all inks that are dark become one."""
    return re.sub(r"#[0-9A-Fa-f]{6}", lambda c: "dark" if luminance(c[0]) < 0.3 else "pale", svg)


@pytest.mark.requirement("R-064")
@pytest.mark.parametrize("width", WIDTHS)
def test_without_colour_each_kind_of_line_and_mark_has_its_own_shape(width: Width) -> None:
    svg = grey(render.svg(fan_sample(), width))
    strokes = {
        kind: re.search(pattern, svg)
        for kind, pattern in {
            "actual": r'stroke="dark" stroke-width="2.25" stroke-linejoin',
            "forecast": r'stroke="dark" stroke-width="2.25" stroke-dasharray="6,4"',
            "target": r'stroke="dark" stroke-width="1.5" stroke-dasharray="2,3"',
            "80": r'stroke="dark" stroke-linejoin',
            "95": r'stroke="dark" stroke-dasharray="2,3" stroke-linejoin',
        }.items()
    }
    assert all(strokes.values()), strokes
    marks = re.findall(r'<g fill="(\w+)"(?: stroke="(\w+)" stroke-width="[\d.]+")?>(.*?)</g>', svg)
    shapes = {(fill, edge, _shape(inner)) for fill, edge, inner in marks if inner and "<text" not in inner}
    assert ("pale", "dark", "circle") in shapes  # forecast
    assert ("pale", "dark", "triangle") in shapes  # nowcast
    assert ("pale", "dark", "diamond") in shapes  # target
    assert ("dark", "pale", "diamond") in shapes  # signal
    assert ("dark", "", "circle") in shapes  # last actual


def _shape(inner: str) -> str:
    return "circle" if "<circle" in inner else "triangle" if re.search(r"h-[\d.]+z", inner) else "diamond"


@pytest.mark.parametrize("width", WIDTHS)
def test_the_bands_and_the_ground_differ_in_depth_of_grey(width: Width) -> None:
    svg = render.svg(fan_sample(), width)
    inner, outer = (
        float(found) for found in sorted(re.findall(r'fill="#6B4E9B" opacity="([\d.]+)"', svg), reverse=True)
    )
    ink, below = luminance("#6B4E9B"), luminance("#F5F3F9")
    pale = outer * ink + (1 - outer) * below
    dark = inner * ink + (1 - inner) * pale
    for lighter, darker in itertools.pairwise([1.0, below, pale, dark]):
        assert (lighter + 0.05) / (darker + 0.05) >= 1.08
    assert svg.index(f'opacity="{outer}"') < svg.index(f'opacity="{inner}"'), (
        "the inner band lies on the outer"
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_each_kind_is_named_where_it_stands(width: Width) -> None:
    texts = set(texts_of(render.svg(fan_sample(), width)))
    assert {"actual", "forecast", "nowcast", "80%", "95%", "worse since 2023"} <= texts


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", {"actual", "forecast", "nowcast"}),
        ("ru", {"факт", "прогноз", "текущая оценка"}),
        ("sv", {"utfall", "prognos", "nulägesprognos"}),
    ],
)
def test_the_table_says_of_each_row_what_it_is(language: str, words: set[str]) -> None:
    table = chart_of(ahead([7.5, 7.8], nowcasts=1), language=language).table
    assert {row[-1] for row in table.rows} == words
    assert len(table.columns) == len(table.rows[-1]) == 8
    assert table.rows[-1][1:7] == (None, 7.8, 6.8, 8.8, pytest.approx(6.6125), pytest.approx(8.9875))


def test_a_period_that_came_shows_both_and_says_so() -> None:
    chart = chart_of(ahead([6.0, 7.0], start="2023"))
    assert chart.table.rows[-1][1:3] == (7.3, 7.0)
    assert chart.table.rows[-1][-1] == "actual, forecast"
    assert "forecast" in texts_of(render.svg(chart))


def test_a_mark_tells_its_bounds() -> None:
    label = next(
        mark.label for mark in fan_sample().links if "2025" in mark.label and "nowcast" in mark.label
    )
    assert label == "forecast, 2025: 7.5%, nowcast, 80%: 7.0% – 8.0%, 95%: 6.9% – 8.1%"


def test_a_signal_for_the_better_is_a_ring_and_no_diamond() -> None:
    worse = chart_of((), flag("2023", "2024", Verdict.WORSE))
    better = chart_of((), flag("2023", "2024", Verdict.BETTER))
    assert "Filled diamonds: signal, worse than the usual course." in worse.notes
    assert "Bold rings: signal, not worse but other than the usual course." in better.notes
    assert re.search(r'<g fill="#A8123A"[^>]*><path', render.svg(worse))
    assert re.search(r'stroke="#0B5FA5" stroke-width="2"><circle', render.svg(better))
    assert [row[-1] for row in worse.table.rows][-2:] == ["actual, worse since 2023"] * 2


def test_of_a_long_signal_the_first_and_the_last_period_are_marked() -> None:
    long = line("actual", [float(n % 7) for n in range(90)], start="2015-01")
    lasting = flag("2016-01", "2022-06", Verdict.WORSE)
    chart = line_chart([long], title="T", reading="R", unit="%", language="en", flags=[lasting])
    marked = re.search(r'<g fill="#A8123A"[^>]*>(.*?)</g>', render.svg(chart))
    assert marked
    assert marked[1].count("<path") == 2


def test_a_forecast_without_bounds_has_no_band() -> None:
    chart = chart_of(ahead([7.5, 7.8], levels=""))
    assert 'fill="#6B4E9B"' not in render.svg(chart)
    assert chart.table.columns == ("Period", "actual", "forecast", "What it is")
    assert not [note for note in chart.notes if "band" in note]


@pytest.mark.parametrize("start", ["2020", "2020-Q1", "2020-01", "2020-W01", "2020-01-01"])
@pytest.mark.parametrize("count", [1, 2, 40])
def test_a_forecast_of_any_rhythm_is_drawn_inside_the_picture(start: str, count: int) -> None:
    first = Period.parse(start)
    chart = line_chart(
        [line("actual", [5.0, 5.2, 5.1], start=start)],
        title="T",
        reading="R",
        unit="%",
        language="en",
        ahead=ahead([5.0 + n / 10 for n in range(count)], start=str(first.shift(3))),
    )
    for width in WIDTHS:
        svg = render.svg(chart, width)
        edge = float(re.search(r'width="(\d+)"', svg)[1])  # type: ignore[index]
        ground = re.search(r'<g fill="#F5F3F9"><rect x="([\d.]+)" y="0" width="([\d.]+)"', svg)
        assert ground
        assert float(ground[1]) >= 0
        assert 0 < float(ground[1]) + float(ground[2]) <= edge


def test_a_forecast_without_any_actual_is_drawn_alone() -> None:
    chart = line_chart([], title="T", reading="R", unit="%", language="en", ahead=ahead([7.5, 7.8]))
    assert "forecast" in texts_of(render.svg(chart))
    assert chart.table.columns[1] == "forecast"
    assert {row[-1] for row in chart.table.rows} == {"forecast"}


def test_charts_without_a_forecast_have_neither_columns_nor_marks_of_one() -> None:
    chart = chart_of(())
    assert chart.table.columns == ("Period", "actual")
    assert "#6B4E9B" not in render.svg(chart)
