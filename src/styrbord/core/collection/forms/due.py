"""By when is a period due, which periods are open, and which step of reminding has come?

Days are those of the installation's clock in UTC: a period closes at the midnight that ends its last day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from styrbord.core.base.periods import Frequency, Period, periods_between
from styrbord.core.collection.forms.calendars import after
from styrbord.core.collection.forms.model import Due, Form


class StepKind(StrEnum):
    """What happens at a step: whoever prepares is reminded, or the next level is told."""

    REMIND = "remind"
    OVERDUE = "overdue"
    ESCALATE = "escalate"


@dataclass(frozen=True, slots=True)
class Step:
    """One step on its day: `days` from the due date; `level` counts escalations from 0."""

    kind: StepKind
    day: date
    days: int
    level: int = 0

    @property
    def code(self) -> str:
        """Text that tells the steps of one form apart."""
        return f"{self.kind}-{self.days}"


def due_day(due: Due, period: Period) -> date:
    """Last day on which a period's numbers are handed in on time.

    Parameters
    ----------
    due : days and calendar of the form.
    period : Period

    Returns
    -------
    date
        So many days, or working days, after the period's last day.

    Examples
    --------
    >>> due_day(Due(days=10, calendar="SE"), Period.parse("2025-12"))
    datetime.date(2026, 1, 16)
    """
    return after(period.last_day, due.days, due.calendar)


def open_periods(form: Form, since: date, today: date) -> list[Period]:
    """Periods that can be handed in: ended, of the form's span, oldest first.

    Parameters
    ----------
    form : Form
    since : day on which the form was first published; without a first period of its own, the form begins
        with the period that was the last to end before this day.
    today : date

    Returns
    -------
    list of Period
    """
    frequency = Frequency(form.frequency)
    first = Period.parse(form.first) if form.first else last_ended(frequency, since)
    newest = last_ended(frequency, today)
    last = min(newest, Period.parse(form.last)) if form.last else newest
    return list(periods_between(first, last))


def last_ended(frequency: Frequency, today: date) -> Period:
    """Newest period that had ended when a day began.

    Returns
    -------
    Period

    Examples
    --------
    >>> last_ended(Frequency.MONTH, date(2026, 2, 1)), last_ended(Frequency.YEAR_TO_DATE, date(2026, 1, 31))
    (Period('2026-01'), Period('2025-01/P12M'))
    """
    period = Period.of(frequency, today)
    while period.last_day >= today:
        period = period.shift(-1)
    return period


def steps(due: Due, day: date) -> list[Step]:
    """Every step around a due date, by day; of one day the reminder comes first.

    Returns
    -------
    list of Step
    """
    reminders = [Step(StepKind.REMIND, day - timedelta(days=days), days) for days in set(due.remind)]
    overdue = [Step(StepKind.OVERDUE, day + timedelta(days=days), days) for days in set(due.overdue)]
    escalations = [
        Step(StepKind.ESCALATE, day + timedelta(days=days), days, level)
        for level, days in enumerate(sorted(set(due.escalate)))
    ]
    return sorted([*reminders, *overdue, *escalations], key=lambda step: step.day)


def come(due: Due, day: date, today: date) -> Sequence[Step]:
    """Steps to be taken by a day: the newest reminder that has come, and every escalation.

    A reminder that was missed is not made up for once a newer one has come.

    Parameters
    ----------
    due : Due
    day : due date.
    today : date

    Returns
    -------
    sequence of Step
        By day. Whether they were taken before is for the caller to know.
    """
    reached = [step for step in steps(due, day) if step.day <= today]
    reminders = [step for step in reached if step.kind is not StepKind.ESCALATE]
    return [step for step in reached if step.kind is StepKind.ESCALATE or step is reminders[-1]]
