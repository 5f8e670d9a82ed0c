"""Do months give the quarter, and quarters the year, beyond what rounding explains?"""

import math
from collections.abc import Iterator, Sequence

from styrbord.core.base.problems import define
from styrbord.core.collection.checks._case import Case, Found
from styrbord.core.collection.checks._words import shown
from styrbord.core.collection.forms.model import Item
from styrbord.core.collection.packages import Entry
from styrbord.core.spine.indicators import OverTime

define(
    "check.shorter-periods",
    "The {count} shorter periods within {period} give {given}; the value is {value}.",
    "Correct the value, or have the shorter periods corrected. Rounding explains at most {tolerance}.",
)
define(
    "check.longer-period",
    "With this value the parts of {period} give {given}; {whole} was reported for {period}.",
    "Correct the value, or have {period} corrected. Rounding explains at most {tolerance}.",
)


def find(case: Case) -> Iterator[Found]:
    """Values that shorter periods contradict, and values that contradict a longer one.

    Judged by the indicator's rule over time, and only where every shorter period is known.

    Yields
    ------
    Found
    """
    for item, entry, value in case.numbers:
        rule = case.definition(item.indicator).over_time
        if rule is OverTime.NONE:
            continue
        yield from _finer(case, item, entry, value, rule)
        yield from _coarser(case, item, entry, value, rule)


def _finer(case: Case, item: Item, entry: Entry, value: float, rule: OverTime) -> Iterator[Found]:
    parts = case.finer.get(item.key, ())
    if not parts or any(math.isnan(part) for part in parts):
        return
    given, tolerance = _by(rule, parts), _tolerance(case, item, rule, len(parts))
    if _differs(given, value, tolerance):
        told = _told(case, item, tolerance, given=given, value=value)
        period = case.package.period
        yield case.found("check.shorter-periods", entry, period=period, count=len(parts), **told).of_several()


def _coarser(case: Case, item: Item, entry: Entry, value: float, rule: OverTime) -> Iterator[Found]:
    if rule is not OverTime.SUM:
        return
    for longer in case.coarser.get(item.key, ()):
        parts = (*longer.others, value)
        if any(math.isnan(part) for part in (*parts, longer.value)):
            continue
        given, tolerance = _by(rule, parts), _tolerance(case, item, rule, len(parts))
        if _differs(given, longer.value, tolerance):
            told = _told(case, item, tolerance, given=given, whole=longer.value)
            yield case.found("check.longer-period", entry, period=longer.period, **told).of_several()


def _told(case: Case, item: Item, tolerance: float, **values: float) -> dict[str, str]:
    decimals = case.decimals(item)
    words = {name: shown(value, decimals) for name, value in values.items()}
    return {**words, "tolerance": shown(tolerance, decimals + 1 if tolerance else 0)}


def _by(rule: OverTime, parts: Sequence[float]) -> float:
    match rule:
        case OverTime.SUM:
            return sum(parts)
        case OverTime.MEAN:
            return sum(parts) / len(parts)
        case OverTime.MAX:
            return max(parts)
        case OverTime.FIRST:
            return parts[0]
        case _:
            return parts[-1]


def _tolerance(case: Case, item: Item, rule: OverTime, count: int) -> float:
    """Half a step for each part of a sum; a step for a mean of rounded values against a rounded one."""
    if rule is OverTime.SUM:
        return count * 0.5 * case.step(item)
    return 10.0 ** -case.decimals(item) if rule is OverTime.MEAN else 0.0


def _differs(one: float, other: float, tolerance: float) -> bool:
    return abs(one - other) > tolerance + 1e-9 * max(abs(one), abs(other))
