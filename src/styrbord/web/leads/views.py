"""Who ran ahead of one's own series, by how much, and what if that carries over?"""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from styrbord.charts.line import line_chart
from styrbord.charts.model import Table
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.base.text import LANGUAGES
from styrbord.core.spine.indicators import Indicator
from styrbord.figures import format as written
from styrbord.figures.leads import Leads
from styrbord.figures.model import Line
from styrbord.figures.pages import Labels
from styrbord.services import board
from styrbord.services.leads import MOST, leads
from styrbord.web import names
from styrbord.web.amounts import duration, figure, period
from styrbord.web.asking import codes_of, reading_of
from styrbord.web.charting import ChartView
from styrbord.web.downloads import Offer
from styrbord.web.names import language
from styrbord.web.tables import Maker
from styrbord.web.views.showing import show

WIDTH = 900
DRAWN = 60
"""Newest periods that are drawn; all that are used are counted in the table."""


@require_safe
def ahead(request: HttpRequest, code: str) -> HttpResponse:
    """References of an indicator of one subject; too many are told, and the first ones shown."""
    reading = reading_of(request)
    subject = request.GET.get("subject") or board.root(reading)
    chosen = codes_of(request, "reference")
    problems: tuple[Problem, ...] = ()
    try:
        found = leads(reading, code, subject, chosen)
    except Refused as refused:
        if [one.code for one in refused.problems] != ["leads.too-many"]:
            raise
        problems, chosen = refused.problems, chosen[:MOST]
        found = leads(reading, code, subject, chosen)
    labels = board.labels(reading)
    chart = _chart(found, labels)
    offers: dict[str, Offer] = {"leads": _table(found), "carried": chart}
    return show(
        request,
        "leads.html",
        reading,
        offers=offers,
        found=found,
        chosen=[line.reference for line in found.lines],
        chart=chart,
        heading=_heading(found, labels),
        problems=problems,
        most=MOST,
        most_lag=duration(found.most, found.frequency),
        may_add=len(found.lines) < MOST,
    )


def _heading(found: Leads, labels: Labels) -> str:
    """The finding in one line."""
    told = {"subject": names.subject_name(labels, found.subject)}
    first = next((line for line in found.lines if line.is_ahead), None)
    if first is None or first.lag is None:
        return _("Who ran ahead of %(subject)s?") % told
    told |= {
        "reference": names.subject_name(labels, first.reference),
        "lag": duration(first.lag, found.frequency),
    }
    return _("%(reference)s ran %(lag)s ahead of %(subject)s") % told


def _chart(found: Leads, labels: Labels) -> ChartView:
    definition = labels.indicators[found.indicator]
    own = tuple((when, value, "A") for when, value in found.history[-DRAWN:])
    name = _named(names.subject_name(labels, found.subject))
    line = Line("subject", found.indicator, name, own, definition.stated_unit, definition.decimals)
    lines = [line, *_carried(found, definition)] if found.carried else [line]
    chart = line_chart(
        lines,
        title=_title(found, labels),
        reading=_reading(found),
        unit=written.unit_words(definition.stated_unit, language=language()),
        language=language(),
        width=WIDTH,
    )
    return ChartView("carried", chart, definition.decimals)


def _carried(found: Leads, definition: Indicator) -> list[Line]:
    """What follows, and the bounds of four cases in five, each by its own dash and name."""
    last = found.carried[0].period.shift(-1)
    start = tuple((when, value, "A") for when, value in found.history if when == last)
    drawn = (
        ("high", _("upper bound, 80%"), [one.high for one in found.carried]),
        ("value", _("if it carries over"), [one.value for one in found.carried]),
        ("low", _("lower bound, 80%"), [one.low for one in found.carried]),
    )
    return [
        Line(
            "subject",
            code,
            _named(name),
            (
                *start,
                *((one.period, each.value, "A") for one, each in zip(found.carried, figures, strict=True)),
            ),
            definition.stated_unit,
            definition.decimals,
        )
        for code, name, figures in drawn
    ]


def _title(found: Leads, labels: Labels) -> str:
    if not found.carried:
        return _("Nothing to carry over")
    told = {"reference": names.subject_name(labels, found.carried_by)}
    return _("If the last changes of %(reference)s carry over") % told


def _reading(found: Leads) -> str:
    if not found.carried:
        return _("No reference that was looked at ran ahead beyond chance.")
    last = found.carried[-1]
    told = {
        "period": period(last.period),
        "value": figure(last.value),
        "low": figure(last.low),
        "high": figure(last.high),
    }
    return _("%(value)s in %(period)s, between %(low)s and %(high)s in four of five cases.") % told


def _table(found: Leads) -> Maker:
    """Every reference with lag, span, strength and p-value."""

    def make(labels: Labels) -> Table:
        columns = (
            _("Code"),
            _("Reference"),
            _("Periods earlier"),
            _("At least"),
            _("At most"),
            _("Correlation"),
            _("Adjusted p"),
            _("Pairs of periods"),
        )
        rows = tuple(
            (
                line.reference,
                names.subject_name(labels, line.reference),
                _float(line.lag),
                _float(line.low),
                _float(line.high),
                line.correlation,
                line.p_value,
                float(line.periods),
            )
            for line in found.lines
        )
        return Table(columns, rows)

    return make


def _float(n: int | None) -> float | None:
    return None if n is None else float(n)


def _named(word: str) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, word)
