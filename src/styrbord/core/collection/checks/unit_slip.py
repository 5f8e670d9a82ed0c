"""Is a value about 10, 100 or 1000 times the last one, or as small a part of it: the unit, or a zero?"""

import math
from collections.abc import Iterator

import numpy as np

from styrbord.core.base.problems import define
from styrbord.core.collection.checks._case import Case, Floats, Found
from styrbord.core.collection.checks._words import exact

define(
    "check.unit-up",
    "{value} is about {times} times the last value, {last}.",
    "Was it entered in another unit than the one asked, {unit}? Correct it, or say in a note why.",
)
define(
    "check.unit-down",
    "{value} is about 1/{times} of the last value, {last}.",
    "Was it entered in another unit than the one asked, {unit}? Correct it, or say in a note why.",
)
INSTEAD_OF = ("own_history", "type_history")
NEAR = 0.2
"""How far from a power of ten, as a decimal logarithm: 10 % of it to 60 % above."""
NEAR_TEN = 0.1
QUIET = 3.0
"""How many times its least value the greatest value of a quiet history is at most."""


def find(case: Case) -> Iterator[Found]:
    """Values that one slip of the unit brings back to the last value, where history is quiet."""
    for item, entry, value in case.numbers:
        _, known = case.known_before(item.key)
        if not len(known) or not value or not known[-1]:
            continue
        ratio = abs(value) / abs(float(known[-1]))
        power = round(math.log10(ratio))
        if not _is_slip(math.log10(ratio), power, np.abs(known)):
            continue
        unit = case.definition(item.indicator).stated_unit or "1"
        told = {"value": exact(value), "last": exact(float(known[-1])), "times": 10 ** abs(power)}
        code = "check.unit-up" if power > 0 else "check.unit-down"
        yield case.soft(code, entry, unit=unit, **told)


def _is_slip(logarithm: float, power: int, known: Floats) -> bool:
    if abs(power) not in (1, 2, 3, 6):
        return False
    near = NEAR_TEN if abs(power) == 1 else NEAR
    positive = known[known > 0]
    return abs(logarithm - power) < near and bool(positive.max() <= QUIET * positive.min())
