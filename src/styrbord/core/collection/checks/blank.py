"""Is there a value or a reason in every cell that is asked for?"""

from collections.abc import Iterator

from styrbord.core.base.problems import define
from styrbord.core.collection.checks._case import Case, Found

define(
    "check.blank",
    "A value is asked for here; the cell is blank.",
    "Enter it, or choose the reason why it is missing. A blank is never read as 0.",
)


def find(case: Case) -> Iterator[Found]:
    """Required cells with neither value nor reason nor words."""
    for item, entry in case.cells:
        if item.is_required and entry.is_blank and not entry.text.strip():
            yield case.found("check.blank", entry)
