"""When does the subcommittee sit, on what, and what did it conclude?"""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.investments.portfolio.workflow import Noun, Standing
from styrbord.services import clock
from styrbord.services.investments import committees, matters, standing
from styrbord.services.rights import rights_of
from styrbord.web import address, fields
from styrbord.web.asking import reading_of
from styrbord.web.investments import more_words, papers, typed
from styrbord.web.investments.trial import NOTHING, Trial, answered, refused
from styrbord.web.views.showing import show


@never_cache
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Sittings to come and past ones, what waits for one, and conditions that are not met."""
    return of_investment(request, "", NOTHING)


def of_investment(request: HttpRequest, code: str, trial: Trial = NOTHING) -> HttpResponse:
    """The list, with an item on an investment that was refused."""
    reading, rights = reading_of(request), rights_of(request.user)
    answer = show(
        request,
        "committee.html",
        reading,
        note=committees.agenda(reading, rights),
        may_put=bool({Standing.CHAIR, Standing.BODY} & standing.who(rights).standings),
        asked=code or request.GET.get("investment", "")[:64],
        today=clock.now().date(),
        **trial.context,
    )
    return answered(answer, trial)


@require_POST
def put(request: HttpRequest) -> HttpResponse:
    """Put an investment on the agenda of a day."""
    code = fields.text(request.POST, "investment")[:64]
    try:
        data = typed.data_of(Noun.ITEM, "begin", request.POST) or {}
        matters.begin(request.user, Noun.ITEM, data, investment=code, key=fields.key_of(request.POST))
    except Refused as error:
        return of_investment(request, code, refused(request, Noun.ITEM, "begin", error))
    return redirect(address.go(request, "sitting", data["sitting"]))


@never_cache
@require_safe
def sitting(request: HttpRequest, on: str) -> HttpResponse:
    """One sitting, or its minutes as a file."""
    if (form := request.GET.get("format", "")) in papers.MAKERS:
        reading, rights = reading_of(request), rights_of(request.user)
        return papers.minutes(request, committees.minutes(reading, rights, day_of(on)), form)
    return on_day(request, on)


def on_day(request: HttpRequest, on: str, trial: Trial = NOTHING) -> HttpResponse:
    """The page of a sitting, with what was refused."""
    reading, rights = reading_of(request), rights_of(request.user)
    note = committees.sitting(reading, rights, day_of(on))
    answer = show(
        request,
        "sitting.html",
        reading,
        note=note,
        outcomes=more_words.OUTCOMES.items(),
        votes=more_words.VOTES.items(),
        places=typed.CONDITIONS,
        is_concluded=any(one.outcome for one in note.items),
        today=clock.now().date(),
        **trial.context,
    )
    return answered(answer, trial)


def day_of(text: str) -> date:
    """Day of a sitting by its address.

    Raises
    ------
    Refused
        `sitting.not-found`
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(Problem("sitting.not-found", "", {"day": text[:24]})) from None
