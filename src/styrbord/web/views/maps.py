"""How do subjects differ: the comparison and the map."""

from django.http import HttpRequest, HttpResponse

from styrbord.services import board
from styrbord.services.board import compare, maps
from styrbord.web import drawings, tables, wording
from styrbord.web.asking import codes_of, period_of, reading_of
from styrbord.web.downloads import Offer
from styrbord.web.keeping import kept_by_rights
from styrbord.web.views.showing import show


@kept_by_rights
def comparison(request: HttpRequest) -> HttpResponse:
    """Several subjects or indicators beside each other."""
    reading = reading_of(request)
    asked = codes_of(request, "indicator"), codes_of(request, "subject")
    page = compare.page(reading, *asked, period_of(request), is_mixed=request.GET.get("mixed") == "1")
    labels = board.labels(reading)
    charts = drawings.compared(request, page, labels)
    offers: dict[str, Offer] = {chart.id: chart for chart in charts}
    offers |= {f"{table.indicator}-{table.type}": tables.compared(table) for table in page.tables}
    heading = wording.compare_title(page, labels)
    return show(request, "compare.html", reading, offers=offers, page=page, charts=charts, heading=heading)


@kept_by_rights
def area_map(request: HttpRequest) -> HttpResponse:
    """One indicator over all areas."""
    reading = reading_of(request)
    asked = request.GET.get("indicator", ""), period_of(request), request.GET.get("type", "")
    page = maps.page(reading, *asked)
    chart = drawings.map_page(request, page, maps.atlas(reading))
    offers = {"map": chart, "areas": tables.bars(page.areas)}
    return show(request, "map.html", reading, offers=offers, page=page, chart=chart)
