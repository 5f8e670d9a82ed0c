"""How old is the newest number, and is the next one late?"""

from datetime import date, timedelta

from styrbord.core.base.periods import Period
from styrbord.figures.model import FreshLevel, Freshness

_LONGEST = 400


def freshness(
    newest: Period | None,
    *,
    released_on: date | None,
    today: date,
    lag_days: int | None,
    first_expected: Period | None = None,
) -> Freshness:
    """Age of the newest period, and how many periods are due without having come.

    Parameters
    ----------
    newest : newest period with a value; None when there is none.
    released_on : day on which that value was released.
    lag_days : days from a period's end to its release; None = no calendar, so never late.
    first_expected : the period to wait for when nothing has come at all.

    Returns
    -------
    Freshness
        `level` is watch when one period is overdue and act when two or more are (R-012 of the
        requirements: one rhythm late, two rhythms late); `late_days` counts from the oldest due date.
    """
    waiting = newest.shift(1) if newest else first_expected
    age = (today - released_on).days if released_on else None
    if waiting is None or lag_days is None:
        return Freshness(newest, released_on, age, FreshLevel.UNKNOWN)
    due = waiting.last_day + timedelta(days=lag_days)
    overdue = _overdue(waiting, today, lag_days)
    level = (FreshLevel.ON_TIME, FreshLevel.WATCH, FreshLevel.ACT)[min(overdue, 2)]
    missing = waiting if overdue else None
    return Freshness(newest, released_on, age, level, missing, due, max((today - due).days, 0))


def rhythms_late(fresh: Freshness, today: date, lag_days: int | None) -> int:
    """Number of periods that are due and have not come."""
    if fresh.missing_period is None or lag_days is None:
        return 0
    return _overdue(fresh.missing_period, today, lag_days)


def _overdue(waiting: Period, today: date, lag_days: int) -> int:
    last_due = Period.of(waiting.frequency, today - timedelta(days=lag_days + 1))
    done = last_due.last_day + timedelta(days=lag_days) < today
    return min(max(last_due.ordinal - waiting.ordinal + (1 if done else 0), 0), _LONGEST)
