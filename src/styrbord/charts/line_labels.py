"""Which labels stand on the lines of a chart over time, and where?"""

from collections.abc import Sequence

import numpy as np

from styrbord.charts.frame import LINE_HEIGHT, RIGHT, Frame, Plot
from styrbord.charts.layers import Layer, Row, halo, rules, texts
from styrbord.charts.measure import wrapped
from styrbord.charts.placing import Box, Label, Pixels, beside_lines, spread
from styrbord.charts.series import Point, Series
from styrbord.charts.theme import FORECAST_TEXT, INK, SIZE
from styrbord.charts.words import STATUS, word
from styrbord.figures import format as write

STYLE = {"align": "left", "baseline": "middle", "fontSize": SIZE}


def labels(plot: Plot, frame: Frame) -> list[Layer]:
    """Names on the lines, the last value at the end; compared lines are named at their right end."""
    margin = plot.compared if plot.has_margin else []
    beside = [one for one in plot.series if one.points and one not in margin]
    return [*_beside(plot, frame, beside), *_in_margin(plot, frame, margin)]


def _beside(plot: Plot, frame: Frame, beside: Sequence[Series]) -> list[Layer]:
    ends = [one for one in beside if one.line.role == "actual" and one.settled]
    ends_at = [_pixels(one.settled[-2:], frame) for one in ends]
    wanted = [Label(_last_value(one, plot.language), at, 600) for one, at in zip(ends, ends_at, strict=True)]
    wanted += [Label(_name(one, plot.language), _pixels(one.settled or one.points, frame)) for one in beside]
    looks = [one.look.text for one in [*ends, *beside]]
    if ahead := next((one for one in beside if one.settled and one.ahead), None):
        wanted.append(Label(word(STATUS, "F", plot.language), _pixels(ahead.ahead, frame)))
        looks.append(FORECAST_TEXT)
    lines = [_pixels(one.points, frame) for one in plot.series if one.points]
    dots = [Box(x - 5, y - 5, x + 5, y + 5) for line in lines for x, y in line[-1:]]
    placed = beside_lines(wanted, width=frame.width + RIGHT - 2, height=frame.height, lines=lines, taken=dots)
    layers: list[Layer] = []
    for at, label, colour in zip(placed, wanted, looks, strict=True):
        row = [{"x": at.x, "y": at.y, "text": at.text}]
        style = STYLE | {"fontWeight": label.weight}
        layers += [halo(row, **style), texts(row, colour=colour, **style)]
    return layers


def _last_value(one: Series, language: str) -> str:
    return write.number((one.settled or one.points)[-1].value, decimals=one.line.decimals, language=language)


def _name(one: Series, language: str) -> str:
    """Name of a line; a target's carries its last period and value."""
    if not one.is_path:
        return one.name
    period = write.period_label(one.points[-1].period, language=language)
    return f"{one.name} {period}: {_last_value(one, language)}"


def _pixels(found: Sequence[Point], frame: Frame) -> Pixels:
    return np.array([[frame.x(point.day), frame.y(point.value)] for point in found], dtype=np.float64)


def _in_margin(plot: Plot, frame: Frame, margin: Sequence[Series]) -> list[Layer]:
    """Names to the right, each as near its line's end as the others allow, with a leader if moved."""
    room = frame.padding[2] - RIGHT
    names = [wrapped(one.name, width=room, weight=500) for one in margin]
    ends = [frame.pixel(one.points[-1]) for one in margin]
    lines = max((len(name) for name in names), default=1)
    heights = spread([end["y"] for end in ends], gap=14.0 * lines, low=4, high=frame.height - 4)
    layers: list[Layer] = []
    leaders: list[Row] = []
    for one, name, end, height in zip(margin, names, ends, heights, strict=True):
        top = height - (len(name) - 1) * LINE_HEIGHT / 2
        rows = [{"x": frame.width + 14, "y": top + n * 14, "text": text} for n, text in enumerate(name)]
        layers.append(texts(rows, colour=one.look.text, fontWeight=500, **STYLE))
        leaders.append({"x": end["x"] + 5, "y": end["y"], "x2": frame.width + 11, "y2": height})
    return [rules(leaders, color=INK, strokeWidth=0.75, opacity=0.5), *layers] if leaders else []
