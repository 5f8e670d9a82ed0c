"""What does somebody's week rest on, so that it need not be gathered anew while nothing happens?

Every change of what waits is told in the ledger, in the same work; beyond that only the clock changes it: the
day, names that come at their moment, and editions whose embargo ends.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from styrbord.core.people.rights import Rights
from styrbord.store.clock import to_ms
from styrbord.store.spine.register import changes_so_far

LATELY = 1000
_SQL = (
    "SELECT (SELECT COALESCE(MAX(id), 0) FROM ledger_event),"
    f" (SELECT COUNT(*) FROM ledger_event WHERE id > (SELECT MAX(id) FROM ledger_event) - {LATELY}),"
    " (SELECT COUNT(*) FROM spine_edition WHERE released_at <= %s)"
)


@dataclass(frozen=True, slots=True)
class Rests:
    """What an answer rests on; `saw` is that of the reading which asks."""

    fingerprint: str
    saw: set[str]


def rests_on(rights: Rights, now: datetime, saw: set[str]) -> Rests:
    """Mark of rights, of all that was told so far, and of what the clock has brought.

    Events are counted as well as numbered: one with a lower number may be committed later.
    """
    at = to_ms(now)
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [at])
        told = cursor.fetchone()
    names = changes_so_far()
    come = sum(moment <= at for moment, _ in names)
    place = str(connection.settings_dict["NAME"])
    return Rests(repr((place, rights, now.date(), names[-1:], come, told)), saw)
