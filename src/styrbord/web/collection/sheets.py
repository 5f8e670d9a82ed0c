"""What does the page of one submission show: its sheet, what was found, how far it is, who is next?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, QueryDict

from styrbord.core.base.periods import Period
from styrbord.core.collection.checks import Found
from styrbord.core.collection.fill_sheet import FillSheet
from styrbord.core.collection.packages import Package
from styrbord.core.collection.workflow import State, Verb
from styrbord.services import clock
from styrbord.services.collection import checking, filling, submissions
from styrbord.services.collection.submissions import SubmissionNote
from styrbord.services.reading import Reading
from styrbord.web.asking import reading_of
from styrbord.web.collection import cells

BLANK = "check.blank"
OPEN = (State.DRAFT, State.RETURNED, State.SUBMITTED)
GONE = (State.RELEASED, State.CORRECTED, State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the way: done, here, stopped or to come; `level` and `subject` of an approval."""

    name: str
    state: str
    level: str = ""
    subject: str = ""
    at: datetime | None = None
    by: str = ""


@dataclass(frozen=True)
class Sheet:
    """A submission with everything that stands beside it."""

    note: SubmissionNote
    reading: Reading
    fill: FillSheet
    found: tuple[Found, ...] = ()
    extra: tuple[Found, ...] = field(default=())

    @property
    def package(self) -> Package:
        """What is kept."""
        note = self.note
        return Package(note.form.code, note.subject, note.period, note.entries)

    @property
    def may_fill(self) -> bool:
        """Whether the reader may write into the cells."""
        return Verb.SAVE in self.note.may


def sheet_of(request: HttpRequest, token: str) -> Sheet:
    """The submission that a token names, as the reader sees it.

    Raises
    ------
    Refused
        `submission.not-found`.
    """
    note = submissions.note(token, user=request.user)
    reading = reading_of(request)
    package = Package(note.form.code, note.subject, note.period, note.entries)
    fill = filling.sheet(note.form, note.subject, note.period, reading=reading, package=package)
    is_checked = note.package and note.state in OPEN
    found = checking.check(package, note.form, reading=reading) if is_checked else []
    return Sheet(note, reading, fill, tuple(_clearer(found, package)))


def context_of(
    sheet: Sheet,
    *,
    wrong: Sequence[Found] = (),
    said: QueryDict | None = None,
    words: QueryDict | None = None,
) -> Mapping[str, Any]:
    """What the template shows."""
    note = sheet.note
    found = sheet.found if said else _seen(sheet)
    stopping = [*wrong, *checking.open_problems(found, sheet.package)] if sheet.may_fill else []
    told = [*wrong, *(one for one in found if one.asks)]
    lines = cells.cells(sheet.fill, found=told, remarks=remarks_of(note), said=said, words=words)
    numbers = {line.row.key: line for line in lines}
    return {
        "note": note,
        "cells": lines,
        "period": Period.parse(note.period),
        "due": sheet.fill.due,
        "days_late": _late(note, sheet.fill.due),
        "stopping": [(one, numbers.get(one.key)) for one in stopping],
        "remarked": [line for line in lines if line.remark],
        "last_words": _last_words(note),
        "known_open": sum(line.is_only_known for line in lines),
        "may_fill": sheet.may_fill,
        "may": set(map(str, note.may)),
        "stages": stages(note),
        "open_level": next((one for one in note.levels if not one.is_done), None),
        "closed_level": next((one for one in reversed(note.levels) if one.is_done), None),
        "history": list(reversed(note.steps)),
        "public_reason": _public_reason(note),
    }


def remarks_of(note: SubmissionNote) -> Mapping[str, str]:
    """Words to the cells of what was sent back, until it is handed in again."""
    if note.state is not State.RETURNED:
        return {}
    return next((step.cells for step in reversed(note.steps) if step.verb is Verb.RETURN), {})


def stages(note: SubmissionNote) -> list[Stage]:
    """The way of a submission, one stage for each level."""
    done = _done(note)
    names = ["handed in", *(f"level {number}" for number in range(len(note.levels))), "release"]
    here = next((name for name in names if name not in done), "")
    found = []
    for name in names:
        level = note.levels[int(name.split()[1])] if name.startswith("level") else None
        state = "done" if name in done else "here" if name == here else "coming"
        if name == here and note.state is State.RETURNED:
            state = "stopped"
        at, by = done.get(name, (None, ""))
        found.append(
            Stage(
                name.split()[0], state, level.level if level else "", level.subject if level else "", at, by
            )
        )
    return found


def _done(note: SubmissionNote) -> dict[str, tuple[datetime | None, str]]:
    """Stages that are behind the newest package, each with its moment and post."""
    if note.state in (State.DRAFT, State.RETURNED):
        return {}
    sent = next((step for step in reversed(note.steps) if step.verb is Verb.SUBMIT), None)
    found: dict[str, tuple[datetime | None, str]] = {
        "handed": (sent.at if sent else None, sent.by if sent else "")
    }
    found["handed in"] = found.pop("handed")
    for number, level in enumerate(note.levels):
        if level.is_done:
            step = _approval(note, level.level)
            found[f"level {number}"] = (step.at, step.by) if step else (None, "")
    if note.state in GONE:
        found["release"] = (note.released_at, "")
    return found


def _approval(note: SubmissionNote, level: str) -> Any:
    return next(
        (one for one in reversed(note.steps) if one.verb is Verb.APPROVE and one.level == level), None
    )


def _last_words(note: SubmissionNote) -> str:
    """Why it was sent back, while it is with the sender."""
    if note.state is not State.RETURNED:
        return ""
    return next((step.words for step in reversed(note.steps) if step.verb is Verb.RETURN), "")


def _public_reason(note: SubmissionNote) -> Mapping[str, str]:
    """Why it was withdrawn, or why a correction was begun, as everyone reads it."""
    return next((step.public for step in reversed(note.steps) if step.public), {})


def _late(note: SubmissionNote, due: date | None) -> int:
    if due is None or note.number or note.state not in (State.DRAFT, State.RETURNED):
        return 0
    return max((clock.now().date() - due).days, 0)


def _seen(sheet: Sheet) -> list[Found]:
    """Findings but for blank cells that the page fills in with what is known."""
    filled = {row.key for row in sheet.fill.rows if row.known is not None and row.is_open}
    is_filled = sheet.may_fill and filled
    return [one for one in sheet.found if not (is_filled and one.problem.code == BLANK and one.key in filled)]


def _clearer(found: Sequence[Found], package: Package) -> list[Found]:
    """Findings, with clearer words for what reads as two numbers."""
    better = cells.unclear(package.entries)
    return [
        better[one.key] if one.problem.code == "check.not-a-number" and one.key in better else one
        for one in found
    ]
