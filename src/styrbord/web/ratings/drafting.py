"""Which pages let a method be written as text, with everything that is wrong shown at its place?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.ratings.method_text import shipped, shipped_text, toml_of
from styrbord.services import board, ratings
from styrbord.services.ratings import MethodPage, ScopeNote
from styrbord.services.ratings.drafting import may_draft
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.names import words
from styrbord.web.ratings.keys import key_of, new_key, whole
from styrbord.web.views.showing import show

ALONE = {"rights.missing", "sign-in.needed", "rating.not-found"}
LINE = re.compile(r"^line (\d+)(?:, )?")
MOST = 400_000
Problems = tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A problem with the line of the text that it is about."""

    problem: Problem
    line: int
    text: str


@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Form for the first version of a method; a refusal shows it again with what is wrong, nothing lost."""
    may_draft(request.user)
    if request.method != "POST":
        return _form(request, "", _begun(request))
    said = request.POST
    code, text = said.get("code", "").strip()[:64], _text(request)
    try:
        ratings.draft(request.user, code, text, scope=_scope(request), key=key_of(said))
    except Refused as refused:
        return _form(request, "", text, _open(refused))
    return redirect(address.go(request, "rating-method", code))


@never_cache
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Form for the next version of a method, or for its draft."""
    may_draft(request.user)
    if request.method != "POST":
        return _form(request, code, _begun(request) or toml_of(_newest(request, code).method))
    said, text = request.POST, _text(request)
    try:
        revision = whole(said, "revision")
        ratings.change(request.user, code, text, scope=_scope(request), revision=revision, key=key_of(said))
    except Refused as refused:
        return _form(request, code, text, _open(refused))
    number = _newest(request, code).note.number
    return redirect(address.go(request, "rating-method", code, version=number))


def _newest(request: HttpRequest, code: str) -> MethodPage:
    """The newest version of a method: its draft, where there is one."""
    reading = reading_of(request)
    page = ratings.method(reading, code, user=request.user)
    return ratings.method(reading, code, version=page.versions[0].number, user=request.user)


def _begun(request: HttpRequest) -> str:
    """Text of the shipped method that is asked for; "" when none is."""
    asked = request.GET.get("from", "")
    return shipped_text(asked) if asked in shipped() else ""


def _text(request: HttpRequest) -> str:
    return request.POST.get("text", "").replace("\r\n", "\n").replace("\x00", "")[:MOST]


def _scope(request: HttpRequest) -> ScopeNote:
    said = request.POST
    types = tuple(said.get("types", "").replace(",", " ").split())
    return ScopeNote(
        level=said.get("level", "")[:64],
        below=said.get("below", "").strip()[:64],
        types=types,
        officer=said.get("officer", "").strip()[:500],
    )


def _open(refused: Refused) -> Problems:
    if ALONE & {problem.code for problem in refused.problems}:
        raise refused
    return tuple(refused.problems)


def _form(request: HttpRequest, code: str, text: str, problems: Problems = ()) -> HttpResponse:
    reading = reading_of(request)
    page = _newest(request, code) if code else None
    scope = _scope(request) if request.method == "POST" else page.scope if page else ScopeNote()
    levels = [(one, words(names)) for one, names in board.labels(reading).levels.items()]
    answer = show(
        request,
        "rating-draft.html",
        reading,
        method_code=code,
        said_code=request.POST.get("code", ""),
        text=text,
        scope=scope,
        revision=page.note.revision if page else 0,
        levels=levels,
        shipped=shipped(),
        problems=problems,
        placed=placed(problems, text),
        key=new_key(),
    )
    answer.status_code = 400 if problems else 200
    return answer


def placed(problems: Sequence[Problem], text: str) -> list[Placed]:
    """Problems in the order of the text, each with its line."""
    lines, found = text.splitlines(), []
    for problem in problems:
        match = LINE.match(problem.place)
        number = int(match[1]) if match else 0
        line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
        found.append(Placed(problem, number, line[:200]))
    return sorted(found, key=lambda one: one.line)
