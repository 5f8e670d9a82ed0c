"""How do minutes and the pack of a meeting become files in the reader's language?"""

from collections.abc import Iterator
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from styrbord.documents import meeting_pack
from styrbord.documents.meeting_pack import PackItem, PackSheet
from styrbord.documents.minutes import MinutesItem, MinutesSheet, PromiseLine, docx, pdf
from styrbord.documents.pictures import WIDTH
from styrbord.figures.format import date_label
from styrbord.figures.pages import Labels
from styrbord.services import board, clock, deviations
from styrbord.services.meetings import Agenda, AgendaItem, Minutes, StepNote
from styrbord.services.reading import Reading
from styrbord.web import address, amounts, names
from styrbord.web.asking import reading_of
from styrbord.web.deviations import drawing
from styrbord.web.meetings import words
from styrbord.web.meetings.titles import title_of

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
MAKERS = {"pdf": pdf, "docx": docx}
HEIGHT = 190
"""Pixels of a chart in the pack."""
SPOKEN = frozenset({"note", "put"})


def minutes(request: HttpRequest, found: Minutes, form: str) -> HttpResponse:
    """Minutes as a PDF or Word document."""
    return _file(request, found.agenda, "minutes", form, MAKERS[form](sheet(request, found)))


def sheet(request: HttpRequest, found: Minutes) -> MinutesSheet:
    """All that stands in the minutes of a meeting."""
    reading, agenda = reading_of(request), found.agenda
    labels = board.labels(reading)
    circle = agenda.circle
    led = [seat.post for seat in circle.seats if seat.is_chair]
    items = [_item(labels, agenda, one) for one in agenda.items]
    return MinutesSheet(
        circle=names.words(circle.names),
        subject=names.subject_name(labels, circle.subject),
        day=agenda.on,
        present=_posts(labels, found.present),
        absent=_posts(labels, found.absent),
        led_by=", ".join(_posts(labels, tuple(led))),
        items=(*items, *_ending(found)),
        as_of=found.ended_at or clock.now(),
        address=request.build_absolute_uri(
            address.go(request, "meeting", circle.token, agenda.on.isoformat())
        ),
        language=names.language(),
        next_on=agenda.until,
        is_invented=board.shell(reading).is_invented,
    )


def _ending(found: Minutes) -> Iterator[MinutesItem]:
    """What was said at the end, and how much is left out of a paper that all members read."""
    if found.words:
        yield MinutesItem(_("At the end"), said=found.words)
    if found.agenda.unseen:
        yield MinutesItem(_("Left out"), why=unseen_words(found.agenda.unseen))


def unseen_words(count: int) -> str:
    """How many items a paper leaves out, and why."""
    told = ngettext(
        "%(n)d item is not on this paper: not every member may see it.",
        "%(n)d items are not on this paper: not every member may see them.",
        count,
    )
    return told % {"n": count}


def _item(labels: Labels, agenda: Agenda, item: AgendaItem) -> MinutesItem:
    """One item of the minutes: why it was there, what was said, and what came of it."""
    given = [agenda.given[step.said["promise"]] for step in item.steps if _is_given(agenda, step)]
    return MinutesItem(
        title=title_of(labels, item),
        kind=_kind(labels, item),
        why=_why(item),
        said="\n".join(step.words for step in item.steps if step.words and step.verb in SPOKEN),
        decided=_decided(item),
        promises=tuple(
            PromiseLine(names.named(labels.posts, one.holder), one.what, one.due_on) for one in given
        ),
    )


def _is_given(agenda: Agenda, step: StepNote) -> bool:
    return step.said.get("promise", "") in agenda.given


def _kind(labels: Labels, item: AgendaItem) -> str:
    kind = words.kind(item.kind, is_carried=item.is_carried)
    if not item.holder:
        return kind
    return f"{kind} · {names.named(labels.posts, item.holder)}"


def _why(item: AgendaItem) -> str:
    told = [_("since %(day)s") % {"day": _day(item)}]
    if item.is_carried:
        told.append(_("put off by the meeting before"))
    return ", ".join(told)


def _decided(item: AgendaItem) -> str:
    """What became of an item: what was done with it on the spot, and where it stands."""
    done = [words.word("STEPS", step.verb) for step in item.steps if step.verb in {"deviation", "decision"}]
    return ", ".join([*done, words.word("ITEMS", item.state).lower()])


def _posts(labels: Labels, codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(names.named(labels.posts, code) for code in codes)


def pack(request: HttpRequest, found: Agenda) -> HttpResponse:
    """Agenda with the figure, the chart and the table of each item, as a PDF to print."""
    return _file(request, found, "meeting-pack", "pdf", meeting_pack.pdf(pack_sheet(request, found)))


def pack_sheet(request: HttpRequest, found: Agenda) -> PackSheet:
    """All that stands in the pack of a meeting."""
    reading, circle = reading_of(request), found.circle
    labels = board.labels(reading)
    items = [_packed(request, reading, labels, one) for one in found.items]
    if found.unseen:
        items.append(PackItem(_("Left out"), why=unseen_words(found.unseen)))
    return PackSheet(
        circle=names.words(circle.names),
        subject=names.subject_name(labels, circle.subject),
        day=found.on,
        items=tuple(items),
        as_of=reading.now,
        address=request.build_absolute_uri(address.go(request, "circle-agenda", circle.token)),
        language=names.language(),
        present=_posts(labels, circle.posts),
        is_invented=board.shell(reading).is_invented,
    )


def _packed(request: HttpRequest, reading: Reading, labels: Labels, item: AgendaItem) -> PackItem:
    said = PackItem(
        title=title_of(labels, item),
        kind=words.kind(item.kind, is_carried=item.is_carried),
        why=_("put off by the meeting before") if item.is_carried else "",
        since=_day(item),
        holder=names.named(labels.posts, item.holder) if item.holder else "",
    )
    if item.about != "deviation":
        return said
    page = deviations.find(reading, item.token)
    view = drawing.course(request, reading, page, width=WIDTH, height=HEIGHT)
    value = page.line.signal.value
    return replace(
        said,
        figure="" if page.line.is_moved else amounts.figure(value),
        chart=view.chart if view else None,
        decimals=value.decimals,
    )


def _day(item: AgendaItem) -> str:
    return date_label(item.since, language=names.language())


def _file(request: HttpRequest, agenda: Agenda, kind: str, form: str, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=TYPES[form])
    name = f"{kind}-{agenda.circle.token}-{agenda.on.isoformat()}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
