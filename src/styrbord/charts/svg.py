"""How is the engine's SVG made fit for a page: one description, links, no styles and no hosts?"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import TYPE_CHECKING

from defusedxml.ElementTree import fromstring

from styrbord.charts.engine import plain
from styrbord.charts.layers import KEY_PREFIX
from styrbord.charts.model import Chart, Mark

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAMESPACE = "http://www.w3.org/2000/svg"
_DROPPED = frozenset({"class", "role", "style", "href", "id", "display"})
_SHAPES = frozenset({"path", "line", "rect", "circle", "text", "tspan", "g"})
TOUCH = 8  # radius of what can be pointed at on a line
_CENTRE = re.compile(r"translate\((-?[\d.]+),(-?[\d.]+)\)")
_LONG = re.compile(r"-?\d+\.\d{2,}")


def page_svg(drawn: str, chart: Chart, *, css_class: str) -> str:
    """SVG for a page: root with role and name, marks wrapped in links, nothing else."""
    root = fromstring(plain(drawn))
    marks = {mark.key: mark for mark in chart.links}
    body = "".join(_written(root, marks))
    box = (root.get("width", "0"), root.get("height", "0"))
    return opening(chart, *box, css_class=css_class) + body + "</svg>"


def opening(
    chart: Chart, width: object, height: object, *, css_class: str, has_links: bool | None = None
) -> str:
    """Root element: a picture, or a group when its marks link."""
    is_linked = chart.is_linked if has_links is None else has_links and chart.is_linked
    name = escape(plain(f"{chart.title.rstrip('.')}. {chart.reading}" if chart.reading else chart.title))
    return (
        f'<svg xmlns="{NAMESPACE}" class="chart {css_class}" role="{"group" if is_linked else "img"}" '
        f'aria-label="{name}" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    )


def linked(inner: str, mark: Mark | None, *, in_tab_order: bool = True) -> str:
    """One mark inside its link; a mark that leads nowhere keeps its words for pointing only."""
    if mark is None:
        return inner
    words = escape(plain(mark.label))
    if not mark.href:
        return f'<g data-label="{words}">{inner}</g>'
    skipped = "" if in_tab_order else ' tabindex="-1"'
    return f'<a href="{escape(mark.href)}" aria-label="{words}" data-label="{words}"{skipped}>{inner}</a>'


def _written(parent: "Element", marks: Mapping[str, Mark]) -> Iterator[str]:
    for child in parent:
        tag = child.tag.rpartition("}")[2]
        if tag not in _SHAPES or child.get("display") == "none" or _is_empty(child, tag):
            continue
        yield from _element(child, tag, marks)


def _element(child: "Element", tag: str, marks: Mapping[str, Mark]) -> Iterator[str]:
    attributes = dict(_kept(child.attrib.items()))
    inner = "".join(_written(child, marks)) + escape(child.text or "", quote=False)
    if tag == "g" and not inner:
        return
    if tag == "g" and attributes.get("transform", "translate(0,0)") == "translate(0,0)":
        attributes.pop("transform", None)
        if not attributes:
            yield inner
            return
    if tag == "g" and any(_key(mark) in marks for mark in child):
        attributes["pointer-events"] = "all"
    mark = marks.get(_key(child))
    if mark and (centre := _CENTRE.fullmatch(child.get("transform", ""))) and "A" in child.get("d", ""):
        yield linked(f'<circle cx="{centre[1]}" cy="{centre[2]}" r="{TOUCH}"/>', mark)
        return
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    yield linked(f"<{tag}{written}>{inner}</{tag}>" if inner else f"<{tag}{written}/>", mark)


def _key(child: "Element") -> str:
    """Key of a mark, which stands in its description."""
    label = child.get("aria-label", "")
    return label if label.startswith(KEY_PREFIX) else ""


def _is_empty(child: "Element", tag: str) -> bool:
    """Whether it is one of the engine's empty backgrounds."""
    is_background = child.get("class") in ("background", "foreground")
    return tag == "path" and (not child.get("d") or (is_background and not child.get("fill")))


def _kept(attributes: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, value in attributes:
        if name in _DROPPED or name.startswith(("aria-", "on", "{")):
            continue
        if name in ("d", "transform", "points", "x", "y", "x1", "x2", "y1", "y2"):
            value = _LONG.sub(lambda found: f"{float(found.group()):.1f}".removesuffix(".0"), value)
        yield name, value.removesuffix("px") if name == "font-size" else value
