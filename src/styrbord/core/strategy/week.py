"""What of all that waits for somebody is to be done first, and what of it belongs to this week?"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

ANSWER_WITHIN = 7
"""Days within which something without a day of its own is answered: nothing lies at the end for ever."""


class Part(StrEnum):
    """Why something stands in somebody's week, in the order in which things of one day are done.

    First what others wait for, then what one has promised and answers for, then what one hands in.
    """

    RETURNED = "returned"
    ASKED = "asked"
    PROMISED = "promised"
    DEVIATING = "deviating"
    CHECKING = "checking"
    DUE = "due"
    MEETING = "meeting"


class Span(StrEnum):
    """When something is to be done: its day has passed, lies in this week, or after it."""

    LATE = "late"
    THIS_WEEK = "this-week"
    LATER = "later"


class Waiting(Protocol):
    """Something that waits: why, by which day (None: none was named), since which day, and its name."""

    @property
    def part(self) -> Part: ...  # noqa: D102
    @property
    def due_on(self) -> date | None: ...  # noqa: D102
    @property
    def since(self) -> date: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102


One = TypeVar("One", bound=Waiting)
_PLACES = {part: place for place, part in enumerate(Part)}


def do_by(one: Waiting) -> date:
    """Day by which something is done: its own, else a week after it came.

    Parameters
    ----------
    one : what waits.

    Returns
    -------
    date
    """
    return one.due_on or one.since + timedelta(days=ANSWER_WITHIN)


def due_order(things: Iterable[One]) -> list[One]:
    """Things in the order in which they are done; a rule of ours, the same on page, in mail and interface.

    What should have been done first stands first. Of one day, what others wait for comes before one's own
    (the order of `Part`); then what has waited longer; then by name, so that the order is always the same.

    Parameters
    ----------
    things : what waits, in any order.

    Returns
    -------
    list
        Every thing once.
    """
    return sorted(things, key=lambda one: (do_by(one), _PLACES[one.part], one.since, one.name))


def days_late(one: Waiting, today: date) -> int:
    """Days since the day that was named; 0 where it has not passed or none was named.

    Returns
    -------
    int
    """
    return max((today - one.due_on).days, 0) if one.due_on else 0


def span_of(one: Waiting, today: date) -> Span:
    """Whether something is late, to be done up to Sunday, or later.

    Parameters
    ----------
    one : what waits; without a named day it is never late, and from its week on it is of this week.
    today : date

    Returns
    -------
    Span
    """
    if days_late(one, today):
        return Span.LATE
    return Span.THIS_WEEK if do_by(one) <= sunday(today) else Span.LATER


def sunday(day: date) -> date:
    """Last day of the week (ISO 8601) of a day.

    Returns
    -------
    date

    Examples
    --------
    >>> sunday(date(2026, 11, 22)), sunday(date(2026, 11, 23))
    (datetime.date(2026, 11, 22), datetime.date(2026, 11, 29))
    """
    return day + timedelta(days=6 - day.weekday())


def week_code(day: date) -> str:
    """Week of a day as ISO 8601 writes it.

    Returns
    -------
    str

    Examples
    --------
    >>> week_code(date(2026, 1, 1)), week_code(date(2027, 1, 1))
    ('2026-W01', '2026-W53')
    """
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def is_letter_day(day: int, today: date) -> bool:
    """Whether the chosen day of this week has come; a letter that was missed goes out later in the week.

    Parameters
    ----------
    day : 0 Monday to 6 Sunday.
    today : date

    Returns
    -------
    bool

    Examples
    --------
    >>> is_letter_day(1, date(2026, 11, 23)), is_letter_day(1, date(2026, 11, 25))
    (False, True)
    """
    return today.weekday() >= day
