"""Was the same number handed in a third time, where it never stood still before?"""

from collections.abc import Iterator

import numpy as np

from styrbord.core.base.problems import define
from styrbord.core.collection.checks._case import Case, Found
from styrbord.core.collection.checks._spread import FEWEST
from styrbord.core.collection.checks._words import exact

define(
    "check.repeated",
    "{value} is handed in for the third time on end; before that the value changed every time.",
    "Enter the new value, or say in a note that it really has not changed.",
)


def find(case: Case) -> Iterator[Found]:
    """Third equal values in a row after at least five that all differ from the one before."""
    for item, entry, value in case.numbers:
        _, known = case.known_before(item.key)
        if len(known) < FEWEST + 1 or value == 0 or not (known[-2:] == value).all():
            continue
        if (np.diff(known[:-1]) != 0).all():
            yield case.soft("check.repeated", entry, value=exact(value))
