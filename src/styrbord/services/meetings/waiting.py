"""Which meetings do some posts sit in up to a day?

As many queries for one circle as for a thousand. Whoever sits in a circle sees that it meets.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from styrbord.core.base.text import Text
from styrbord.core.strategy.meetings.rhythm import Rhythm
from styrbord.core.strategy.meetings.workflow import State
from styrbord.store.steering.models import CircleMember, Meeting


@dataclass(frozen=True, slots=True)
class Waiting:
    """The next meeting of a circle, or the one that is under way, and the post that sits there."""

    circle: str
    names: Text
    subject: str
    post: str
    on: date
    is_under_way: bool


def waiting(posts: Iterable[str], *, today: date, until: date) -> list[Waiting]:
    """Meetings up to a day of the circles in which some posts sit, each circle once."""
    own = list(dict.fromkeys(posts))
    seats = CircleMember.objects.filter(post__in=own, to_at=None).select_related("circle__subject")
    found = {seat.circle_id: seat for seat in seats.order_by("is_chair", "pk")}
    if not found:
        return []
    held = Meeting.objects.filter(circle__in=list(found), state__in=(State.UNDER_WAY, State.ENDED))
    begun: dict[int, date] = {}
    ended: dict[int, date] = {}
    for circle, day, state in held.order_by("day").values_list("circle_id", "day", "state"):
        (begun if state == State.UNDER_WAY else ended)[circle] = day
    told = [_of(seat, begun.get(pk), ended.get(pk), today) for pk, seat in found.items()]
    return [one for one in told if one.on <= until]


def _of(seat: CircleMember, begun: date | None, last: date | None, today: date) -> Waiting:
    row = seat.circle
    rhythm = Rhythm(row.weekday, row.weeks, row.since)
    coming = rhythm.next_from(today)
    if last and last >= coming:
        coming = rhythm.after(last)
    return Waiting(row.token, row.names, row.subject.code, seat.post, begun or coming, begun is not None)
