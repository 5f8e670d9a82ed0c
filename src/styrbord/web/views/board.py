"""What deviates: the overview."""

from django.http import HttpRequest, HttpResponse

from styrbord.services import board
from styrbord.services.board import maps
from styrbord.web import drawings, tables, wording
from styrbord.web.asking import reading_of
from styrbord.web.forecasts.tiles import tiles_ahead
from styrbord.web.keeping import kept_by_rights
from styrbord.web.names import words
from styrbord.web.views.showing import show


@kept_by_rights
def overview(request: HttpRequest) -> HttpResponse:
    """One subject on one screen, exceptions first."""
    reading = reading_of(request)
    page = board.overview(reading, request.GET.get("subject") or board.root(reading))
    small_map = drawings.where(request, page, maps.atlas(reading))
    heading = wording.overview_heading(page, words(page.subject.names) or page.subject.code)
    offers = {"map": small_map, "exceptions": tables.exceptions(page)}
    return show(
        request, "overview.html", reading, offers=offers, page=page, map=small_map, heading=heading,
        **tiles_ahead(request, reading, page.tiles),
    )  # fmt: skip
