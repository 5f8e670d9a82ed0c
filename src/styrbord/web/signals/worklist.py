"""Which causes ask for attention, worst first, and what could not be judged?"""

from django.http import HttpRequest, HttpResponse

from styrbord.services import signals
from styrbord.web import tables
from styrbord.web.asking import reading_of
from styrbord.web.keeping import kept
from styrbord.web.views.showing import show

FILTERS = ("subject", "indicator", "owner", "rubric", "track")


@kept
def worklist(request: HttpRequest) -> HttpResponse:
    """Causes that the reader may see; ten lines at first, all when asked."""
    reading = reading_of(request)
    asked = {name: request.GET.get(name, "").strip() for name in FILTERS}
    found = signals.worklist(reading, is_all="all" in request.GET, **asked)
    definitions = reading.register.indicators().values()
    return show(
        request,
        "signals.html",
        reading,
        offers={"signals": tables.signals(found.cases)},
        found=found,
        shown=found.shown,
        asked=asked,
        lines=len(found.shown) + len(found.rest),
        unknown=sum(found.look.unknown.values()) if found.look else 0,
        owners=sorted({one.owner for one in definitions if one.owner}),
        tracks=signals.TRACKS,
    )
