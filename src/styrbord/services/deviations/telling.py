"""Who is told of a move of a deviation, and of one that nobody moves?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.people.rights import Grant
from styrbord.core.people.roles import Action, allows
from styrbord.core.spine.indicators import Indicator
from styrbord.core.strategy.deviations.guards import Case
from styrbord.core.strategy.deviations.workflow import Verb
from styrbord.services.deviations.seeing import PROGRAM
from styrbord.services.notices import notify
from styrbord.services.reading import Reading, visible
from styrbord.services.rights import grant_from, live
from styrbord.services.work import Work
from styrbord.store.people import models as people
from styrbord.store.steering.models import Deviation

TOLD = {Verb.HAND_OVER: "deviation.asked", Verb.EXPLAIN: "deviation.to-accept"}
ANSWERED = frozenset({Verb.CONSENT, Verb.DECLINE, Verb.ACCEPT, Verb.REJECT, Verb.GO_BACK, Verb.RECUR})


def tell(piece: Work, row: Deviation, verb: Verb, then: Case, before: Case) -> None:
    """Tell the post that must do the next thing, or that waited for an answer."""
    if verb is Verb.HAND_OVER:
        _send(piece, row, then.asked, "deviation.asked")
    if verb is Verb.EXPLAIN and then.is_beyond:
        board = Board(visible(PROGRAM), piece.at.date())
        for post in board.above(row, 0, without=then.holder):
            _send(piece, row, post, "deviation.to-accept")
    if verb in ANSWERED and before.holder:
        _send(piece, row, before.holder, "deviation.answered")


def _send(piece: Work, row: Deviation, post: str, kind: str) -> None:
    key = f"{kind}:{row.token}:{row.revision}:{post}"[:200]
    notify(key, post, kind, at=piece.at, address=address_of(row), params=params_of(row))


def address_of(row: Deviation) -> str:
    """Where a deviation stands on the site."""
    return f"/deviations/{row.token}/"


def params_of(row: Deviation) -> dict[str, object]:
    """What a notice says of a deviation."""
    period = Period(Frequency(row.last.frequency), row.last.period)
    return {"indicator": row.indicator.code, "subject": row.subject.code, "period": str(period)}


@dataclass(frozen=True)
class Chain:
    """Grants of owners that are held, and where they hold."""

    grants: tuple[Grant, ...]
    held: frozenset[str]


class Board:
    """Who owns indicators over a subject, and above it."""

    def __init__(self, reading: Reading, day: date) -> None:
        """Ask once who holds what on a day."""
        self._reading = reading
        grants = map(grant_from, live(people.Grant, day).select_related("post", "subject").order_by("pk"))
        held = set(live(people.Holding, day).values_list("post__code", flat=True))
        deputies = live(people.Deputy, day).values_list("post__code", "deputy__code")
        held |= {post for post, deputy in deputies if deputy in held}
        self._grants = [one for one in grants if allows(one.role, Action.OWN) and one.post in held]

    def definition(self, row: Deviation) -> Indicator:
        """Definition of the indicator of a case."""
        return self._reading.register.indicators()[row.indicator.code]

    def knows(self, row: Deviation) -> bool:
        """Whether the indicator of a case is still there."""
        return row.indicator.code in self._reading.register.indicators()

    def above(self, row: Deviation, level: int, *, without: str) -> tuple[str, ...]:
        """Posts of the nearest place from a level up the tree at which somebody owns the indicator."""
        places = [row.subject.code, *reversed(self._path(row)), ""]
        for place in places[level:]:
            found = tuple(dict.fromkeys(self._owners(row, place, without)))
            if found:
                return found
        return ()

    def levels(self, row: Deviation) -> int:
        """How many levels there are above a subject, the whole board among them."""
        return len(self._path(row)) + 1

    def _path(self, row: Deviation) -> list[str]:
        return list(self._reading.register.tree().path(row.subject.code, self._reading.today))

    def _owners(self, row: Deviation, place: str, without: str) -> Iterator[str]:
        rubrics = self.definition(row).rubrics
        for one in self._grants:
            is_near = one.subject == place and one.post != without
            if is_near and (not one.rubrics or not one.rubrics.isdisjoint(rubrics)):
                yield one.post
