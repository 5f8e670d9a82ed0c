"""Has anything happened since that a public page could show?

Every change of the record tells an event in its own transaction. So whoever keeps a page asks for the
generation of what was told: it grows with every event but those that no public page can show. What changes by
the clock alone (the end of an embargo, a day) is in the fingerprint of a reading.
"""

from threading import Lock

from django.db import connection
from django.db.models import Max

from styrbord.store.ledger.models import Event

UNSEEN = frozenset(
    {
        "account.session-begun",
        "account.sessions-ended",
        "api-token.used",
        "digest.made",
        "digest.sent",
        "edition.seen-early",
        "feedback.given",
        "form.reminded",
        "notices.mailed",
        "person.signed-in",
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
    }
)
"""Events of which no page shows anything to readers who have not signed in."""
OVERLAP = 200
"""Numbers of events that are looked at again: a transaction may end after one that began later."""


class Generation:
    """Counts, in one process, how often something was told that public pages may show."""

    def __init__(self) -> None:
        """Begin with what is there when it is first asked."""
        self._lock = Lock()
        self._place, self._newest, self._count = "", 0, 0
        self._seen: frozenset[int] = frozenset()

    def now(self) -> tuple[str, int]:
        """Database and number; the number is greater than all before once something has been told since."""
        with self._lock:
            place = str(connection.settings_dict["NAME"])
            newest = Event.objects.aggregate(newest=Max("id"))["newest"] or 0
            is_same = place == self._place and newest >= self._newest
            floor = (self._newest if is_same else newest) - OVERLAP
            told = Event.objects.filter(id__gt=floor).exclude(verb__in=UNSEEN)
            found = frozenset(told.values_list("id", flat=True))
            if not is_same or not found <= self._seen:
                self._count += 1
            self._place, self._newest, self._seen = place, newest, found
            return place, self._count


GENERATION = Generation()
