"""Is it kept who saw restricted numbers, before they are sent?"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from styrbord.services import watching
from styrbord.services.reading import watched

LONGEST = 64


class Watching:
    """Writes one entry for a request that showed what is restricted; without the entry nothing is sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and keep what was shown."""
        with watched() as readings:
            answer = self.get_response(request)
        if readings:
            match = request.resolver_match
            watching.note(
                request.user,
                readings,
                where=(match.view_name if match else request.path)[:LONGEST],
                subject=_subject(request),
                file=request.GET.get("format", "")[:8],
                rights=getattr(request, "token_rights", None),
            )
        return answer


def _subject(request: HttpRequest) -> str:
    """Code of the subject that the address is about."""
    match = request.resolver_match
    named = match.kwargs if match else {}
    return str(named.get("subject") or named.get("code") or request.GET.get("subject", ""))[:LONGEST]
