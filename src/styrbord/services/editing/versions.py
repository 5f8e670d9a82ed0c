"""Which versions has a page had, who published them, and how does an older one come back?"""

from styrbord.core.board.drafts import differences
from styrbord.services import pages
from styrbord.services.editing.drafts import change, editor_of, note_of, reading_of
from styrbord.services.editing.notes import VersionNote
from styrbord.store.clock import FOREVER, from_ms, to_ms
from styrbord.store.ledger.models import Event
from styrbord.store.steering.models import PageVersion


def versions(user: object, code: str) -> list[VersionNote]:
    """Every version of a page, the newest first."""
    editor_of(user, code)
    reading = reading_of(user)
    note_of(reading, code)
    events = Event.objects.filter(about=code, verb="page.published").order_by("pk")
    by = {event.data["number"]: event.actor for event in events}
    found: list[VersionNote] = []
    before = None
    for row in _rows(code):
        page, now = pages.definition_from(row), to_ms(reading.now)
        found.append(
            VersionNote(
                row.number,
                page,
                from_ms(row.shown_from),
                from_ms(row.shown_to) if row.shown_to < FOREVER else None,
                by.get(row.number, ""),
                differences(before, page),
                is_current=row.shown_from <= now < row.shown_to,
                is_coming=now < row.shown_from < row.shown_to,
                was_shown=row.shown_from < row.shown_to,
            )
        )
        before = page
    return found[::-1]


def restore(user: object, code: str, number: int, *, revision: int, key: str = "") -> int:
    """Make an older version the draft of its page; the draft's revision."""
    found = {row.number: row for row in _rows(code)}
    if number not in found:
        editor_of(user, code)
        raise pages.not_found(code)
    old = pages.definition_from(found[number])
    return change(user, code, lambda _: old, revision=revision, key=key)


def _rows(code: str) -> list[PageVersion]:
    rows = PageVersion.objects.filter(page__code=code).select_related("page")
    return list(rows.order_by("number", "pk"))
