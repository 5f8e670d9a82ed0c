"""Which meetings do some posts sit in up to a day?

As many queries for one circle as for a thousand. Whoever sits in a circle sees that it meets.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import connection

from styrbord.core.base.text import Text
from styrbord.core.strategy.meetings.rhythm import Rhythm
from styrbord.core.strategy.meetings.workflow import State
from styrbord.store.steering.models import Meeting

_SQL = (
    "SELECT c.id, c.token, c.names, s.code, m.post, c.weekday, c.weeks, c.since FROM steering_circlemember m"
    " JOIN steering_circle c ON c.id = m.circle_id JOIN spine_subject s ON s.id = c.subject_id"
    " WHERE m.to_at IS NULL AND m.post IN ({0}) ORDER BY m.is_chair, m.id"
)


class Waiting(NamedTuple):
    """The next meeting of a circle, or the one that is under way, and the post that sits there."""

    circle: str
    names: Text
    subject: str
    post: str
    on: date
    is_under_way: bool


class _Seat(NamedTuple):
    number: int
    token: str
    names: str
    subject: str
    post: str
    weekday: int
    weeks: int
    since: date


def waiting(posts: Iterable[str], *, today: date, until: date) -> list[Waiting]:
    """Meetings up to a day of the circles in which some posts sit, each circle once."""
    found = {seat.number: seat for seat in _seats(list(dict.fromkeys(posts)))}
    if not found:
        return []
    held = Meeting.objects.filter(circle__in=list(found), state__in=(State.UNDER_WAY, State.ENDED))
    begun: dict[int, date] = {}
    ended: dict[int, date] = {}
    for circle, day, state in held.order_by("day").values_list("circle_id", "day", "state"):
        (begun if state == State.UNDER_WAY else ended)[circle] = day
    told = [_of(seat, begun.get(pk), ended.get(pk), today) for pk, seat in found.items()]
    return [one for one in told if one.on <= until]


def _seats(posts: list[str]) -> list[_Seat]:
    """Seats of some posts; of one circle that of the chair last."""
    if not posts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_SQL.format(", ".join(["%s"] * len(posts))), posts)
        return [_Seat(*row) for row in cursor.fetchall()]


def _of(seat: _Seat, begun: date | None, last: date | None, today: date) -> Waiting:
    rhythm = Rhythm(seat.weekday, seat.weeks, seat.since)
    coming = rhythm.next_from(today)
    if last and last >= coming:
        coming = rhythm.after(last)
    names: Text = json.loads(seat.names)
    return Waiting(seat.token, names, seat.subject, seat.post, begun or coming, begun is not None)
