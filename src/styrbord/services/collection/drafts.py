"""How is a submission opened, and how are cells saved that nobody else sees yet?"""

import secrets
from collections.abc import Iterable
from math import isfinite

from django.db import IntegrityError

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.collection.forms.model import Form
from styrbord.core.collection.packages import REASONS, Entry, Package, with_entries
from styrbord.core.collection.workflow import State, Verb
from styrbord.core.people.roles import Action
from styrbord.services.collection import acting, forms, packages
from styrbord.services.collection.events import Telling
from styrbord.services.collection.moves import Moving, key_for, moved
from styrbord.services.once import once
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.collection import models as tables
from styrbord.store.collection.models import Submission
from styrbord.store.spine.models import Subject

define(
    "submission.not-obliged",
    "{subject} does not hand in the form {form} for {period}.",
    "Choose one from the list of what you hand in.",
)
define("submission.unknown-cell", "The form asks for no '{cell}'.", "Take the cells as the form names them.")
define(
    "submission.unreadable-cell",
    "{cell}: what stands there cannot be kept.",
    "Write a number, or one of the reasons {reasons} without a number; at most {most} signs of text.",
)
define("submission.channel", "'{channel}' is no way to hand in.", "Say one of {allowed}.")
LONGEST = 2_000


def open_for(form_code: str, subject: str, period: str, *, by: Actor, key: str = "") -> str:
    """Token of the submission of a subject for a form and period; the newest one when there is one.

    After a withdrawal it is a new one.

    Raises
    ------
    Refused
        `rights.missing`, `submission.not-obliged`, `period.unreadable`, or what `forms.form` says.
    """
    form = forms.form(form_code)
    if not acting.at((Action.PREPARE, subject), acting.rights_as(by), form):
        raise Refused(Problem("rights.missing"))
    _demand_obliged(form, subject, period)
    period = str(Period.parse(period))
    for _ in range(2):
        there = _newest(form_code, subject, period)
        if there and there.state != State.WITHDRAWN:
            return str(there.token)
        number = there.number + 1 if there else 0
        try:
            made = _opened(form_code, subject, period, number, by, key)
            return str(Submission.objects.get(pk=made).token)
        except IntegrityError:  # somebody else has just opened it
            continue
    raise Refused(Problem("submission.not-found"))


def save(
    token: str, entries: Iterable[Entry], *, revision: int, channel: str, by: Actor, key: str = ""
) -> int:
    """New revision, once entries replace those of the same cells; what cannot be kept is refused at once.

    Raises
    ------
    Refused
        `submission.unknown-cell`, `.unreadable-cell`, `.channel`, or what any move is refused with.
    """
    said = list(entries)

    def do(moving: Moving) -> None:
        row = moving.row
        _demand_readable(said, moving.one.form, channel)
        package = with_entries(packages.content(packages.newest(row), row), said)
        moving.to(moving.one.state, package=row.package + 1)
        kept = keep(moving, package, channel)
        moving.step(Verb.SAVE)
        moving.tell("submission.saved", token, {"sha256": kept.sha256, "channel": channel})

    return moved(token, Verb.SAVE, do, by=by, revision=revision, key=key)


def keep(moving: Moving, package: Package, channel: str, *, is_handed_in: bool = False) -> tables.Package:
    """Keep a package under the number that its row names."""
    return packages.add(
        moving.row,
        package,
        number=moving.row.package,
        channel=channel,
        at=to_ms(moving.piece.at),
        by=moving.telling.by,
        is_handed_in=is_handed_in,
    )


def new_row(piece: Work, form: int, subject: int, period: str, number: int) -> Submission:
    """An empty draft."""
    made = Submission.objects.create(
        token=secrets.token_hex(16),
        form_id=form,
        subject_id=subject,
        period=period,
        number=number,
        changed_at=to_ms(piece.at),
    )
    return Submission.objects.select_related("form", "subject").get(pk=made.pk)


def _opened(form: str, subject: str, period: str, number: int, by: Actor, key: str) -> int:
    def work(piece: Work, full: str | None) -> int:
        form_row = tables.Form.objects.get(code=form)
        row = new_row(piece, form_row.pk, Subject.objects.get(code=subject).pk, period, number)
        Telling(piece, row, by, key=full).tell("submission.opened", row.token, {"corrects": ""})
        return int(row.pk)

    return once(by, key_for("open", f"{form}:{subject}:{period}:{number}", key), work, realm="submission")


def _newest(form: str, subject: str, period: str) -> Submission | None:
    same = Submission.objects.filter(form__code=form, subject__code=subject, period=period)
    return same.order_by("-number").first()


def _demand_obliged(form: Form, subject: str, period: str) -> None:
    read = Period.parse(period)
    is_open = read.frequency == form.frequency and read in forms.open_periods(form)
    if not is_open or subject not in forms.obliged(form, read):
        params = {"subject": subject, "form": form.code, "period": period}
        raise Refused(Problem("submission.not-obliged", "", params))


def _demand_readable(entries: Iterable[Entry], form: Form, channel: str) -> None:
    asked = {item.key for item in form.items}
    problems = []
    if channel not in packages.CHANNELS:
        allowed = ", ".join(packages.CHANNELS)
        problems.append(Problem("submission.channel", "", {"channel": channel, "allowed": allowed}))
    for entry in entries:
        cell = packages.key_text(entry.key)
        if entry.key not in asked:
            problems.append(Problem("submission.unknown-cell", entry.place or cell, {"cell": cell}))
        elif not _is_readable(entry):
            params = {"cell": cell, "reasons": ", ".join(REASONS), "most": LONGEST}
            problems.append(Problem("submission.unreadable-cell", entry.place or cell, params))
    if problems:
        raise Refused(problems)


def _is_readable(entry: Entry) -> bool:
    is_short = max(len(entry.text), len(entry.note)) <= LONGEST and "\x00" not in entry.text + entry.note
    if entry.value is None:
        return is_short and (not entry.status or entry.status in REASONS)
    return is_short and isfinite(entry.value) and entry.status not in REASONS
