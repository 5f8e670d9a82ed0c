"""Which pages ask, show and answer questions on a figure or page?"""

import secrets
from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.participation.talks import About
from styrbord.services import discussion
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.views.showing import show

Problems = tuple[Problem, ...]
LONGEST_KEY = 64


@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Form for a question or comment on one figure or page."""
    about, said = discussion.place(request.user, _about(request.GET)), request.POST
    if request.method != "POST":
        return _form(request, about)
    kind = said.get("kind", "")
    try:
        token = discussion.begin(
            request.user, about, said=kind, words=said.get("words", ""), key=key_of(said)
        )
    except Refused as refused:
        return _form(request, about, refused.problems)
    return redirect(address.go(request, "talk", token))


@never_cache
def talk(request: HttpRequest, token: str) -> HttpResponse:
    """One talk with all that the reader may read of it; a form says something further."""
    if request.method != "POST":
        return _talk(request, token)
    said = request.POST
    try:
        discussion.reply(request.user, token, words=said.get("words", ""), key=key_of(said))
    except Refused as refused:
        return _refused(request, token, refused)
    return redirect(address.go(request, "talk", token))


@never_cache
@require_POST
def act(request: HttpRequest, token: str, number: int, verb: str) -> HttpResponse:
    """Change, hide or erase one saying."""
    if verb not in VERBS:
        raise Http404
    try:
        VERBS[verb](request.user, token, number, request.POST)
    except Refused as refused:
        return _refused(request, token, refused)
    return redirect(address.go(request, "talk", token))


@never_cache
def questions(request: HttpRequest) -> HttpResponse:
    """Questions that wait for the reader's posts, and those the reader asked."""
    page = discussion.questions(request.user)
    return show(request, "questions.html", reading_of(request), page=page)


def key_of(said: QueryDict) -> str:
    """Key that makes a form that is sent twice the same work."""
    return said.get("key", "")[:LONGEST_KEY]


def _change(user: object, token: str, number: int, said: QueryDict) -> None:
    version = said.get("version", "")
    shown = int(version) if version.isascii() and version.isdigit() and len(version) < 6 else 0
    words = said.get("words", "")
    discussion.change(user, token, number, words=words, version=shown, key=key_of(said))


def _hide(user: object, token: str, number: int, said: QueryDict) -> None:
    discussion.hide(user, token, number, reason=said.get("reason", ""), key=key_of(said))


def _erase(user: object, token: str, number: int, said: QueryDict) -> None:
    discussion.erase(user, token, number, key=key_of(said))


VERBS: Mapping[str, Callable[[object, str, int, QueryDict], None]] = {
    "change": _change,
    "hide": _hide,
    "erase": _erase,
}


def _about(said: QueryDict) -> About:
    parts = ("indicator", "subject", "period", "page")
    return About(**{name: said.get(name, "").replace("\x00", "").strip() for name in parts})


def _form(request: HttpRequest, about: About, problems: Problems = ()) -> HttpResponse:
    said = request.POST if problems else request.GET
    answer = show(
        request,
        "talk-new.html",
        reading_of(request),
        problems=problems,
        about=about,
        said=said,
        key=secrets.token_urlsafe(16),
    )
    answer.status_code = 400 if problems else 200
    return answer


def _refused(request: HttpRequest, token: str, refused: Refused) -> HttpResponse:
    """The talk with what is wrong; where nothing of it may be seen, or done at all, the refusal alone."""
    codes = {problem.code for problem in refused.problems}
    if codes & {"talk.not-found", "sign-in.needed", "rights.missing"}:
        raise refused
    return _talk(request, token, refused.problems)


def _talk(request: HttpRequest, token: str, problems: Problems = ()) -> HttpResponse:
    answer = show(
        request,
        "talk.html",
        reading_of(request),
        problems=problems,
        talk=discussion.talk(request.user, token),
        said=request.POST,
        key=secrets.token_urlsafe(16),
    )
    answer.status_code = 400 if problems else 200
    return answer
