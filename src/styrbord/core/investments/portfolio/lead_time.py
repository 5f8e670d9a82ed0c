"""How long does it take to move money, from the request to the decision, and is that half of what it was?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from styrbord.core.strategy.deviations.reaction import Reaction, Span, reaction

SHARE_AIMED_AT = 0.5
"""A request is to take half of the time that it took before (R-206)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A change request: when it was asked for, and decided; None = it waits."""

    on: date
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class LeadTime:
    """Medians of days before and now, those that wait counted; `share` is now / before, None if unknown."""

    before: Reaction
    now: Reaction
    share: float | None
    is_reached: bool | None


def lead_time(requests: Iterable[Asked], *, since: date, today: date) -> LeadTime:
    """Median days from request to decision, of what was asked before a day and since.

    Parameters
    ----------
    requests : in any order; those after `today` do not count.
    since : day from which the new way of working counts.

    Returns
    -------
    LeadTime
        Nothing is compared while either median is not reached, or the one before is 0.

    Source: medians by Kaplan and Meier, as for deviations.
    """
    known = [one for one in requests if one.on <= today]
    before = reaction([_span(one, today) for one in known if one.on < since])
    now = reaction([_span(one, today) for one in known if one.on >= since])
    share = now.median / before.median if before.median and now.median is not None else None
    return LeadTime(before, now, share, None if share is None else share <= SHARE_AIMED_AT)


def _span(one: Asked, today: date) -> Span:
    is_over = one.decided_on is not None and one.decided_on <= today
    last = one.decided_on if is_over and one.decided_on else today
    return Span((last - one.on).days, is_over)
