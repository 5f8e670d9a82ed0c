"""How did forecasts do, by indicator and then by subject, beside the naive forecast?"""

from collections.abc import Callable, Sequence
from math import inf
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from styrbord.charts.model import Table
from styrbord.figures.forecasts import Accuracy, pooled
from styrbord.figures.pages import Labels
from styrbord.services import board, forecasts
from styrbord.services.board import indicators
from styrbord.services.reading import Reading
from styrbord.web import names
from styrbord.web.asking import reading_of
from styrbord.web.forecasts import wording
from styrbord.web.keeping import kept
from styrbord.web.paging import Part, part_of
from styrbord.web.tables import Maker
from styrbord.web.views.showing import show

SIZE = 20
"""Lines on a page."""
SORTS: dict[str, Callable[[Accuracy], float]] = {
    "series": lambda row: -row.series,
    "periods": lambda row: -row.scored.count,
    "mase": lambda row: inf if row.scored.mase is None else -row.scored.mase,
    "naive": lambda row: inf if row.scored.naive is None else -row.scored.naive,
    "in80": lambda row: _share(row, 80),
    "in95": lambda row: _share(row, 95),
}
"""Worst, or most, first; what is untested stands last."""


@kept
def accuracy(request: HttpRequest) -> HttpResponse:
    """Accuracy of all indicators, or of one by subject."""
    reading = reading_of(request)
    one, rubric = request.GET.get("indicator", ""), request.GET.get("rubric", "")
    order = request.GET.get("sort", "")
    if one:
        indicators.definition_of(reading, one)
    labels, known = board.labels(reading), reading.register.indicators()
    codes = (one,) if one else forecasts.forecast_codes(reading)
    rubrics = {code: known[code].rubrics for code in codes}
    wanted = [code for code in codes if not rubric or rubric in rubrics[code]]

    def whole() -> list[Accuracy]:
        found = forecasts.accuracy(reading, one) if one else forecasts.accuracy_of(reading, wanted)
        return ordered(found, labels, order)

    if one or order in SORTS:
        part = part_of(request, whole(), SIZE)
    else:
        part = _by_name(request, reading, labels, wanted)
    return show(
        request,
        "forecasts.html",
        reading,
        offers={"forecasts": lambda labels: table(whole())(labels)},
        one=one,
        rubric=rubric,
        rubrics=sorted({code for some in rubrics.values() for code in some}),
        part=part,
        **told(part.items, order, is_split=bool(one)),
    )


def _by_name(request: HttpRequest, reading: Reading, labels: Labels, codes: Sequence[str]) -> Part[Accuracy]:
    """The part of the list in order of name that is asked for: the others are not made for it."""
    named = sorted(codes, key=lambda code: names.indicator_name(labels, code).casefold())
    part = part_of(request, named, SIZE)
    rows = ordered(forecasts.accuracy_of(reading, part.items), labels, "")
    return Part(rows, part.number, part.pages, part.count, part.newer, part.further)


def ordered(rows: Sequence[Accuracy], labels: Labels, order: str) -> list[Accuracy]:
    """Rows in the order asked for, of equal ones by name."""
    return sorted(rows, key=lambda row: (SORTS[order](row) if order in SORTS else 0, _name(labels, row)))


def told(rows: Sequence[Accuracy], order: str, *, is_split: bool) -> dict[str, Any]:
    """What the page says of its rows, all together and column by column."""
    n = sum(row.series for row in rows)
    heading = ngettext("%(n)s series with a forecast", "%(n)s series with forecasts", n)
    return {
        "rows": rows,
        "all": pooled(row.scored for row in rows),
        "heading": heading % {"n": wording.whole(n)},
        "columns": _columns(is_split=is_split),
        "sorted": order if order in SORTS else "name",
        "way": "descending" if order in SORTS else "ascending",
    }


def table(rows: Sequence[Accuracy]) -> Maker:
    """Accuracy as a table to take away."""

    def make(labels: Labels) -> Table:
        columns = (
            _("Indicator"),
            _("Subject"),
            _("Series"),
            _("Forecasts that were scored"),
            _("Periods that came"),
            "MASE",
            _("MASE of the naive forecast"),
            *(head(level) for level in (80, 95) for head in (wording.in_band, wording.expected_in)),
            _("Naive"),
            _("Pooled"),
            _("Untested"),
            _("Newest"),
        )
        return Table(columns, tuple(_row(row, labels) for row in rows))

    return make


def _row(row: Accuracy, labels: Labels) -> tuple[str | float | None, ...]:
    score = row.scored
    bands = [
        told for level in (80, 95) for told in (float(score.inside.get(level, 0)), score.count * level / 100)
    ]
    return (
        names.indicator_name(labels, row.indicator),
        names.subject_name(labels, row.subject) if row.subject else "",
        float(row.series), float(row.vintages), float(score.count), score.mase, score.naive, *bands,
        float(row.naive), float(row.pooled), float(row.untested), row.newest.date().isoformat(),
    )  # fmt: skip


def _columns(*, is_split: bool) -> list[tuple[str, str, bool]]:
    return [
        ("name", _("Subject") if is_split else _("Indicator"), False),
        ("series", _("Series"), True),
        ("periods", _("Periods that came"), True),
        ("mase", "MASE", True),
        ("naive", _("Naive"), True),
        ("in80", wording.in_band(80), True),
        ("in95", wording.in_band(95), True),
    ]


def _share(row: Accuracy, level: int) -> float:
    """Share of periods in a band; least first."""
    count = row.scored.count
    return row.scored.inside.get(level, 0) / count if count else inf


def _name(labels: Labels, row: Accuracy) -> str:
    own = names.subject_name(labels, row.subject) if row.subject else ""
    return (own or names.indicator_name(labels, row.indicator)).casefold()
