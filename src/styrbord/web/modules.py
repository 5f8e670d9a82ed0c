"""Which rooms beyond the dashboard are open here? Those that are off have no addresses and no links."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

_ROOMS: Mapping[str, str] = {
    "styrbord.web.collection": "collection",
    "styrbord.web.participation": "participation",
}
_PARTS: Mapping[str, str] = {
    "/api/v1/duties": "collection",
    "/api/v1/forms": "collection",
    "/api/v1/submissions": "collection",
    "/api/v1/receipts": "collection",
}


class Modules:
    """Answers addresses of a room that is off as if there were none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _args: object, _named: object
    ) -> None:
        """Refuse a view of a room that is off."""
        if not is_open(request, view):
            raise Http404


def is_open(request: HttpRequest, view: Callable[..., HttpResponse]) -> bool:
    """Whether an address belongs to the dashboard or to a room that is on."""
    rooms = [room for start, room in _ROOMS.items() if f"{view.__module__}.".startswith(f"{start}.")]
    rooms += [room for start, room in _PARTS.items() if request.path.startswith(start)]
    if request.path == "/api/v1/observations" and request.method == "POST":
        rooms.append("collection")
    return set(rooms) <= settings.STYRBORD_MODULES


def opened(_request: HttpRequest) -> dict[str, object]:
    """Rooms that are on, for the links of every page."""
    return {"modules": settings.STYRBORD_MODULES}
