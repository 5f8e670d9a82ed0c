"""How is a holding, a grant or a deputyship ended, at once and only once?"""

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.people.roles import Role
from styrbord.services import clock
from styrbord.services.once import once
from styrbord.services.rights import Actor, live
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.people.models import Given, Grant, Holding


def end(table: type[Given], number: int, *, post: str, by: Actor, key: str) -> int:
    """End a row of a post now; number of the row.

    Raises
    ------
    Refused
        `people.row-not-found`, `people.ended`, or `people.last-administrator` when nobody would be left who
        gives rights.
    """

    def do(piece: Work, full: str | None) -> int:
        _one_at_a_time()
        had = is_administered()
        mine = table._default_manager.filter(pk=number, post__code=post)
        if not mine.exists():
            raise Refused(Problem("people.row-not-found"))
        if not mine.filter(ended_at=None).update(ended_at=to_ms(piece.at), ended_by=by.code):
            raise Refused(Problem("people.ended"))
        if had and not is_administered():
            raise Refused(Problem("people.last-administrator"))
        told = {"row": number, "by_person": by.person}
        if table is Grant:
            piece.tell("right.revoked", post, told, key=full)
        elif table is Holding:
            piece.tell("post.left", post, told, key=full)
        else:
            piece.tell("deputy.ended", post, told, key=full)
        return number

    return once(by, key, do)


def _one_at_a_time() -> None:
    """Wait for others who end something: two administrators cannot end each other at once."""
    list(Grant.objects.select_for_update().filter(role=Role.ADMINISTRATOR).order_by("pk"))


def is_administered() -> bool:
    """Whether someone whose account is open holds a post today that gives rights."""
    day = clock.now().date()
    posts = live(Grant, day).filter(role=Role.ADMINISTRATOR, subject=None).values("post_id")
    held = live(Holding, day).filter(post_id__in=posts)
    return held.exclude(person__user__is_active=False).exists()
