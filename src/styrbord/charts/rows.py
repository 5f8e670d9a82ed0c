"""How are rows of names and values laid out: bars and dots, one row to a subject?"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from styrbord.charts.layers import Layer, Row, key_of, rects, rules, texts, touch_rows
from styrbord.charts.measure import text_width, wrapped
from styrbord.charts.model import Mark, Table, local
from styrbord.charts.scales import Scale
from styrbord.charts.series import is_known
from styrbord.charts.theme import AXIS, OWN_ROW, RULE, SUBTLE
from styrbord.charts.words import TABLE, word
from styrbord.core.base.text import chosen
from styrbord.figures import format as write
from styrbord.figures.model import Bar

LINE = 14
PADDING = 10
LOWEST = 26  # rows are targets, at least 24 high
FOOT = 24
LABEL_GAP = 6  # between labels of an axis
Link = Callable[[Bar], str]


@dataclass(frozen=True)
class RowChart:
    """What one width of a chart of rows is made from; values are worded beside each row."""

    bars: Sequence[Bar]
    values: Sequence[str]
    total: int
    unit: str
    language: str


@dataclass(frozen=True)
class Rows:
    """Places of rows: names as lines, top and bottom of each, left and right of the plot."""

    chart: RowChart
    names: Sequence[Sequence[str]]
    edges: Sequence[float]
    left: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """Height of all rows."""
        return self.edges[-1]

    @property
    def width(self) -> float:
        """Width of the plot between names and values."""
        return self.chart.total - self.left - self.right

    def middle(self, n: int) -> float:
        """Middle of the n-th row."""
        return (self.edges[n] + self.edges[n + 1]) / 2

    def known(self) -> list[tuple[int, Bar, float]]:
        """Rows with a value: place, bar, value."""
        return [(n, bar, bar.value) for n, bar in enumerate(self.chart.bars) if bar.value is not None]


def rows_of(chart: RowChart, *, values_right: bool, top: float = 0) -> Rows:
    """Rows high enough for their wrapped names; names take at most 45 % of the width."""
    most = chart.total * 0.45
    names = [
        wrapped(chosen(bar.names, chart.language) or bar.code, width=most, weight=_weight(bar))
        for bar in chart.bars
    ]
    widest = max((text_width(line, weight=600) for name in names for line in name), default=0)
    right = (
        max((text_width(value, weight=600) for value in chart.values), default=0) + 10 if values_right else 10
    )
    heights = [max(LOWEST, LINE * len(name) + PADDING) for name in names]
    edges = [0.0]
    for height in heights:
        edges.append(edges[-1] + height)
    unit = LINE * len(wrapped(chart.unit, width=chart.total)) + 6 if chart.unit else 0
    return Rows(chart, names, edges, widest + 10, right, top + unit)


def _weight(bar: Bar) -> int:
    return 600 if bar.is_own else 400


def ground(rows: Rows, scale: Scale, *, has_axis: bool = True) -> list[Layer]:
    """Tint of the reader's own row, grid, axis labels, names and unit."""
    own = [
        {"x": -rows.left, "x2": rows.width + rows.right, "y": rows.edges[n], "y2": rows.edges[n + 1]}
        for n, bar in enumerate(rows.chart.bars)
        if bar.is_own
    ]
    layers = [rects(own, color=OWN_ROW)] if own else []
    if has_axis:
        layers += _axis(rows, scale)
    return [*layers, *_names(rows), *_unit(rows)]


def _axis(rows: Rows, scale: Scale) -> list[Layer]:
    grid = [{"x": scale(tick), "x2": scale(tick), "y": 0, "y2": rows.height} for tick in scale.ticks]
    labels = [{"x": scale(tick), "y": rows.height + 13, "text": label} for tick, label in _apart(scale)]
    return [rules(grid, color=RULE), texts(labels, colour=SUBTLE, align="center", baseline="middle")]


