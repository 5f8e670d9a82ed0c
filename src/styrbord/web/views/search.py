"""Where is it: the search."""

from django.http import HttpRequest, HttpResponse

from styrbord.services import board
from styrbord.services.board import search
from styrbord.web.asking import reading_of
from styrbord.web.keeping import kept_by_rights
from styrbord.web.views.showing import show


@kept_by_rights
def find(request: HttpRequest) -> HttpResponse:
    """Subjects, indicators and pages by name or code."""
    reading = reading_of(request)
    text = request.GET.get("q", "").strip()
    hits = search.find(reading, text) if text else []
    return show(request, "search.html", reading, text=text, hits=hits, root=board.root(reading))
