"""Which work is stopped, why, and how is an order put in force, contested and lifted?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.investments.portfolio.stopping import BLOCKING
from styrbord.core.investments.portfolio.workflow import Noun, Standing
from styrbord.services import clock
from styrbord.services.investments import matters, overriding, standing, stops
from styrbord.services.investments.matter_notes import StopListNote, StopNote
from styrbord.services.rights import rights_of
from styrbord.web import address, fields
from styrbord.web.asking import reading_of
from styrbord.web.investments import more_words, saying, typed
from styrbord.web.investments.trial import NOTHING, Trial, answered, refused
from styrbord.web.views.showing import show

PROPOSING = frozenset({Standing.AUTHORITY, Standing.BOARD, Standing.BODY})


@never_cache
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Stop orders that the reader may see."""
    return of_investment(request, "", NOTHING)


def of_investment(request: HttpRequest, code: str, trial: Trial = NOTHING) -> HttpResponse:
    """The list, with an order on an investment that was refused."""
    reading, rights = reading_of(request), rights_of(request.user)
    answer = show(
        request,
        "stops.html",
        reading,
        note=stops.stop_list(reading, rights),
        may_propose=bool(PROPOSING & standing.who(rights).standings),
        grounds=more_words.GROUNDS.items(),
        asked=code or request.GET.get("investment", "")[:64],
        today=clock.now().date(),
        **trial.context,
    )
    return answered(answer, trial)


@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Propose an order on an investment."""
    code = fields.text(request.POST, "investment")[:64]
    try:
        data = typed.data_of(Noun.STOP, "begin", request.POST) or {}
        token = matters.begin(request.user, Noun.STOP, data, investment=code, key=fields.key_of(request.POST))
    except Refused as error:
        return of_investment(request, code, refused(request, Noun.STOP, "begin", error))
    return redirect(address.go(request, "stop", token))


@never_cache
@require_safe
def one(request: HttpRequest, token: str) -> HttpResponse:
    """One order: ground, answer of the owner, appeal, overrides."""
    return shown(request, token)


def shown(request: HttpRequest, token: str, trial: Trial = NOTHING) -> HttpResponse:
    """The page of an order, with what was refused."""
    reading, rights = reading_of(request), rights_of(request.user)
    matters.matter_row(rights, token)
    order = _of(stops.stop_list(reading, rights), token)
    if order is None:
        raise Refused(Problem("matter.not-found"))
    note = order.matter
    answer = show(
        request,
        "stop.html",
        reading,
        order=order,
        note=note,
        may_override=note.state in BLOCKING and Standing.AUTHORITY in standing.who(rights).standings,
        today=clock.now().date(),
        **trial.context,
    )
    return answered(answer, trial)


@require_POST
def override(request: HttpRequest, token: str) -> HttpResponse:
    """Let work go on in spite of an order, until a day."""
    said, problems = request.POST, list[Problem]()
    expires = saying.day(said, "expires", problems)
    try:
        if problems:
            raise Refused(problems)
        overriding.override(
            request.user,
            token,
            reason=fields.text(said, "reason"),
            expires=expires,
            revision=saying.revision_of(said),
            key=fields.key_of(said),
        )
    except Refused as error:
        return shown(request, token, refused(request, token, "override", error))
    return redirect(address.go(request, "stop", token))


def _of(found: StopListNote, token: str) -> StopNote | None:
    return next((one for one in (*found.open, *found.ended) if one.matter.token == token), None)
