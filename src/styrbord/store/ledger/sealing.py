"""How are events and seals read in order, and how is a seal added?

Plain SQL by pages: the whole ledger is read, whatever its length, with one page in memory. A connection
may be given, for a copy that is not yet the record.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from styrbord.core.base.ledger.chain import canonical
from styrbord.core.base.ledger.seals import BATCH, BEFORE_ALL, Content, Head, Seal
from styrbord.store.clock import EPOCH, from_ms, to_ms
from styrbord.store.ledger import models

IDENTITY = "installation-id"
COLUMNS = ("id", "at", "actor", "verb", "about", "data", "idempotency_key", "rules_version")
_SEAL = "sequence, at, first, last, links, root, digest, previous"
_SEALS_A_PAGE = 64
_ONE_SEALER = 0x5345414C  # any number that nobody else asks this server for
_WAIT = "10s"


class Ledger:
    """The events and seals behind a connection; the record's when none is given."""

    def __init__(self, using: BaseDatabaseWrapper = connection) -> None:
        """Read through a connection."""
        self._using = using

    def events(self, after: int, upto: int) -> Iterator[Content]:
        """Number and canonical bytes of events, in order; None for one that cannot be read."""
        span = f"WHERE id > %s AND id <= %s ORDER BY id LIMIT {BATCH}"
        sql = f"SELECT {', '.join(COLUMNS)} FROM ledger_event {span}"
        while page := self._fetched(sql, after, upto):
            for row in page:
                yield row[0], _content(row)
            after = page[-1][0]

    def seals(self, after: int = 0) -> Iterator[Seal]:
        """Seals in order of sequence."""
        sql = f"SELECT {_SEAL} FROM ledger_seal WHERE sequence > %s ORDER BY sequence LIMIT {_SEALS_A_PAGE}"
        while page := self._fetched(sql, after):
            yield from map(_seal, page)
            after = page[-1][0]

    def newest_seal(self) -> Seal | None:
        """The last seal; None before the first one."""
        found = self._fetched(f"SELECT {_SEAL} FROM ledger_seal ORDER BY sequence DESC LIMIT 1")
        return _seal(found[0]) if found else None

    def seal_of(self, event: int) -> Seal | None:
        """Seal of the batch that an event is in."""
        sql = f"SELECT {_SEAL} FROM ledger_seal WHERE first <= %s AND last >= %s ORDER BY sequence LIMIT 1"
        found = self._fetched(sql, event, event)
        return _seal(found[0]) if found else None

    def count(self, after: int = BEFORE_ALL) -> int:
        """Number of events after one."""
        return int(self._fetched("SELECT COUNT(*) FROM ledger_event WHERE id > %s", after)[0][0])

    def newest(self, upto: int) -> int:
        """Number of the last event up to one; 0 when there is none."""
        return int(self._fetched("SELECT COALESCE(MAX(id), 0) FROM ledger_event WHERE id <= %s", upto)[0][0])

    def identity(self) -> str:
        """Random name of the installation; empty when nothing was ever sealed."""
        found = self._fetched("SELECT content FROM ledger_setting WHERE name = %s", IDENTITY)
        return str(json.loads(found[0][0])) if found else ""

    def _fetched(self, sql: str, *params: object) -> list[Any]:
        with self._using.cursor() as cursor:
            cursor.execute(sql, params)
            return list(cursor.fetchall())


def settled() -> int:
    """Number up to which no event can come any more.

    A server gives numbers out before it commits: whoever has one and is not yet done is waited for.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SET LOCAL lock_timeout = '{_WAIT}'")
            cursor.execute("SELECT styrbord_hold_ledger()")
        cursor.execute("SELECT COALESCE(MAX(id), 0) FROM ledger_event")
        return int(cursor.fetchone()[0])


def wait_for_other_sealers() -> None:
    """Let nobody else seal until the caller's transaction ends; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_SEALER])


def add(seal: Seal) -> None:
    """Add a seal inside the caller's transaction."""
    head = seal.head
    models.Seal.objects.create(
        sequence=head.sequence,
        at=to_ms(head.at),
        first=seal.first,
        last=head.last,
        links=seal.links,
        root=head.root,
        digest=head.digest,
        previous=head.previous,
    )


def _content(row: tuple[Any, ...]) -> bytes | None:
    """Canonical bytes of an event; None when somebody put into it what no event holds."""
    try:
        named = dict(zip(COLUMNS, row, strict=True))
        named["data"] = _STRICT.decode(named["data"])
        return canonical(named)
    except (TypeError, ValueError, RecursionError):
        return None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON; a name that stands twice would be read in two ways."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


_STRICT = json.JSONDecoder(object_pairs_hook=_once)


def _seal(row: tuple[Any, ...]) -> Seal:
    """Seal of a row; one that nothing follows from when somebody put into it what no seal holds."""
    sequence, at, first, last, links, root, digest, previous = row
    if not all(type(one) is int for one in (sequence, at, first, last)):
        return Seal(Head(0, EPOCH, 0, "", "", ""), 0, b"")
    packed = links.encode() if isinstance(links, str) else bytes(links)
    return Seal(Head(sequence, from_ms(at), last, digest, previous, root), first, packed)
