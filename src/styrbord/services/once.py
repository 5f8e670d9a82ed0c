"""How does a repeated request get the first answer instead of a second row?"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import IntegrityError

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.services import clock
from styrbord.services.refusals import tell_refused
from styrbord.services.rights import Actor
from styrbord.services.work import Work, work
from styrbord.store.ledger.models import Event

define(
    "request.key-reused",
    "The key '{key}' was used for a request with another content.",
    "Send a new key with each new request, and the same one only to repeat a request.",
)
Do = Callable[[Work, str | None], int]


def once(
    by: Actor,
    key: str,
    do: Do,
    problems: Sequence[Problem] = (),
    *,
    realm: str = "people",
    answer: str = "row",
) -> int:
    """Number of the row that the work made; with a key that was used before, of the row made then.

    `do` tells its event with the key that it is given and with the row's number as `row`, or with the
    `answer` under that name. Keys of different realms (nouns) have nothing to do with each other.
    Of two with one key at once, the one that comes too late gets the answer of the other.

    Raises
    ------
    Refused
        With the problems, unless the work was done before.
    """
    full = _key(by, key, realm)
    found = _before(full, answer)
    if found is not None:
        return found
    try:
        if problems:
            raise Refused(problems)
        with work(by.code, clock.now()) as piece:
            return do(piece, full)
    except (IntegrityError, Refused) as error:
        found = _before(full, answer)
        if found is not None:
            return found
        if isinstance(error, Refused):
            tell_refused(error, by, realm)
        raise


def told_before(by: Actor, key: str, realm: str) -> Mapping[str, Any]:
    """What the event of a request with this key says; nothing when there was none."""
    full = _key(by, key, realm)
    event = Event.objects.filter(idempotency_key=full).first() if full else None
    return event.data if event else {}


def _before(key: str | None, answer: str) -> int | None:
    event = Event.objects.filter(idempotency_key=key).first() if key else None
    return int(event.data[answer]) if event else None


def _key(by: Actor, key: str, realm: str) -> str | None:
    """The key of one post and person; nobody can use up the keys of another."""
    if not key:
        return None
    said = "\x00".join((realm, by.code, by.person, key))
    return f"{realm}:{hashlib.sha256(said.encode()).hexdigest()}"
