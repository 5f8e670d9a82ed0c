"""Where on the map does it deviate, and how do areas differ?

The drawing is ours, not the engine's: 2,500 areas take the engine seconds and this a fraction.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from styrbord.charts.borders import borders
from styrbord.charts.layers import key_of
from styrbord.charts.map_legend import LegendEntry, class_entries, placed, ramp_step, state_entries
from styrbord.charts.model import Chart, Mark, Table, local
from styrbord.charts.outlines import Atlas, centres, outlines_of, paths
from styrbord.charts.rows import cleaned
from styrbord.charts.theme import MAP_FILL, NARROW, NO_DATA, ON_RAMP, RAMP
from styrbord.charts.words import STATES, TABLE, word
from styrbord.core.base.text import chosen
from styrbord.figures import format as write
from styrbord.figures.model import Bar, State

MOST_NUMBERED = 150
MOST_FOR_KEYBOARD = 300
Link = Callable[[Bar], str]


def state_map(
    bars: Sequence[Bar],
    atlas: Atlas,
    *,
    title: str,
    reading: str,
    language: str,
    link: Link | None = None,
    width: int = 560,
) -> Chart:
    """Map of states: act and watch carry their marks, areas without data are dashed.

    An area of the map that no bar names is drawn as one without data; a bar without an area
    stands in the table only. Bars' `parent` gives thick borders between their parents.
    """
    states = {bar.code: bar.state or State.NO_DATA for bar in bars}
    words = {code: word(STATES, state.value, language) for code, state in states.items()}
    looks = {code: _state_look(state) for code, state in states.items()}
    entries = state_entries(list(states.values()), language)
    table = _table(bars, [words[bar.code] for bar in bars], "state", language)
    return _chart(
        "states", bars, atlas, words, looks, entries, table, (title, reading, language), link, width
    )


def class_map(
    bars: Sequence[Bar],
    atlas: Atlas,
    *,
    title: str,
    reading: str,
    unit: str,
    decimals: int,
    language: str,
    breaks: Sequence[float] | None = None,
    link: Link | None = None,
    width: int = 560,
) -> Chart:
    """Map of at most 5 ordered classes, light for low to dark for high, numbered in the legend.

    `unit` is worded. `breaks` are the lower bounds of the second and later classes; without them
    classes hold about as many areas each, with bounds rounded to the decimals shown.
    """
    bars = cleaned(bars)
    values = [bar.value for bar in bars if bar.value is not None]
    bounds = list(breaks) if breaks is not None else class_breaks(values, decimals=decimals)
    if len(bounds) > len(RAMP) - 1 or sorted(set(bounds)) != bounds:
        raise ValueError(f"breaks are {bounds}; give at most {len(RAMP) - 1}, each above the one before")
    classes = {bar.code: _class(bar.value, bounds, decimals) for bar in bars}
    words = {bar.code: write.number(bar.value, decimals=decimals, language=language) for bar in bars}
    looks = {code: _class_look(number, len(bounds) + 1) for code, number in classes.items()}
    entries = class_entries(
        list(classes.values()), bounds, values, unit=unit, decimals=decimals, language=language
    )
    table = _table(bars, [number or None for number in classes.values()], "class", language, unit)
    return _chart(
        "classes", bars, atlas, words, looks, entries, table, (title, reading, language), link, width
    )


def class_breaks(values: Sequence[float], *, decimals: int) -> list[float]:
    """Bounds of up to 5 classes of about equal number, rounded, without repeats."""
    if not values:
        return []
    quantiles = np.quantile(np.asarray(values, dtype=float), np.arange(1, len(RAMP)) / len(RAMP))
    lowest = min(values)
    return [bound for bound in sorted({round(float(q), decimals) for q in quantiles}) if bound > lowest]


def _class(value: float | None, bounds: Sequence[float], decimals: int) -> int:
    """Number of the class from 1, by the value as it is shown; 0 is no data."""
    return 0 if value is None else bisect_right(bounds, round(value, decimals)) + 1


def _state_look(state: State) -> dict[str, str]:
    look = {"fill": MAP_FILL[state]}
    if state in (State.ACT, State.WATCH):
        look["mark"] = state.value
    return look | ({"dashed": "1"} if state is State.NO_DATA else {})


def _class_look(number: int, count: int) -> dict[str, str]:
    if number == 0:
        return {"fill": NO_DATA, "dashed": "1"}
    step = ramp_step(number, count)
    return {"fill": RAMP[step], "number": str(number), "ink": ON_RAMP[step]}


def _table(
    bars: Sequence[Bar], last: Sequence[str | float | None], head: str, language: str, unit: str = ""
) -> Table:
    value = word(TABLE, "value", language)
    columns = (
        word(TABLE, "name", language),
        f"{value}, {unit}" if unit else value,
        word(TABLE, head, language),
    )
    rows = (
        (chosen(bar.names, language) or bar.code, bar.value, extra)
        for bar, extra in zip(bars, last, strict=True)
    )
    return Table(columns, tuple(rows))


def _chart(
    mode: str,
    bars: Sequence[Bar],
    atlas: Atlas,
    words: dict[str, str],
    looks: dict[str, dict[str, str]],
    entries: Sequence[LegendEntry],
    table: Table,
    texts: tuple[str, str, str],
    link: Link | None,
    width: int,
) -> Chart:
    title, reading, language = texts
    drawn = set(atlas.codes)
    named = [bar for bar in bars if bar.code in drawn]
    marks = tuple(
        Mark(
            key_of(bar.code),
            f"{chosen(bar.names, language) or bar.code}: {words[bar.code]}",
            local(link(bar)) if link else "",
        )
        for bar in named
    )
    specs = [_spec(mode, bars, atlas, looks, entries, size) for size in (width, NARROW)]
    return Chart("map", title, reading, table, specs[0], specs[1], marks, width, specs[0]["height"])


def _spec(
    mode: str,
    bars: Sequence[Bar],
    atlas: Atlas,
    looks: dict[str, dict[str, str]],
    entries: Sequence[LegendEntry],
    width: int,
) -> dict[str, Any]:
    outlines = outlines_of(atlas, width=width, most_height=round(width * 1.1))
    parents = {bar.code: bar.parent for bar in bars if bar.parent}
    marked = frozenset(code for code, look in looks.items() if "mark" in look)
    numbered = frozenset(looks) if len(atlas.codes) <= MOST_NUMBERED and mode == "classes" else frozenset()
    unknown = _class_look(0, 1)
    areas = [
        {"key": key_of(code), "d": d, **(looks.get(code) or unknown)}
        for code, d in paths(outlines).items()
        if d
    ]
    spots = {key_of(code): at for code, at in centres(outlines, marked | numbered).items()}
    legend, high = placed(entries, width=width, top=outlines.height + 6)
    return {
        "drawing": "map",
        "width": width,
        "height": outlines.height + 6 + high,
        "areas": areas,
        "spots": spots,
        "own": [key_of(bar.code) for bar in bars if bar.is_own],
        "borders": borders(outlines, parents) if len(set(parents.values())) > 1 else "",
        "legend": legend,
        "is_dense": len(areas) > MOST_FOR_KEYBOARD,
        "is_small": width <= NARROW,
    }
