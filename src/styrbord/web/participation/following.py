"""Which pages let somebody follow something by letters, and stop?"""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from styrbord.core.base.problems import Problem, Refused
from styrbord.services import subscriptions as service
from styrbord.services.subscriptions import Target
from styrbord.web import address
from styrbord.web.accounts.lockout import address_of
from styrbord.web.asking import reading_of
from styrbord.web.participation.talks import key_of
from styrbord.web.views.showing import show


@never_cache
def subscriptions(request: HttpRequest) -> HttpResponse:
    """What the reader follows, and a form to follow one thing more."""
    if request.method != "POST":
        return _page(request, done=request.GET.get("done", ""))
    try:
        done = _stop(request) if request.POST.get("verb") == "stop" else _follow(request)
    except Refused as refused:
        return _page(request, refused.problems)
    return redirect(address.go(request, "subscriptions", done=done))


@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Button that says yes to letters; opening the link alone does nothing, for programs open links too."""
    service.check_confirmation(token)
    if request.method == "POST":
        service.confirm(token)
    return _button(request, "confirm")


@csrf_exempt  # a mail program presses it without a cookie: the signed token is the proof (RFC 8058)
@never_cache
def end(request: HttpRequest, token: str) -> HttpResponse:
    """Button that ends all letters; a mail program may press it by itself."""
    service.check_end(token)
    if request.method == "POST":
        service.end(token)
    return _button(request, "end")


def _follow(request: HttpRequest) -> str:
    said = request.POST
    is_asked = service.follow(
        request.user,
        _target(request),
        address=said.get("address", "").replace("\x00", ""),
        language=(get_language() or "en")[:2],
        rhythm=said.get("rhythm", ""),
        caller=address_of(request),
        key=key_of(said),
        day=int(text) if (text := said.get("day", "")).isascii() and text.isdigit() and len(text) == 1 else 0,
        is_always=said.get("always") == "1",
    )
    return "asked" if is_asked else "followed"


def _stop(request: HttpRequest) -> str:
    text = request.POST.get("number", "")
    is_number = text.isascii() and text.isdigit() and len(text) < 16
    service.stop(request.user, int(text) if is_number else 0)
    return "stopped"


def _target(request: HttpRequest) -> Target:
    said = request.POST if request.method == "POST" else request.GET
    parts = (said.get(name, "").replace("\x00", "").strip()[:64] for name in ("kind", "code", "subject"))
    return Target(*parts)


def _page(request: HttpRequest, problems: tuple[Problem, ...] = (), done: str = "") -> HttpResponse:
    target = _target(request)
    names, subject_names = service.named(request.user, target) if target.code else ({}, {})
    answer = show(
        request,
        "subscriptions.html",
        reading_of(request),
        problems=problems,
        mine=service.mine(request.user),
        target=target,
        names=names,
        subject_names=subject_names,
        said=request.POST,
        done=done,
        weekdays=[WEEKDAYS[day] for day in range(7)],
        key=secrets.token_urlsafe(16),
    )
    answer.status_code = 400 if problems else 200
    return answer


def _button(request: HttpRequest, verb: str) -> HttpResponse:
    is_done = request.method == "POST"
    return show(request, "subscription-button.html", reading_of(request), verb=verb, is_done=is_done)
