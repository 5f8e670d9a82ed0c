"""When is a decision looked back at, and which of those days have passed without that?"""

from collections.abc import Sequence
from datetime import date, timedelta

AFTER_CHECK = timedelta(days=30)
LATER_YEARS = 1
"""A second look: what lasted and what wore off is seen a year after the first one."""


def review_days(check_on: date) -> tuple[date, ...]:
    """Days of the reviews of a decision: a month after its last check, and a year later.

    Parameters
    ----------
    check_on : last day on which an expected effect of it is checked.

    Returns
    -------
    tuple of date
        In order.

    Source: ours; the check must be out before anybody can look back at it.

    Examples
    --------
    >>> [str(day) for day in review_days(date(2025, 3, 1))]
    ['2025-03-31', '2026-03-31']
    """
    first = check_on + AFTER_CHECK
    return first, _years_later(first, LATER_YEARS)


def overdue_days(days: Sequence[tuple[date, bool]], today: date) -> int:
    """Days since the earliest review that has not been done was due.

    Parameters
    ----------
    days : day of each review, and whether it is done.

    Returns
    -------
    int
        0 where none is overdue.

    Examples
    --------
    >>> overdue_days([(date(2025, 3, 1), True), (date(2025, 5, 1), False)], date(2025, 5, 4))
    3
    """
    late = [today - day for day, is_done in days if not is_done and day < today]
    return max((one.days for one in late), default=0)


def _years_later(day: date, years: int) -> date:
    """The same day of a later year; the last of February where there is no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
