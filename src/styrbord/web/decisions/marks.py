"""Which decisions are marked on the axis of a chart of the series that they were to change?"""

from collections.abc import Sequence

from styrbord.charts.line import Event
from styrbord.figures.model import Line
from styrbord.services.decisions import DecisionNote

MOST = 9
"""Decisions that are marked, the newest."""


def numbered(found: Sequence[DecisionNote]) -> list[tuple[int, DecisionNote]]:
    """Decisions with the numbers that they have on the axis, the earliest first."""
    return list(enumerate((one for one in found if one.in_force_on), 1))[-MOST:]


def events(found: Sequence[DecisionNote], lines: Sequence[Line]) -> list[Event]:
    """Marks of those that came into force within the time that a chart shows."""
    shown = [when for line in lines for when, _, _ in line.points]
    if not shown:
        return []
    first, last = min(one.first_day for one in shown), max(one.last_day for one in shown)
    return [
        Event(number, one.in_force_on, one.title or one.token)
        for number, one in numbered(found)
        if one.in_force_on is not None and first <= one.in_force_on <= last
    ]
