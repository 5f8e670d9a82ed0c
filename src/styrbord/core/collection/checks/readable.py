"""Is what was typed a number at all, and a finite one?"""

import math
from collections.abc import Iterator

from styrbord.core.base.problems import define
from styrbord.core.collection.checks._case import Case, Found

define(
    "check.not-a-number",
    "'{text}' is not a number.",
    "Enter digits alone, or choose a reason if the value is missing.",
)
define(
    "check.not-finite",
    "'{text}' is not a number that can be counted with.",
    "Enter the number itself, or choose a reason if the value is missing.",
)
_LONGEST = 60


def find(case: Case) -> Iterator[Found]:
    """Cells with words where a number belongs, and infinite values."""
    for _, entry in case.cells:
        if entry.value is not None and not math.isfinite(entry.value):
            yield case.found("check.not-finite", entry, text=entry.text or entry.value)
        elif entry.is_blank and entry.text.strip():
            yield case.found("check.not-a-number", entry, text=entry.text.strip()[:_LONGEST])
