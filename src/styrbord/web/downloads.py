"""How does a reader take away a chart or a table of a page?"""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from styrbord.charts.model import Table
from styrbord.charts.render import download_svg, png
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.documents.tables import to_csv, to_xlsx
from styrbord.figures.pages import Labels
from styrbord.web.charting import ChartView, chart_cache
from styrbord.web.tables import Maker

define(
    "download.not-found",
    "This page has no '{block}' as {format}.",
    "Use the download links on the page; tables come as csv and xlsx, charts also as svg and png.",
)
Offer = ChartView | Maker | None
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "png": "image/png",
}


def is_asked(request: HttpRequest) -> bool:
    """Whether the request asks for a part of the page as a file."""
    return bool(request.GET.get("format"))


def answer(request: HttpRequest, offers: Mapping[str, Offer], labels: Labels) -> HttpResponse:
    """The part of the page that was asked for, as a file.

    Raises
    ------
    Refused
        `download.not-found` if the page has no such part in this form.
    """
    kind, block = request.GET.get("format", ""), request.GET.get("block", "")
    offer = offers.get(block)
    if offer is None or kind not in TYPES or (kind in {"svg", "png"} and not isinstance(offer, ChartView)):
        raise Refused(Problem("download.not-found", "format", {"block": block, "format": kind}))
    content = _picture(offer, kind) if kind in {"svg", "png"} else _table(offer, kind, labels, block)
    response = HttpResponse(content, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{_file_name(request, block)}.{kind}"'
    return response


def _picture(offer: Offer, kind: str) -> bytes | str:
    assert isinstance(offer, ChartView)  # noqa: S101 - checked by the caller
    make = download_svg if kind == "svg" else png
    return make(offer.chart, cache=chart_cache())


def _table(offer: Offer, kind: str, labels: Labels, title: str) -> bytes:
    table: Table = offer.chart.table if isinstance(offer, ChartView) else offer(labels)  # type: ignore[misc]
    return to_csv(table) if kind == "csv" else to_xlsx(table, title=title)


def _file_name(request: HttpRequest, block: str) -> str:
    """Name from the address, in letters that every system takes."""
    parts = [part for part in request.path.split("/") if part][1:]
    name = "-".join([*parts, block]) or "board"
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_") else "-" for letter in name)
