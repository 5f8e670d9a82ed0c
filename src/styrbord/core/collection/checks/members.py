"""Does a subject's total agree with what its members reported?"""

import math
from collections.abc import Iterator

from styrbord.core.base.problems import define
from styrbord.core.collection.checks._case import Case, Found
from styrbord.core.collection.checks._words import shown
from styrbord.core.spine.indicators import OverSubjects

define(
    "check.members",
    "All {expected} members together report {sum}; the value is {value}.",
    "Correct it, have a member's value corrected, or say in a note what makes the difference.",
)
define(
    "check.members-above",
    "{known} of {expected} members alone report {sum} together; the value is {value}, which is less.",
    "Correct it, have a member's value corrected, or say in a note what makes the difference.",
)


def find(case: Case) -> Iterator[Found]:
    """Totals that members contradict: in all when everyone has reported, else when they exceed it."""
    for item, entry, value in case.numbers:
        if case.definition(item.indicator).over_subjects is not OverSubjects.SUM:
            continue
        members = case.members.get(item.key, ())
        known = [one for one in members if not math.isnan(one)]
        if not known:
            continue
        total, tolerance = sum(known), len(known) * 0.5 * case.step(item)
        slack = tolerance + 1e-9 * max(abs(total), abs(value))
        is_whole = len(known) == len(members)
        is_above = min(known) >= 0 and total > value + slack
        if abs(total - value) > slack if is_whole else is_above:
            yield case.soft(
                "check.members" if is_whole else "check.members-above",
                entry,
                known=len(known),
                expected=len(members),
                sum=shown(total, case.decimals(item)),
                value=shown(value, case.decimals(item)),
            ).of_several()
