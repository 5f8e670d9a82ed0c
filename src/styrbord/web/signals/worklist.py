"""Which cases ask for attention, worst first, and what could not be judged?"""

from django.http import HttpRequest, HttpResponse

from styrbord.services import signals
from styrbord.web import tables
from styrbord.web.asking import reading_of
from styrbord.web.keeping import kept
from styrbord.web.views.showing import show


@kept
def worklist(request: HttpRequest) -> HttpResponse:
    """Open cases that the reader may see; ten at first, all when asked."""
    reading = reading_of(request)
    found = signals.worklist(
        reading,
        subject=request.GET.get("subject", ""),
        indicator=request.GET.get("indicator", ""),
    )
    is_all = "all" in request.GET
    shown = found.cases if is_all else found.cases[: signals.BUDGET]
    unknown = sum(found.look.unknown.values()) if found.look else 0
    offers = {"signals": tables.signals(found.cases)}
    rest = len(found.cases) - len(shown)
    return show(
        request, "signals.html", reading,
        offers=offers, found=found, shown=shown, rest=rest, unknown=unknown,
    )  # fmt: skip
