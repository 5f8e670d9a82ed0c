"""Who sits where in the steering of investments, and who gives and ends a seat?"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from django.db.models import Q, QuerySet

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio.reviewing import Subcommittee
from styrbord.core.investments.portfolio.workflow import RULES
from styrbord.core.people.roles import Action
from styrbord.services import rights
from styrbord.services.investments.writing import REALM
from styrbord.services.once import once
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.investments.models import Seat
from styrbord.store.people.models import Post

define("investment.unknown-seat", "'{seat}' is no seat.", "Choose one of {known}.")
define("investment.unknown-post", "There is no post '{post}'.", "Choose one from the list of posts.")
define("investment.seat-taken", "'{post}' has this seat already.", "End it first, or choose another post.")
define("investment.no-seat", "There is no such seat that could be ended.", "See the list of seats.")
define("investment.seat-days", "The last day lies before the first.", "Choose a later one, or none.")


class Kind(StrEnum):
    """What a seat is for."""

    BODY = "body"
    CONTROLLER = "controller"
    BOARD = "board"
    AUTHORITY = "authority"
    CHAIR = "chair"
    MEMBER = "member"
    EXPERT = "expert"


COMMITTEE = (Kind.CHAIR, Kind.MEMBER)


def seated(on: date) -> QuerySet[Seat]:
    """Seats that hold on a day; one that was ended does not hold on its last day."""
    after = to_ms(datetime.combine(on + timedelta(days=1), time(), UTC))
    open_end = Q(valid_to=None) | Q(valid_to__gte=on)
    is_kept = Q(ended_at=None) | Q(ended_at__gte=after)
    return Seat.objects.filter(open_end, is_kept, valid_from__lte=on)


def seats_of(posts: Iterable[str], on: date) -> dict[str, str]:
    """Seats that some posts have on a day, each with the first post that has it."""
    told = list(posts)
    if not told:
        return {}
    order = {post: place for place, post in enumerate(told)}
    rows = seated(on).filter(post__in=told).values_list("seat", "post")
    return dict(sorted(rows, key=lambda row: -order[row[1]]))


def committee(on: date) -> Subcommittee | None:
    """The subcommittee of a day, quorum being more than half of it; None where nobody sits in it."""
    members = frozenset(seated(on).filter(seat__in=COMMITTEE).values_list("post", flat=True))
    return Subcommittee(members, len(members) // 2 + 1) if members else None


def give(
    user: object,
    seat: str,
    post: str,
    *,
    first: date | None = None,
    last: date | None = None,
    document: str = "",
    key: str = "",
) -> int:
    """Give a post a seat; number of the row.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `investment.unknown-seat`, `investment.unknown-post`,
        `investment.seat-days` or `investment.seat-taken`.
    """
    by = rights.require(user, Action.GIVE_RIGHTS)

    def do(piece: Work, full: str | None) -> int:
        today = piece.at.date()
        begins = first or today
        _demand(seat, post, begins, last)
        if seated(max(begins, today)).filter(seat=seat, post=post).exists():
            raise Refused(Problem("investment.seat-taken", "post", {"post": post}))
        row = Seat.objects.create(
            seat=seat, post=post, valid_from=begins, valid_to=last, document=document[:120],
            at=to_ms(piece.at), by=by.code,
        )  # fmt: skip
        told = {"row": row.pk, "seat": seat, "first": begins.isoformat(), "by_person": by.person}
        piece.tell("investment-seat.given", post, told, key=full, rules=RULES)
        return int(row.pk)

    return once(by, f"seat:{key}" if key else "", do, realm=REALM)


def end(user: object, number: int, *, key: str = "") -> int:
    """End a seat from now on; number of the row.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing` or `investment.no-seat`.
    """
    by = rights.require(user, Action.GIVE_RIGHTS)

    def do(piece: Work, full: str | None) -> int:
        rows = Seat.objects.filter(pk=number, ended_at=None)
        row = rows.first()
        if row is None or not rows.update(ended_at=to_ms(piece.at), ended_by=by.code):
            raise Refused(Problem("investment.no-seat"))
        told = {"row": row.pk, "seat": row.seat, "by_person": by.person}
        piece.tell("investment-seat.ended", row.post, told, key=full, rules=RULES)
        return int(row.pk)

    return once(by, f"seat-end:{number}:{key}" if key else "", do, realm=REALM)


def _demand(seat: str, post: str, first: date, last: date | None) -> None:
    found = []
    if seat not in list(Kind):
        told = {"seat": seat[:20], "known": ", ".join(Kind)}
        found.append(Problem("investment.unknown-seat", "seat", told))
    if not Post.objects.filter(code=post[:64]).exists():
        found.append(Problem("investment.unknown-post", "post", {"post": post[:64]}))
    if last is not None and last < first:
        found.append(Problem("investment.seat-days", "last"))
    if found:
        raise Refused(found)
