"""How is a whole made up, and how does that change from period to period?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from styrbord.charts.layers import Layer, Row, key_of, rects, rules, texts, touch_rows
from styrbord.charts.line import table_of
from styrbord.charts.measure import text_width, wrapped
from styrbord.charts.model import Chart, Mark
from styrbord.charts.placing import spread
from styrbord.charts.series import is_known
from styrbord.charts.theme import INK, NARROW, PANEL, RAMP, STRONG_RULE, SUBTLE, WIDE, specification
from styrbord.core.base.periods import Period
from styrbord.core.base.text import chosen
from styrbord.figures import format as write
from styrbord.figures.model import Line

TOP, FOOT, LINE = 6, 26, 14
COLUMN = 48  # a column and the room beside it, at least


@dataclass(frozen=True)
class Stack:
    """Shares of each part (0 to 1) by period; None for a period whose whole is not known."""

    parts: Sequence[Line]
    periods: Sequence[Period]
    shares: Mapping[Period, Sequence[float] | None]
    language: str
    total: int
    height: int
    keys: frozenset[str]


def stacked_chart(
    parts: Sequence[Line],
    *,
    title: str,
    reading: str,
    language: str,
    width: int = WIDE,
    height: int = 300,
) -> Chart:
    """Chart of the shares of a structure, a column to a period, the first part at the bottom.

    Values are of one unit and not negative; shares are of their sum. A period that lacks a part
    has no column, since its whole is not known: the words for missing data stand there.
    """
    periods = sorted(
        {p for part in parts for p, _, _ in part.points}, key=lambda p: (p.last_day, p.first_day)
    )
    columns = [{period: value for period, value, _ in part.points} for part in parts]
    shares = {period: _shares([column.get(period) for column in columns]) for period in periods}
    marks = _marks(parts, shares, language)
    keys = frozenset(mark.key for mark in marks)
    specs = [_spec(Stack(parts, periods, shares, language, size, height, keys)) for size in (width, NARROW)]
    return Chart(
        kind="stacked",
        title=title,
        reading=reading,
        table=table_of(parts, language=language),
        spec=specs[0],
        narrow=specs[1],
        links=marks,
        width=width,
        height=height,
    )


def _shares(found: Sequence[float | None]) -> list[float] | None:
    """Shares of the whole; None when a part is missing or negative, or the whole is 0."""
    values = [value for value in found if value is not None and is_known(value) and value >= 0]
    whole = sum(values)
    return [value / whole for value in values] if len(values) == len(found) and whole > 0 else None


def _marks(
    parts: Sequence[Line], shares: Mapping[Period, Sequence[float] | None], language: str
) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            key_of(part.code, period),
            f"{chosen(part.names, language) or part.code}, {write.period_label(period, language=language)}: "
            f"{write.share(share, language=language, decimals=1)}",
        )
        for period, found in shares.items()
        for part, share in zip(parts, found or (), strict=bool(found))
    )


def _spec(stack: Stack) -> dict[str, Any]:
    room = min(
        stack.total * 0.36, max(text_width(_name(part, stack), weight=500) for part in stack.parts) + 4
    )
    width, height = stack.total - room - 24, stack.height - TOP - FOOT
    periods = _thinned(stack.periods, max(int(width // COLUMN), 2))
    pitch = width / max(len(periods), 1)
    columns = {period: (n * pitch, min(pitch * 0.72, 64)) for n, period in enumerate(periods)}
    layers = [*_columns(stack, columns, height), *_foot(stack, columns, width, height)]
    layers += _names(stack, columns, height, width, room)
    return specification(width=width, height=height, padding=(2, TOP, room + 22, FOOT), layers=layers)


def _thinned(periods: Sequence[Period], most: int) -> list[Period]:
    """Every n-th period, counted back from the last."""
    step = -(-len(periods) // most)
    return list(periods[::-1][::step][::-1])


def _name(part: Line, stack: Stack) -> str:
    return chosen(part.names, stack.language) or part.code


def _fills(count: int) -> list[tuple[str, str]]:
    """Fill and text colour of each part, dark to light in even steps, so that the order reads in grey.

    The middle of the ramp is left out: no text reads well on it.
    """
    dark = max(round(count * 0.4), 1)
    shades = [*_between(RAMP[4], RAMP[3], dark), *_between(RAMP[2], RAMP[0], count - dark)]
    return [(shade, PANEL if n < dark else INK) for n, shade in enumerate(shades)]


def _between(first: str, last: str, count: int) -> list[str]:
    """Colours in even steps from one to another."""
    start, end = (np.array([int(colour[n : n + 2], 16) for n in (1, 3, 5)]) for colour in (first, last))
    steps = np.linspace(start, end, num=count).round().astype(np.uint8)
    return ["#" + step.tobytes().hex() for step in steps]


def _columns(stack: Stack, columns: Mapping[Period, tuple[float, float]], height: float) -> list[Layer]:
    boxes: list[Row] = []
    labels: list[Row] = []
    empty: list[Row] = []
    for period, (x, thick) in columns.items():
        shares = stack.shares[period]
        if shares is None:
            empty.append({"x": x, "x2": x + thick, "y": 0, "y2": height})
            continue
        below = 0.0
        for part, share, (fill, ink) in zip(stack.parts, shares, _fills(len(shares)), strict=True):
            top, bottom = height * (1 - below - share), height * (1 - below)
            below += share
            box = {
                "x": x,
                "x2": x + thick,
                "y": top,
                "y2": bottom,
                "fill": fill,
                "key": key_of(part.code, period),
            }
            boxes.append(box)
            if bottom - top >= LINE + 2:
                text = write.share(share, language=stack.language)
                labels.append({"x": x + thick / 2, "y": (top + bottom) / 2, "text": text, "fill": ink})
    return [
        _filled(rects(boxes, stroke=PANEL, strokeWidth=1.5)),
        rects(empty, fill=None, stroke=SUBTLE, strokeDash=[3, 3]),
    ] + [
        _filled(texts(labels, align="center", baseline="middle")),
        touch_rows([box for box in boxes if box["key"] in stack.keys]),
    ]


def _filled(drawn: Layer) -> Layer:
    drawn["encoding"]["fill"] = {"field": "fill", "type": "nominal", "scale": None}
    return drawn


def _foot(
    stack: Stack, columns: Mapping[Period, tuple[float, float]], width: float, height: float
) -> list[Layer]:
    dates, missing = [], []
    for period, (x, thick) in columns.items():
        label = write.period_label(period, language=stack.language)
        dates.append({"x": x + thick / 2, "y": height + 15, "text": label})
        if stack.shares[period] is None:
            words = write.missing(stack.language).split(" ")
            missing += [
                {"x": x + thick / 2, "y": height / 2 + LINE * n, "text": line} for n, line in enumerate(words)
            ]
    foot = [{"x": 0, "x2": width, "y": height, "y2": height}]
    style = {"colour": SUBTLE, "align": "center", "baseline": "middle"}
    return [rules(foot), texts(dates, **style), texts(missing, **style)]


def _names(
    stack: Stack, columns: Mapping[Period, tuple[float, float]], height: float, width: float, room: float
) -> list[Layer]:
    """Names of the parts beside the last whole column, each with a line to its share."""
    whole = [(period, stack.shares[period]) for period in columns if stack.shares[period] is not None]
    if not whole:
        return []
    period, shares = whole[-1]
    middles, below = [], 0.0
    for share in shares or ():
        middles.append(height * (1 - below - share / 2))
        below += share
    names = [wrapped(_name(part, stack), width=room, weight=500) for part in stack.parts]
    gap = LINE * max(len(name) for name in names) + 2
    heights = spread(middles, gap=min(gap, height / len(names)), low=LINE / 2, high=height - LINE / 2)
    x, thick = columns[period]
    leaders = [
        {"x": x + thick + 2, "x2": width + 14, "y": middle, "y2": at}
        for middle, at in zip(middles, heights, strict=True)
    ]
    lines = [
        {"x": width + 18, "y": at + LINE * (n - (len(name) - 1) / 2), "text": text}
        for name, at in zip(names, heights, strict=True)
        for n, text in enumerate(name)
    ]
    return [rules(leaders, color=STRONG_RULE), texts(lines, align="left", baseline="middle", fontWeight=500)]
