"""Who has seen restricted numbers and pages, when and where?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from styrbord.core.people.rights import Rights
from styrbord.services import clock
from styrbord.services.reading import Reading
from styrbord.services.rights import rights_of
from styrbord.services.work import work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.ledger.models import Event
from styrbord.store.people.models import PersonName

VERB = "restricted.seen"
MOST = 50
PAGE = 100


@dataclass(frozen=True, slots=True)
class Seen:
    """One request that showed restricted numbers or a restricted page."""

    number: int
    at: datetime
    post: str
    person: str
    name: str
    where: str
    subject: str
    file: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which entries are asked for; empty ones bind nothing. Days are inclusive."""

    post: str = ""
    person: str = ""
    indicator: str = ""
    first: date | None = None
    last: date | None = None


def note(
    user: object,
    readings: Iterable[Reading],
    *,
    where: str,
    subject: str = "",
    file: str = "",
    rights: Rights | None = None,
) -> bool:
    """Keep that a request showed what is restricted, once; tells whether it did.

    `rights` are those of a program, which no user stands behind in the session.
    It holds codes and a person's key only: neither what was searched for nor any number.
    """
    saw = sorted({code for reading in readings for code in reading.saw})
    if not saw:
        return False
    rights = rights_of(user) if rights is None else rights
    said = {
        "person": rights.person,
        "indicators": saw[:MOST],
        "more": max(len(saw) - MOST, 0),
        "subject": subject,
        "file": file,
    }
    with work(rights.posts[0] if rights.posts else "public", clock.now()) as piece:
        piece.tell(VERB, where, said)
    return True


def seen(filters: Filters, *, page: int = 1) -> tuple[Sequence[Seen], bool]:
    """Entries, newest first, and whether there are more."""
    rows = Event.objects.filter(verb=VERB).order_by("-pk")
    if filters.post:
        rows = rows.filter(actor=filters.post)
    if filters.person:
        rows = rows.filter(data__person=filters.person)
    if filters.first:
        rows = rows.filter(at__gte=_start(filters.first))
    if filters.last:
        rows = rows.filter(at__lt=_start(filters.last + timedelta(days=1)))
    found = [row for row in rows if not filters.indicator or filters.indicator in row.data["indicators"]]
    start = (page - 1) * PAGE
    names = dict(PersonName.objects.values_list("person__key", "name"))
    return [_entry(row, names) for row in found[start : start + PAGE]], len(found) > start + PAGE


def _start(day: date) -> int:
    return to_ms(datetime.combine(day, time(), UTC))


def _entry(row: Event, names: dict[str, str]) -> Seen:
    data = row.data
    return Seen(
        row.pk,
        from_ms(row.at),
        row.actor,
        data["person"],
        names.get(data["person"], ""),
        row.about,
        data["subject"],
        data["file"],
        tuple(data["indicators"]),
    )
