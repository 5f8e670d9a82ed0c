"""Which page shows what becomes visible, to whom and when, and releases it?"""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.base.text import Text
from styrbord.core.collection.workflow import Verb
from styrbord.core.people.roles import Action
from styrbord.services.collection import filling, submissions
from styrbord.services.collection.submissions import Listed, SubmissionNote
from styrbord.services.reading import Reading
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.collection.moments import moment
from styrbord.web.collection.moves import text
from styrbord.web.collection.tasks import may_somewhere
from styrbord.web.views.showing import show

MOST = 200
FORBIDDEN = ("sign-in.needed", "rights.missing", "submission.not-found")


@dataclass(frozen=True, slots=True)
class Group:
    """Approved submissions of one form and period, which can be released together."""

    form: str
    names: Text
    period: Period
    ones: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One figure that becomes visible: what stands there now, what will, and the class that says to whom."""

    subject: str
    indicator: str
    breakdown: str
    access: str
    old: float | None
    new: float | None
    status: str
    decimals: int
    unit: str


@never_cache
def release(request: HttpRequest) -> HttpResponse:
    """What may be released; the figures of what was chosen; on a second look, the release itself."""
    _require(request)
    said = request.POST if request.method == "POST" else request.GET
    tokens = list(dict.fromkeys(said.getlist("token")))[:MOST]
    if request.method != "POST":
        return _looked(request, said, tokens) if tokens or "at" in said else _page(request)
    try:
        _released(request, said, tokens)
    except Refused as refused:
        return _refused(request, refused, tokens)
    to = "collect" if len(tokens) > 1 else "collect-one"
    return redirect(address.go(request, to, *(tokens if to == "collect-one" else ()), done="schedule"))


def _require(request: HttpRequest) -> None:
    if not request.user.is_authenticated:
        raise Refused(Problem("sign-in.needed"))
    if not may_somewhere(request.user, Action.RELEASE):
        raise Refused(Problem("rights.missing"))


def _released(request: HttpRequest, said: QueryDict, tokens: Sequence[str]) -> None:
    """Release everything that was chosen, or nothing."""
    if not tokens:
        raise Refused(Problem("submission.none"))
    actors = [submissions.actor_for(request.user, Verb.SCHEDULE, token) for token in tokens]
    at = moment(text(said, "at"))
    submissions.schedule(tokens, at=at, by=actors[0], key=text(said, "key")[:64])


def _refused(request: HttpRequest, refused: Refused, tokens: Sequence[str]) -> HttpResponse:
    if any(problem.code in FORBIDDEN for problem in refused.problems):
        raise refused
    answer = _page(request, refused.problems, tokens, text(request.POST, "at"))
    answer.status_code = 400
    return answer


def _looked(request: HttpRequest, said: QueryDict, tokens: Sequence[str]) -> HttpResponse:
    """What becomes visible, before it does."""
    try:
        if not tokens:
            raise Refused(Problem("submission.none"))
        at = moment(text(said, "at"))
        return _preview(request, tokens, at)
    except Refused as refused:
        if any(problem.code in FORBIDDEN for problem in refused.problems):
            raise
        answer = _page(request, refused.problems, tokens, text(said, "at"))
        answer.status_code = 400
        return answer


def _preview(request: HttpRequest, tokens: Sequence[str], at: datetime | None) -> HttpResponse:
    reading = reading_of(request)
    notes = [submissions.note(token, user=request.user) for token in tokens]
    if len({(note.form.code, note.period) for note in notes}) > 1:
        raise Refused(Problem("submission.not-together"))
    lines = [line for note in notes for line in _lines(note, reading)]
    counts = {
        access: sum(line.access == access for line in lines) for access in ("open", "internal", "restricted")
    }
    return show(
        request,
        "collect-release-look.html",
        reading,
        notes=notes,
        form=notes[0].form,
        period=Period.parse(notes[0].period),
        at=at,
        at_text=at.isoformat() if at else "",
        lines=lines,
        counts={access: n for access, n in counts.items() if n},
        key=secrets.token_urlsafe(16),
    )


def _lines(note: SubmissionNote, reading: Reading) -> Iterator[Line]:
    """Figures of one submission, each beside what the reader sees in its place now."""
    sheet = filling.sheet(note.form, note.subject, note.period, reading=reading)
    indicators, entries = reading.register.indicators(), {one.key: one for one in note.entries}
    for row in sheet.rows:
        entry, known = entries.get(row.key), indicators.get(row.item.indicator)
        if entry is None or entry.is_blank:
            continue
        yield Line(
            note.subject,
            row.item.indicator,
            row.item.breakdown,
            str(known.access) if known else "restricted",
            row.known.value if row.known else None,
            entry.value,
            entry.status,
            row.decimals,
            row.unit,
        )


def _page(
    request: HttpRequest, problems: Sequence[Problem] = (), chosen: Sequence[str] = (), at: str = ""
) -> HttpResponse:
    found = submissions.listed(request.user)
    ready: dict[tuple[str, str], list[Listed]] = {}
    for one in found:
        if Verb.SCHEDULE in one.may:
            ready.setdefault((one.form, one.period), []).append(one)
    groups = [
        Group(form, ones[0].names, Period.parse(period), tuple(ones))
        for (form, period), ones in ready.items()
    ]
    waiting = [one for one in found if Verb.UNSCHEDULE in one.may]
    return show(
        request,
        "collect-release.html",
        reading_of(request),
        problems=problems,
        groups=groups,
        waiting=waiting,
        chosen=set(chosen),
        at=at,
    )
