"""Which refusals does the ledger remember: an approval by the wrong person, an account under attack?

What is refused leaves nothing behind, so it is told in a work of its own, after that. Each is told once an
hour; each process tells no more than `OF_ONE` an hour of one person or address and `OF_ALL` of all, so that
nobody can flood the ledger by being refused. Names that nobody has are told as those that somebody has, or
the time of the answer would tell which is which.
"""

import hashlib
import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import DatabaseError, IntegrityError, connection

from styrbord.core.base.limits import Limit
from styrbord.core.base.problems import Refused
from styrbord.services import clock
from styrbord.services.accounts.limits import Buckets
from styrbord.services.rights import Actor
from styrbord.services.work import Work, work
from styrbord.store.clock import to_ms
from styrbord.store.ledger.models import Event

OVERSTEPPING = frozenset({"people.own", "publicity.own-proposal", "rights.missing", "submission.own"})
"""Problems of someone who tries what only another person may do."""
HOUR = timedelta(hours=1)
OF_ONE, OF_ALL = Limit(10, 3600), Limit(200, 3600)
TOLD = Buckets()
_LOG = logging.getLogger("styrbord.refusals")


def tell_refused(refusal: Refused, by: Actor, realm: str) -> None:
    """Tell that somebody tried what only another person may do; other refusals are none of the ledger's.

    Within a work nothing is told: it is about to be rolled back, and whoever began it tells.
    """
    codes = sorted({problem.code for problem in refusal.problems} & OVERSTEPPING)
    if not codes or connection.in_atomic_block:
        return

    def do(piece: Work, key: str) -> None:
        piece.tell("refusal.told", realm, {"codes": codes, "by_person": by.person}, key=key)

    _tell(do, by.code, who=by.person or by.code, what=" ".join((realm, *codes)))


def tell_locked(person: str, account: str, source: str) -> None:
    """Tell that an account or an address had too many wrong tries.

    `person` is the key of the person whose name was tried, empty when nobody has it; `account` and `source`
    are hashes of that name and of the address.
    """
    if connection.in_atomic_block:
        return

    def do(piece: Work, key: str) -> None:
        piece.tell("sign-in.locked", person or "unknown", {"source": source}, key=key)

    _tell(do, "site", who=source, what=account)


def _tell(do: Callable[[Work, str], None], actor: str, *, who: str, what: str) -> None:
    """Tell what somebody did, once an hour, unless there was too much of it."""
    now = clock.now()
    hour = to_ms(now) // (HOUR // timedelta(milliseconds=1))
    key = f"refused:{hashlib.sha256(f'{who} {what} {hour}'.encode()).hexdigest()}"
    try:
        if Event.objects.filter(idempotency_key=key).exists():
            return
        if TOLD.wait("one", who, OF_ONE) or TOLD.wait("all", "", OF_ALL):
            _LOG.warning("what %s did is not told: there was much of it within the hour", who)
            return
        with work(actor, now) as piece:
            do(piece, key)
    except IntegrityError:
        _LOG.info("what %s did was told by another process at the same moment", who)
    except DatabaseError:
        _LOG.warning("what %s did could not be told", who, exc_info=True)
