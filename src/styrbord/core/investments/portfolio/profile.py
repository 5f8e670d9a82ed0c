"""How is a benefit measured: by which number, from where it starts, to where by when, and by whom?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from styrbord.core.base.periods import Period

MONTHS = (6, 12, 24)
"""Months after the end at which every quantified benefit is measured (R-219)."""


class MeasurementState(StrEnum):
    """Where a measurement stands; only what is verified counts."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    VERIFIED = "verified"


class Verdict(StrEnum):
    """What is decided on a benefit when it is followed up."""

    CONTINUE = "continue"
    ADJUST = "adjust"
    HARVEST = "harvest"
    ABANDON = "abandon"


@dataclass(frozen=True, slots=True)
class BaselinePlan:
    """How and by when the value before the change is measured."""

    method: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """The value before the change, as measured; approved by another person than who measured."""

    value: Decimal
    period: Period
    method: str
    measured_by: str
    approved_by: str = ""

    @property
    def is_approved(self) -> bool:
        """Whether somebody else stands by it."""
        return bool(self.approved_by) and self.approved_by != self.measured_by


@dataclass(frozen=True, slots=True)
class Target:
    """What the indicator is to be in a period."""

    period: Period
    value: Decimal


@dataclass(frozen=True, slots=True)
class PlannedFollowUp:
    """That a named body measures a benefit some months, 1 or more, after the end."""

    months: int
    actor: str


@dataclass(frozen=True, slots=True)
class BenefitProfile:
    """A benefit bound to an indicator of the spine.

    Attributes
    ----------
    indicator, subject : codes of the series that shows it; "" = none yet.
    formula : how the benefit follows from the series, in words or as an expression.
    more_is_better : which way is good.
    counterfactual : what would have become of the series without the investment, and how that is known.
    baseline_waived_until : last day on which the baseline may be missing, by a dated waiver; None = none.
    """

    benefit: str
    indicator: str = ""
    subject: str = ""
    formula: str = ""
    unit: str = ""
    more_is_better: bool = True
    owner: str = ""
    baseline_plan: BaselinePlan | None = None
    baseline: Baseline | None = None
    baseline_waived_until: date | None = None
    targets: tuple[Target, ...] = ()
    frequency: str = ""
    data_source: str = ""
    measurement_cost: Decimal | None = None
    counterfactual: str = ""
    follow_ups: tuple[PlannedFollowUp, ...] = ()

    @property
    def is_planned_from(self) -> bool:
        """Whether it is said how and by when its baseline is measured, or it is measured."""
        plan = self.baseline_plan
        return self.baseline is not None or (plan is not None and bool(plan.method) and plan.due is not None)

    def has_baseline(self, on: date) -> bool:
        """Whether its baseline is approved, or waived on a day."""
        is_waived = self.baseline_waived_until is not None and on <= self.baseline_waived_until
        return is_waived or (self.baseline is not None and self.baseline.is_approved)


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a benefit was measured to be; `counterfactual` is the value without the investment."""

    benefit: str
    measured_on: date
    period: Period
    value: Decimal
    by: str
    state: MeasurementState = MeasurementState.DRAFT
    counterfactual: Decimal | None = None
    method: str = ""

    @property
    def is_verified(self) -> bool:
        """Whether it counts."""
        return self.state is MeasurementState.VERIFIED

    def is_after(self, day: date) -> bool:
        """Whether it was made after a day, of a period that had not ended by then."""
        return self.measured_on > day and self.period.last_day > day


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A report on a benefit after the end: what came, why it differs, what is done and still expected."""

    benefit: str
    on: date
    realised: Decimal | None
    variance: Decimal | None
    verdict: Verdict
    cause: str = ""
    action: str = ""
    forecast_rest: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A measurement that is owed: by whom, since when, and the one that came, whether late or not."""

    benefit: str
    months: int
    actor: str
    due_on: date
    done: Measurement | None = field(default=None)

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed and nothing verified came."""
        return self.done is None and today > self.due_on

    @property
    def is_late(self) -> bool:
        """Whether it was measured, and more than a month after its day; house rule of Styrbord."""
        return self.done is not None and self.done.measured_on > months_after(self.due_on, 1)


def owed(profile: BenefitProfile, measurements: Iterable[Measurement], delivered_on: date) -> list[Due]:
    """Measurements that are owed of a benefit after its investment was delivered, in order of their days.

    Parameters
    ----------
    measurements : of any benefit, in any order; only verified ones count.
    delivered_on : day from which the months are counted.

    Returns
    -------
    list of Due
        Each verified measurement answers the last one owed whose day has come; made before the first day it
        answers none. One that came late answers and keeps its own day.

    Source: house rule of Styrbord, after R-219.
    """
    plan = sorted(profile.follow_ups, key=lambda one: one.months)
    days = [months_after(delivered_on, one.months) for one in plan]
    told = sorted(
        (one for one in measurements if one.benefit == profile.benefit and one.is_verified),
        key=lambda one: one.measured_on,
    )
    done = dict(_answered(days, told))
    return [
        Due(profile.benefit, one.months, one.actor, day, done.get(place))
        for place, (one, day) in enumerate(zip(plan, days, strict=True))
    ]


def _answered(days: list[date], told: list[Measurement]) -> Iterator[tuple[int, Measurement]]:
    taken: set[int] = set()
    for measurement in told:
        passed = [place for place, day in enumerate(days) if day <= measurement.measured_on]
        place = passed[-1] if passed else None
        if place is not None and place not in taken:
            taken.add(place)
            yield place, measurement


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or the last one of a shorter month.

    Returns
    -------
    date

    Examples
    --------
    >>> months_after(date(2025, 8, 31), 6)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = date.fromordinal(first_of_next.toordinal() - 1).day
    return date(year, month + 1, min(day.day, last))
