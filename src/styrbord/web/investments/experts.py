"""Which investments of special weight are with the group of experts, and what became of its advice?"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from styrbord.core.investments.portfolio.workflow import Noun, Standing
from styrbord.services.investments import listing, mattering, standing
from styrbord.services.investments.notes import Filter, MatterNote
from styrbord.services.rights import rights_of
from styrbord.web.asking import reading_of
from styrbord.web.views.showing import show

MOST = 200
OPEN = {"given", "answered"}


@never_cache
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Flagged investments with their advice; advice without an answer first."""
    reading, rights = reading_of(request), rights_of(request.user)
    flagged = listing.portfolio(reading, rights, Filter(is_strategic=True, size=MOST))
    advice = sorted(mattering.notes(reading, rights, Noun.ADVICE), key=_order)
    advised = {one.investment for one in advice}
    return show(
        request,
        "experts.html",
        reading,
        flagged=flagged,
        advice=advice,
        unanswered=sum(one.state == "given" for one in advice),
        waiting=[row for row in flagged.rows if row.code not in advised],
        is_expert=Standing.EXPERT in standing.who(rights).standings,
    )


def _order(note: MatterNote) -> tuple[bool, bool, str]:
    return note.state != "given", note.state not in OPEN, note.investment
