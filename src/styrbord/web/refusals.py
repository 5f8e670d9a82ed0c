"""What does a reader see when work is refused? The problems, in the same words as everywhere."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from styrbord.core.base.problems import Refused

FORBIDDEN = frozenset({"sign-in.needed", "rights.missing"})
ABSENT = frozenset({"people.unknown-post", "rating.none-yet", "rating.not-rated", "rating.withdrawn"})


class Refusals:
    """Turns Refused into a page with where, what and what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Show the problems of a refusal; other errors go on their way."""
        if not isinstance(error, Refused):
            return None
        status = status_of(error)
        return render(request, "styrbord/refused.html", {"problems": error.problems}, status=status)


def status_of(error: Refused) -> int:
    """Status of an answer that tells a refusal: not there, not allowed, or asked for wrongly."""
    codes = [problem.code for problem in error.problems]
    if any(code.endswith("not-found") for code in codes) or ABSENT.intersection(codes):
        return 404
    return 403 if FORBIDDEN.intersection(codes) else 400
