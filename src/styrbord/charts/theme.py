"""Which colours, sizes and type do all charts share? Source: design page VISUAL, sections 3, 4 and 7."""

from collections.abc import Mapping
from typing import Any

from styrbord.figures.model import State

NARROW = 290
WIDE = 940
SIZE = 12  # smallest type anywhere

INK = "#1E2D36"
SUBTLE = "#535F66"
AXIS = "#707A80"
RULE = "#DDE2E4"
STRONG_RULE = "#B7BCBF"
PANEL = "#FFFFFF"
ACCENT = "#0B5566"
OWN_ROW = "#E1EAEC"
ACT = "#A8123A"
WATCH = "#9A6300"
GOOD = "#0B5FA5"
FORECAST = "#6B4E9B"
FORECAST_TEXT = "#543A82"
FORECAST_GROUND = "#F5F3F9"
FAN: Mapping[int, float] = {50: 0.36, 80: 0.24, 95: 0.16}  # depth of a band by its level in per cent
NO_DATA = "#F4F5F5"

STATE_COLOUR: Mapping[State, str] = {
    State.ACT: "#AF264A",
    State.WATCH: "#825300",
    State.ON_PLAN: ACCENT,
    State.NO_TARGET: SUBTLE,
    State.NO_DATA: SUBTLE,
}
MAP_FILL: Mapping[State, str] = {
    State.ACT: "#CF6F86",
    State.WATCH: "#EBCB8B",
    State.ON_PLAN: "#D5E0E3",
    State.NO_TARGET: "#D5E0E3",
    State.NO_DATA: NO_DATA,
}
RAMP = ("#E1EAEC", "#A9C6CE", "#6F9FAB", "#3B7988", "#0B5566")
ON_RAMP = (INK, INK, INK, PANEL, PANEL)  # text on each step of the ramp
CATEGORY = ("#0B5566", "#B8741A", "#6B4E9B", "#707A80", "#3F8FC4", "#8E2A45")
CATEGORY_TEXT = ("#0B5566", "#825300", "#543A82", "#535F66", "#0B5FA5", "#8E2A45")
DASHES: tuple[list[int], ...] = ([], [7, 3], [2, 3], [9, 3, 2, 3], [4, 2], [1, 2])
DOTS = [2, 3]

CONFIG: Mapping[str, Any] = {
    "font": "Inter",
    "aria": False,
    "view": {"stroke": None, "clip": False},
    "axis": {
        "labelFont": "Inter",
        "labelFontSize": SIZE,
        "labelColor": SUBTLE,
        "title": None,
        "domainColor": AXIS,
        "tickColor": AXIS,
        "tickSize": 4,
        "gridColor": RULE,
        "gridWidth": 1,
        "labelPadding": 5,
        "labelFlush": False,
        "labelOverlap": False,
        "labelLimit": 400,
    },
    "axisY": {"domain": False, "ticks": False},
    "axisX": {"grid": False},
    "line": {"strokeWidth": 2.25, "strokeCap": "round", "strokeJoin": "round"},
    "rule": {"color": AXIS},
    "point": {"size": 48, "filled": True, "opacity": 1},
    "bar": {"cornerRadius": 0},
    "text": {"font": "Inter", "fontSize": SIZE, "color": INK, "limit": 900},
    "legend": {"disable": True},
}


def specification(
    *, width: float, height: float, padding: tuple[float, float, float, float], layers: list[dict[str, Any]]
) -> dict[str, Any]:
    """Vega-Lite of a plot of exactly this size; padding is left, top, right, bottom, all in px."""
    left, top, right, bottom = padding
    return {
        "background": None,
        "autosize": {"type": "none"},
        "width": width,
        "height": height,
        "padding": {"left": left, "top": top, "right": right, "bottom": bottom},
        "config": dict(CONFIG),
        "layer": layers,
    }
