"""Who asks too often, and must wait?"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from styrbord.core.base.problems import Problem
from styrbord.services import rights
from styrbord.services.accounts.limits import BUCKETS
from styrbord.web.accounts.guarding import refusal
from styrbord.web.accounts.lockout import address_of

SIGNING_IN = frozenset(
    {
        "sign-in",
        "account_login",
        "account_reauthenticate",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "openid_connect_login",
        "openid_connect_callback",
    }
)
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class Limits:
    """Answers 429 to an address, a person or a post that asks too often."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Take one request from whoever asks; say how long to wait when none is left."""
        name = kind_of(request) if settings.RATE_LIMITS else ""
        limit = settings.RATE_LIMITS.get(name)
        if limit is None:
            return None
        seconds = max(BUCKETS.wait(name, key, limit) for key in _keys(request, name))
        if not seconds:
            return None
        answer = refusal(request, Problem("limit.too-many", "", {"seconds": seconds}), 429)
        answer["Retry-After"] = str(seconds)
        answer["Cache-Control"] = "no-store"
        return answer


def kind_of(request: HttpRequest) -> str:
    """Name of the limit that a request falls under; empty when none does."""
    name = (request.resolver_match.url_name or "") if request.resolver_match else ""
    is_safe = request.method in SAFE
    if name.startswith("openid_connect") or (name in SIGNING_IN and not is_safe):
        return "sign-in"
    if not is_safe and request.content_type == "multipart/form-data" and request.user.is_authenticated:
        return "upload"
    if request.path.startswith("/api/"):
        return "api"
    if name == "search":
        return "search"
    return "" if is_safe or request.user.is_authenticated else "post"


def _keys(request: HttpRequest, name: str) -> list[str]:
    """Whose limit it is: the address', or that of a person and of each of their posts."""
    if name != "upload":
        return [address_of(request)]
    return [f"user {request.user.pk}", *(f"post {code}" for code in rights.rights_of(request.user).posts)]
