"""Which pages are there: their tree, and one of them."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from styrbord.core.participation.talks import About
from styrbord.figures.pages import PageNode
from styrbord.services import board, discussion
from styrbord.services import pages as pages_service
from styrbord.services.board import free_pages, maps
from styrbord.web.asking import reading_of
from styrbord.web.forecasts.tiles import tiles_ahead, tiles_of
from styrbord.web.keeping import kept
from styrbord.web.views import blocks
from styrbord.web.views.showing import show


@kept
def tree(request: HttpRequest) -> HttpResponse:
    """All pages that the reader may see."""
    reading = reading_of(request)
    nodes = pages_service.tree(reading)
    return show(request, "pages.html", reading, nodes=nodes, count=_count(nodes), root=board.root(reading))


@kept
def page(request: HttpRequest, code: str) -> HttpResponse:
    """One page with its blocks."""
    reading = reading_of(request)
    found = free_pages.shown(reading, code)
    items = blocks.shown(request, found.blocks, maps.atlas_for(reading, found.blocks), board.labels(reading))
    return show(
        request,
        "page.html",
        reading,
        offers=blocks.offers(items),
        code=code,
        page=found,
        blocks=items,
        talks=discussion.on_figure(request.user, About(page=code)),
        **tiles_ahead(request, reading, tiles_of(found.blocks)),
    )


def _count(nodes: Sequence[PageNode]) -> int:
    return sum(1 + _count(node.children) for node in nodes)
