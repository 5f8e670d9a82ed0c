"""What is told of one investment: gates, money, results, who pays and gains, ratings, what is next?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from styrbord.core.base.problems import Problem
from styrbord.core.investments.lights import ORDER
from styrbord.core.investments.portfolio.matrix import Matrix, MatrixRow
from styrbord.core.investments.portfolio.workflow import Noun
from styrbord.figures import format as written
from styrbord.figures.pages import Labels
from styrbord.services import board
from styrbord.services.investments import carding
from styrbord.services.investments.notes import CardNote, ResultNote
from styrbord.services.investments.standing import acts_for, posts_of
from styrbord.services.rights import rights_of
from styrbord.web.asking import reading_of
from styrbord.web.charting import ChartView
from styrbord.web.downloads import Offer
from styrbord.web.investments import agreeing, drawing, effects, lists, saying
from styrbord.web.investments import words as worded
from styrbord.web.investments.bearers import bearer
from styrbord.web.names import language, words
from styrbord.web.views.showing import show

Problems = Sequence[Problem]
SHADES = 3
ALONE = frozenset({"sign-in.needed", "investment.not-found"})


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result with its chart."""

    note: ResultNote
    chart: ChartView | None

    @property
    def title(self) -> str:
        """How far it has come."""
        return drawing.result_title(self.note)


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of who pays and gains; `shade` 0 to 3 tells how large it is among those of its side."""

    kind: str
    value: Decimal | None
    shade: str


@dataclass(frozen=True, slots=True)
class PayerView:
    """A row of who pays and gains."""

    name: str
    row: MatrixRow
    cells: tuple[CellView, ...]


@never_cache
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """The page of an investment, as far as the reader may see it."""
    return shown(request, code)


def shown(request: HttpRequest, code: str, problems: Problems = (), tried: str = "") -> HttpResponse:
    """The page, perhaps with what was wrong with what was sent."""
    reading, rights = reading_of(request), rights_of(request.user)
    card, labels = carding.card(reading, rights, code), board.labels(reading)
    money = drawing.spent(card)
    main = main_result(card)
    first = ResultView(main, drawing.result(card, main, day_of(card, "delivered"))) if main else None
    others = [ResultView(each, None) for each in card.results if each is not main]
    drawn = [each for each in (money, first.chart if first else None) if each]
    offers: dict[str, Offer] = {**lists.of_card(card), **{each.id: each for each in drawn}}
    bodies = acts_for(rights)
    answer = show(
        request,
        "investment.html",
        reading,
        offers=offers,
        card=card,
        name=words(card.names) or card.code,
        heading=heading(card),
        main=main,
        money=money,
        first=first,
        results=others,
        payers=payers(card, labels),
        pair=pair_of(card),
        effect_columns=effects.columns(card),
        lights=[light.value for light in ORDER],
        offered=saying.offered(Noun.INVESTMENT, card.stage, card.verbs),
        assents=agreeing.open_to(card, bodies),
        may_report=card.owner.code in posts_of(rights) or card.lead.code in bodies,
        may_write=card.plan is not None and card.lead.code in bodies,
        problems=problems,
        tried=tried,
        said=request.POST,
        key=saying.new_key(),
    )
    return answered(answer, problems)


def answered(answer: HttpResponse, problems: Problems) -> HttpResponse:
    """The page with the status that its problems ask for."""
    if problems:
        answer.status_code = 403 if "rights.missing" in {each.code for each in problems} else 400
    return answer


def day_of(card: CardNote, stage: str) -> date | None:
    """Day on which a gate was passed."""
    return next((each.on for each in card.gates if each.stage == stage and each.state == "passed"), None)


def main_result(card: CardNote) -> ResultNote | None:
    """The result that most money is tied to."""
    return next((each for each in card.results if each.code == card.headline.result), None)


def heading(card: CardNote) -> str:
    """Name and finding: so much of the money, so much of the result."""
    name, share, result = words(card.names) or card.code, card.headline.paid_share, main_result(card)
    way = result.way.share if result else None
    if share is None:
        return f"{name}: {worded.word('STAGES', card.stage).lower()}"
    told = {"name": name, "money": _share(share)}
    if way is None:
        return _("%(name)s: %(money)s of the money") % told
    return _("%(name)s: %(money)s of the money, %(result)s of the result") % {**told, "result": _share(way)}


def _share(value: Decimal) -> str:
    return written.share(float(value), language=language())


def payers(card: CardNote, labels: Labels) -> list[PayerView]:
    """Who pays and who gains, in the order of the plan."""
    if card.matrix is None:
        return []
    largest = _largest(card.matrix)
    return [
        PayerView(_body(card, each.bearer, labels), each, tuple(_cells(each, card.matrix, largest)))
        for each in card.matrix.rows
    ]


def _body(card: CardNote, code: str, labels: Labels) -> str:
    return bearer(labels, code, card.bodies)


def _largest(matrix: Matrix) -> Mapping[bool, Decimal]:
    cells = [value for each in matrix.rows for value in each.cells.values()]
    return {
        True: max((value for value in cells if value > 0), default=Decimal(0)),
        False: max((-value for value in cells if value < 0), default=Decimal(0)),
    }


def _cells(row: MatrixRow, matrix: Matrix, largest: Mapping[bool, Decimal]) -> list[CellView]:
    found = []
    for kind in matrix.kinds:
        value = row.cells.get(kind)
        of = largest[value > 0] if value else Decimal(0)
        level = min(int(abs(value) * SHADES / of), SHADES) if value and of else 0
        side = "gain" if value and value > 0 else "pay"
        found.append(CellView(kind, value, f"{side}-{level}" if level else ""))
    return found


@dataclass(frozen=True, slots=True)
class PairView:
    """Both ratings as places on one scale, 0 the best, and the parts of the computed one."""

    owner: int | None
    computed: int | None
    steps: int | None
    parts: tuple[tuple[str, str], ...]


def pair_of(card: CardNote) -> PairView | None:
    """Both ratings side by side."""
    if card.ratings is None:
        return None
    pair = card.ratings.pair
    parts = [(name, light.value) for name, light in pair.computed.parts.items()]
    unknown = [(name, "") for name in pair.computed.unknown]
    return PairView(
        ORDER.index(pair.owner.light) if pair.owner else None,
        ORDER.index(pair.computed.light) if pair.computed.light else None,
        pair.divergence,
        (*parts, *unknown),
    )
