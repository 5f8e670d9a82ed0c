"""How does a reader take away a chart or a table of a page?"""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.figures.pages import Labels, Shell
from styrbord.services.downloads import File, chart_file, table_file
from styrbord.web import wording
from styrbord.web.charting import ChartView, chart_cache
from styrbord.web.tables import Maker

define(
    "download.not-found",
    "This page has no '{block}' as {form}.",
    "Use the download links on the page; tables come as csv and xlsx, charts also as svg and png.",
)
Offer = ChartView | Maker | None
PICTURES = ("svg", "png")


def is_asked(request: HttpRequest) -> bool:
    """Whether the request asks for a part of the page as a file."""
    return bool(request.GET.get("format"))


def answer(request: HttpRequest, offers: Mapping[str, Offer], labels: Labels, shell: Shell) -> HttpResponse:
    """The part of the page that was asked for, as a file.

    Raises
    ------
    Refused
        `download.not-found` if the page has no such part in this form.
    """
    form, block = request.GET.get("format", ""), request.GET.get("block", "")
    offer = offers.get(block)
    name = "-".join([*(part for part in request.path.split("/")[2:] if part), block])
    if offer is None or (form in PICTURES and not isinstance(offer, ChartView)):
        raise Refused(Problem("download.not-found", "format", {"block": block, "form": form}))
    file = _file(form, offer, name, labels, shell)
    response = HttpResponse(file.content, content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


def _file(form: str, offer: ChartView | Maker, name: str, labels: Labels, shell: Shell) -> File:
    if not isinstance(offer, ChartView):
        return table_file(form, offer(labels), _notes(shell), name=name)
    if form in PICTURES:
        return chart_file(form, offer.chart, name=name, source=_source(shell), cache=chart_cache())
    table = offer.chart.table
    return table_file(form, table, _notes(shell), name=name, title=offer.title, decimals=offer.decimals)


def _source(shell: Shell) -> str:
    told = [wording.released_by(shell)]
    return " ".join([*told, _("Invented data") + "."] if shell.is_invented else told)


def _notes(shell: Shell) -> list[tuple[str, str]]:
    notes = [(_("Releases"), wording.released_by(shell)), (_("As of"), wording.shown_day(shell))]
    if shell.vintage:
        notes.append((_("Vintage"), shell.vintage))
    return [*notes, (_("Invented data"), _("yes"))] if shell.is_invented else notes
