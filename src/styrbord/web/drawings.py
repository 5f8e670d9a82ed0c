"""Which chart is made from which part of a page, with which title, sentence and links?"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from django.http import HttpRequest

from styrbord.charts.bars import bar_chart
from styrbord.charts.dots import dot_chart
from styrbord.charts.line import Event, line_chart, table_of
from styrbord.charts.map import class_map, state_map
from styrbord.charts.model import Chart
from styrbord.charts.outlines import Atlas
from styrbord.charts.outlook import Flag
from styrbord.charts.stacked import stacked_chart
from styrbord.core.base.periods import Period
from styrbord.figures import format as written
from styrbord.figures.forecasts import Ahead
from styrbord.figures.model import Bar, Line
from styrbord.figures.pages import Block, ComparePage, IndicatorPage, Labels, MapPage, Overview
from styrbord.figures.signals import SignalLine
from styrbord.web import readings, wording
from styrbord.web.address import go
from styrbord.web.charting import ChartView, Grid, key_of, worded
from styrbord.web.names import language, short_name, words

# Widths that app.css knows: beside a side column, in it, over the whole page, maps.
SMALL_MAP, SMALL_MAP_HEIGHT = 238, 150
IN_COLUMN, IN_SIDE, WHOLE, MAP, LARGE_MAP = 900, 304, 1040, 560, 760


def course(
    request: HttpRequest,
    page: IndicatorPage,
    *,
    lines: Sequence[Line] | None = None,
    ahead: Sequence[Ahead] = (),
    flags: Sequence[Flag] = (),
    left: SignalLine | None = None,
    events: Sequence[Event] = (),
) -> ChartView | None:
    """Course of an indicator over time, with what is forecast; points lead to where they come from.

    `lines` are those of the page, or what a horizon leaves of them; `left` is the open case of the course,
    `events` are decisions that were to change it.
    """
    shown = page.lines if lines is None else lines
    if not _has_values(shown):
        return None

    def link(line: Line, period: Period) -> str:
        is_own = line.role == "actual"
        return go(request, "provenance", page.indicator.code, page.subject.code, period) if is_own else ""

    chart = line_chart(
        _by_role(shown),
        title=wording.course_heading(page.tile, left),
        reading=readings.course_and_ahead(shown, ahead),
        unit=_unit(page.indicator.stated_unit),
        language=language(),
        link=link,
        events=events,
        ahead=ahead,
        flags=flags,
        width=IN_COLUMN,
    )
    return ChartView("course", chart, page.indicator.decimals)


def peers(request: HttpRequest, page: IndicatorPage, type_name: str) -> ChartView | None:
    """Subjects of the same type, best first."""
    if len([bar for bar in page.peers if bar.value is not None]) < 2:
        return None
    chart = dot_chart(
        page.peers,
        title=wording.peers_heading(page.peer_answer, type_name),
        reading=readings.bars_reading(page.peers, page.indicator.stated_unit, page.indicator.decimals),
        unit=_unit(page.indicator.stated_unit),
        decimals=page.indicator.decimals,
        language=language(),
        median=page.peer_answer.median if page.peer_answer else None,
        link=_to_indicator(request, page.indicator.code),
        width=IN_SIDE,
    )
    return ChartView("peers", chart, page.indicator.decimals)


def where(request: HttpRequest, page: Overview, atlas: Atlas | None) -> ChartView | None:
    """Small map of states for the overview, no higher than one screen has room for."""
    if atlas is None or not page.areas:
        return None

    def drawn(width: int) -> Chart:
        chart = state_map(
            page.areas,
            atlas,
            title=wording.where_heading(),
            reading=readings.map_reading(page.areas),
            language=language(),
            link=lambda bar: go(request, "overview", subject=bar.code),
            width=width,
        )
        return _without_legend(chart)

    chart = drawn(SMALL_MAP)
    if chart.height > SMALL_MAP_HEIGHT:
        chart = drawn(SMALL_MAP * SMALL_MAP_HEIGHT // chart.height)
    return ChartView("map", chart)


def areas(request: HttpRequest, page: IndicatorPage, atlas: Atlas | None) -> ChartView | None:
    """Values of an indicator over the areas of its page."""
    if atlas is None or not any(bar.value is not None for bar in page.areas):
        return None
    return _classes(
        request, page.areas, atlas, page.indicator.code, page.indicator.stated_unit, page.indicator.decimals
    )


def map_page(request: HttpRequest, page: MapPage, atlas: Atlas | None) -> ChartView | None:
    """The map of the map page."""
    if atlas is None or not any(bar.value is not None for bar in page.areas):
        return None
    one = page.indicator
    return _classes(request, page.areas, atlas, one.code, one.stated_unit, one.decimals, width=LARGE_MAP)


def compared(request: HttpRequest, page: ComparePage, labels: Labels) -> list[ChartView]:
    """One chart over time for the lines of a comparison, a chart to each unit."""
    units = list(dict.fromkeys(line.unit for line in page.lines))
    views = []
    for n, unit in enumerate(units):
        lines = [line for line in page.lines if line.unit == unit]
        if _has_values(lines):
            views.append(_lines(f"compared-{n}", lines, wording.compared_title(page, labels), unit))
    return views


def block(request: HttpRequest, one: Block, atlas: Atlas | None) -> ChartView | None:
    """The chart of a block, by its kind."""
    if one.kind == "map":
        return _block_map(request, one, atlas)
    if one.kind != "chart":
        return None
    title = wording.block_title(one)
    if one.chart == "bars" and one.areas:
        chart = bar_chart(
            one.areas,
            title=title,
            reading=readings.bars_reading(one.areas, one.unit, one.decimals),
            unit=_unit(one.unit),
            decimals=one.decimals,
            language=language(),
            link=_to_indicator(request, one.indicator) if one.indicator else None,
            width=WHOLE,
        )
        return ChartView(one.id, chart, one.decimals)
    if not _has_values(one.lines):
        return None
    if one.chart == "stacked":
        reading = readings.lines_reading(one.lines)
        chart = stacked_chart(one.lines, title=title, reading=reading, language=language(), width=WHOLE)
        return ChartView(one.id, chart, one.decimals)
    return _lines(one.id, one.lines, title, one.unit)


def _block_map(request: HttpRequest, one: Block, atlas: Atlas | None) -> ChartView | None:
    if atlas is None or not any(bar.value is not None for bar in one.areas):
        return None
    return replace(_classes(request, one.areas, atlas, one.indicator, one.unit, one.decimals), id=one.id)


def breakdown(one: Block, labels: Labels) -> Grid:
    """Parts of a breakdown as rows; columns are the newest periods, or several indicators in one period."""
    groups = list(dict.fromkeys(line.group for line in one.lines))
    if len(groups) > 1:
        return _by_indicator(one, groups, labels)
    table = table_of(one.lines, language=language())
    newest_first = table.rows[::-1][:8]
    columns = [wording.part_head(), *(str(row[0]) for row in newest_first)]
    rows = [
        [_indented(name, line.level), *(row[i + 1] for row in newest_first)]
        for i, (name, line) in enumerate(zip(table.columns[1:], one.lines, strict=True))
    ]
    return worded(columns, rows, one.decimals)


def _by_indicator(one: Block, groups: list[str], labels: Labels) -> Grid:
    """Newest value of every indicator for every part, as for a list of projects."""
    names = {line.code: words(line.names) or line.code for line in one.lines}
    newest = {
        (line.code, line.group): next((v for _, v, _ in reversed(line.points) if v is not None), None)
        for line in one.lines
    }
    decimals = {line.group: line.decimals for line in one.lines}
    heads = [f"{short_name(labels, group)}{_unit_in_head(labels, group)}" for group in groups]
    rows = tuple(
        (
            name,
            *(
                written.number(newest.get((code, group)), decimals=decimals[group], language=language())
                for group in groups
            ),
        )
        for code, name in names.items()
    )
    return Grid((wording.part_head(), *heads), rows)


def _unit_in_head(labels: Labels, code: str) -> str:
    unit = _unit(labels.indicators[code].stated_unit) if code in labels.indicators else ""
    return f", {unit}" if unit else ""


def _indented(name: str, level: int) -> str:
    return "\u2003" * level + name


def _lines(code: str, lines: Sequence[Line], title: str, unit: str) -> ChartView:
    make = partial(
        line_chart,
        _by_role(lines),
        title=title,
        reading=readings.lines_reading(lines),
        unit=_unit(unit),
        language=language(),
        width=WHOLE,
    )
    decimals = max(line.decimals for line in lines)
    return ChartView(code, make, decimals, key_of(make.args, make.keywords, decimals))


def _classes(
    request: HttpRequest,
    bars: Sequence[Bar],
    atlas: Atlas,
    code: str,
    unit: str,
    decimals: int,
    width: int = MAP,
) -> ChartView:
    chart = class_map(
        bars,
        atlas,
        title=wording.where_heading(),
        reading=readings.bars_reading(bars, unit, decimals),
        unit=_unit(unit),
        decimals=decimals,
        language=language(),
        link=_to_indicator(request, code),
        width=width,
    )
    return ChartView("map", chart, decimals)


def _without_legend(chart: Chart) -> Chart:
    """The drawing alone, for a panel that has its legend in words beside it."""
    legend = chart.spec["legend"]
    high = round(min(entry["y"] for entry in legend)) - 6 if legend else chart.height
    return replace(chart, spec={**chart.spec, "legend": [], "height": high}, height=high)


def _to_indicator(request: HttpRequest, code: str) -> Callable[[Bar], str]:
    return lambda bar: go(request, "indicator", code, subject=bar.code)


def _unit(code: str) -> str:
    return written.unit_words(code, language=language())


def _by_role(lines: Sequence[Line]) -> list[Line]:
    """Lines of one indicator of one subject are told apart by their roles, not by its name."""
    own = [line for line in lines if line.role == "actual"]
    if len(own) != 1 or any(line.role in {"subject", "part"} for line in lines):
        return list(lines)
    return [replace(line, names={}) for line in lines]


def _has_values(lines: Sequence[Line]) -> bool:
    return any(value is not None for line in lines for _, value, _ in line.points)
