"""Are rights, settings and changes of names looked up once for the whole of a page that is read?"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from styrbord.services import happenings, installation, reading, rights

READING = frozenset({"GET", "HEAD"})


class RightsOnce:
    """Lets a request that only reads ask once; one that changes something asks anew each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        if request.method not in READING:
            return self.get_response(request)
        with (
            happenings.asked_once(),
            installation.read_once(),
            rights.asked_once(),
            reading.asked_once(),
        ):
            return self.get_response(request)
