"""Which layers draw how sure a forecast is, and where a signal lasts?

Bands differ in the line of their edge as well as in depth, so that grey print tells them apart; each is named
where it runs. Source: design page VISUAL, section 7.
"""

from styrbord.charts.frame import Frame, Plot
from styrbord.charts.layers import Layer, Row, area, path, points, rects
from styrbord.charts.outlook import ROLE
from styrbord.charts.scales import dated
from styrbord.charts.series import Point, rhythm_of
from styrbord.charts.theme import ACT, FAN, FORECAST, FORECAST_GROUND, GOOD, INK, PANEL
from styrbord.figures.model import Verdict

MOST_FLAGS = 40  # periods of a signal that are marked one by one; of more the first and the last
EDGES: dict[int, list[int]] = {80: [], 95: [2, 3]}  # dashes of a band's edge


def ground(plot: Plot, frame: Frame) -> list[Layer]:
    """Ground under what is not known yet, from the last period that the forecast knew."""
    run = _run(plot)
    if not run:
        return []
    left = max(min(frame.x(run[0].day), frame.width), 0)
    return [rects([{"x": left, "x2": frame.width, "y": 0, "y2": frame.height}], color=FORECAST_GROUND)]


def bands(plot: Plot, frame: Frame) -> list[Layer]:
    """Bands with their edges, widest first, and the step from the last known value to the forecast."""
    run = _run(plot)
    if not run:
        return []
    layers: list[Layer] = []
    for level in reversed(plot.outlook.levels):
        rows = band_rows(plot, frame, level)
        layers.append(area(rows, color=FORECAST, opacity=FAN.get(level, FAN[95])))
        edge = [{"x": row["x"], "y": row[end], "run": n} for n, end in enumerate(("y", "y2")) for row in rows]
        dash = {"strokeDash": EDGES[level]} if EDGES.get(level) else {}
        layers.append(path(edge, color=FORECAST, strokeWidth=1, strokeCap="butt", **dash))
    if len(run) > 1:
        step = [frame.pixel(point) | {"run": 0} for point in run[:2]]
        layers.append(path(step, color=FORECAST, strokeWidth=2.25, strokeDash=[6, 4], strokeCap="butt"))
    return layers


def band_rows(plot: Plot, frame: Frame, level: int) -> list[Row]:
    """Pixels of a band: both bounds of each period, from the last known value on."""
    rhythm = rhythm_of([one.line for one in plot.series])
    found = [(dated(period, rhythm), low, high) for period, low, high in plot.outlook.bounds(level)]
    before = _run(plot)[0]
    if found and before.status not in ("F", "N"):
        found.insert(0, (before.day, before.value, before.value))
    return [{"x": frame.x(day), "y": frame.y(high), "y2": frame.y(low)} for day, low, high in found]


def _run(plot: Plot) -> list[Point]:
    """Last known point before the forecast, and the forecast's own."""
    ahead = next((one for one in plot.series if one.line.role == ROLE and one.points), None)
    if ahead is None:
        return []
    first = ahead.points[0]
    own = next((one for one in plot.series if one.line.role == "actual"), None)
    before = [point for point in own.points if _is_before(point, first)] if own else []
    return [*before[-1:], *ahead.points]


def _is_before(point: Point, first: Point) -> bool:
    is_same = point.period.frequency is first.period.frequency
    return is_same and point.period.ordinal < first.period.ordinal


def flagged(plot: Plot) -> list[tuple[Verdict, list[Point]]]:
    """Points of the actual line in each signal, in order."""
    own = next((one for one in plot.series if one.line.role == "actual"), None)
    if own is None:
        return []
    return [
        (flag.verdict, [point for point in own.points if flag.holds(point.period)])
        for flag in plot.outlook.flags
    ]


def flags(plot: Plot, frame: Frame) -> list[Layer]:
    """Filled diamonds where a signal says worse, rings where it says better or only other."""
    layers: list[Layer] = []
    for verdict, found in flagged(plot):
        shown = found if len(found) <= MOST_FLAGS else [found[0], found[-1]]
        rows = [frame.pixel(point) for point in shown]
        if not rows:
            continue
        if verdict is Verdict.WORSE:
            layers.append(points(rows, shape="diamond", size=72, color=ACT, stroke=PANEL, strokeWidth=0.75))
        else:
            colour = GOOD if verdict is Verdict.BETTER else INK
            style = {"filled": True, "fill": PANEL, "stroke": colour, "strokeWidth": 2}
            layers.append(points(rows, shape="circle", size=64, **style))
    return layers
