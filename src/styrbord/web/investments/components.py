"""Which components do all share, and does an investment use those that it must?"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from styrbord.core.investments.portfolio.workflow import Noun, Standing
from styrbord.services import clock
from styrbord.services.investments import components, seeing, standing
from styrbord.services.rights import rights_of
from styrbord.web.asking import reading_of
from styrbord.web.investments import more_words
from styrbord.web.investments.trial import NOTHING, Trial, answered
from styrbord.web.views.showing import show


@never_cache
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Shared components with what each asks for, and how far they are used."""
    reading, rights = reading_of(request), rights_of(request.user)
    return show(
        request,
        "components.html",
        reading,
        components=components.catalogue(reading, rights),
        reuse=components.reuse(reading, rights),
    )


@never_cache
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """The form of conformity of an investment, with its waivers."""
    return shown(request, code)


def shown(request: HttpRequest, code: str, trial: Trial = NOTHING) -> HttpResponse:
    """The form, with what was refused."""
    reading, rights = reading_of(request), rights_of(request.user)
    note = components.conformity(reading, rights, code)
    told = standing.who(rights, seeing.seen_row(rights, code)).standings
    answer = show(
        request,
        "investment-conformity.html",
        reading,
        note=note,
        is_lead=Standing.LEAD in told,
        may_fill=Standing.LEAD in told and (note.form is None or "change" in note.form.verbs),
        noun=Noun.CONFORMITY,
        answers=list(more_words.ANSWERS.items()),
        today=clock.now().date(),
        **trial.context,
    )
    return answered(answer, trial)
