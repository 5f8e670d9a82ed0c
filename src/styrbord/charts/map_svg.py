"""How is a map written as SVG?"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from styrbord.charts.engine import plain
from styrbord.charts.model import Chart, Mark
from styrbord.charts.outlines import STEPS
from styrbord.charts.svg import linked, opening
from styrbord.charts.symbols import symbol
from styrbord.charts.theme import AXIS, INK, PANEL, SIZE, STATE_COLOUR, SUBTLE
from styrbord.figures.model import State

SMALLEST_NUMBERED = 15  # px, the side of an area that a number fits in
TEXT = f'font-family="Inter" font-size="{SIZE}"'


def draw_map(spec: Mapping[str, Any], chart: Chart, *, css_class: str) -> str:
    """SVG of one width; small pictures of many areas carry no links, since none could be hit."""
    marks = {} if spec["is_dense"] and spec["is_small"] else {mark.key: mark for mark in chart.links}
    head = opening(chart, spec["width"], spec["height"], css_class=css_class, has_links=bool(marks))
    return head + "".join(_parts(spec, marks)) + "</svg>"


def _parts(spec: Mapping[str, Any], marks: Mapping[str, Mark]) -> Iterator[str]:
    stroke = f'stroke="{PANEL}" stroke-width="{0.75 * STEPS}" stroke-linejoin="round"'
    yield f'<g transform="scale({1 / STEPS})" {stroke}>'
    areas = spec["areas"] if marks or not spec["is_dense"] else _joined(spec["areas"])
    for area in sorted(areas, key=lambda area: "dashed" in area):
        yield linked(_area(area), marks.get(area["key"]), in_tab_order=not spec["is_dense"])
    if spec["borders"]:
        yield f'<path d="{spec["borders"]}" fill="none" stroke="{SUBTLE}" stroke-width="{1.5 * STEPS}"/>'
    own = set(spec["own"])
    for area in spec["areas"]:
        if area["key"] in own:
            yield f'<path d="{area["d"]}" fill="none" stroke="{INK}" stroke-width="{2 * STEPS}"/>'
    yield "</g>"
    yield '<g pointer-events="none">'
    yield from _on_areas(spec)
    yield "</g>"
    yield from map(_entry, spec["legend"])


def _joined(areas: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """One path for all areas that look alike, when none is pointed at."""
    alike: dict[str, dict[str, str]] = {}
    for area in areas:
        look = {name: area[name] for name in ("fill", "dashed") if name in area}
        kept = alike.setdefault(area["fill"], look | {"key": "", "d": ""})
        kept["d"] += area["d"]
    return list(alike.values())


def _area(area: Mapping[str, str]) -> str:
    dashed = f' stroke="{AXIS}" stroke-width="{STEPS}" stroke-dasharray="4 4"' if "dashed" in area else ""
    return f'<path d="{area["d"]}" fill="{area["fill"]}"{dashed}/>'


def _on_areas(spec: Mapping[str, Any]) -> Iterator[str]:
    """Marks of state, and numbers of classes where they fit."""
    for area in spec["areas"]:
        at = spec["spots"].get(area["key"])
        if at is None:
            continue
        x, y, side = at
        if mark := area.get("mark"):
            shape = "diamond" if mark == "act" else "triangle"
            yield symbol(shape, x=x, y=y, size=10, colour=STATE_COLOUR[State(mark)], outline=PANEL)
        elif side >= SMALLEST_NUMBERED and "number" in area:
            yield _number(area, x, y + 4)


def _entry(entry: Mapping[str, Any]) -> str:
    x, y, shape = entry["x"], entry["y"] + 11, entry["shape"]
    text = escape(plain(entry["text"]))
    if not shape:
        return f'<text x="{x}" y="{y + 4}" {TEXT} fill="{SUBTLE}">{text}</text>'
    drawn = (
        _swatch(entry, x, y)
        if "swatch" in shape
        else symbol(shape, x=x + 6, y=y, size=11, colour=entry["fill"])
    )
    return f'{drawn}<text x="{x + 20:.1f}" y="{y + 4}" {TEXT} fill="{SUBTLE}">{text}</text>'


def _swatch(entry: Mapping[str, Any], x: float, y: float) -> str:
    dashed = ' stroke-dasharray="2 2"' if entry["shape"] == "dashed-swatch" else ""
    look = f'fill="{entry["fill"]}" stroke="{AXIS}"{dashed}'
    box = f'<rect x="{x + 0.5:.1f}" y="{y - 7.5:.1f}" width="15" height="15" {look}/>'
    return box + _number(entry, x + 8, y + 4.2) if entry["number"] else box


def _number(look: Mapping[str, Any], x: float, y: float) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="middle"'
    return f'<text {place} {TEXT} fill="{look["ink"]}">{look["number"]}</text>'
