"""How large is the plot of a chart over time, and what stands around it: axes, unit, events?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from styrbord.charts.layers import Layer, Row, key_of, keyed, rects, rules, texts
from styrbord.charts.measure import text_width, wrapped
from styrbord.charts.outlook import NOTHING, Outlook
from styrbord.charts.scales import Scale, period_scale, value_scale
from styrbord.charts.series import Point, Series, rhythm_of
from styrbord.charts.theme import INK, PANEL, RULE, SUBTLE

LINE_HEIGHT = 16
FOOT = 26
RIGHT = 12
EVENT = 22
MARGIN_FROM = 480  # narrower charts have no room for names in the right margin


@dataclass(frozen=True)
class Plot:
    """What one width of the chart is made from; `keys` are the marks that can be pointed at."""

    series: Sequence[Series]
    total: int
    height: int
    unit: str
    language: str
    keys: frozenset[str]
    events: Sequence[tuple[int, date]] = ()
    outlook: Outlook = NOTHING

    @property
    def compared(self) -> list[Series]:
        """Lines that compare subjects or parts."""
        return [one for one in self.series if one.line.role in ("subject", "part") and one.points]

    @property
    def has_margin(self) -> bool:
        """Whether names of compared lines stand to the right of the plot."""
        return bool(self.compared) and self.total >= MARGIN_FROM


@dataclass(frozen=True)
class Frame:
    """The plot's scales and size in pixels; padding is left, top, right, bottom."""

    x: Scale
    y: Scale
    width: float
    height: float
    padding: tuple[float, float, float, float]

    def pixel(self, point: Point) -> Row:
        """Pixel of a point."""
        return {"x": self.x(point.day), "y": self.y(point.value)}


def frame_of(plot: Plot) -> Frame:
    """Frame that leaves room for the unit, the ticks' labels and the names of compared lines."""
    top = LINE_HEIGHT * len(wrapped(plot.unit, width=plot.total)) + 10 + (EVENT if plot.events else 0)
    height = plot.height - top - FOOT
    edges = [end for level in plot.outlook.levels for _, *ends in plot.outlook.bounds(level) for end in ends]
    y = value_scale(
        [*(point.value for one in plot.series for point in one.points), *edges],
        start=height,
        end=0,
        decimals=max((one.line.decimals for one in plot.series), default=0),
        language=plot.language,
    )
    left = max(text_width(label) for label in y.labels) + 10
    right = RIGHT + (_margin(plot) if plot.has_margin else 0)
    width = plot.total - left - right
    return Frame(_x_scale(plot, width), y, width, height, (left, top, right, FOOT))


def _margin(plot: Plot) -> float:
    return min(max(text_width(one.name, weight=500) for one in plot.compared), plot.total / 4) + 16


def _x_scale(plot: Plot, width: float) -> Scale:
    periods = [period for one in plot.series for period, _, _ in one.line.points]
    if not periods:
        return Scale(0, 1, 0, width)
    rhythm = rhythm_of([one.line for one in plot.series])
    return period_scale(periods, rhythm=rhythm, end=width, language=plot.language)


def axes(plot: Plot, frame: Frame) -> list[Layer]:
    """Grid across the value axis, ticks, dates and the unit above."""
    grid = [{"x": 0, "x2": frame.width, "y": frame.y(tick), "y2": frame.y(tick)} for tick in frame.y.ticks]
    foot: list[Row] = [{"x": 0, "x2": frame.width, "y": frame.height, "y2": frame.height}]
    foot += [
        {"x": at, "x2": at, "y": frame.height, "y2": frame.height + 4} for at in map(frame.x, frame.x.ticks)
    ]
    numbers = _at_ticks(frame.y, lambda at: {"x": -8, "y": at})
    return [
        rules(grid, color=RULE),
        rules(foot),
        texts(numbers, colour=SUBTLE, align="right", baseline="middle"),
        texts(_dates(frame), colour=SUBTLE, align="center", baseline="middle"),
        texts(_unit(plot, frame), colour=SUBTLE, align="left", baseline="middle"),
    ]


def _dates(frame: Frame) -> list[Row]:
    """Labels of the axis of time, kept inside the picture."""
    rows = _at_ticks(frame.x, lambda at: {"x": at, "y": frame.height + 15})
    for row in rows:
        half = text_width(row["text"]) / 2
        row["x"] = min(max(row["x"], half - frame.padding[0]), frame.width + RIGHT - half)
    return rows


def _unit(plot: Plot, frame: Frame) -> list[Row]:
    left, top, *_ = frame.padding
    lines = wrapped(plot.unit, width=plot.total)
    return [{"x": -left, "y": 8 - top + LINE_HEIGHT * n, "text": text} for n, text in enumerate(lines)]


def _at_ticks(scale: Scale, place: Callable[[float], Row]) -> list[Row]:
    return [
        place(scale(tick)) | {"text": label} for tick, label in zip(scale.ticks, scale.labels, strict=True)
    ]


def events(plot: Plot, frame: Frame) -> list[Layer]:
    """Numbered squares on top, each with a dotted rule down to the axis."""
    if not plot.events:
        return []
    at = [(number, frame.x(float(day.toordinal()))) for number, day in plot.events]
    lines = [{"x": x, "x2": x, "y": -4, "y2": frame.height} for _, x in at]
    squares = [
        {"x": x - 8, "x2": x + 8, "y": -20, "y2": -4, "key": key_of("event", number)} for number, x in at
    ]
    numbers = [{"x": x, "y": -11.5, "text": str(number)} for number, x in at]
    return [
        rules(lines, color=SUBTLE, strokeDash=[1, 3]),
        keyed(rects(squares, color=INK)),
        texts(numbers, colour=PANEL, align="center", baseline="middle", fontWeight=600),
    ]
