"""Which page tells somebody what waits for them, and takes the workbooks that they filled?"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.forms.model import Form
from styrbord.core.collection.workflow import State
from styrbord.core.people.roles import Action, allows
from styrbord.services import clock, notices, rights
from styrbord.services.collection import duties, forms, submissions, workbooks
from styrbord.services.collection.duties import Duty
from styrbord.services.collection.workbooks import HandedIn
from styrbord.web import address, notice_words
from styrbord.web.asking import reading_of
from styrbord.web.collection import form_views
from styrbord.web.collection.form_views import Waiting
from styrbord.web.names import language
from styrbord.web.views.showing import show

MOST, RECENT = 60, 12


@dataclass(frozen=True, slots=True)
class Book:
    """A form and period whose workbook holds all that somebody still has to fill."""

    form: Form
    period: Period
    count: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file: its parts, or why it was refused as a whole."""

    name: str
    parts: tuple[HandedIn, ...] = ()
    problems: tuple[Problem, ...] = ()


@never_cache
def listed(request: HttpRequest) -> HttpResponse:
    """What is due, what waits for approval or release, and the workbooks for it; takes filled ones."""
    _require(request)
    if request.method != "POST":
        return _page(request)
    _require(request, Action.PREPARE)
    files = request.FILES.getlist("file")
    if not files:
        return _page(request, problems=[Problem("file.empty", "file")])
    return _page(request, taken=[_taken(request, file) for file in files])


@never_cache
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Mark notices as read."""
    _require(request)
    said = [
        int(one)
        for one in request.POST.getlist("notice")
        if one.isascii() and one.isdigit() and len(one) < 12
    ]
    notices.mark_read(said, _posts(request), at=clock.now())
    return redirect(address.go(request, "collect"))


@never_cache
@require_safe
def book(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """The workbook of a form and period, for the subjects that the reader prepares."""
    subjects = request.GET.getlist("subject")
    file = workbooks.workbook(request.user, code, period, language=language(), subjects=subjects)
    return attached(file.content, file.media_type, file.name)


@never_cache
def begin(request: HttpRequest, code: str, subject: str, period: str) -> HttpResponse:
    """Open the page of what a subject hands in: the one that is there, else a new draft."""
    by = submissions.actor_to_open(request.user, code, subject)
    if request.method == "POST":
        key = request.POST.get("key", "").replace("\x00", "")[:64]
        token = submissions.open_for(code, subject, period, by=by, key=key)
        return redirect(address.go(request, "collect-one", token))
    there = submissions.listed(request.user, form=code, period=period, subject=subject, most=1)
    if there and there[0].state is not State.WITHDRAWN:
        return redirect(address.go(request, "collect-one", there[0].token))
    context: dict[str, Any] = {"form": forms.form(code), "subject": subject, "period": Period.parse(period)}
    return show(request, "collect-begin.html", reading_of(request), key=secrets.token_urlsafe(16), **context)


def attached(content: bytes | str, media_type: str, name: str) -> HttpResponse:
    """A file to be kept."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def may_somewhere(user: object, action: Action) -> bool:
    """Whether some right of a user allows something at all."""
    return any(allows(right.role, action) for right in rights.rights_of(user).rights)


def _require(request: HttpRequest, action: Action | None = None) -> None:
    if not request.user.is_authenticated:
        raise Refused(Problem("sign-in.needed"))
    held = rights.rights_of(request.user).rights
    if not held or (action and not may_somewhere(request.user, action)):
        raise Refused(Problem("rights.missing"))


def _posts(request: HttpRequest) -> set[str]:
    return {right.post for right in rights.rights_of(request.user).rights}


def _taken(request: HttpRequest, file: UploadedFile) -> Taken:
    name = (file.name or "")[:120]
    key = request.POST.get("key", "").replace("\x00", "")[:64]
    try:
        parts = workbooks.hand_in(file.read(), name, user=request.user, key=f"{key}:{name}" if key else "")
    except Refused as refused:
        return Taken(name, problems=refused.problems)
    return Taken(name, tuple(parts))


def _page(
    request: HttpRequest, *, taken: Sequence[Taken] = (), problems: Sequence[Problem] = ()
) -> HttpResponse:
    todo = form_views.waiting(duties.duties_of(request.user))
    by_action = {action: [one for one in todo if one.duty.action is action] for action in Action}
    answer = show(
        request,
        "collect.html",
        reading_of(request),
        problems=problems,
        taken=taken,
        key=secrets.token_urlsafe(16),
        late=duties.late(one.duty for one in todo),
        todo=todo,
        most=MOST,
        books=_books(by_action[Action.PREPARE]),
        recent=submissions.listed(request.user, most=RECENT),
        notes=notice_words.listed(notices.unread(_posts(request))[:MOST]),
        may_prepare=may_somewhere(request.user, Action.PREPARE),
        may_release=may_somewhere(request.user, Action.RELEASE),
        **_tables(by_action),
    )
    answer.status_code = 400 if problems or any(map(_is_stopped, taken)) else 200
    return answer


def _tables(todo: dict[Action, list[Waiting]]) -> dict[str, Any]:
    return {
        "to_prepare": todo[Action.PREPARE],
        "to_review": todo[Action.REVIEW],
        "to_release": todo[Action.RELEASE],
    }


def _books(todo: Sequence[Waiting]) -> list[Book]:
    """Workbooks that somebody may take, the most urgent first."""
    found: dict[tuple[str, Period], list[Duty]] = {}
    for one in todo:
        found.setdefault((one.form.code, one.period), []).append(one.duty)
    known = {one.form.code: one.form for one in todo}
    return [Book(known[code], period, len(rows)) for (code, period), rows in found.items()][:MOST]


def _is_stopped(one: Taken) -> bool:
    return bool(one.problems) or any(not part.is_handed_in for part in one.parts)
