"""How is an edition put off, or withdrawn before or after its moment?

The clock shows numbers, so an edition that is not shown yet can be moved as if it had been scheduled so at
first. One that was shown stays in the record: withdrawn, its numbers are shown at no moment of any clock,
the values before it are shown again, and the place and the calendar say so in public.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.text import Text
from styrbord.services import clock
from styrbord.services.disclosure import decide
from styrbord.services.work import Work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.facts import writing
from styrbord.store.facts.reading import WITHDRAWN
from styrbord.store.spine.models import Edition, Indicator

define(
    "edition.not-found",
    "There is no edition {number}.",
    "Choose one from the calendar of releases.",
)
define(
    "release.shown",
    "Edition {number} is shown since {moment}.",
    "Correct it with a new edition, or withdraw it; both say why in public.",
)
define(
    "release.withdrawn",
    "Edition {number} was withdrawn.",
    "Release the right numbers in a new edition.",
)


def reschedule(piece: Work, editions: Sequence[int], at: datetime) -> None:
    """Move editions that are not shown yet to another moment; one that has passed is now.

    Raises
    ------
    Refused
        `edition.not-found`, `release.withdrawn` or `release.shown`, all at once.
    """
    writing.hold()
    now = _now(piece)
    rows = _found(editions)
    shown = [row for row in rows if row.released_at <= now]
    refuse([_problem("release.shown", row) for row in shown])
    then = max(to_ms(at), now)
    for row in rows:
        data = {"edition": row.pk, "was": row.released_at, "released_at": then}
        Edition.objects.filter(pk=row.pk).update(released_at=then)
        writing.move(row.pk, _indicators(row), then)
        piece.tell("edition.rescheduled", row.dataset.code, data)
    decide(piece, [row.pk for row in rows])


def withdraw(piece: Work, editions: Sequence[int], reason: Text) -> None:
    """Withdraw editions: as if they had never been, before their moment; for all to read, after it.

    Raises
    ------
    Refused
        `edition.not-found`, `release.withdrawn` or `release.no-reason`, all at once.
    """
    said = {language: words.strip() for language, words in reason.items() if words.strip()}
    writing.hold()
    now = _now(piece)
    rows = _found(editions, [] if said else [Problem("release.no-reason", "reason")])
    for row in rows:
        row.reason = {**row.reason, WITHDRAWN: said}
        row.withdrawn_at = now
        row.save(update_fields=["reason", "withdrawn_at"])
        writing.empty(row.pk, _indicators(row))
        _tell(piece, row, said)


def _tell(piece: Work, row: Edition, said: Text) -> None:
    data = {"edition": row.pk, "reason_sha256": hash_of(said)}
    if row.released_at > (row.withdrawn_at or 0):
        piece.tell("edition.unscheduled", row.dataset.code, data)
    else:
        piece.tell("edition.withdrawn", row.dataset.code, data)


def hash_of(text: Text) -> str:
    """Hash of words in their languages, for an event; the words themselves can be erased."""
    whole = "\x00".join(f"{language}\x01{text[language]}" for language in sorted(text))
    return hashlib.sha256(whole.encode()).hexdigest()


def refuse(problems: Sequence[Problem]) -> None:
    """Refuse if there is a problem."""
    if problems:
        raise Refused(problems)


def _found(numbers: Sequence[int], problems: Sequence[Problem] = ()) -> list[Edition]:
    """Editions by their numbers, in order; none of them withdrawn."""
    rows = Edition.objects.select_related("dataset").in_bulk(numbers)
    found = [Problem("edition.not-found", "", {"number": pk}) for pk in numbers if pk not in rows]
    found += [_problem("release.withdrawn", row) for row in rows.values() if row.withdrawn_at is not None]
    refuse([*problems, *found])
    return [rows[pk] for pk in sorted(rows)]


def _problem(code: str, row: Edition) -> Problem:
    return Problem(code, "", {"number": row.pk, "moment": moment_text(row.released_at)})


def moment_text(ms: int) -> str:
    """Moment in UTC, to the second."""
    return from_ms(ms).strftime("%Y-%m-%d %H:%M:%S UTC")


def _now(piece: Work) -> int:
    """The later of the work's moment and the clock's: what the clock shows already cannot be unseen."""
    return max(to_ms(piece.at), to_ms(clock.now()))


def _indicators(row: Edition) -> list[int]:
    return list(Indicator.objects.filter(dataset_id=row.dataset_id).values_list("pk", flat=True))
