"""Which small cases do tests of the checks begin with?"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from styrbord.core.base.periods import Period
from styrbord.core.collection import checks
from styrbord.core.collection.checks import Case, Found, Peers, Series
from styrbord.core.collection.forms.model import Form, Item, Rule
from styrbord.core.collection.packages import Entry, Package
from styrbord.core.spine.indicators import Indicator, OverSubjects, OverTime
from styrbord.core.spine.observations import TOTAL

PEOPLE = ("people", TOTAL)


def indicator(code: str = "people", **said: Any) -> Indicator:
    """An amount with whole numbers that adds up over everything."""
    usual = {
        "unit": "SEK",
        "decimals": 0,
        "over_subjects": OverSubjects.SUM,
        "over_time": OverTime.SUM,
    }
    return Indicator(code, {}, "dataset", **{**usual, **said})


def cell(value: float | None = None, indicator: str = "people", breakdown: str = TOTAL, **said: Any) -> Entry:
    """An entry."""
    return Entry(indicator, breakdown, value, **said)


def case(
    *entries: Entry,
    items: Sequence[Item] = (),
    period: str = "2020",
    indicators: Sequence[Indicator] = (),
    rules: Sequence[Rule] = (),
    history: Sequence[float] | None = None,
    peers: Sequence[Sequence[float]] | None = None,
    **said: Any,
) -> Case:
    """A package of the given entries; history and peers are of `people` and end just before its period."""
    asked = tuple(items) or tuple(Item(*entry.key) for entry in entries)
    span = Period.parse(period)
    form = Form("form", frequency=span.frequency.value, items=asked, rules=tuple(rules))
    known = {one.code: one for one in indicators or (indicator(),)}
    if history is not None:
        values = np.array(history, dtype=float)
        said["history"] = {PEOPLE: Series(span.ordinal - len(values), values)}
    if peers is not None:
        table = np.array(peers, dtype=float)
        said["peers"] = {PEOPLE: Peers(span.ordinal - table.shape[1], table)}
    return Case(Package("form", "n1", period, tuple(entries)), form, known, **said)


def codes(found: Sequence[Found]) -> list[str]:
    """Codes of findings without their prefix."""
    return [one.problem.code.removeprefix("check.") for one in found]


def run(*entries: Entry, **said: Any) -> list[str]:
    """Codes of what is found."""
    return codes(checks.run(case(*entries, **said)))
