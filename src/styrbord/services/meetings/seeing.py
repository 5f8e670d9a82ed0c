"""Which circles and meetings does somebody see, and who is somebody there?

A circle is seen by its members, and by whoever sees what is internal about its subject. Its meetings and
minutes go with it; each of their items further asks who sees the promise, deviation or decision itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action
from styrbord.core.strategy.meetings.rhythm import Rhythm
from styrbord.core.strategy.meetings.workflow import State, Who
from styrbord.services import clock
from styrbord.services.meetings.notes import CircleNote, MeetingLine, Seat
from styrbord.services.promises.seeing import is_inside
from styrbord.services.reading import Reading, principal_for, visible
from styrbord.services.rights import Actor, contains, rights_of
from styrbord.store.steering.models import Circle, CircleMember, Meeting

define("circle.not-found", "There is no circle '{name}' for you to see.", "See the list of meetings.")
define("meeting.not-found", "This circle has no meeting on {day}.", "See its list of meetings.")
LEADING = (Action.OWN,)
"""Actions that found a circle over a subject, and change who sits in it."""


@dataclass(frozen=True)
class Asker:
    """Somebody who asks: their rights, and all that they see now."""

    user: object
    rights: Rights
    reading: Reading

    @property
    def posts(self) -> frozenset[str]:
        """Posts that are held or acted for."""
        return frozenset({*self.rights.posts, *self.rights.acts_for})


def asker_of(user: object) -> Asker:
    """Somebody with their rights of now."""
    rights = rights_of(user)
    return Asker(user, rights, visible(principal_for(rights)))


def seats_of(row: Circle) -> list[CircleMember]:
    """Posts that sit in a circle now, whoever leads it first."""
    return list(row.members.filter(to_at=None).order_by("-is_chair", "post"))


def who_is(asker: Asker, seats: Iterable[CircleMember]) -> Who:
    """Somebody, as the rules see them."""
    own = [seat for seat in seats if seat.post in asker.posts]
    return Who(bool(own), any(seat.is_chair for seat in own))


def post_of(asker: Asker, seats: Iterable[CircleMember]) -> tuple[Actor, str]:
    """Who acts, and the seat that they act for; the leading one first."""
    seat = next((seat.post for seat in seats if seat.post in asker.posts), "")
    held = asker.rights.posts
    by = seat if seat in held or not held else held[0]
    return Actor(by or "site", asker.rights.person), seat


def may_lead(asker: Asker, subject: str) -> bool:
    """Whether somebody may found a circle over a subject, and change one."""
    return any(asker.rights.may(one, subject=subject, contains=contains) for one in LEADING)


def is_seen(asker: Asker, row: Circle, seats: Iterable[CircleMember]) -> bool:
    """Whether somebody sees a circle."""
    if not asker.reading.principal.is_signed_in:
        return False
    return who_is(asker, seats).is_member or is_inside(asker.reading, row.subject.code)


def circle_row(asker: Asker, token: str) -> tuple[Circle, list[CircleMember]]:
    """A circle that somebody sees, and its seats.

    Raises
    ------
    Refused
        `sign-in.needed`, or `circle.not-found` whether it is missing or not for this reader.
    """
    if not getattr(asker.user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    row = Circle.objects.select_related("subject").filter(token=token).first()
    seats = seats_of(row) if row else []
    if row is None or not is_seen(asker, row, seats):
        raise Refused(Problem("circle.not-found", "", {"name": token[:40]}))
    return row, seats


def rhythm_of(row: Circle) -> Rhythm:
    """When a circle meets."""
    return Rhythm(row.weekday, row.weeks, row.since)


def next_day(row: Circle) -> date:
    """Day of the meeting that is under way, else of the next one."""
    begun = row.meetings.filter(state=State.UNDER_WAY).values_list("day", flat=True).first()
    if begun:
        return begun
    today = clock.now().date()
    last = row.meetings.filter(state=State.ENDED).order_by("-day").values_list("day", flat=True).first()
    found = rhythm_of(row).next_from(today)
    return rhythm_of(row).after(last) if last and last >= found else found


def note_of(asker: Asker, row: Circle, seats: list[CircleMember]) -> CircleNote:
    """A circle as its reader sees it."""
    who = who_is(asker, seats)
    return CircleNote(
        token=row.token, subject=row.subject.code, names=row.names, rhythm=rhythm_of(row), hour=row.hour,
        revision=row.revision, seats=tuple(Seat(seat.post, seat.is_chair) for seat in seats),
        next_on=next_day(row), is_under_way=row.meetings.filter(state=State.UNDER_WAY).exists(),
        is_member=who.is_member, is_chair=who.is_chair,
        may_change=who.is_chair or may_lead(asker, row.subject.code),
    )  # fmt: skip


def circles(user: object) -> list[CircleNote]:
    """Circles that somebody sees: those in which they sit first, by the day of the next meeting.

    Raises
    ------
    Refused
        `sign-in.needed`.
    """
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    asker = asker_of(user)
    rows = [(row, seats_of(row)) for row in Circle.objects.select_related("subject").order_by("pk")]
    found = [note_of(asker, row, seats) for row, seats in rows if is_seen(asker, row, seats)]
    return sorted(found, key=lambda one: (not one.is_member, one.next_on, one.token))


def may_found(user: object) -> bool:
    """Whether somebody may found a circle over some subject."""
    rights = rights_of(user)
    return any(rights.may_anywhere(one) for one in LEADING)


def circle(user: object, token: str) -> CircleNote:
    """One circle.

    Raises
    ------
    Refused
        `sign-in.needed` or `circle.not-found`.
    """
    asker = asker_of(user)
    return note_of(asker, *circle_row(asker, token))


def held(user: object, token: str) -> list[MeetingLine]:
    """Meetings of a circle that have begun, the newest first.

    Raises
    ------
    Refused
        `sign-in.needed` or `circle.not-found`.
    """
    row, _ = circle_row(asker_of(user), token)
    rows = row.meetings.exclude(state=State.PLANNED).order_by("-day").prefetch_related("items")
    return [_line(one) for one in rows]


def _line(row: Meeting) -> MeetingLine:
    states = [item.state for item in row.items.all()]
    counts = {name: states.count(name) for name in ("done", "carried", "open")}
    return MeetingLine(row.token, row.day, State(row.state), **counts)


def number_of(token: str) -> int:
    """Row of a circle, for programs that repeat a request."""
    return int(Circle.objects.get(token=token).pk)


def token_of(number: int) -> str:
    """Token of the circle of a row."""
    return str(Circle.objects.get(pk=number).token)


def number_of_meeting(token: str) -> int:
    """Row of a meeting, for programs that repeat a request."""
    return int(Meeting.objects.get(token=token).pk)
