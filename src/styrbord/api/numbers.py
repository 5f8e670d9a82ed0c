"""How are figures and observations asked for and given?"""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from ninja import Query, Router

from styrbord.api import json_stat
from styrbord.api.asking import FiguresAsk, ObservationsAsk, Several, address, period, reading_of
from styrbord.api.schemas import FiguresOut, JsonStatOut, ObservationsOut, Refusal
from styrbord.charts.model import Table
from styrbord.core.base.periods import Frequency
from styrbord.core.base.problems import Problem, define
from styrbord.services import board, downloads, figures, observations
from styrbord.services.board import indicators
from styrbord.services.observations import Ask, Row, RowsPage
from styrbord.services.reading import Reading

define("figures.no-indicator", "No indicator is named.", "Name at least one: indicator=CODE.")
define("observations.backwards", "{first} comes after {last}.", "Give the earlier period as from.")
router = Router()
WRONG = {400: Refusal, 401: Refusal, 403: Refusal, 404: Refusal, 429: Refusal, 503: Refusal}
COLUMNS = (
    "territory_code",
    "indicator_code",
    "period",
    "value",
    "breakdown",
    "obs_status",
    "decimals",
    "vintage",
    "scenario",
    "edition",
    "origin",
    "reported",
    "expected",
)


@router.get("/figures", response={200: FiguresOut, **WRONG}, tags=["numbers"])
def tiles(request: HttpRequest, ask: Query[FiguresAsk]) -> dict[str, Any]:
    """What the board shows: value, change, target, peers, since when, freshness, method and inputs."""
    reading = reading_of(request, ask)
    wrong = Several()
    if not ask.indicator:
        wrong.add(Problem("figures.no-indicator", "indicator"))
    chosen = wrong.each(ask.indicator, lambda code: indicators.definition_of(reading, code).code)
    subjects = wrong.each(
        ask.subject or [board.root(reading)], lambda code: board.subject_of(reading, code).code
    )
    wrong.refuse()
    return {"items": figures.answers(reading, chosen, subjects)}


@router.get("/observations", response={200: ObservationsOut | JsonStatOut, **WRONG}, tags=["numbers"])
def rows(request: HttpRequest, ask: Query[ObservationsAsk]) -> HttpResponse:
    """Observations as JSON, as CSV with the columns of a data pack, or as one JSON-stat data set."""
    reading = reading_of(request, ask)
    form = ask.format or _accepted(request.headers.get("Accept", ""))
    limit = json_stat.MOST if form == "json-stat" else ask.limit
    page = observations.page(reading, _asked(reading, ask), limit=limit, cursor=ask.cursor)
    following = address(request, cursor=page.cursor) if page.cursor else None
    if form == "json-stat":
        answer = _json(request, json_stat.dataset(reading, page, is_computed=ask.computed))
    elif form == "csv":
        answer = _csv(reading, page, following)
    else:
        items = list(_items(reading, page.rows, is_computed=ask.computed))
        answer = _json(request, {"items": items, "next": following})
    patch_vary_headers(answer, ["Accept"])
    return answer


def _asked(reading: Reading, ask: ObservationsAsk) -> Ask:
    wrong = Several()
    definitions = wrong.each(ask.indicator, lambda code: indicators.definition_of(reading, code).code)
    subjects = wrong.each(ask.subject, lambda code: board.subject_of(reading, code).code)
    first = wrong.get(lambda: period(ask.first), "from")
    last = wrong.get(lambda: period(ask.to), "to")
    if first and last and first.first_day > last.last_day:
        wrong.add(Problem("observations.backwards", "from", {"first": first, "last": last}))
    wrong.refuse()
    return Ask(
        tuple(definitions) if ask.indicator else tuple(reading.register.indicators()),
        tuple(subjects) if ask.subject else tuple(reading.register.subjects()),
        first,
        last,
        Frequency(ask.frequency) if ask.frequency else None,
        ask.scenario,
        ask.breakdown,
        ask.computed,
    )


def _accepted(header: str) -> str:
    """Form that the first fitting part of the header Accept names; JSON when none does."""
    for part in header.lower().split(","):
        kind = part.split(";")[0].strip()
        if kind == "text/csv":
            return "csv"
        if "json-stat" in part or "jsonstat" in part:
            return "json-stat"
        if kind in ("application/json", "*/*", "text/html"):
            return "json"
    return "json"


def _items(reading: Reading, found: list[Row], *, is_computed: bool) -> Iterator[dict[str, Any]]:
    for row in found:
        item = row._asdict()
        coverage = {name: item.pop(name) for name in ("reported", "expected")}
        yield {
            **item,
            "period": str(row.period),
            "vintage": _vintage(reading, row),
            **({"coverage": coverage} if is_computed else {}),
        }


def _csv(reading: Reading, page: RowsPage, following: str | None) -> HttpResponse:
    table = Table(COLUMNS, tuple(_line(reading, row) for row in page.rows))
    file = downloads.table_file("csv", table, name="observations")
    answer = HttpResponse(file.content, content_type=file.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    if following:
        answer["Link"] = f'<{following}>; rel="next"'
    return answer


def _line(reading: Reading, row: Row) -> tuple[str | float | None, ...]:
    return (
        row.subject,
        row.indicator,
        str(row.period),
        row.value,
        row.breakdown,
        row.status,
        row.decimals,
        _vintage(reading, row),
        row.scenario,
        row.edition,
        row.origin,
        row.reported,
        row.expected,
    )


def _vintage(reading: Reading, row: Row) -> str:
    note = reading.editions.get(row.edition or 0)
    return note.vintage_label if note else ""


def _json(request: HttpRequest, content: dict[str, Any]) -> HttpResponse:
    return HttpResponse(json_stat.written(content), content_type="application/json; charset=utf-8")
