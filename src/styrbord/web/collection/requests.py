"""Which pages show the numbers that are wanted, and move a request on its way?"""

import secrets
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.requests import RequestState
from styrbord.services import rights
from styrbord.services.collection import requests
from styrbord.web.asking import reading_of
from styrbord.web.views.showing import show

LONGEST_KEY = 64


def backlog(request: HttpRequest) -> HttpResponse:
    """The list of requests, and the form for a new one."""
    _reader(request)
    if request.method != "POST":
        return _backlog(request)
    by = requests.wanting(request.user)
    said = request.POST
    try:
        token = requests.want(said.get("title", ""), said.get("why", ""), by=by, key=_key(request))
    except Refused as refused:
        return _backlog(request, refused.problems)
    return redirect("request", token)


def one(request: HttpRequest, token: str) -> HttpResponse:
    """One request with its history and the steps that may be taken."""
    _reader(request)
    if request.method != "POST":
        return _one(request, token)
    by = requests.moving(request.user)
    said, reading = request.POST, reading_of(request)
    words = {name: said.get(name, "") for name in ("found", "indicator", "why")}
    revision, verb = _number(said.get("revision", "")), said.get("verb", "")
    try:
        requests.move(token, verb, words, revision=revision, reading=reading, by=by, key=_key(request))
    except Refused as refused:
        if any(problem.code.endswith("not-found") for problem in refused.problems):
            raise
        return _one(request, token, refused.problems)
    return redirect("request", token)


def _reader(request: HttpRequest) -> None:
    """Whoever holds a post reads what is wanted; words of colleagues are not for everyone."""
    if not request.user.is_authenticated:
        raise Refused(Problem("sign-in.needed"))
    if not rights.rights_of(request.user).rights:
        raise Refused(Problem("rights.missing"))


def _may_want(request: HttpRequest) -> bool:
    try:
        return bool(requests.wanting(request.user))
    except Refused:
        return False


def _backlog(request: HttpRequest, problems: Sequence[Problem] = ()) -> HttpResponse:
    state = request.GET.get("state", "")
    counts = requests.counts()
    chosen = state if state in counts else ""
    return _show(
        request, "requests.html", problems, notes=requests.listed(chosen), counts=counts, state=chosen
    )


def _one(request: HttpRequest, token: str, problems: Sequence[Problem] = ()) -> HttpResponse:
    note = requests.note(token)
    live = note.state == RequestState.LIVE
    return _show(request, "request.html", problems, note=note, is_live=live)


def _show(request: HttpRequest, template: str, problems: Sequence[Problem], **context: Any) -> HttpResponse:
    answer = show(
        request,
        template,
        reading_of(request),
        problems=problems,
        said=request.POST.dict(),
        key=secrets.token_urlsafe(16),
        may_want=_may_want(request),
        may_move=requests.may_move(request.user),
        **context,
    )
    answer.status_code = 400 if problems else 200
    return answer


def _key(request: HttpRequest) -> str:
    return request.POST.get("key", "").replace("\x00", "")[:LONGEST_KEY]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
