"""Who sits where in the steering of investments, now, before and after, for those who read it?"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action
from styrbord.services import clock
from styrbord.services.investments.seats import seated
from styrbord.store.investments.models import Seat


@dataclass(frozen=True, slots=True)
class SeatNote:
    """A post that has, had or will have a seat; `is_held` = it has it today."""

    number: int
    seat: str
    post: str
    first: date
    last: date | None
    document: str
    is_held: bool
    ended_on: date | None


def seat_list(rights: Rights) -> tuple[SeatNote, ...]:
    """All seats in order of their kinds and first days.

    Raises
    ------
    Refused
        `sign-in.needed` for somebody without any post.
    """
    if not rights.posts and not rights.acts_for:
        raise Refused(Problem("sign-in.needed"))
    held = set(seated(clock.now().date()).values_list("pk", flat=True))
    return tuple(_note(row, row.pk in held) for row in Seat.objects.order_by("seat", "valid_from", "pk"))


def may_give(rights: Rights) -> bool:
    """Whether somebody gives and ends seats."""
    return rights.may_anywhere(Action.GIVE_RIGHTS)


def _note(row: Seat, is_held: bool) -> SeatNote:
    ended = datetime.fromtimestamp(row.ended_at / 1000, UTC).date() if row.ended_at else None
    return SeatNote(row.pk, row.seat, row.post, row.valid_from, row.valid_to, row.document, is_held, ended)
