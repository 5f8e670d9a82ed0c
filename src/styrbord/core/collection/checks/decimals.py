"""Has a value more decimals than are asked for?"""

from collections.abc import Iterator

from styrbord.core.base.problems import define
from styrbord.core.collection.checks._case import Case, Found
from styrbord.core.collection.checks._words import exact

define(
    "check.whole",
    "{value} is not a whole number.",
    "Enter a whole number.",
)
define(
    "check.decimals",
    "{value} has more than {decimals} decimals.",
    "Round it to {decimals} decimals.",
)


def find(case: Case) -> Iterator[Found]:
    """Values with more decimals than their item takes."""
    for item, entry, value in case.numbers:
        decimals = case.decimals(item)
        if abs(value) >= 2**53 or round(value, decimals) == value:
            continue
        code = "check.decimals" if decimals > 0 else "check.whole"
        yield case.found(code, entry, value=exact(value), decimals=decimals)
