"""Who is told of a move of a promise, and of one that is due, unanswered or broken?"""

from collections.abc import Mapping
from datetime import date

from styrbord.core.people.rights import Grant
from styrbord.core.people.roles import Action, allows
from styrbord.core.spine.indicators import Access
from styrbord.core.strategy.promises.guards import Case
from styrbord.core.strategy.promises.workflow import Verb
from styrbord.services.notices import notify
from styrbord.services.reading import Principal, Reading, visible
from styrbord.services.rights import grant_from, live
from styrbord.services.work import Work
from styrbord.store.people import models as people
from styrbord.store.steering.models import Promise

PROGRAM = Principal("promises", is_signed_in=True, access=Access.RESTRICTED)
ANSWERED, ASKED = "promise.answered", "promise.asked"
TOLD: Mapping[Verb, tuple[tuple[str, str], ...]] = {
    Verb.ACCEPT: ((ANSWERED, "asker"),),
    Verb.DECLINE: ((ANSWERED, "asker"),),
    Verb.KEEP: (("promise.kept", "asker"),),
    Verb.REOPEN: ((ANSWERED, "holder"),),
    Verb.POSTPONE: (("promise.wished", "asker"),),
    Verb.AGREE: ((ANSWERED, "holder"),),
    Verb.REFUSE: ((ANSWERED, "holder"),),
    Verb.RELEASE: ((ANSWERED, "holder"),),
    Verb.HAND_OVER: ((ASKED, "asked"),),
    Verb.TAKE_OVER: ((ANSWERED, "holder"), (ANSWERED, "asker")),
    Verb.TURN_DOWN: ((ANSWERED, "holder"),),
}
"""Kind of notice and who gets it: holder as before the move, asker, or who is asked after it."""


def tell(piece: Work, row: Promise, verb: Verb, before: Case, post: str) -> None:
    """Tell the posts that must do the next thing or waited for an answer, but not whoever did it."""
    whom: dict[str, tuple[str, ...]] = {
        "holder": (before.holder,),
        "asker": (before.asker,),
        "asked": (row.asked,),
    }
    if verb is Verb.POSTPONE and before.asker == before.holder:
        board = Board(visible(PROGRAM), piece.at.date())
        whom["asker"] = board.above(row.subject.code, 0, without={before.holder})
    for kind, name in TOLD.get(verb, ()):
        for one in whom[name]:
            if one and one != post:
                _send(piece, row, one, kind)


def tell_asked(piece: Work, row: Promise) -> None:
    """Tell the post that is asked for a promise."""
    _send(piece, row, row.holder, ASKED)


def _send(piece: Work, row: Promise, post: str, kind: str) -> None:
    key = f"{kind}:{row.token}:{row.revision}:{post}"[:200]
    notify(key, post, kind, at=piece.at, address=address_of(row), params=params_of(row))


def address_of(row: Promise) -> str:
    """Where a promise stands on the site."""
    return f"/promises/{row.token}/"


def params_of(row: Promise) -> dict[str, object]:
    """What a notice says of a promise: codes and days, never its words."""
    return {"subject": row.subject.code, "due_on": row.due_on.isoformat()}


class Board:
    """Who owns indicators over a subject, and above it."""

    def __init__(self, reading: Reading, day: date) -> None:
        """Ask once who holds what on a day."""
        self._tree, self._day = reading.register.tree(), reading.today
        grants = map(grant_from, live(people.Grant, day).select_related("post", "subject").order_by("pk"))
        held = set(live(people.Holding, day).values_list("post__code", flat=True))
        deputies = live(people.Deputy, day).values_list("post__code", "deputy__code")
        held |= {post for post, deputy in deputies if deputy in held}
        self._grants: list[Grant] = [
            one for one in grants if allows(one.role, Action.OWN) and one.post in held
        ]

    def above(self, subject: str, level: int, *, without: set[str]) -> tuple[str, ...]:
        """Posts of the nearest place from a level up the tree at which somebody else owns indicators."""
        for place in [subject, *reversed(self._path(subject)), ""][level:]:
            here = (one.post for one in self._grants if one.subject == place and one.post not in without)
            found = tuple(dict.fromkeys(here))
            if found:
                return found
        return ()

    def levels(self, subject: str) -> int:
        """How many levels there are above a subject, the whole board among them."""
        return len(self._path(subject)) + 1

    def _path(self, subject: str) -> list[str]:
        return list(self._tree.path(subject, self._day))
