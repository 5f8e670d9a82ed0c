"""Does a reason stand where a value is missing, and only there?"""

from collections.abc import Iterator

from styrbord.core.base.problems import define
from styrbord.core.collection.checks._case import Case, Found
from styrbord.core.collection.packages import REASONS, Entry
from styrbord.core.spine.observations import WITH_VALUE

define(
    "check.value-and-reason",
    "There is a value, {value}, and a reason for its being missing, {status}.",
    "Keep one of the two.",
)
define(
    "check.no-reason",
    "'{status}' is not a reason for a missing value.",
    "Choose one of {reasons}.",
)
define(
    "check.unknown-status",
    "'{status}' does not say how a value came about.",
    "Leave it out, or choose one of {statuses}.",
)
_WITH = sorted(status.value for status in WITH_VALUE)


def find(case: Case) -> Iterator[Found]:
    """Values with a reason, missing values with something else than a reason, unknown marks."""
    for _, entry in case.cells:
        if entry.status:
            yield from _of(case, entry)


def _of(case: Case, entry: Entry) -> Iterator[Found]:
    if entry.value is None and entry.status not in REASONS:
        yield case.found("check.no-reason", entry, status=entry.status, reasons=", ".join(REASONS))
    elif entry.value is not None and entry.status in REASONS:
        value = entry.text or entry.value
        yield case.found("check.value-and-reason", entry, value=value, status=entry.status)
    elif entry.value is not None and entry.status not in _WITH:
        yield case.found("check.unknown-status", entry, status=entry.status, statuses=", ".join(_WITH))
