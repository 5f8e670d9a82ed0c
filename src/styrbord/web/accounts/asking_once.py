"""Are rights, settings and changes of names looked up once for the whole of a page that is read?"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from styrbord.services import clock, happenings, installation, reading, rights

READING = frozenset({"GET", "HEAD"})
CLOCK = frozenset({clock.SHIFT})


class RightsOnce:
    """Lets a request that only reads ask once; one that changes something asks for rights anew each time.

    It asks once for how far the clock is shifted, and for the changes of names outside of its pieces of work.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        if request.method not in READING:
            with installation.read_once(CLOCK), reading.asked_once():
                return self.get_response(request)
        with (
            happenings.asked_once(),
            installation.read_once(),
            rights.asked_once(),
            reading.asked_once(),
        ):
            return self.get_response(request)
