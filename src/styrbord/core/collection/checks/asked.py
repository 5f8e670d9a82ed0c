"""Was everything that was handed in asked for, once, for a period of the form?"""

from collections import Counter
from collections.abc import Iterator

from styrbord.core.base.problems import define
from styrbord.core.collection.checks._case import Case, Found
from styrbord.core.collection.packages import Entry

define(
    "check.not-asked",
    "The form does not ask for {indicator} {breakdown}.",
    "Take the cell out, or hand it in with the form that asks for it.",
)
define(
    "check.twice",
    "{indicator} {breakdown} is given {count} times.",
    "Keep one of them.",
)
define(
    "check.other-period",
    "'{period}' is not a period of this form, which is asked by {frequency}.",
    "Hand it in for a period of the form.",
)


def find(case: Case) -> Iterator[Found]:
    """Cells that the form has not, cells that come twice, and a period of another length."""
    if case.period is None or case.period.frequency != case.form.frequency:
        told = {"period": case.package.period, "frequency": case.form.frequency}
        yield case.found("check.other-period", Entry("", ""), **told)
    asked = {item.key for item in case.form.items}
    counts = Counter(entry.key for entry in case.package.entries)
    for key, entry in case.package.by_key.items():
        told = {"indicator": entry.indicator, "breakdown": entry.breakdown}
        if key not in asked:
            yield case.found("check.not-asked", entry, **told)
        elif counts[key] > 1:
            yield case.found("check.twice", entry, **told, count=counts[key])
