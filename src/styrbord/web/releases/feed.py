"""How do followers learn of releases, corrections and withdrawals without asking?

The feed is the same for everyone: what a reader without a right sees. RFC 4287.
"""

from collections.abc import Iterator
from datetime import datetime
from html import escape
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from styrbord.core.spine.facts import EditionNote
from styrbord.figures import format as written
from styrbord.figures.pages import Labels
from styrbord.services import board, releases
from styrbord.services.reading import Reading, visible
from styrbord.services.releases import Change
from styrbord.web import amounts, names
from styrbord.web.names import language

MOST, FEW = 50, 5


class _Entry(NamedTuple):
    at: datetime
    note: EditionNote
    title: str
    words: list[str]
    mark: str


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest releases, corrections and withdrawals."""
    reading = visible()
    labels = board.labels(reading)
    home = request.build_absolute_uri(reverse("editions"))
    made = Atom1Feed(
        title=_("Releases of numbers"),
        link=home,
        description="",
        language=language(),
        feed_url=request.build_absolute_uri(),
        author_name=request.get_host(),
    )
    for entry in _entries(reading, labels):
        link = request.build_absolute_uri(reverse("edition", args=[entry.note.id]))
        made.add_item(
            title=_plain(entry.title),
            link=link,
            description="".join(f"<p>{escape(_plain(line))}</p>" for line in entry.words),
            unique_id=f"{link}#{entry.mark}",
            pubdate=entry.at,
            updateddate=entry.at,
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _entries(reading: Reading, labels: Labels) -> list[_Entry]:
    found = [entry for note in reading.counted.values() for entry in _of(note, labels)]
    newest = sorted(found, key=lambda entry: (entry.at, entry.note.id), reverse=True)[:MOST]
    return [_with_changes(reading, labels, entry) for entry in newest]


def _of(note: EditionNote, labels: Labels) -> Iterator[_Entry]:
    told = {"dataset": names.named(labels.datasets, note.dataset), "number": note.id}
    if note.corrects is None:
        yield _Entry(note.released_at, note, _("%(dataset)s: edition %(number)s") % told, [], "released")
    else:
        reason = [names.words(note.reason)]
        title = _("%(dataset)s: correction, edition %(number)s") % told
        yield _Entry(note.released_at, note, title, reason, "corrected")
    if note.withdrawn_at is not None:
        title = _("%(dataset)s: edition %(number)s is withdrawn") % told
        yield _Entry(note.withdrawn_at, note, title, [names.words(note.withdrawn_reason)], "withdrawn")


def _with_changes(reading: Reading, labels: Labels, entry: _Entry) -> _Entry:
    """Entry of a correction with its first changes in words."""
    if entry.mark != "corrected" or entry.note.is_withdrawn:
        return entry
    said = releases.statement(reading, entry.note.id, limit=FEW)
    return entry._replace(words=[*entry.words, *(_change(one, labels) for one in said.changes)])


def _change(one: Change, labels: Labels) -> str:
    told = {
        "indicator": names.indicator_name(labels, one.indicator),
        "subject": names.subject_name(labels, one.subject),
        "period": amounts.period(one.period),
        "old": _cell(one.old.value, one.old.decimals, labels, one),
        "new": _cell(one.new.value, one.new.decimals, labels, one),
    }
    return _("%(indicator)s, %(subject)s, %(period)s: was %(old)s, is %(new)s") % told


def _cell(value: float | None, decimals: int | None, labels: Labels, one: Change) -> str:
    if value is None:
        return _("no value")
    known = labels.indicators.get(one.indicator)
    shown = decimals if decimals is not None else known.decimals if known else 1
    return written.number(value, decimals=shown, language=language())


def _plain(text: str) -> str:
    """Text without what XML cannot hold."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
