"""Which layers draw the lines of a chart over time, and what can be pointed at?"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from styrbord.charts import fan
from styrbord.charts.frame import Frame, Plot, axes, events, frame_of
from styrbord.charts.layers import Layer, path, points, rules, touch_points
from styrbord.charts.line_labels import labels
from styrbord.charts.series import Point, Series, point_key
from styrbord.charts.theme import FORECAST, INK, PANEL, specification

MOST_DIAMONDS = 24
MOST_HOLLOW = 60
THIN = 1.25  # stroke of a line with a point on every other pixel
HOLLOW = {"P": ("circle", 34), "E": ("square", 34), "F": ("circle", 26), "N": ("triangle-up", 64)}


def spec_of(plot: Plot) -> dict[str, Any]:
    """Vega-Lite of one width; the reader's own line is drawn last, on top."""
    frame = frame_of(plot)
    layers = [*fan.ground(plot, frame), *axes(plot, frame), *events(plot, frame), *fan.bands(plot, frame)]
    for one in sorted(plot.series, key=lambda one: one.line.role in ("actual", "subject")):
        layers += [*_strokes(one, frame), *_shapes(one, frame)]
    layers += [*fan.flags(plot, frame), *labels(plot, frame), *_touch(plot, frame)]
    return specification(width=frame.width, height=frame.height, padding=frame.padding, layers=layers)


def _strokes(one: Series, frame: Frame) -> list[Layer]:
    whole = [(part, is_forecast) for run in one.runs for part, is_forecast in _parts(run)]
    rows: dict[bool, list[dict[str, Any]]] = {False: [], True: []}
    for n, (part, is_forecast) in enumerate(whole):
        rows[is_forecast] += [frame.pixel(point) | {"run": n} for point in part]
    dash = {"strokeDash": one.look.dash, "strokeCap": "butt"} if one.look.dash else {}
    stroke = one.look.stroke if len(one.points) < frame.width / 2 else THIN
    solid = path(rows[False], color=one.look.colour, strokeWidth=stroke, **dash)
    dashed = path(rows[True], color=FORECAST, strokeWidth=2.25, strokeDash=[6, 4], strokeCap="butt")
    return [drawn for drawn, is_forecast in ((solid, False), (dashed, True)) if rows[is_forecast]]


def _parts(run: Sequence[Point]) -> Iterator[tuple[list[Point], bool]]:
    """Stretches of one run that are drawn alike; the step that leads to a forecast is forecast."""
    part: list[Point] = [run[0]]
    was_forecast = False
    for before, point in pairwise(run):
        is_forecast = point.status == "F"
        if is_forecast != was_forecast and len(part) > 1:
            yield part, was_forecast
            part = [before]
        was_forecast = is_forecast
        part.append(point)
    if len(part) > 1:
        yield part, was_forecast


def _shapes(one: Series, frame: Frame) -> list[Layer]:
    """Points that must be seen: diamonds at targets; hollow when not final; a tick at a break."""
    if one.is_path:
        wanted = [point for point in one.points if point.status != "E"]
        return [_hollow(wanted if len(wanted) <= MOST_DIAMONDS else wanted[-1:], frame, INK, "diamond", 56)]
    lonely = [run[0] for run in one.runs if len(run) == 1]
    final = {point.day: point for point in [*lonely, *one.points[-1:]] if point.status not in HOLLOW}
    layers = [points([frame.pixel(p) for p in final.values()], color=one.look.colour, size=34)]
    for status, (shape, size) in HOLLOW.items():
        found = [point for point in one.points if point.status == status]
        found = found[-(MOST_HOLLOW if len(found) <= MOST_DIAMONDS or not one.is_ahead else 1) :]
        colour = FORECAST if status == "F" else one.look.colour
        layers.append(_hollow(found, frame, colour, shape, size))
    layers.append(_breaks(one, frame))
    return [drawn for drawn in layers if drawn["data"]["values"]]


def _breaks(one: Series, frame: Frame) -> Layer:
    """A tick at the start of each period from which the values do not compare with those before."""
    broken = [point for point in one.points if point.status == "B"]
    ticks = [
        {"x": x, "x2": x, "y": frame.y(point.value) - 14, "y2": frame.y(point.value) + 14}
        for point in broken
        for x in [max(frame.x(float(point.period.first_day.toordinal())), 0)]
    ]
    return rules(ticks, color=INK, strokeWidth=2)


def _hollow(found: Sequence[Point], frame: Frame, colour: str, shape: str, size: int) -> Layer:
    rows = [frame.pixel(point) for point in found]
    return points(rows, shape=shape, size=size, filled=True, fill=PANEL, stroke=colour, strokeWidth=1.5)


def _touch(plot: Plot, frame: Frame) -> list[Layer]:
    rows = [
        frame.pixel(point) | {"key": key}
        for one in plot.series
        for point in one.points
        if (key := point_key(one.line, point.period)) in plot.keys
    ]
    return [touch_points(rows)] if rows else []
