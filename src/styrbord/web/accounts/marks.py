"""What does a session remember about how and when it began?"""

import time

from django.conf import settings
from django.http import HttpRequest

from styrbord.services import installation
from styrbord.services.accounts import standing

BEGAN, SEEN, FACTOR = "began", "seen", "factor"
NONCE, TRUSTED = "oidc-nonce", "oidc-factor"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
SEEN_EVERY = 60


def begin(request: HttpRequest, *, has_factor: bool) -> None:
    """Note that a session begins now."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())
    request.session[FACTOR] = has_factor


def has_ended(request: HttpRequest) -> bool:
    """Whether a session is too old or was left alone for too long; else it was seen now."""
    now = int(time.time())
    began, seen = request.session.get(BEGAN), request.session.get(SEEN)
    if not isinstance(began, int) or not isinstance(seen, int):
        request.session[BEGAN] = request.session[SEEN] = now
        return False
    if now - began >= settings.SESSION_ABSOLUTE_SECONDS or now - seen >= settings.SESSION_IDLE_SECONDS:
        return True
    if now - seen >= SEEN_EVERY:
        request.session[SEEN] = now
    return False


def is_here(request: HttpRequest) -> bool:
    """Whether the reader sits at the machine that serves the board, with no proxy between."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    is_passed_on = any(name.startswith("X-Forwarded") for name in request.headers)
    near = host in LOOPBACK and request.META.get("REMOTE_ADDR") in LOOPBACK
    return near and not is_passed_on and not settings.SECURE_PROXY_SSL_HEADER


def is_lenient(request: HttpRequest) -> bool:
    """Whether nobody is asked for a second factor: invented data, seen from their own machine."""
    if settings.SECOND_FACTOR_ROLES is not None or not is_here(request):
        return False
    return bool(installation.setting(installation.IS_INVENTED))


def is_owed(request: HttpRequest) -> bool:
    """Whether a role of the reader asks for a second factor that this session was not begun with."""
    if request.session.get(FACTOR):
        return False
    return standing.must_have_factor(request.user, is_here=is_here(request))


def renew(request: HttpRequest) -> None:
    """Look again at what the reader has set up, after a change that they made in this session."""
    if standing.standing_of(request.user).is_whole:
        request.session[FACTOR] = True
