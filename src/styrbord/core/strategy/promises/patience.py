"""When is somebody reminded of a promise, and how far up is told when it is broken?

Ours. A request that nobody answers is reminded of after `ANSWER` days, or on its day if that comes first.
A promise is reminded of before its day by a fifth of its time, from one day to a week. Once it is broken, the
holder and who asked are told at once, and one level of the tree more for every further `RUNG` days.
"""

from dataclasses import dataclass
from datetime import date, timedelta

ANSWER = 3
RUNG = 7
_SHARE, _LEAST, _MOST = 5, 1, 7


def answer_by(given: date, due: date) -> date:
    """Last day on which a request may lie without an answer before somebody is reminded.

    Returns
    -------
    date

    Examples
    --------
    >>> answer_by(date(2026, 3, 1), date(2026, 5, 1)), answer_by(date(2026, 3, 1), date(2026, 3, 2))
    (datetime.date(2026, 3, 4), datetime.date(2026, 3, 2))
    """
    return min(given + timedelta(days=ANSWER), due)


def remind_on(given: date, due: date) -> date:
    """First day on which the holder is reminded of a promise that is due.

    Returns
    -------
    date
        Never before the day on which it was given.

    Examples
    --------
    >>> remind_on(date(2026, 3, 1), date(2026, 3, 11)), remind_on(date(2026, 3, 1), date(2026, 12, 1))
    (datetime.date(2026, 3, 9), datetime.date(2026, 11, 24))
    """
    before = min(max((due - given).days // _SHARE, _LEAST), _MOST)
    return max(given, due - timedelta(days=before))


@dataclass(frozen=True, slots=True)
class Late:
    """How late a promise is, and how many levels up the tree are told by now; 0 = holder and asker."""

    days: int
    level: int


def late(due: date, today: date) -> Late | None:
    """How late a promise is that is not kept; None when its day has not passed.

    Returns
    -------
    Late or None

    Examples
    --------
    >>> late(date(2026, 3, 1), date(2026, 3, 2)), late(date(2026, 3, 1), date(2026, 3, 9))
    (Late(days=1, level=0), Late(days=8, level=1))
    """
    days = (today - due).days
    return Late(days, days // RUNG) if days > 0 else None
