"""How often do the checks of jumps call a true value unlikely, and how many planted errors do they find?

Run as `python -m bench.checks`, without a database, over the data packs beside the project. Each subject's
last known value is looked at as if it had just been handed in.
"""

import csv
import gzip
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.timing import Row, keep
from styrbord.core.base.periods import Period
from styrbord.core.collection import checks
from styrbord.core.collection.checks import Case, Found, Peers, Series
from styrbord.core.collection.forms.model import Form, Item
from styrbord.core.collection.packages import Entry, Package
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.observations import TOTAL

SHARED = Path(__file__).parents[2] / "shared" / "data"
PACKS = ("se_municip", "egdi", "ru_regions")
JUMPS = frozenset(
    f"check.{name}"
    for name in (
        "jump",
        "jump-season",
        "type-change",
        "type-level",
        "unit-up",
        "unit-down",
        "sign",
        "repeated",
    )
)
SEED = 20261122
TRIALS = 400
MOST = 1500
ALLOWED = 0.03
Values = dict[str, dict[str, dict[int, float]]]


class Last(NamedTuple):
    """A subject's values of an indicator, the last of them the one that is handed in."""

    indicator: str
    subject: str
    period: int
    value: float
    series: Series
    peers: Peers


def read(pack: str) -> Values:
    """Values by indicator, subject and year; territories of another level than the commonest left out."""
    folder = SHARED / pack
    with (folder / "territories.csv").open(encoding="utf-8") as lines:
        types = {row["territory_code"]: row["type"] for row in csv.DictReader(lines)}
    common = max(set(types.values()), key=list(types.values()).count)
    found: Values = defaultdict(lambda: defaultdict(dict))
    path = next(folder.glob("observations.csv*"))
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
        for row in csv.DictReader(lines):
            if row["value"] and types.get(row["territory_code"]) == common and row["period"].isdigit():
                found[row["indicator_code"]][row["territory_code"]][int(row["period"])] = float(row["value"])
    return found


def lasts(values: Values, *, with_same_period: bool) -> Iterator[Last]:
    """Every subject's last value of every indicator, with or without the others' values of that period."""
    for indicator, by_subject in values.items():
        years = sorted({year for series in by_subject.values() for year in series})
        first, codes = years[0], sorted(by_subject)
        table = np.full((len(codes), years[-1] - first + 1), np.nan)
        for at, code in enumerate(codes):
            for year, value in by_subject[code].items():
                table[at, year - first] = value
        for at, code in enumerate(codes):
            last = max(by_subject[code])
            near = max(last - 20 - first, 0)
            shown = table[:, near : last - first + with_same_period]
            peers = Peers(first + near, np.delete(shown, at, axis=0))
            own = Series(first, table[at, : last - first])
            yield Last(indicator, code, last, by_subject[code][last], own, peers)


def found_in(one: Last, value: float) -> list[Found]:
    """What the checks of jumps say when this value is handed in."""
    key, period = (one.indicator, TOTAL), str(Period.parse(str(one.period)))
    package = Package("f", one.subject, period, (Entry(one.indicator, value=value),))
    form = Form("f", items=(Item(one.indicator, decimals=20),))
    known = {one.indicator: Indicator(one.indicator, {}, "", decimals=20)}
    case = Case(package, form, known, {key: one.series}, {key: one.peers})
    return [found for found in checks.run(case) if found.problem.code in JUMPS]


def swapped(one: Last, others: list[Last], chance: random.Random) -> float:
    """The value of another indicator of the same subject."""
    same = [
        other.value for other in others if other.subject == one.subject and other.indicator != one.indicator
    ]
    return chance.choice(same) if same else one.value


def typo(one: Last, _: list[Last], chance: random.Random) -> float:
    """The value with its first digit changed."""
    text = f"{abs(one.value):.12g}"
    at = next(place for place, letter in enumerate(text) if letter in "123456789")
    digit = chance.choice([letter for letter in "123456789" if letter != text[at]])
    return float(text[:at] + digit + text[at + 1 :])


PLANTED: dict[str, Callable[[Last, list[Last], random.Random], float]] = {
    "times 1000": lambda one, _, __: one.value * 1000,
    "times 100": lambda one, _, __: one.value * 100,
    "times 10": lambda one, _, __: one.value * 10,
    "a thousandth": lambda one, _, __: one.value / 1000,
    "sign": lambda one, _, __: -one.value,
    "first digit": typo,
    "two cells swapped": swapped,
}


def alarms(values: Values, *, with_same_period: bool) -> tuple[int, int]:
    """How many true last values are called unlikely, and of how many."""
    every = list(lasts(values, with_same_period=with_same_period))
    chosen = random.Random(SEED).sample(every, min(MOST, len(every)))
    told = [bool(found_in(one, one.value)) for one in chosen]
    return sum(told), len(told)


def hits(values: Values, plant: Callable[[Last, list[Last], random.Random], float]) -> tuple[int, int]:
    """How many planted errors are found, and of how many; what changes nothing is not counted."""
    chance = random.Random(SEED)
    every = [one for one in lasts(values, with_same_period=False) if one.value]
    chosen = chance.sample(every, min(TRIALS, len(every)))
    tried = [(one, plant(one, every, chance)) for one in chosen]
    told = [bool(found_in(one, value)) for one, value in tried if value != one.value]
    return sum(told), len(told)


def main() -> None:
    """Measure and keep."""
    rows = []
    for pack in PACKS:
        values = read(pack)
        for same in (False, True):
            told, count = alarms(values, with_same_period=same)
            what = "True values called unlikely" + (", others known" if same else "")
            rows.append(
                Row(what, pack, f"{told} of {count}, {told / count:.1%}", "3 %", told / count < ALLOWED)
            )
        for name, plant in PLANTED.items():
            told, count = hits(values, plant)
            rows.append(Row(f"Planted: {name}", pack, f"{told} of {count}, {told / count:.0%}", "-", True))
    for row in rows:
        print(row)
    keep("checks", "data", rows)


if __name__ == "__main__":
    main()
