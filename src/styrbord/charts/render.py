"""How does a chart become a picture: SVG for the page, SVG and PNG to take away?"""

import hashlib
import json
from html import escape

from styrbord.charts import engine
from styrbord.charts.cache import ChartCache
from styrbord.charts.drawing import draw_layers, is_drawable
from styrbord.charts.map_svg import draw_map
from styrbord.charts.measure import wrapped
from styrbord.charts.model import Chart, Spec, Width
from styrbord.charts.svg import NAMESPACE, page_svg
from styrbord.charts.theme import INK, PANEL, SUBTLE

DRAWING = "1"  # raise it when the same specification is drawn otherwise
_EDGE = 16
warm_up = engine.warm_up


def svg(chart: Chart, width: Width = "wide", *, cache: ChartCache | None = None) -> str:
    """SVG of a chart for a page, with the class `chart-wide` or `chart-narrow`."""
    if cache is None:
        return _drawn(chart, width)
    key = key_of(chart, width)
    if (kept := cache.get(key)) is not None:
        return kept.decode()
    drawn = _drawn(chart, width)
    cache.set(key, drawn.encode())
    return drawn


def key_of(chart: Chart, width: Width, *extra: object) -> str:
    """Key of a drawing: a hash of all that it is made from, and of the versions that draw it."""
    spec = chart.spec if width == "wide" else chart.narrow
    made_from = [spec, chart.title, chart.reading, chart.links, width, engine.version(), DRAWING, extra]
    return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()


def _drawn(chart: Chart, width: Width) -> str:
    spec: Spec = chart.spec if width == "wide" else chart.narrow
    css_class = f"chart-{width}"
    if spec.get("drawing") == "map":
        return draw_map(spec, chart, css_class=css_class)
    if is_drawable(spec):
        return draw_layers(spec, chart, css_class=css_class)
    return page_svg(engine.draw(spec), chart, css_class=css_class)


def download_svg(chart: Chart, *, source: str = "", cache: ChartCache | None = None) -> str:
    """SVG that stands alone: title, reading, chart, notes and source on white."""
    inner = svg(chart, "wide", cache=cache)
    total = chart.width + 2 * _EDGE
    head = _lines(chart.title, total, 16, 600) + _lines(chart.reading, total, 13, 400)
    foot = _lines(" ".join(chart.notes), total, 12, 400) + _lines(source, total, 12, 400)
    top = _EDGE + sum(_height(size) for _, size, _ in head) + 8
    bottom = top + chart.height + 8
    height = round(bottom + sum(_height(size) for _, size, _ in foot) + _EDGE)
    name = escape(engine.plain(f"{chart.title}. {chart.reading}"))
    placed = inner.replace("<svg ", f'<svg x="{_EDGE}" y="{round(top)}" ', 1)
    return (
        f'<svg xmlns="{NAMESPACE}" role="img" aria-label="{name}" width="{total}" height="{height}" '
        f'viewBox="0 0 {total} {height}"><rect width="{total}" height="{height}" fill="{PANEL}"/>'
        f"{_texts(head, _EDGE)}{placed}{_texts(foot, bottom)}</svg>"
    )


def png(chart: Chart, *, scale: float = 2.0, source: str = "", cache: ChartCache | None = None) -> bytes:
    """PNG of the chart as it is taken away, `scale` pixels to one."""
    key = key_of(chart, "wide", "png", scale, source, chart.notes)
    if cache is not None and (kept := cache.get(key)) is not None:
        return kept
    picture = engine.to_png(download_svg(chart, source=source, cache=cache), scale=scale)
    if cache is not None:
        cache.set(key, picture)
    return picture


def _lines(text: str, total: int, size: int, weight: int) -> list[tuple[str, int, int]]:
    lines = wrapped(text, width=total - 2 * _EDGE, size=size, weight=weight) if text else []
    return [(line, size, weight) for line in lines]


def _height(size: int) -> float:
    return size * 1.4


def _texts(lines: list[tuple[str, int, int]], top: float) -> str:
    written = []
    for text, size, weight in lines:
        top += _height(size)
        colour = INK if weight > 400 else SUBTLE
        written.append(
            f'<text x="{_EDGE}" y="{top - size * 0.35:.1f}" font-family="Inter" font-size="{size}" '
            f'font-weight="{weight}" fill="{colour}">{escape(engine.plain(text))}</text>'
        )
    return "".join(written)
