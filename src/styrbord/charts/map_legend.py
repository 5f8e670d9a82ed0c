"""Which words and marks stand under a map, and where, so that it reads in grey print?"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from styrbord.charts.measure import text_width, wrapped
from styrbord.charts.theme import NO_DATA, ON_RAMP, RAMP, STATE_COLOUR
from styrbord.charts.words import STATES, word
from styrbord.figures import format as write
from styrbord.figures.model import State

ROW = 22
SYMBOL = 20
APART = 14


class LegendEntry(NamedTuple):
    """One line of a legend: a shape with its colour and perhaps a number, and its words."""

    shape: str
    text: str
    fill: str = ""
    number: str = ""
    ink: str = ""


def state_entries(states: Sequence[State], language: str) -> list[LegendEntry]:
    """Marks of what deviates or is missing, each with its count; those without areas are left out."""
    shapes = {State.ACT: "diamond", State.WATCH: "triangle", State.NO_DATA: "dashed-ring"}
    return [
        LegendEntry(
            shape, f"{word(STATES, state.value, language)}, {states.count(state)}", STATE_COLOUR[state]
        )
        for state, shape in shapes.items()
        if state in states
    ]


def ramp_step(number: int, count: int) -> int:
    """Step of the ramp of a class, spread over it when there are fewer than 5."""
    return round((number - 1) * (len(RAMP) - 1) / max(count - 1, 1))


def class_entries(
    classes: Sequence[int],
    bounds: Sequence[float],
    values: Sequence[float],
    *,
    unit: str,
    decimals: int,
    language: str,
) -> list[LegendEntry]:
    """Unit, then each class with its number and range, then the areas without data."""
    entries = [LegendEntry("", unit)] if unit else []
    step = 10.0**-decimals
    lows = [min(values), *bounds] if values else []
    highs = [*(bound - step for bound in bounds), max(values)] if values else []
    for number, (low, high) in enumerate(zip(lows, highs, strict=True), start=1):
        at = ramp_step(number, len(lows))
        text = _range(low, max(low, high), decimals, language)
        entries.append(LegendEntry("swatch", text, RAMP[at], str(number), ON_RAMP[at]))
    if missing := classes.count(0):
        entries.append(LegendEntry("dashed-swatch", f"{write.missing(language)}, {missing}", NO_DATA))
    return entries


def _range(low: float, high: float, decimals: int, language: str) -> str:
    first, last = (write.number(bound, decimals=decimals, language=language) for bound in (low, high))
    if first == last:
        return first
    return f"{first} – {last}" if min(low, high) < 0 else f"{first}–{last}"


def placed(entries: Sequence[LegendEntry], *, width: int, top: int) -> tuple[list[dict[str, Any]], int]:
    """Entries from left to right, a new row when the width is used up, and the height of all."""
    x, y = 2.0, float(top)
    rows: list[dict[str, Any]] = []
    for entry in entries:
        if not entry.shape:
            for line in wrapped(entry.text, width=width - 4):
                rows.append({"shape": "", "x": 2.0, "y": y, "text": line})
                y += ROW
            continue
        wide = SYMBOL + text_width(entry.text)
        if x > 2 and x + wide > width:
            x, y = 2.0, y + ROW
        rows.append(entry._asdict() | {"x": round(x, 1), "y": y})
        x += wide + APART
    return rows, round(y - top + (ROW if x > 2 else 0))
