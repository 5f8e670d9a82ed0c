"""What makes a score of small numbers, what changed it, and what would lift it?"""

import numpy as np

from docs.generate.worked import table
from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.explaining import (
    Cause,
    Goal,
    change,
    contributions,
    least_change,
    least_combination,
    levers,
)
from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Normalisation
from styrbord.core.ratings.tree import Node, Tree

TOWNS = ("Ashford", "Birkby", "Colham", "Dunmere", "Elmstad")
YEARS = ("2023", "2024")
VALUES = (
    ((44, 38, 11), (70, 55, 6), (90, 60, 9), (48, 45, 10), (35, 35, 14)),
    ((58, 42, 9), (74, 60, 5), (90, 72, 7), (54, 58, 8), (50, 48, 9)),
)
WORDS = {"portal": "services on the portal, %", "staff": "trained staff, %", "days": "days for an answer"}
CAUSES = {Cause.OWN: "own data", Cause.OTHERS: "others' data"}


def _method() -> Method:
    nodes = (
        Node("index", level=2, is_indicator=False),
        Node("portal", "index", weight=2.0, direction=1, unit="%"),
        Node("staff", "index", weight=1.0, direction=1, unit="%"),
        Node("days", "index", weight=1.0, direction=-1),
    )
    return Method("towns", "1", Tree(nodes), normalisation=Normalisation("minmax", 0.0, 100.0))


def _panel() -> Inputs:
    values = np.array(VALUES, dtype=np.float64).reshape(10, 3)
    return Inputs(TOWNS * 2, tuple(WORDS), values, (YEARS[0],) * 5 + (YEARS[1],) * 5)


def _year(which: int) -> Inputs:
    return Inputs(TOWNS, tuple(WORDS), np.array(VALUES[which], dtype=float), (YEARS[which],) * 5)


def parts() -> str:
    """Contributions of one town, by itself and beside the median of all."""
    rated = rate(_method(), _panel())
    row = rated.units.index("Ashford", 5)
    own, apart = contributions(rated, row), contributions(rated, row, "median")
    rows = [
        (
            WORDS[code],
            f"{own.weights_in_index[at]:.2f}",
            f"{own.values[at]:.1f}",
            f"{own.by_indicator[code]:.2f}",
            f"{apart.benchmark_values[at]:.1f}",
            f"{apart.by_indicator[code]:+.2f}",
        )
        for at, code in enumerate(WORDS)
    ]
    sums = ("sum", "1.00", "", f"{own.score:.2f}", f"{apart.benchmark_score:.2f}", f"{apart.total:+.2f}")
    return table(("indicator", "weight", "score", "points", "median", "beside the median"), [*rows, sums])


def causes() -> str:
    """Change of one town, each year in a frame of its own: by indicator and by cause."""
    found = change(_method(), _year(0), _method(), _year(1), "Ashford", *YEARS)
    rows = []
    for code, words in WORDS.items():
        at = found.lines.index(code)
        by = [found.by_cause[list(Cause).index(cause), at] for cause in CAUSES]
        rows.append((words, *(f"{one:+.2f}" for one in by), f"{sum(by):+.2f}"))
    sums = ("sum", *(f"{found.parts[cause]:+.2f}" for cause in CAUSES), f"{found.total:+.2f}")
    places = found.published
    way = f"{places.before:.0f} → {places.after:.0f}"
    moved = ("place", *(f"{places.parts[cause]:+.1f}" for cause in CAUSES), way)
    return table(("indicator", *CAUSES.values(), "change"), [*rows, sums, moved])


def ways() -> str:
    """What lifts one town: each indicator to the best quarter, and the least that reaches a place."""
    what, panel = _method(), _panel()
    gains = {one.indicator: one for one in levers(what, panel, "Ashford").each}
    rows = []
    for code, words in WORDS.items():
        reach = least_change(what, panel, "Ashford", [code], Goal(place=3))
        best = f"not alone, at best {reach.after.place:.0f}"
        value, gain = f"{reach.values[code][1]:.2f}" if reach.is_reached else best, gains[code]
        shown = (f"{gain.value:g}", f"{gain.level:g}", f"{gain.points:+.2f}", f"{gain.places:+.0f}")
        rows.append((words, *shown, value))
    head = ("indicator", "now", "best quarter", "points", "places", "for place 3")
    return table(head, rows)


def together() -> str:
    """The least of all indicators together that makes a leader."""
    found = least_combination(_method(), _panel(), "Ashford", Goal(band="leader"))
    rows = [(WORDS[code], f"{a:g}", f"{b:.2f}") for code, (a, b) in found.values.items()]
    return table(("indicator", "now", "for a leader"), rows)
