"""What may a page load, which methods are answered, and what may a browser keep?"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import patch_cache_control

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ECHOES = frozenset({"TRACE", "TRACK", "CONNECT"})
"""Methods that only give back what was sent, or lead elsewhere."""
ANSWERED = ("GET", "HEAD", "POST", "OPTIONS")


class ContentPolicy:
    """Only this site: no inline code, no eval, no other host; nothing of a session is kept by a browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the policy."""
        is_echo = request.method in ECHOES
        response = HttpResponseNotAllowed(ANSWERED) if is_echo else self.get_response(request)
        response["Content-Security-Policy"] = POLICY
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if _is_of_a_session(request) and not response.has_header("Cache-Control"):
            patch_cache_control(response, no_store=True, private=True)
        return response


def _is_of_a_session(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers
