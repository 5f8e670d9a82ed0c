"""By when must somebody have done something with a deviation, and how far up is told when nobody has?

Ours: a series that comes daily cannot wait as long as a yearly one. The table is in days, by the rhythm of
the series. The days of an action that is decided run from the day by which it was to be done.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from styrbord.core.base.periods import Frequency
from styrbord.core.strategy.deviations.workflow import State

_TABLE = """
rhythm  new  taken-up  explained  decided  verifying
D         1         3          2        2          7
W         3         7          3        3         21
M         7        21          7        7         75
Q        14        30         14       14        200
S        21        45         14       14        380
A        30        60         14       14        760
"""


def _read(table: str) -> Mapping[tuple[str, State], int]:
    (_, *states), *lines = (line.split() for line in table.strip().splitlines())
    return {
        (rhythm, State(state)): int(days)
        for rhythm, *row in lines
        for state, days in zip(states, row, strict=True)
    }


DAYS = _read(_TABLE)
OTHER_RHYTHM = Frequency.MONTH


def days_for(state: State, rhythm: str) -> int:
    """Days that a deviation may stand in a state; of a rhythm that is not in the table, those of a month.

    Returns
    -------
    int

    Examples
    --------
    >>> days_for(State.NEW, "M"), days_for(State.NEW, "A")
    (7, 30)
    """
    found = DAYS.get((rhythm, state))
    return DAYS[OTHER_RHYTHM.value, state] if found is None else found


def due_on(state: State, rhythm: str, since: date, action_on: date | None = None) -> date | None:
    """Day by which the next thing is to be done; None when it is closed.

    Parameters
    ----------
    since : day from which it stands in the state
    action_on : day by which the action is done, from which days run once it is decided

    Returns
    -------
    date or None
    """
    if state is State.CLOSED:
        return None
    start = max(since, action_on) if state is State.DECIDED and action_on else since
    return start + timedelta(days=days_for(state, rhythm))


@dataclass(frozen=True, slots=True)
class Overdue:
    """How long nobody has done anything, and how many levels up the tree are told by now; 0 = the holder."""

    days: int
    level: int


def overdue(state: State, rhythm: str, due: date, today: date) -> Overdue | None:
    """How overdue a deviation is; None when it is not.

    One level more is told for every further span of the same length.

    Returns
    -------
    Overdue or None

    Examples
    --------
    >>> overdue(State.NEW, "M", date(2026, 3, 1), date(2026, 3, 9))
    Overdue(days=8, level=1)
    """
    days = (today - due).days
    return Overdue(days, days // days_for(state, rhythm)) if days > 0 else None
