"""Which shape does each state have, at any size? Source: design page VISUAL, section 5."""

from styrbord.figures.model import State

SHAPE = {
    State.ACT: "diamond",
    State.WATCH: "triangle",
    State.ON_PLAN: "circle",
    State.NO_TARGET: "ring",
    State.NO_DATA: "dashed-ring",
}


def symbol(shape: str, *, x: float, y: float, size: float, colour: str, outline: str = "") -> str:
    """SVG of a shape around a centre; `size` is its width. `outline` is a colour around it."""
    half = size / 2
    around = f' stroke="{outline}" stroke-width="1"' if outline else ""
    if shape == "diamond":
        path = (
            f"M{_n(x)} {_n(y - half)}l{_n(half)} {_n(half)}l{_n(-half)} {_n(half)}l{_n(-half)} {_n(-half)}z"
        )
        return f'<path d="{path}" fill="{colour}"{around}/>'
    if shape in ("triangle", "triangle-down"):
        way = 1 if shape == "triangle" else -1
        high = half * 0.9 * way
        path = f"M{_n(x)} {_n(y - high)}l{_n(half)} {_n(2 * high)}h{_n(-size)}z"
        return f'<path d="{path}" fill="{colour}"{around}/>'
    centre = f'<circle cx="{_n(x)}" cy="{_n(y)}"'
    if shape == "circle":
        return f'{centre} r="{_n(half)}" fill="{colour}"{around}/>'
    dash = ' stroke-dasharray="2 1.6"' if shape == "dashed-ring" else ""
    return f'{centre} r="{_n(half - 0.75)}" fill="none" stroke="{colour}" stroke-width="1.5"{dash}/>'


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0").replace("-0", "-0" if abs(number) >= 0.05 else "0")
