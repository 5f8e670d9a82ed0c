"""Where is it: the search."""

from django.http import HttpRequest, HttpResponse

from styrbord.services import board, decisions
from styrbord.services.board import search
from styrbord.web.asking import reading_of
from styrbord.web.keeping import kept_by_rights
from styrbord.web.views.showing import show

MOST_DECISIONS = 20


@kept_by_rights
def find(request: HttpRequest) -> HttpResponse:
    """Subjects, indicators and pages by name or code, and decisions by their words and lessons."""
    reading = reading_of(request)
    text = request.GET.get("q", "").strip()
    hits = search.find(reading, text) if text else []
    told = decisions.lessons(reading, text[:200])[:MOST_DECISIONS]
    return show(request, "search.html", reading, text=text, hits=hits, told=told, root=board.root(reading))
