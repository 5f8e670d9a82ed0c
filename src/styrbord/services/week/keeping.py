"""What does somebody's week rest on, so that of each room only that is gathered anew which may have changed?

Every change of what waits is told in the ledger, in the same work; beyond that only the clock changes it: the
day, names that come at their moment, and editions whose embargo ends. What was told is read as it comes, and
counted for the rooms that it touches. An event that is not named here touches all of them.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.db import connection

from styrbord.core.people.rights import Rights
from styrbord.store.clock import to_ms
from styrbord.store.spine.register import changes_so_far

LATELY = 1000
"""Newest numbers that are counted: of two events the one with the lower number may be committed later."""
OVERLAP = 200
"""Numbers that are looked at again for such ones."""
NOTHING: tuple[str, ...] = ()
TOUCHED: dict[str, tuple[str, ...]] = {
    "account.session-begun": NOTHING,
    "account.sessions-ended": NOTHING,
    "api-token": NOTHING,
    "circle": ("meetings",),
    "data-request": ("requests",),
    "decision": ("decisions", "critiques"),
    "deviation": ("deviations",),
    "digest": NOTHING,
    "edition.seen-early": NOTHING,
    "feedback": NOTHING,
    "form.reminded": NOTHING,
    "investment": ("investments",),
    "investment-advice": ("investments",),
    "investment-benefit": ("investments",),
    "investment-change": ("investments", "deviations"),
    "investment-conformity": ("investments",),
    "investment-item": ("investments",),
    "investment-money": ("investments", "deviations"),
    "investment-measurement": ("investments",),
    "investment-obstacle": ("investments",),
    "investment-opinion": ("investments",),
    "investment-proposal": ("investments",),
    "investment-seat": ("investments",),
    "investment-stop": ("investments",),
    "investment-waiver": ("investments",),
    "meeting": ("meetings",),
    "notices": NOTHING,
    "person.signed-in": NOTHING,
    "promise": ("promises",),
    "publicity.dropped": ("publicity",),
    "publicity.proposed": ("publicity",),
    "rating-appeal": ("ratings",),
    "rating-assessment": ("ratings",),
    "rating-method": ("ratings",),
    "rating-run": ("ratings",),
    "refusal": NOTHING,
    "restricted.seen": NOTHING,
    "reviews.reminded": NOTHING,
    "saying": ("questions",),
    "sign-in": NOTHING,
    "sign-in-link": NOTHING,
    "signals": ("deviations",),
    "stakeholder": NOTHING,
    "submission.approved": ("collection",),
    "submission.correction-opened": ("collection",),
    "submission.opened": ("collection",),
    "submission.returned": ("collection",),
    "submission.saved": ("collection",),
    "submission.submitted": ("collection",),
    "submission.taken-back": ("collection",),
    "submission.unlocked": ("collection",),
    "subscription": NOTHING,
    "talk": ("questions",),
    "week": NOTHING,
}
"""Which rooms an event touches, by its verb or by the noun in it."""
_TOLD = (
    "SELECT COALESCE(MAX(id), 0), COUNT(*), COALESCE(MAX(at), 0) FROM ledger_event"
    f" WHERE id > (SELECT MAX(id) FROM ledger_event) - {LATELY}"
)
_NEW = "SELECT id, at, verb FROM ledger_event WHERE id > %s"
_RELEASED = "SELECT COUNT(*) FROM spine_edition WHERE released_at <= %s"


@dataclass(frozen=True, slots=True)
class Rests:
    """What an answer rests on; `saw` is that of the reading which asks."""

    fingerprint: str
    saw: set[str]


def rests_on(rights: Rights, now: datetime, saw: set[str]) -> Rests:
    """Mark of rights, and of what the clock has brought: names, editions and the day."""
    at, names = to_ms(now), changes_so_far()
    ((released,),) = _fetched(_RELEASED, [at])
    come = sum(moment <= at for moment, _ in names)
    return Rests(repr((_place(), rights, now.date(), names[-1:], come, released)), saw)


class Told:
    """How often each room was touched so far, as far as this process has read in the ledger."""

    def __init__(self) -> None:
        """Begin with what is there when it is first asked."""
        self._lock = Lock()
        self._last: tuple[object, ...] = ()
        self._counts: Counter[str] = Counter()
        self._seen: frozenset[tuple[int, int]] = frozenset()
        self._begun = 0

    def marks(self, rooms: Collection[str]) -> tuple[tuple[int, int], ...]:
        """Mark of each room; another one once something was told that touches it."""
        with self._lock:
            self._read()
            every = self._counts["*"]
            return tuple((self._begun, every + self._counts[room]) for room in rooms)

    def _read(self) -> None:
        last = (_place(), *_fetched(_TOLD, [])[0])
        if last == self._last:
            return
        is_same = bool(self._last) and last[0] == self._last[0]
        before = int(str(self._last[1])) if is_same else 0
        newest = int(str(last[1]))
        rows = _fetched(_NEW, [min(before, newest) - OVERLAP if is_same else newest - OVERLAP])
        new = [(number, at, verb) for number, at, verb in rows if (number, at) not in self._seen]
        if not is_same or newest < before or not new:
            self._begun += 1
        for _, _, verb in new:
            self._counts.update(_touched(str(verb)))
        self._last = last
        self._seen = frozenset((number, at) for number, at, _ in rows if number > newest - OVERLAP)


TOLD = Told()


def _touched(verb: str) -> tuple[str, ...]:
    noun = verb.partition(".")[0]
    return TOUCHED.get(verb, TOUCHED.get(noun, ("*",)))


def _place() -> str:
    return str(connection.settings_dict["NAME"])


def _fetched(sql: str, params: list[object]) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())
