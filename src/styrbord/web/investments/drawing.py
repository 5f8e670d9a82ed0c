"""Which charts stand on the page of an investment: money as it adds up, and results against their promise?"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from styrbord.charts.line import Event, line_chart
from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.text import LANGUAGES
from styrbord.figures import format as written
from styrbord.figures.model import Line
from styrbord.services.investments.notes import CardNote, ResultNote
from styrbord.web.charting import ChartView
from styrbord.web.investments import money
from styrbord.web.names import language

WIDTH, HEIGHT = 560, 220
DECIMALS = 2


def spent(card: CardNote) -> ChartView | None:
    """Planned and paid money, both cumulated, in millions; None where neither is told."""
    planned = [(one.on, one.planned) for one in card.money if one.planned is not None]
    paid = [(one.on, one.paid) for one in card.money if one.paid is not None]
    lines = [
        _line(
            "plan", pgettext("line of a chart", "plan"), ((on, float(v) / money.MILLION) for on, v in planned)
        ),
        _line(
            "actual", pgettext("line of a chart", "paid"), ((on, float(v) / money.MILLION) for on, v in paid)
        ),
    ]
    shown = [one for one in lines if one.points]
    if not shown:
        return None
    told = {"paid": money.short(card.headline.paid), "cost": money.short(card.headline.cost)}
    chart = line_chart(
        shown,
        title=_money_title(card),
        reading=_("Paid %(paid)s of %(cost)s planned.") % told,
        unit=_("million %(currency)s, cumulative") % {"currency": card.price.currency},
        language=language(),
        width=WIDTH,
        height=HEIGHT,
    )
    return ChartView("money", chart, DECIMALS)


def _money_title(card: CardNote) -> str:
    share = card.headline.paid_share
    if share is None:
        return _("Money: what is planned")
    return _("Money: %(share)s is paid") % {"share": written.share(float(share), language=language())}


def result(card: CardNote, one: ResultNote, delivered: date | None) -> ChartView | None:
    """What a result promised and what was measured; None where the reader sees no number of it."""
    if not one.is_seen or not (one.measured or one.promised):
        return None
    promised = Line(
        "target", f"{one.code}-promised", _all(pgettext("line of a chart", "promised")),
        tuple((point.period, point.value, "A") for point in one.promised), "", DECIMALS,
    )  # fmt: skip
    measured = Line(
        "actual", f"{one.code}-measured", _all(pgettext("line of a chart", "measured")),
        tuple((point.period, point.value, "A") for point in one.measured), "", DECIMALS,
    )  # fmt: skip
    events = (Event(1, delivered, _("delivered")),) if delivered and _lies_within(delivered, one) else ()
    chart = line_chart(
        [each for each in (promised, measured) if each.points],
        title=result_title(one),
        reading=_("What was promised, and what was measured."),
        unit=written.unit_words(one.unit, language=language()),
        language=language(),
        events=events,
        width=WIDTH,
        height=HEIGHT,
    )
    return ChartView(f"result-{one.code}", chart, DECIMALS)


def result_title(one: ResultNote) -> str:
    """How far a result has come."""
    if one.way.share is None:
        return _("Result: not measured yet")
    return _("Result: %(share)s of the promise") % {
        "share": written.share(float(one.way.share), language=language())
    }


def _lies_within(day: date, one: ResultNote) -> bool:
    days = [point.period for point in (*one.measured, *one.promised)]
    return bool(days) and min(each.first_day for each in days) <= day <= max(each.last_day for each in days)


def _line(role: str, name: str, points: Iterable[tuple[date, float]]) -> Line:
    told = tuple((Period.of(Frequency.DAY, on), value, "A") for on, value in points)
    return Line(role, role, _all(name), told, "", DECIMALS)


def _all(name: str) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, name)
