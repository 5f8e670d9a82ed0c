"""Where does the reader's subject stand among its peers?"""

from collections.abc import Sequence
from typing import Any

from styrbord.charts.layers import Layer, points, rules, texts
from styrbord.charts.measure import text_width
from styrbord.charts.model import Chart, Mark
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
    values_column,
    worded,
)
from styrbord.charts.scales import Scale, value_scale
from styrbord.charts.theme import ACCENT, INK, NARROW, SUBTLE, specification
from styrbord.charts.words import MEDIAN
from styrbord.core.base.text import chosen
from styrbord.figures import format as write
from styrbord.figures.model import Bar

SIDE = 308
MEDIAN_ROOM = 20


def dot_chart(
    bars: Sequence[Bar],
    *,
    title: str,
    reading: str,
    unit: str,
    decimals: int,
    language: str,
    median: float | None = None,
    link: Link | None = None,
    width: int = SIDE,
) -> Chart:
    """Chart of one dot to a subject in the order given, values in a column to the right.

    `unit` is worded. The own row is tinted and bold; the median is a dotted rule. A subject
    without a value keeps its row, with words in place of the value.
    """
    bars = cleaned(bars)
    values = worded(bars, decimals=decimals, language=language)
    marks = marks_of(bars, values, language, link)
    pictures = [
        _spec(RowChart(bars, values, size, unit, language), decimals, median, marks)
        for size in (width, NARROW)
    ]
    return Chart(
        kind="dots",
        title=title,
        reading=reading,
        table=table_of(bars, unit=unit, language=language),
        spec=pictures[0],
        narrow=pictures[1],
        links=marks,
        width=width,
        height=round(pictures[0]["height"]),
    )


def _spec(chart: RowChart, decimals: int, median: float | None, marks: Sequence[Mark]) -> dict[str, Any]:
    rows = rows_of(chart, values_right=True, top=MEDIAN_ROOM if median is not None else 0)
    known = [value for _, _, value in rows.known()] + ([median] if median is not None else [])
    scale = value_scale(
        known,
        start=6,
        end=rows.width - 6,
        decimals=decimals,
        language=chart.language,
        most=5 if rows.width > 150 else 3,
    )
    layers = [*ground(rows, scale), *_median(rows, scale, median, decimals), *_dots(rows, scale)]
    layers += [*values_column(rows), *touch(rows, marks)]
    padding = (rows.left, rows.top, rows.right, FOOT)
    return specification(width=rows.width, height=rows.height, padding=padding, layers=layers)


def _dots(rows: Rows, scale: Scale) -> list[Layer]:
    layers = []
    for own, colour, size in ((False, SUBTLE, 64), (True, ACCENT, 110)):
        found = [
            {"x": scale(value), "y": rows.middle(n)} for n, bar, value in rows.known() if bar.is_own is own
        ]
        if found:
            layers.append(points(found, color=colour, size=size, stroke="#FFFFFF", strokeWidth=1))
    return layers


def _median(rows: Rows, scale: Scale, median: float | None, decimals: int) -> list[Layer]:
    if median is None:
        return []
    language = rows.chart.language
    text = f"{chosen(MEDIAN, language)} {write.number(median, decimals=decimals, language=language)}"
    half = text_width(text) / 2
    at = scale(median)
    label = {"x": min(max(at, half - rows.left), rows.width + rows.right - half), "y": -8, "text": text}
    return [
        rules([{"x": at, "x2": at, "y": 0, "y2": rows.height}], color=INK, strokeDash=[2, 3]),
        texts([label], align="center", baseline="middle"),
    ]
