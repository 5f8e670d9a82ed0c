"""Which pages let somebody make tokens for programs, and administrators see and end them all?"""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.people.roles import Action
from styrbord.services import rights
from styrbord.services.accounts import tokens
from styrbord.services.rights import Actor
from styrbord.web.asking import reading_of
from styrbord.web.views.showing import show

USUAL_DAYS = "90"


@never_cache
def own_tokens(request: HttpRequest) -> HttpResponse:
    """The reader's tokens; a form makes one, whose secret is shown this once, or ends one."""
    found = rights.rights_of(request.user)
    if not found.person:
        raise Refused(Problem("sign-in.needed"))
    if request.method != "POST":
        return _page(request)
    said = request.POST
    try:
        if "number" in said:
            tokens.end(_number(said.get("number", "")), by=_actor(request, ""), key=_key(request))
            return redirect("tokens")
        return _page(request, secret=_make(request))
    except Refused as refused:
        return _page(request, problems=refused.problems)


@never_cache
def all_tokens(request: HttpRequest) -> HttpResponse:
    """Everybody's tokens, for administrators, who may end each, and auditors."""
    if request.method != "POST":
        rights.require(request.user, Action.GIVE_RIGHTS, Action.READ_RECORDS)
        return _all(request)
    by = rights.require(request.user, Action.GIVE_RIGHTS)
    try:
        tokens.end(_number(request.POST.get("number", "")), by=by, is_any=True, key=_key(request))
    except Refused as refused:
        return _all(request, refused.problems)
    return redirect("all-tokens")


def _make(request: HttpRequest) -> str:
    said = request.POST
    post = said.get("post", "")
    scopes = said.get("scopes", "").replace("\x00", "").replace(",", "\n").splitlines()
    days = said.get("days", "").strip()
    number = int(days) if days.isascii() and days.isdigit() and len(days) < 6 else 0
    note = said.get("note", "").replace("\x00", "")
    return tokens.make(post, scopes, days=number, note=note, by=_actor(request, post), key=_key(request))


def _actor(request: HttpRequest, post: str) -> Actor:
    found = rights.rights_of(request.user)
    return Actor(post if post in found.posts else next(iter(found.posts), ""), found.person)


def _key(request: HttpRequest) -> str:
    return request.POST.get("key", "").replace("\x00", "")[:64]


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise Refused(Problem("token.not-found"))
    return int(text)


def _page(request: HttpRequest, *, secret: str = "", problems: tuple[Problem, ...] = ()) -> HttpResponse:
    found = rights.rights_of(request.user)
    answer = show(
        request,
        "account/tokens.html",
        reading_of(request),
        problems=problems,
        secret=secret,
        posts=found.posts,
        notes=tokens.own(found.person),
        said=request.POST if problems else {"days": USUAL_DAYS},
        key=secrets.token_urlsafe(16),
    )
    answer.status_code = 400 if problems else 200
    return answer


def _all(request: HttpRequest, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    answer = show(
        request,
        "account/all-tokens.html",
        reading_of(request),
        problems=problems,
        notes=tokens.every(),
        may_end=rights.may(request.user, Action.GIVE_RIGHTS),
    )
    answer.status_code = 400 if problems else 200
    return answer
