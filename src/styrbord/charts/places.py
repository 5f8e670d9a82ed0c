"""How do the small marks of a rating look: the strip of places in a row, and the mark of a class?

Plain SVG like that of `micro`; place, span and class always stand beside them in words.
"""

from styrbord.charts.symbols import symbol
from styrbord.charts.theme import RULE, SUBTLE

HEIGHT = 16
EDGE = 7
MARK = {
    "leader": ("triangle", "#0B5FA5"),
    "very-high": ("triangle", "#0B5FA5"),
    "high": ("triangle", "#0B5FA5"),
    "middle": ("circle", SUBTLE),
    "lagging": ("triangle-down", "#AF264A"),
    "low": ("triangle-down", "#AF264A"),
}
SPAN = {"triangle": "#A9CBE7", "circle": "#CBD1D5", "triangle-down": "#E4B0BD", "ring": RULE}
NEUTRAL = ("ring", SUBTLE)


def place_strip(rank: int, *, low: int, high: int, count: int, name: str, width: int = 288) -> str:
    """Strip from place 1 (left) to the last: the span of places thick, the mark of the class at the place.

    `low` and `high` are the ends of the span, `count` the places there are, `name` the class. A span beyond
    the ends is drawn to the ends.
    """
    step = (width - 2 * EDGE) / max(count - 1, 1)
    at, start, end = (EDGE + (min(max(one, 1), count) - 1) * step for one in (rank, low, high))
    shape, colour = MARK.get(name, NEUTRAL)
    middle = HEIGHT / 2
    return _svg(
        width,
        HEIGHT,
        f'<path d="M{EDGE} {middle:g}H{width - EDGE}" stroke="{RULE}" stroke-width="1.5"/>'
        f'<path d="M{_n(start)} {middle:g}H{_n(max(end, start + 0.1))}" stroke="{SPAN[shape]}" '
        'stroke-width="7" stroke-linecap="round"/>' + symbol(shape, x=at, y=middle, size=9.5, colour=colour),
    )


def class_mark(name: str, *, size: int = 12) -> str:
    """Mark of a class: triangle up, circle, triangle down; a ring for a class of another method."""
    shape, colour = MARK.get(name, NEUTRAL)
    return _svg(size, size, symbol(shape, x=size / 2, y=size / 2, size=size - 2, colour=colour))


def two_dots(own: float, outside: float, *, low: float, high: float, width: int = 120) -> str:
    """Two assessments on one scale: the own one as a ring, the one from outside filled, the gap between."""
    reach = high - low if high > low else 1.0
    x, y = (EDGE + (min(max(one, low), high) - low) / reach * (width - 2 * EDGE) for one in (own, outside))
    middle = HEIGHT / 2
    line = f'<path d="M{EDGE} {middle:g}H{width - EDGE}" stroke="{RULE}" stroke-width="1.5"/>'
    gap = f'<path d="M{_n(min(x, y))} {middle:g}H{_n(max(x, y))}" stroke="{SUBTLE}" stroke-width="2.5"/>'
    dots = symbol("circle", x=y, y=middle, size=9, colour=SUBTLE) + symbol(
        "ring", x=x, y=middle, size=10, colour="#0B5566"
    )
    return _svg(width, HEIGHT, line + gap + dots)


def _svg(width: int, height: int, inner: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="micro" aria-hidden="true" focusable="false" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">{inner}</svg>'
    )


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