def _apart(scale: Scale) -> list[tuple[float, str]]:
    """Ticks whose labels have room beside the one before."""
    kept: list[tuple[float, str]] = []
    end = -math.inf
    for tick, label in zip(scale.ticks, scale.labels, strict=True):
        half = text_width(label) / 2
        if scale(tick) - half >= end + LABEL_GAP:
            kept.append((tick, label))
            end = scale(tick) + half
    return kept


def _names(rows: Rows) -> list[Layer]:
    layers = []
    for weight in (400, 600):
        found = [
            {"x": -10, "y": rows.middle(n) + LINE * (place - (len(name) - 1) / 2), "text": line}
            for n, (bar, name) in enumerate(zip(rows.chart.bars, rows.names, strict=True))
            if _weight(bar) == weight
            for place, line in enumerate(name)
        ]
        if found:
            layers.append(texts(found, align="right", baseline="middle", fontWeight=weight))
    return layers


def _unit(rows: Rows) -> list[Layer]:
    lines = wrapped(rows.chart.unit, width=rows.chart.total) if rows.chart.unit else []
    found = [{"x": -rows.left, "y": 8 - rows.top + LINE * n, "text": line} for n, line in enumerate(lines)]
    return [texts(found, colour=SUBTLE, align="left", baseline="middle")] if found else []


def values_column(rows: Rows) -> list[Layer]:
    """Values in a column right of the plot; the own one bold, a missing one in words."""
    layers = []
    for own in (False, True):
        found: list[Row] = [
            {"x": rows.width + rows.right, "y": rows.middle(n), "text": value}
            for n, (bar, value) in enumerate(zip(rows.chart.bars, rows.chart.values, strict=True))
            if bar.is_own is own
        ]
        if found:
            layers.append(texts(found, align="right", baseline="middle", fontWeight=600 if own else 400))
    return layers


def touch(rows: Rows, marks: Sequence[Mark]) -> list[Layer]:
    """Each whole row as one target."""
    keys = {mark.key for mark in marks}
    found = [
        {"x": -rows.left, "x2": rows.width + rows.right, "y": rows.edges[n], "y2": rows.edges[n + 1]}
        | {"key": key_of(bar.code)}
        for n, bar in enumerate(rows.chart.bars)
        if key_of(bar.code) in keys
    ]
    return [touch_rows(found)] if found else []


def zero_rule(rows: Rows, scale: Scale) -> Layer:
    """Rule that bars start from."""
    return rules([{"x": scale(0), "x2": scale(0), "y": 0, "y2": rows.height}], color=AXIS)


def cleaned(bars: Sequence[Bar]) -> list[Bar]:
    """Bars whose value is a number or None; NaN and infinities are missing."""
    return [bar if is_known(bar.value) else _without_value(bar) for bar in bars]


def _without_value(bar: Bar) -> Bar:
    return Bar(bar.code, bar.names, None, bar.status, bar.state, bar.is_own, bar.parent, bar.method)


def marks_of(
    bars: Sequence[Bar], values: Sequence[str], language: str, link: Link | None
) -> tuple[Mark, ...]:
    """Words of each row, and where it leads."""
    return tuple(
        Mark(
            key_of(bar.code),
            f"{chosen(bar.names, language) or bar.code}: {value}",
            local(link(bar)) if link else "",
        )
        for bar, value in zip(bars, values, strict=True)
    )


def table_of(bars: Sequence[Bar], *, unit: str, language: str) -> Table:
    """Names and values, in the order of the rows."""
    value = word(TABLE, "value", language)
    columns = (word(TABLE, "name", language), f"{value}, {unit}" if unit else value)
    return Table(columns, tuple((chosen(bar.names, language) or bar.code, bar.value) for bar in bars))


def worded(bars: Sequence[Bar], *, decimals: int, language: str, signed: bool = False) -> list[str]:
    """Value of each row in words; E after an estimated one, P after a provisional one."""
    written = write.signed if signed else write.number
    letters = {"E": "\u00a0E", "P": "\u00a0P"}
    return [
        written(bar.value, decimals=decimals, language=language)
        + (letters.get(bar.status, "") if bar.value is not None else "")
        for bar in bars
    ]
