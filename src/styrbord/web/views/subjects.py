"""What is measured: the tree of subjects, a subject, one of its rubrics."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from styrbord.figures.pages import TreeNode
from styrbord.services import board, ratings
from styrbord.services.board import maps
from styrbord.web import wording
from styrbord.web.asking import reading_of
from styrbord.web.forecasts.tiles import tiles_ahead, tiles_of
from styrbord.web.keeping import kept_by_rights
from styrbord.web.names import words
from styrbord.web.views import blocks
from styrbord.web.views.showing import show


@kept_by_rights
def tree(request: HttpRequest) -> HttpResponse:
    """All subjects by what they belong to."""
    reading = reading_of(request)
    nodes = board.tree(reading)
    return show(request, "subjects.html", reading, nodes=nodes, count=_count(nodes))


@kept_by_rights
def subject(request: HttpRequest, code: str) -> HttpResponse:
    """One subject with all rubrics."""
    reading = reading_of(request)
    page = board.subject_page(reading, code)
    heading = wording.subject_heading(page, words(page.subject.names) or code)
    ahead = tiles_ahead(request, reading, (tile for one in page.rubrics for tile in one.tiles))
    places = ratings.standings(reading, code)
    return show(request, "subject.html", reading, page=page, heading=heading, places=places, **ahead)


@kept_by_rights
def rubric(request: HttpRequest, code: str, rubric: str) -> HttpResponse:
    """One rubric of one subject."""
    reading = reading_of(request)
    page = board.rubric_page(reading, code, rubric)
    items = blocks.shown(request, page.blocks, maps.atlas_for(reading, page.blocks), board.labels(reading))
    heading = wording.rubric_heading(page)
    return show(
        request,
        "rubric.html",
        reading,
        offers=blocks.offers(items),
        code=rubric,
        page=page,
        blocks=items,
        heading=heading,
        **tiles_ahead(request, reading, tiles_of(page.blocks)),
    )


def _count(nodes: Sequence[TreeNode]) -> int:
    return sum(1 + _count(node.children) for node in nodes)
