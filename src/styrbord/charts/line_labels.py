"""Which labels stand on the lines of a chart over time, and where?"""

from collections.abc import Iterator, Sequence

import numpy as np

from styrbord.charts.fan import band_rows, flagged
from styrbord.charts.frame import LINE_HEIGHT, RIGHT, Frame, Plot
from styrbord.charts.layers import Layer, Row, halo, rules, texts
from styrbord.charts.measure import wrapped
from styrbord.charts.outlook import per_cent
from styrbord.charts.placing import Box, Label, Pixels, beside_lines, spread
from styrbord.charts.series import Point, Series
from styrbord.charts.theme import ACT, FORECAST_TEXT, GOOD, INK, SIZE
from styrbord.charts.words import STATUS, word
from styrbord.figures import format as write
from styrbord.figures.model import Verdict

FLAG_TEXT = {Verdict.WORSE: ACT, Verdict.BETTER: GOOD, Verdict.SAME: INK, Verdict.NEUTRAL: INK}
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
    wanted += [Label(_name(one, plot.language), _pixels(_named(one), frame)) for one in beside]
    looks = [one.look.text for one in [*ends, *beside]]
    for label, colour in _of_outlook(plot, frame):
        wanted.append(label)
        looks.append(colour)
    if ahead := next((one for one in beside if one.settled and one.ahead and not one.is_ahead), None):
        wanted.append(Label(word(STATUS, "F", plot.language), _pixels(ahead.ahead, frame)))
        looks.append(FORECAST_TEXT)
    lines = [_pixels(one.points, frame) for one in plot.series if one.points] + _edges(plot, frame)
    dots = [Box(x - 5, y - 5, x + 5, y + 5) for line in lines for x, y in line[-1:]]
    placed = beside_lines(wanted, width=frame.width + RIGHT - 2, height=frame.height, lines=lines, taken=dots)
    layers: list[Layer] = []
    for at, label, colour in zip(placed, wanted, looks, strict=True):
        row = [{"x": at.x, "y": at.y, "text": at.text}]
        style = STYLE | {"fontWeight": label.weight}
        layers += [halo(row, **style), texts(row, colour=colour, **style)]
    return layers


def _named(one: Series) -> Sequence[Point]:
    """Points of a line beside which its name may stand."""
    return (one.ahead if one.is_ahead else one.settled) or one.points


def _of_outlook(plot: Plot, frame: Frame) -> Iterator[tuple[Label, str]]:
    """Words of signals, of a nowcast and of the bands, with their colours."""
    for flag, (verdict, found) in zip(plot.outlook.flags, flagged(plot), strict=True):
        if found:
            yield Label(flag.label, _pixels(found, frame), 600), FLAG_TEXT[verdict]
    for one in plot.series:
        if one.is_ahead and (now := [point for point in one.points if point.status == "N"]):
            yield Label(word(STATUS, "N", plot.language), _pixels(now, frame)), FORECAST_TEXT
    for level, edge in zip(plot.outlook.levels, _edges(plot, frame)[::2], strict=False):
        yield Label(per_cent(level, plot.language), edge), FORECAST_TEXT


def _edges(plot: Plot, frame: Frame) -> list[Pixels]:
    """Upper and lower edge of each band in turn, narrowest first."""
    rows = [band_rows(plot, frame, level) for level in plot.outlook.levels]
    return [
        np.array([[row["x"], row[end]] for row in band], dtype=np.float64)
        for band in rows
        for end in ("y", "y2")
    ]


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
