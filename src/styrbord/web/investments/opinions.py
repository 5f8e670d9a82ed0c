"""What do neighbours, experts and lawyers say of an investment, and what became of it?"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from styrbord.core.investments.portfolio.workflow import Noun, Standing
from styrbord.services import clock
from styrbord.services.investments import carding, mattering, seeing, standing
from styrbord.services.rights import rights_of
from styrbord.web.asking import reading_of
from styrbord.web.investments.trial import NOTHING, Trial, answered
from styrbord.web.views.showing import show

NOUNS = (Noun.OPINION, Noun.ADVICE, Noun.OBSTACLE)


@never_cache
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """Opinions, advice and legal obstacles of an investment."""
    return shown(request, code)


def shown(request: HttpRequest, code: str, trial: Trial = NOTHING) -> HttpResponse:
    """The page, with what was refused."""
    reading, rights = reading_of(request), rights_of(request.user)
    row = seeing.seen_row(rights, code)
    told = standing.who(rights, row).standings
    lists = {str(noun): mattering.notes(reading, rights, noun, investment=code) for noun in NOUNS}
    answer = show(
        request,
        "investment-opinions.html",
        reading,
        card=carding.card(reading, rights, code),
        lists=lists,
        is_lead=Standing.LEAD in told,
        may_advise=Standing.EXPERT in told,
        today=clock.now().date(),
        **trial.context,
    )
    return answered(answer, trial)
