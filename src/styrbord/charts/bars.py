"""How do the parts or subjects compare, as bars from zero?"""

from collections.abc import Sequence
from typing import Any

from styrbord.charts.layers import Layer, Row, rects, texts
from styrbord.charts.measure import text_width
from styrbord.charts.model import Chart
from styrbord.charts.rows import (
    FOOT,
    Link,
    RowChart,
    Rows,
    cleaned,
    ground,
    marks_of,
    rows_of,
    table_of,
    touch,
    worded,
    zero_rule,
)
from styrbord.charts.scales import Scale, value_scale
from styrbord.charts.theme import ACCENT, ACT, GOOD, INK, NARROW, SUBTLE, WIDE, specification
from styrbord.figures.model import Bar

THICK = 14


def bar_chart(
    bars: Sequence[Bar],
    *,
    title: str,
    reading: str,
    unit: str,
    decimals: int,
    language: str,
    signed: bool = False,
    link: Link | None = None,
    width: int = WIDE,
) -> Chart:
    """Chart of horizontal bars in the order given, each with its value.

    `unit` is worded. With `signed`, gains lie right of zero in the colour of good and losses left
    of it in that of act, with signed labels. A missing value has no bar: words stand in its place.
    """
    bars = cleaned(bars)
    values = worded(bars, decimals=decimals, language=language, signed=signed)
    marks = marks_of(bars, values, language, link)
    pictures = [
        _spec(RowChart(bars, values, size, unit, language), decimals, signed, marks)
        for size in (width, NARROW)
    ]
    return Chart(
        kind="bars",
        title=title,
        reading=reading,
        table=table_of(bars, unit=unit, language=language),
        spec=pictures[0],
        narrow=pictures[1],
        links=marks,
        width=width,
        height=round(pictures[0]["height"]),
    )


def _spec(chart: RowChart, decimals: int, signed: bool, marks: Sequence[Any]) -> dict[str, Any]:
    rows = rows_of(chart, values_right=False)
    scale = _scale(rows, decimals, signed)
    layers = [*ground(rows, scale), _bars(rows, scale, signed), zero_rule(rows, scale)]
    layers += [*_values(rows, scale), *touch(rows, marks)]
    padding = (rows.left, rows.top, rows.right, FOOT)
    return specification(width=rows.width, height=rows.height, padding=padding, layers=layers)


def _scale(rows: Rows, decimals: int, signed: bool) -> Scale:
    """Scale from 0 that leaves room for the values at the ends of the bars."""
    known = [value for _, _, value in rows.known()]
    pairs = zip(rows.chart.bars, rows.chart.values, strict=True)
    room = max((text_width(text, weight=500) for bar, text in pairs if bar.value is not None), default=0) + 8
    start = room if any(value < 0 for value in known) else 0.0
    end = max(rows.width - room, start + 20)
    return value_scale(
        known,
        start=start,
        end=end,
        decimals=decimals,
        language=rows.chart.language,
        from_zero=True,
        signed=signed,
        most=5 if end - start > 130 else 3,
    )


def _bars(rows: Rows, scale: Scale, signed: bool) -> Layer:
    found: list[Row] = []
    for n, bar, value in rows.known():
        middle, ends = rows.middle(n), sorted((scale(0), scale(value)))
        colour = (
            (GOOD if value >= 0 else ACT)
            if signed
            else (ACCENT if bar.is_own or not _any_own(rows) else SUBTLE)
        )
        found.append(
            {"x": ends[0], "x2": ends[1], "y": middle - THICK / 2, "y2": middle + THICK / 2, "fill": colour}
        )
    layer = rects(found)
    layer["encoding"]["fill"] = {"field": "fill", "type": "nominal", "scale": None}
    return layer


def _any_own(rows: Rows) -> bool:
    return any(bar.is_own for bar in rows.chart.bars)


def _values(rows: Rows, scale: Scale) -> list[Layer]:
    right: list[Row] = []
    left: list[Row] = []
    for n, (bar, text) in enumerate(zip(rows.chart.bars, rows.chart.values, strict=True)):
        is_left = bar.value is not None and bar.value < 0
        at = scale(bar.value) if bar.value is not None else scale(0)
        (left if is_left else right).append(
            {"x": at + (-5 if is_left else 5), "y": rows.middle(n), "text": text}
        )
    sides = (("left", right), ("right", left))
    return [
        texts(found, colour=INK, align=align, baseline="middle", fontWeight=500)
        for align, found in sides
        if found
    ]
