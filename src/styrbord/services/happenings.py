"""Has anything happened since that a public page could show?

Every change of the record tells an event in its own transaction. So whoever keeps a page asks for the
mark of what was told: it changes with every event but those that no public page can show. What changes by
the clock alone (the end of an embargo, a day) is in the fingerprint of a reading.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock

from django.db import connection
from django.db.models import Max

from styrbord.store.ledger.models import Event

UNSEEN = frozenset(
    {
        "account.session-begun",
        "account.sessions-ended",
        "api-token.used",
        "circle.changed",
        "circle.founded",
        "digest.made",
        "digest.sent",
        "edition.seen-early",
        "feedback.given",
        "form.reminded",
        "investment-advice.answered",
        "investment-advice.begun",
        "investment-advice.closed",
        "investment-book.loaded",
        "investment-conformity.begun",
        "investment-conformity.changed",
        "investment-conformity.rejected",
        "investment-conformity.submitted",
        "investment-measurement.begun",
        "investment-measurement.changed",
        "investment-measurement.returned",
        "investment-measurement.submitted",
        "investment-proposal.begun",
        "investment-proposal.rejected",
        "investment-words.erased",
        "investment.reminded",
        "meeting.announced",
        "meeting.decision-proposed",
        "meeting.deviation-moved",
        "meeting.ended",
        "meeting.item-carried",
        "meeting.item-done",
        "meeting.item-put",
        "meeting.item-reopened",
        "meeting.noted",
        "meeting.promise-given",
        "meeting.started",
        "meeting.words-erased",
        "notices.mailed",
        "person.signed-in",
        "promise.accepted",
        "promise.broken",
        "promise.declined",
        "promise.given",
        "promise.handed-over",
        "promise.kept",
        "promise.later-day-refused",
        "promise.later-day-wished",
        "promise.offered",
        "promise.postponed",
        "promise.released",
        "promise.reminded",
        "promise.reopened",
        "promise.taken-back",
        "promise.turned-down",
        "promise.words-erased",
        "rating-assessment.made",
        "rating-method.changed",
        "rating-method.drafted",
        "rating-run.approved",
        "rating-run.made",
        "refusal.told",
        "restricted.seen",
        "sign-in-link.made",
        "sign-in.locked",
        "submission.approved",
        "submission.opened",
        "submission.returned",
        "submission.saved",
        "submission.submitted",
        "submission.taken-back",
        "submission.unlocked",
        "week.letter-made",
        "week.letter-sent",
    }
)
"""Events of which no page shows anything to readers who have not signed in."""
OVERLAP = 200
"""Numbers that are looked at again, and events that tell moments apart: a transaction may end late."""
Told = tuple[int, int]  # number of an event, and its moment
_asked: ContextVar[list[tuple[str, str]] | None] = ContextVar("asked", default=None)


class Generation:
    """What was told last that public pages may show; the same in every process that has read as far."""

    def __init__(self) -> None:
        """Begin with what is there when it is first asked."""
        self._lock = Lock()
        self._place, self._newest = "", 0
        self._seen: frozenset[Told] = frozenset()

    def now(self) -> tuple[str, str]:
        """Database and mark; the mark is another one once something has been told since."""
        asked = _asked.get()
        if asked:
            return asked[0]
        found = self._read()
        if asked is not None:
            asked.append(found)
        return found

    def _read(self) -> tuple[str, str]:
        with self._lock:
            place = str(connection.settings_dict["NAME"])
            newest = Event.objects.aggregate(newest=Max("id"))["newest"] or 0
            is_same = place == self._place and newest >= self._newest
            seen = self._seen | _told(self._newest - OVERLAP) if is_same else _told(0)
            self._place, self._newest, self._seen = place, newest, frozenset(sorted(seen)[-OVERLAP:])
            return place, _mark(self._seen)


def _told(after: int) -> frozenset[Told]:
    """Newest events after a number that pages may show."""
    found = Event.objects.filter(id__gt=after).exclude(verb__in=UNSEEN).order_by("-id")
    return frozenset(found.values_list("id", "at")[:OVERLAP])


def _mark(seen: frozenset[Told]) -> str:
    return hashlib.sha256(repr(sorted(seen)).encode()).hexdigest()[:24]


GENERATION = Generation()


@contextmanager
def asked_once() -> Iterator[None]:
    """Ask once within what has happened; for what reads only."""
    token = _asked.set([])
    try:
        yield
    finally:
        _asked.reset(token)
