"""Does a value lie between the bounds that the form sets?"""

from collections.abc import Iterator

from styrbord.core.base.problems import define
from styrbord.core.collection.checks._case import Case, Found
from styrbord.core.collection.checks._words import exact

define(
    "check.too-low",
    "{value} lies below the lowest possible value, {low}.",
    "Check number and unit; enter a value from {low} on, or choose a reason if it is missing.",
)
define(
    "check.too-high",
    "{value} lies above the highest possible value, {high}.",
    "Check number and unit; enter a value up to {high}, or choose a reason if it is missing.",
)


def find(case: Case) -> Iterator[Found]:
    """Values outside of the bounds; a value on a bound is inside."""
    for item, entry, value in case.numbers:
        if item.low is not None and value < item.low:
            yield case.found("check.too-low", entry, value=exact(value), low=exact(item.low))
        if item.high is not None and value > item.high:
            yield case.found("check.too-high", entry, value=exact(value), high=exact(item.high))
