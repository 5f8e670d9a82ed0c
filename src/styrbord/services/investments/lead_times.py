"""How long do requests to move money take to be decided, and is that half of what it was?"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.investments.portfolio.lead_time import SHARE_AIMED_AT, Asked, LeadTime, lead_time
from styrbord.core.investments.portfolio.workflow import Noun
from styrbord.core.people.rights import Rights
from styrbord.core.strategy.deviations.reaction import Reaction, Span, reaction
from styrbord.services import clock
from styrbord.services.investments import matters
from styrbord.store.clock import day_of
from styrbord.store.investments.models import Matter, Step

DECIDING = ("approve", "reject")
LABEL = "Kaplan and Meier 1958, eq. 2b; half of before: R-206"


@dataclass(frozen=True, slots=True)
class QuarterNote:
    """Requests of one quarter: median of days, how many are decided and how many wait."""

    period: Period
    found: Reaction


@dataclass(frozen=True, slots=True)
class LeadTimeNote:
    """Medians before and since a day, and by quarter of the request; `aim` is the share that is aimed at."""

    since: date
    whole: LeadTime
    quarters: tuple[QuarterNote, ...]
    aim: float = SHARE_AIMED_AT
    label: str = LABEL


def lead_times(rights: Rights, *, since: date | None = None) -> LeadTimeNote:
    """Lead times of the requests that somebody sees.

    Parameters
    ----------
    since : day from which the new way of working counts; the first day of this year where none is given.
    """
    today = clock.now().date()
    border = since or date(today.year, 1, 1)
    told = list(asked(matters.rows(rights, Noun.CHANGE)))
    return LeadTimeNote(border, lead_time(told, since=border, today=today), _quarters(told, today))


def asked(rows: Iterable[Matter]) -> Iterable[Asked]:
    """When each request was made and decided; what was withdrawn asks for nothing any more."""
    known = [row for row in rows if row.state != "withdrawn"]
    steps = Step.objects.filter(matter__in=[row.pk for row in known], verb__in=DECIDING).order_by("pk")
    decided = {number: day_of(at) for number, at in steps.values_list("matter", "at")}
    return [Asked(day_of(row.begun_at), decided.get(row.pk)) for row in known]


def _quarters(told: Iterable[Asked], today: date) -> tuple[QuarterNote, ...]:
    groups: dict[Period, list[Span]] = defaultdict(list)
    for one in told:
        last = one.decided_on or today
        span = Span((last - one.on).days, one.decided_on is not None)
        groups[Period.of(Frequency.QUARTER, one.on)].append(span)
    order = sorted(groups, key=lambda period: period.ordinal)
    return tuple(QuarterNote(period, reaction(groups[period])) for period in order)
