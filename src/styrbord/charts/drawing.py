"""How are layers of known pixels written as SVG, without the chart engine?

All our layers already know their pixels, so the engine would only measure texts that we have
placed: 100 times slower, a second to start, and a control character in a name ends its process.
A specification with any other layer still goes to the engine.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from styrbord.charts.engine import plain
from styrbord.charts.model import Chart, Mark, Spec
from styrbord.charts.svg import TOUCH, linked, opening
from styrbord.charts.theme import AXIS, INK, SIZE

Row = Mapping[str, Any]
_ANCHOR = {"left": "start", "center": "middle", "right": "end"}
_BASELINE = 4.2  # from the middle of a line of size 12 to its baseline


def is_drawable(spec: Spec) -> bool:
    """Whether all layers are of the kinds below, in pixels."""
    layers = spec.get("layer", ())
    return bool(layers) and all(
        layer["mark"]["type"] in _WRITERS and layer["encoding"]["x"].get("scale", "") is None
        for layer in layers
    )


def draw_layers(spec: Spec, chart: Chart, *, css_class: str) -> str:
    """SVG of a specification whose layers are all drawable."""
    padding = spec["padding"]
    width = round(spec["width"] + padding["left"] + padding["right"])
    height = round(spec["height"] + padding["top"] + padding["bottom"])
    marks = {mark.key: mark for mark in chart.links}
    body = "".join(_layer(layer, marks) for layer in spec["layer"])
    place = f"translate({_n(padding['left'])},{_n(padding['top'])})"
    head = opening(chart, width, height, css_class=css_class)
    return f'{head}<g transform="{place}" fill="none">{body}</g></svg>'


def _layer(layer: Mapping[str, Any], marks: Mapping[str, Mark]) -> str:
    rows = layer["data"]["values"]
    return "".join(_WRITERS[layer["mark"]["type"]](layer, rows, marks)) if rows else ""


def _lines(layer: Mapping[str, Any], rows: Sequence[Row], _: Mapping[str, Mark]) -> Iterator[str]:
    runs: dict[Any, list[str]] = {}
    for row in sorted(rows, key=lambda row: row["x"]):
        runs.setdefault(row["run"], []).append(f"{_n(row['x'])} {_n(row['y'])}")
    path = "".join("M" + "L".join(run) for run in runs.values())
    cap = layer["mark"].get("strokeCap", "round")
    style = f'stroke-linejoin="round" stroke-linecap="{cap}"'
    yield f'<path d="{path}"{_stroke(layer["mark"], layer["mark"]["color"])} {style}/>'


def _areas(layer: Mapping[str, Any], rows: Sequence[Row], _: Mapping[str, Mark]) -> Iterator[str]:
    ordered = sorted(rows, key=lambda row: row["x"])
    there = [f"{_n(row['x'])} {_n(row['y'])}" for row in ordered]
    back = [f"{_n(row['x'])} {_n(row['y2'])}" for row in reversed(ordered)]
    style = layer["mark"]
    yield f'<path d="M{"L".join(there + back)}z" fill="{style["color"]}" opacity="{style["opacity"]}"/>'


def _rules(layer: Mapping[str, Any], rows: Sequence[Row], _: Mapping[str, Mark]) -> Iterator[str]:
    path = "".join(
        f"M{_crisp(r, 'x', 'x2')} {_crisp(r, 'y', 'y2')}L{_crisp(r, 'x2', 'x')} {_crisp(r, 'y2', 'y')}"
        for r in rows
    )
    yield f'<path d="{path}"{_stroke(layer["mark"], layer["mark"].get("color", AXIS))}/>'


def _crisp(row: Row, name: str, other: str) -> str:
    """End of a rule; an upright or level one lies in the middle of a pixel."""
    is_across = row[name] == row[other]
    return _n(int(row[name] // 1) + 0.5 if is_across else row[name])


def _rects(layer: Mapping[str, Any], rows: Sequence[Row], marks: Mapping[str, Mark]) -> Iterator[str]:
    style = layer["mark"]
    fill = style.get("fill", style.get("color"))
    ground = "" if fill in (None, "transparent") else f' fill="{fill}"'
    stroke = _stroke(style, style["stroke"]) if style.get("stroke") else ""
    is_touch = fill == "transparent"
    yield f'<g pointer-events="all"{ground}{stroke}>' if is_touch else f"<g{ground}{stroke}>"
    for row in rows:
        own = f' fill="{row["fill"]}"' if "fill" in row and not is_touch else ""
        left, top = min(row["x"], row["x2"]), min(row["y"], row["y2"])
        size = f'width="{_n(abs(row["x2"] - row["x"]))}" height="{_n(abs(row["y2"] - row["y"]))}"'
        box = f'<rect x="{_n(left)}" y="{_n(top)}" {size}{own}/>'
        yield linked(box, _mark_of(layer, row, marks))
    yield "</g>"


def _points(layer: Mapping[str, Any], rows: Sequence[Row], marks: Mapping[str, Mark]) -> Iterator[str]:
    style = layer["mark"]
    fill = style.get("fill", style.get("color", INK))
    if fill == "transparent":
        yield '<g pointer-events="all">'
        for row in rows:
            circle = f'<circle cx="{_n(row["x"])}" cy="{_n(row["y"])}" r="{TOUCH}"/>'
            yield linked(circle, _mark_of(layer, row, marks))
        yield "</g>"
        return
    stroke = _stroke(style, style["stroke"]) if style.get("stroke") else ""
    half = style.get("size", 48) ** 0.5 / 2
    shape = style.get("shape", "circle")
    yield f'<g fill="{fill}"{stroke}>' + "".join(_shape(shape, row, half) for row in rows) + "</g>"


def _shape(shape: str, row: Row, half: float) -> str:
    x, y, h = row["x"], row["y"], _n(half)
    if shape == "diamond":
        return f'<path d="M{_n(x)} {_n(y - half)}l{h} {h}l-{h} {h}l-{h} -{h}z"/>'
    if shape == "square":
        return f'<rect x="{_n(x - half)}" y="{_n(y - half)}" width="{_n(2 * half)}" height="{_n(2 * half)}"/>'
    if shape == "triangle-up":
        high = half * 3**0.5
        return f'<path d="M{_n(x)} {_n(y - high / 2)}l{h} {_n(high)}h-{_n(2 * half)}z"/>'
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{h}"/>'


def _texts(layer: Mapping[str, Any], rows: Sequence[Row], _: Mapping[str, Mark]) -> Iterator[str]:
    style = layer["mark"]
    weight = style.get("fontWeight", 400)
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    around = _stroke(style, style["stroke"]) + ' stroke-linejoin="round"' if style.get("stroke") else ""
    face = f'font-family="Inter" font-size="{style.get("fontSize", SIZE)}"{bold}'
    anchor = _ANCHOR[style.get("align", "center")]
    yield f'<g {face} fill="{style["color"]}" text-anchor="{anchor}"{around}>'
    for row in rows:
        own = f' fill="{row["fill"]}"' if "fill" in row else ""
        words = escape(plain(row["text"]), quote=False)
        yield f'<text x="{_n(row["x"])}" y="{_n(row["y"] + _BASELINE)}"{own}>{words}</text>'
    yield "</g>"


def _mark_of(layer: Mapping[str, Any], row: Row, marks: Mapping[str, Mark]) -> Mark | None:
    return marks.get(row["key"]) if "description" in layer["encoding"] else None


def _stroke(style: Mapping[str, Any], colour: str) -> str:
    written = f' stroke="{colour}"'
    if (width := style.get("strokeWidth", 1)) != 1:
        written += f' stroke-width="{width}"'
    if dash := style.get("strokeDash"):
        written += f' stroke-dasharray="{",".join(map(str, dash))}"'
    if (opacity := style.get("opacity", 1)) != 1:
        written += f' opacity="{opacity}"'
    return written


def _n(number: float) -> str:
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


_WRITERS = {
    "line": _lines,
    "rule": _rules,
    "rect": _rects,
    "area": _areas,
    "point": _points,
    "text": _texts,
}
