"""Which territory lets which other one see its numbers, by what agreement?"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from styrbord.core.base.codes import is_code, nearest
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.scopes import ORDER
from styrbord.core.spine.indicators import Access
from styrbord.services import clock
from styrbord.services.once import once
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import FOREVER, from_ms, to_ms
from styrbord.store.spine.models import Sharing, Subject
from styrbord.store.spine.register import register_at

define("sharing.no-code", "'{code}' cannot be the code of an agreement.", "Use letters, digits and hyphens.")
define("sharing.taken", "The agreement '{code}' holds already.", "End it first, or choose another code.")
define("sharing.unknown", "There is no {what} '{code}'.", "Choose one that is known.{hint}")
define("sharing.with-itself", "The giver and the taker are the same.", "Choose two subjects.")
define("sharing.no-basis", "The agreement's document is not named.", "Name it, with its number and date.")
define(
    "sharing.days",
    "The last day {last} is no day to end on.",
    "Name one from {first} on that has not passed.",
)
define("sharing.not-found", "There is no such agreement.", "Load the page again.")
define("sharing.ended", "This agreement was ended before.", "Load the page again to see how it stands.")
REALM = "sharing"
LONGEST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What two subjects agree on: the taker's posts see the giver's subtree up to a class."""

    code: str
    giver: str
    taker: str
    access: str
    first: date
    last: date | None = None
    hierarchy: str = "administrative"
    indicators: tuple[str, ...] = ()
    basis: str = ""

    def problems(self) -> list[Problem]:
        """Everything that is wrong, in the order of the form."""
        now = clock.now()
        register = register_at(to_ms(now))
        found = [*self._of_code(to_ms(now))]
        for place in ("giver", "taker"):
            found += _unknown("subject", [getattr(self, place)], register.subjects(), place)
        if self.giver == self.taker:
            found.append(Problem("sharing.with-itself", "taker"))
        found += _unknown("hierarchy", [self.hierarchy], register.hierarchies(), "hierarchy")
        found += _unknown("class", [self.access], [str(one) for one in ORDER[1:]], "access")
        found += _unknown("indicator", self.indicators, register.indicators(), "indicators")
        if self.last and (self.last < self.first or self.last < now.date()):
            found.append(Problem("sharing.days", "last", {"first": self.first, "last": self.last}))
        return found if self.basis.strip() else [*found, Problem("sharing.no-basis", "basis")]

    def _of_code(self, now: int) -> list[Problem]:
        if not is_code(self.code):
            return [Problem("sharing.no-code", "code", {"code": self.code})]
        if Sharing.objects.filter(code=self.code, shown_to__gt=now).exists():
            return [Problem("sharing.taken", "code", {"code": self.code})]
        return []


@dataclass(frozen=True, slots=True)
class SharingNote:
    """An agreement as administrators see it; `state` is now, coming or ended."""

    number: int
    code: str
    giver: str
    taker: str
    hierarchy: str
    access: str
    indicators: tuple[str, ...]
    first: date
    last: date | None
    basis: str
    by: str
    state: str
    ended_at: datetime | None


def add(agreed: Agreed, *, by: Actor, key: str = "") -> int:
    """Let an agreement hold; its number.

    Raises
    ------
    Refused
        With everything that is wrong with it.
    """

    def do(piece: Work, full: str | None) -> int:
        subjects = {one.code: one for one in Subject.objects.filter(code__in=(agreed.giver, agreed.taker))}
        row = Sharing.objects.create(
            code=agreed.code,
            giver=subjects[agreed.giver],
            taker=subjects[agreed.taker],
            hierarchy=agreed.hierarchy,
            access=agreed.access,
            indicators=sorted(set(agreed.indicators)),
            valid_from=agreed.first,
            valid_to=agreed.last,
            basis=agreed.basis.strip()[:LONGEST],
            by=by.code,
            shown_from=to_ms(piece.at),
        )
        told = {
            "row": row.pk,
            "giver": agreed.giver,
            "taker": agreed.taker,
            "hierarchy": row.hierarchy,
            "access": row.access,
            "indicators": row.indicators,
            "first": agreed.first.isoformat(),
            "last": agreed.last.isoformat() if agreed.last else None,
            "basis_sha256": hashlib.sha256(row.basis.encode()).hexdigest(),
            "by_person": by.person,
        }
        piece.tell("sharing.agreed", row.code, told, key=full)
        return int(row.pk)

    return once(by, key, do, agreed.problems(), realm=REALM)


def end(number: int, *, by: Actor, key: str = "") -> int:
    """End an agreement now: at the next request nobody sees anything by it.

    Raises
    ------
    Refused
        `sharing.not-found`, or `sharing.ended` if it was ended before.
    """
    row = Sharing.objects.filter(pk=number).first()
    if row is None:
        raise Refused(Problem("sharing.not-found"))

    def do(piece: Work, full: str | None) -> int:
        now = to_ms(piece.at)
        if not Sharing.objects.filter(pk=number, shown_to=FOREVER).update(shown_to=now):
            raise Refused(Problem("sharing.ended"))
        piece.tell("sharing.ended", row.code, {"row": number, "by_person": by.person}, key=full)
        return number

    return once(by, key, do, [] if row.shown_to == FOREVER else [Problem("sharing.ended")], realm=REALM)


def listed() -> list[SharingNote]:
    """Every agreement that ever held, those that hold now first."""
    rows = Sharing.objects.select_related("giver", "taker").order_by("-pk")
    order = ("now", "coming", "ended")
    return sorted(map(_note, rows), key=lambda one: order.index(one.state))


def _note(row: Sharing) -> SharingNote:
    return SharingNote(
        row.pk,
        row.code,
        row.giver.code,
        row.taker.code,
        row.hierarchy,
        row.access,
        tuple(row.indicators),
        row.valid_from,
        row.valid_to,
        row.basis,
        row.by,
        _state(row, clock.now()),
        None if row.shown_to == FOREVER else from_ms(row.shown_to),
    )


def _state(row: Sharing, now: datetime) -> str:
    if row.shown_to <= to_ms(now) or (row.valid_to and row.valid_to < now.date()):
        return "ended"
    return "now" if row.valid_from <= now.date() else "coming"


def _unknown(what: str, codes: Iterable[str], known: Iterable[str], place: str) -> list[Problem]:
    known = list(known)
    return [
        Problem("sharing.unknown", place, {"what": what, "code": code, "hint": _hint(code, known)})
        for code in codes
        if code not in known
    ]


def _hint(code: str, known: list[str]) -> str:
    near = nearest(code, known)
    return f" Did you mean '{near}'?" if near else ""


CLASSES = tuple(str(one) for one in Access if one is not Access.OPEN)
