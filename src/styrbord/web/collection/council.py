"""Which page can be put before a council after a hand-in, on the screen, in print and as a PDF?"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.documents.report import pdf
from styrbord.figures.council import Compared, CouncilPage
from styrbord.figures.pages import Labels
from styrbord.services import board
from styrbord.services.collection.council import council
from styrbord.services.reading import Reading
from styrbord.web.asking import reading_of
from styrbord.web.charting import ChartView
from styrbord.web.collection import council_paper, council_words
from styrbord.web.collection.tasks import attached
from styrbord.web.views.showing import show


@dataclass(frozen=True)
class Card:
    """One compared indicator with its words and its chart."""

    one: Compared
    title: str
    finding: str
    why_nobody: str
    chart: ChartView


@never_cache
@require_safe
def page(request: HttpRequest, token: str) -> HttpResponse:
    """What was handed in, how it runs beside similar subjects, who does better and whom to call there."""
    found, reading, labels = _asked(request, token)
    cards = [_card(labels, n, one) for n, one in enumerate(found.compared)]
    return show(
        request,
        "council.html",
        reading,
        offers={card.chart.id: card.chart for card in cards},
        page=found,
        cards=cards,
        label=council_words.label(found),
        similar=council_words.similar(found, labels),
        hidden=council_words.hidden(found),
    )


@never_cache
@require_safe
def paper(request: HttpRequest, token: str) -> HttpResponse:
    """The same as a PDF."""
    found, reading, labels = _asked(request, token)
    made = pdf(council_paper.sheet(request, found, labels, board.shell(reading), reading.as_of))
    return attached(made, "application/pdf", f"council-{token[:8]}-{found.number}.pdf")


def _asked(request: HttpRequest, token: str) -> tuple[CouncilPage, Reading, Labels]:
    if not request.user.is_authenticated:
        raise Refused(Problem("sign-in.needed"))
    reading = reading_of(request)
    return council(token, user=request.user, reading=reading), reading, board.labels(reading)


def _card(labels: Labels, number: int, one: Compared) -> Card:
    chart = council_paper.chart(labels, one, council_paper.ON_SCREEN)
    return Card(
        one,
        council_words.title(labels, one),
        council_words.finding(one),
        council_words.why_nobody(one),
        ChartView(f"council-{number}", chart, one.indicator.decimals),
    )
