"""Which small layers do all charts put together: texts, rules, dots and areas to point at, in pixels?

Every position is a pixel of the plot, already computed, so that labels can be kept apart before
anything is drawn. The description of a mark carries its key; rendering turns it into a link.
"""

from collections.abc import Sequence
from typing import Any

from styrbord.charts.engine import plain
from styrbord.charts.theme import INK, PANEL

Layer = dict[str, Any]
Row = dict[str, Any]
KEY_PREFIX = "mark:"


def pixel(field: str) -> dict[str, Any]:
    """Encoding of a field that is a pixel of the plot."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def constant(value: object) -> dict[str, Any]:
    """Encoding of one value for all."""
    return {"value": value}


def layer(mark: dict[str, Any], rows: Sequence[Row], **encoding: object) -> Layer:
    """One layer of a mark type with its rows."""
    return {"data": {"values": list(rows)}, "mark": mark, "encoding": encoding}


def texts(rows: Sequence[Row], *, colour: str = INK, **style: object) -> Layer:
    """Texts at (x, y); `style` is Vega-Lite's, e.g. align, baseline, fontWeight."""
    text = {"field": "text", "type": "nominal"}
    return layer({"type": "text", "color": colour, **style}, rows, x=pixel("x"), y=pixel("y"), text=text)


def halo(rows: Sequence[Row], **style: object) -> Layer:
    """White outlines behind texts that lie on lines."""
    return texts(rows, colour=PANEL, stroke=PANEL, strokeWidth=4, strokeJoin="round", **style)


def rules(rows: Sequence[Row], **style: object) -> Layer:
    """Straight lines from (x, y) to (x2, y2)."""
    ends = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
    return layer({"type": "rule", **style}, rows, x=pixel("x"), y=pixel("y"), **ends)


def rects(rows: Sequence[Row], **style: object) -> Layer:
    """Rectangles from (x, y) to (x2, y2)."""
    ends = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
    return layer({"type": "rect", **style}, rows, x=pixel("x"), y=pixel("y"), **ends)


def points(rows: Sequence[Row], **style: object) -> Layer:
    """Symbols at (x, y)."""
    return layer({"type": "point", **style}, rows, x=pixel("x"), y=pixel("y"))


def path(rows: Sequence[Row], **style: object) -> Layer:
    """Lines through (x, y), one per value of `run`."""
    detail = {"field": "run", "type": "nominal"}
    order = {"field": "x", "type": "quantitative"}
    return layer({"type": "line", **style}, rows, x=pixel("x"), y=pixel("y"), detail=detail, order=order)


def area(rows: Sequence[Row], **style: object) -> Layer:
    """Ground between (x, y) and (x, y2)."""
    return layer({"type": "area", **style}, rows, x=pixel("x"), y=pixel("y"), y2={"field": "y2"})


def keyed(described: Layer) -> Layer:
    """Let each mark carry the key in its row's `key`."""
    described["mark"]["aria"] = True
    described["encoding"]["description"] = {"field": "key", "type": "nominal"}
    return described


def touch_rows(rows: Sequence[Row]) -> Layer:
    """See-through rectangles that make a whole row one target."""
    return keyed(rects(rows, fill="transparent"))


def touch_points(rows: Sequence[Row], *, size: int = 200) -> Layer:
    """See-through circles that make a point on a line a target."""
    return keyed(points(rows, fill="transparent", stroke=None, filled=True, size=size))


def key_of(*parts: object) -> str:
    """Key of a mark from its codes."""
    return KEY_PREFIX + plain("|".join(map(str, parts)))
