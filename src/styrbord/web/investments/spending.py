"""How is the money of the portfolio planned, committed, contracted and paid, and what is left of it?"""

from collections.abc import Sequence
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from styrbord.charts.model import Table
from styrbord.core.investments.portfolio.money import Money
from styrbord.figures.pages import Labels
from styrbord.figures.spending import Spending
from styrbord.services import board
from styrbord.services.investments import spending
from styrbord.services.rights import rights_of
from styrbord.web.asking import reading_of
from styrbord.web.investments import money
from styrbord.web.investments import words as worded
from styrbord.web.names import subject_name
from styrbord.web.tables import Maker
from styrbord.web.views.showing import show


@never_cache
@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Spending by body, system, kind of cost or programme."""
    reading = reading_of(request)
    asked = request.GET.get("by", "")
    by = asked if asked in spending.WAYS else spending.WAYS[0]
    note, labels = spending.table(rights_of(request.user), by), board.labels(reading)
    return show(
        request,
        "investment-spending.html",
        reading,
        offers={"spending": table_of(note.rows, by)},
        note=note,
        rows=[(title_of(by, one.key, labels), one) for one in note.rows],
        by=[(one, worded.word("TOTALS", one)) for one in spending.WAYS],
        heading=heading(note.totals),
    )


def heading(totals: Sequence[Spending]) -> str:
    """How much of what may be spent is paid; of the price in which most is planned."""
    told = max(totals, key=lambda one: _amount(one.planned) or Decimal(0), default=None)
    if told is None or told.paid is None:
        return _("Spending on digital investments")
    paid = f"{money.short(told.paid.amount)} {told.price.currency}"
    left = told.left
    if left is None:
        return _("Spending: %(paid)s is paid") % {"paid": paid}
    return _("Spending: %(paid)s is paid, %(left)s is left") % {
        "paid": paid,
        "left": f"{money.short(left.amount)} {told.price.currency}",
    }


def title_of(by: str, key: str, labels: Labels) -> str:
    """What a row is called."""
    if not key:
        return _("not said")
    if by == "body":
        return subject_name(labels, key)
    return worded.word("COSTS", key) if by == "kind" else key


def table_of(rows: Sequence[Spending], by: str) -> Maker:
    """Spending as raw rows."""

    def make(labels: Labels) -> Table:
        heads = (
            worded.word("TOTALS", by), _("Currency"), _("Price year"), worded.word("FACTS", "planned"),
            _("In force"), worded.word("FACTS", "committed"), worded.word("FACTS", "contracted"),
            worded.word("FACTS", "paid"), worded.word("FACTS", "left"),
        )  # fmt: skip
        return Table(heads, tuple(_row(one, title_of(by, one.key, labels)) for one in rows))

    return make


def _row(one: Spending, title: str) -> tuple[str | float | None, ...]:
    amounts = (one.planned, one.in_force, one.committed, one.contracted, one.paid, one.left)
    told = tuple(None if each is None else float(each.amount) for each in amounts)
    return (title, one.price.currency, float(one.price.year), *told)


def _amount(one: Money | None) -> Decimal | None:
    return None if one is None else one.amount
