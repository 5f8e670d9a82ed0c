"""Which pages list promises, show one, take a new one and what people do with it?"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.strategy.promises.workflow import Verb
from styrbord.services import promises
from styrbord.services.notices import posts_of
from styrbord.services.promises import Promised, PromiseNote
from styrbord.web import address, fields
from styrbord.web.asking import reading_of
from styrbord.web.paging import part_of
from styrbord.web.views.showing import show

SIZE = 20
"""Promises on a page."""
STATES = ("", "broken", "kept", "all")
WHOSE = ("", "mine", "asked")
ALONE = {"promise.not-found", "sign-in.needed"}
PAGES = {"decision": "decision", "deviation": "deviation"}
"""Page of what a promise came from, by its kind."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A promise as it was typed."""

    subject: str = ""
    holder: str = ""
    what: str = ""
    due: str = ""
    kind: str = ""
    source: str = ""


@never_cache
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Promises that the reader sees: broken ones first, then by day."""
    _demand_reader(request)
    asked = {name: request.GET.get(name, "").strip()[:64] for name in ("state", "whose", "subject")}
    asked["state"] = asked["state"] if asked["state"] in STATES else ""
    found: Sequence[PromiseNote] = promises.listed(request.user, state=asked["state"] or None)
    subjects = sorted({one.subject for one in found})
    found = _narrowed(request, found, asked)
    return show(
        request,
        "promises.html",
        reading_of(request),
        part=part_of(request, found, SIZE),
        count=len(found),
        asked=asked,
        subjects=subjects,
        states=STATES,
        whose=WHOSE,
    )


def _narrowed(
    request: HttpRequest, found: Sequence[PromiseNote], asked: dict[str, str]
) -> Sequence[PromiseNote]:
    posts = posts_of(request.user)
    if asked["whose"] == "mine":
        found = [one for one in found if one.holder in posts]
    elif asked["whose"] == "asked":
        found = [one for one in found if one.asked_by in posts and one.holder not in posts]
    return [one for one in found if asked["subject"] in ("", one.subject)]


@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Give a promise, or ask another post for one; what it comes from may stand in the address."""
    _demand_reader(request)
    said = request.POST if request.method == "POST" else request.GET
    typed = Typed(**{name: fields.text(said, name) for name in Typed.__dataclass_fields__})
    if request.method != "POST":
        return _form(request, typed)
    try:
        token = promises.give(request.user, _promised(typed), key=fields.key_of(said))
    except Refused as refused:
        return _form(request, typed, refused.problems)
    if typed.kind in PAGES:
        return redirect(address.go(request, PAGES[typed.kind], typed.source) + "#h-promises")
    return redirect(address.go(request, "promise", token))


def _promised(typed: Typed) -> Promised:
    """What is promised.

    Raises
    ------
    Refused
        `promise.needs-due` where no day was typed.
    """
    due = _day(typed.due)
    if due is None:
        raise Refused(Problem("promise.needs-due", "due_on"))
    kind = typed.kind if typed.kind in PAGES else ""
    return Promised(typed.subject, typed.holder, due, typed.what, kind, typed.source if kind else "")


def _form(request: HttpRequest, typed: Typed, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    answer = show(
        request, "promise-new.html", reading_of(request), typed=typed, problems=problems, key=_new_key()
    )
    return _coded(answer, problems)


@never_cache
def one(request: HttpRequest, token: str) -> HttpResponse:
    """One promise: who, what, by when, from what, what was done and what can be done now."""
    return _page(request, token)


@never_cache
@require_POST
def act(request: HttpRequest, token: str, verb: str) -> HttpResponse:
    """Do one thing with a promise, or erase the words of a step."""
    said = request.POST
    try:
        if verb == "erase":
            promises.erase(
                request.user, token, fields.whole(fields.text(said, "step")) or 0, key=fields.key_of(said)
            )
        elif verb in set(Verb):
            promises.move(
                request.user,
                token,
                verb,
                words=fields.text(said, "words"),
                due_on=_day(said.get("due", "")),
                to=fields.text(said, "to"),
                revision=fields.whole(fields.text(said, "revision")),
                key=fields.key_of(said),
            )
        else:
            raise Http404
    except Refused as refused:
        if ALONE & {problem.code for problem in refused.problems}:
            raise
        return _page(request, token, refused.problems, verb)
    return redirect(address.go(request, "promise", token))


def _page(
    request: HttpRequest, token: str, problems: tuple[Problem, ...] = (), verb: str = ""
) -> HttpResponse:
    page = promises.one(request.user, token)
    source = PAGES.get(page.note.source_kind, "") if page.sees_source else ""
    answer = show(
        request, "promise.html", reading_of(request), page=page, note=page.note, source=source,
        problems=problems, said=request.POST, tried=verb, key=_new_key(),
    )  # fmt: skip
    return _coded(answer, problems)


def _coded(answer: HttpResponse, problems: tuple[Problem, ...]) -> HttpResponse:
    if problems:
        codes = {problem.code for problem in problems}
        answer.status_code = 403 if codes & {"rights.missing", "promise.own", "promise.not-own"} else 400
    return answer


def _demand_reader(request: HttpRequest) -> None:
    if not request.user.is_authenticated:
        raise Refused(Problem("sign-in.needed"))


def _new_key() -> str:
    return secrets.token_urlsafe(12)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
