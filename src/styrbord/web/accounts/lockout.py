"""When are there too many wrong tries, and what is said then? The same for accounts that are not there."""

import hmac
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from styrbord.core.base.problems import Problem, define
from styrbord.services.accounts.names import person_of
from styrbord.services.refusals import tell_locked

define(
    "sign-in.locked",
    "There were too many wrong tries.",
    "Wait {minutes} minutes, then try again. Whoever keeps the server can make a link that signs in.",
)


def address_of(request: HttpRequest) -> str:
    """Address of the reader: the last one that the proxy of this server noted, where there is one."""
    noted = request.headers.get("X-Forwarded-For", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    last = noted.rpartition(",")[2].strip()
    return last[:45] or str(request.META.get("REMOTE_ADDR") or "127.0.0.1")


def account_of(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """What is kept of the name that was tried: a keyed hash, as typed names may be those of persons."""
    name = str((credentials or {}).get("username") or "")
    return hmac.new(settings.SECRET_KEY.encode(), name.strip().lower().encode(), sha256).hexdigest()


def answer(request: HttpRequest, *_: object) -> HttpResponse:
    """Page that says how long to wait; that somebody has to is told."""
    name = str(getattr(request, "tried_name", "") or request.POST.get("login", ""))
    account, source = (account_of(request, {"username": one}) for one in (name, address_of(request)))
    tell_locked(person_of(name), account, source)
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    problems = (Problem("sign-in.locked", "", {"minutes": minutes}),)
    context = {"problems": problems, "heading": gettext("Please wait"), "is_signing_in": True}
    answer = render(request, "styrbord/refused.html", context, status=429)
    answer["Retry-After"] = str(minutes * 60)
    answer["Cache-Control"] = "no-store"
    return answer


def is_locked(request: HttpRequest, name: str) -> bool:
    """Whether a name or the reader's address had too many wrong tries; the answer then says so."""
    if not settings.AXES_ENABLED or AxesProxyHandler.is_allowed(request, {"username": name}):
        return False
    request.axes_locked_out, request.tried_name = True, name
    return True


def failed(request: HttpRequest, name: str) -> None:
    """Count a wrong try."""
    request.tried_name = name
    user_login_failed.send(sender=__name__, credentials={"username": name}, request=request)


def link_name(request: HttpRequest) -> str:
    """Name under which wrong links from an address are counted: no account is locked by them."""
    return f"link {address_of(request)}"


def refuse_locked(request: HttpRequest, name: str) -> None:
    """Refuse while locked.

    Raises
    ------
    ValidationError
        Which the page of the lock-out replaces.
    """
    if is_locked(request, name):
        raise ValidationError("locked")
