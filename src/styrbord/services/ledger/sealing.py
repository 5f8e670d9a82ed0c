"""How are new events sealed, and their heads published?"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.db import OperationalError, transaction

from styrbord.core.base.ledger import chain, seals
from styrbord.core.base.ledger.seals import BATCH, BEFORE_ALL, Content, Head, Seal
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import Progress, silent
from styrbord.services import clock, installation
from styrbord.services.ledger import heads_file
from styrbord.services.ledger.heads_file import Publishing
from styrbord.store.ledger import sealing
from styrbord.store.ledger.sealing import IDENTITY, Ledger

define(
    "ledger.unreadable",
    "Event {event} cannot be sealed: it holds what no event holds.",
    "Somebody wrote it past the program. Look at the row in the table ledger_event.",
)
define("ledger.busy", "A long piece of work is under way.", "Try again when it is done.")


@dataclass(frozen=True, slots=True)
class Sealed:
    """How many events were sealed now, the newest head, and the file that it was published in."""

    events: int
    published: int
    head: Head | None
    file: Path


def seal(*, heads: Path | None = None, begins_anew: bool = False, progress: Progress = silent) -> Sealed:
    """Seal every event that has no seal yet, and publish the heads; with nothing new, nothing is done.

    It may run at any time and twice at once. Sealing tells no event, for that one would have to be sealed.

    Raises
    ------
    Refused
        If the file of heads is missing, cannot be written, or disagrees with the database.
    """
    path = heads_file.place(heads)
    with heads_file.publishing(path) as file:
        _agree(file, path, begins_anew=begins_anew)
        count = _seal_batches(progress)
        published = file.append(one.head for one in Ledger().seals(file.last))
    newest = Ledger().newest_seal()
    return Sealed(count, published, newest.head if newest else None, path)


def identity() -> str:
    """Random name of this installation, made when it is first asked for; the chain begins with it."""
    if known := Ledger().identity():
        return known
    installation.keep(IDENTITY, made := secrets.token_hex(16))
    return made


def _agree(file: Publishing, path: Path, *, begins_anew: bool) -> None:
    """Refuse to go on where the published past is another one than that of the database."""
    if not file.last:
        if Ledger().newest_seal() and not begins_anew:
            raise Refused(Problem("ledger.heads-missing", str(path)))
        return
    there = next(Ledger().seals(file.last - 1), None)
    if there is None or there.head != file.heads[file.last]:
        raise Refused(Problem("ledger.heads-differ", str(path), {"sequence": file.last}))


def _seal_batches(progress: Progress) -> int:
    try:
        upto = sealing.settled()
    except OperationalError as error:
        raise Refused(Problem("ledger.busy")) from error
    newest, count = Ledger().newest_seal(), 0
    total = Ledger().count(newest.head.last if newest else BEFORE_ALL)
    while made := _seal_one(upto):
        count += len(made.links) // chain.LINK_BYTES
        progress(count, total, "seal")
    return count


def _seal_one(upto: int) -> Seal | None:
    """Seal one batch in a transaction of its own; None when nothing is left."""
    with transaction.atomic():
        sealing.wait_for_other_sealers()
        newest = Ledger().newest_seal()
        last, before, sequence = BEFORE_ALL, chain.genesis(identity()), 1
        if newest:
            last, before = newest.head.last, bytes.fromhex(newest.head.digest)
            sequence = newest.head.sequence + 1
        rows = list(_readable(islice(Ledger().events(last, upto), BATCH)))
        if not rows:
            return None
        made = seals.seal(sequence, clock.now(), before, rows)
        sealing.add(made)
    return made


def _readable(rows: Iterator[Content]) -> Iterator[tuple[int, bytes]]:
    for number, content in rows:
        if content is None:
            raise Refused(Problem("ledger.unreadable", "", {"event": number}))
        yield number, content
