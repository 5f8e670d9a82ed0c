"""Which pages show agreements between territories, and who saw what is restricted?"""

import secrets
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.people.roles import Action
from styrbord.services import clock, rights, sharing, watching
from styrbord.services.sharing import Agreed
from styrbord.services.watching import Filters
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.people import forms
from styrbord.web.views.showing import show


@never_cache
def agreements(request: HttpRequest) -> HttpResponse:
    """All agreements; forms add one and end one."""
    if request.method != "POST":
        rights.require(request.user, Action.GIVE_RIGHTS, Action.READ_RECORDS)
        return _agreements(request)
    by = rights.require(request.user, Action.GIVE_RIGHTS)
    try:
        if request.POST.get("verb") == "end":
            sharing.end(_number(request.POST), by=by, key=forms.key_of(request.POST))
        else:
            sharing.add(_agreed(request.POST), by=by, key=forms.key_of(request.POST))
    except Refused as refused:
        return _agreements(request, refused.problems)
    return redirect(address.go(request, "sharing"))


@never_cache
def log(request: HttpRequest) -> HttpResponse:
    """Who saw restricted numbers and pages, newest first."""
    rights.require(request.user, Action.READ_RECORDS)
    said = {name: request.GET.get(name, "").strip() for name in ("post", "person", "indicator")}
    filters = Filters(**said, first=_day(request.GET, "first"), last=_day(request.GET, "last"))
    found, _ = watching.seen(filters)
    return show(request, "people-log.html", reading_of(request), entries=found, said=request.GET.dict())


def _agreements(request: HttpRequest, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    reading = reading_of(request)
    context: dict[str, Any] = {
        "notes": sharing.listed(),
        "problems": problems,
        "subjects": sorted(reading.register.subjects()),
        "hierarchies": reading.register.hierarchies(),
        "classes": sharing.CLASSES,
        "key": secrets.token_urlsafe(16),
        "may_give": rights.may(request.user, Action.GIVE_RIGHTS),
        "said": {"first": clock.now().date().isoformat(), **request.POST.dict()},
    }
    answer = show(request, "sharing.html", reading, **context)
    answer.status_code = 400 if problems else 200
    return answer


def _agreed(said: QueryDict) -> Agreed:
    words = {name: said.get(name, "").strip() for name in ("code", "giver", "taker", "access", "basis")}
    codes = tuple(filter(None, said.get("indicators", "").replace(",", " ").split()))
    return Agreed(
        **words,
        hierarchy=said.get("hierarchy") or "administrative",
        indicators=codes,
        first=_day(said, "first") or clock.now().date(),
        last=_day(said, "last"),
    )


def _day(said: QueryDict, name: str) -> date | None:
    text = said.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as cause:
        raise Refused(Problem("people.no-day", name, {"text": text})) from cause


def _number(said: QueryDict) -> int:
    text = said.get("number", "")
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise Refused(Problem("sharing.not-found"))
    return int(text)
