"""Which page shows one submission, and lets it be filled, handed in, approved and moved?"""

import secrets
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.checks import Found
from styrbord.core.collection.packages import REASONS
from styrbord.core.collection.workflow import Verb
from styrbord.services.collection import submissions
from styrbord.web import address
from styrbord.web.collection import moves, sheets
from styrbord.web.collection.moves import CellsWrong, Sent
from styrbord.web.views.showing import show

FORBIDDEN = ("sign-in.needed", "rights.missing", "submission.not-found")
OF_CELLS = ("check.", "submission.blank", "form-book.")


@never_cache
@require_safe
def one(request: HttpRequest, token: str) -> HttpResponse:
    """One submission: its cells, how far it is, what was done, and what the reader may do next."""
    return _page(request, token)


@never_cache
@require_POST
def act(request: HttpRequest, token: str, verb: str) -> HttpResponse:
    """Do something with a submission; a refusal shows the page again, nothing lost."""
    done = next((one for one in moves.VERBS if one == verb), None)
    if done is None:
        raise Http404
    by = submissions.actor_for(request.user, done, token)
    try:
        to = moves.VERBS[done](Sent(token, request.POST, by, request))
    except Refused as refused:
        if any(problem.code in FORBIDDEN for problem in refused.problems):
            raise
        return _refused(request, token, refused, done)
    what = request.POST.get("do", "") or verb
    return redirect(address.go(request, "collect-one", to, done=what))


def _refused(request: HttpRequest, token: str, refused: Refused, verb: Verb) -> HttpResponse:
    """The page again; what the checks say stands at the cells already."""
    found = refused.found if isinstance(refused, CellsWrong) else []
    said = None if not found and _is_of_cells(refused.problems[0]) else request.POST
    problems = [problem for problem in refused.problems if not _is_of_cells(problem)]
    answer = _page(request, token, problems, found, said, verb)
    answer.status_code = 400
    return answer


def _is_of_cells(problem: Problem) -> bool:
    return problem.code.startswith(OF_CELLS)


def _page(
    request: HttpRequest,
    token: str,
    problems: Sequence[Problem] = (),
    wrong: Sequence[Found] = (),
    said: QueryDict | None = None,
    verb: str = "",
) -> HttpResponse:
    sheet = sheets.sheet_of(request, token)
    typed = said if verb == Verb.SAVE and sheet.may_fill else None
    return show(
        request,
        "collect-one.html",
        sheet.reading,
        problems=problems,
        wrote={**(said.dict() if said else {}), "verb": verb},
        key=secrets.token_urlsafe(16),
        done=request.GET.get("done", ""),
        reasons=REASONS,
        **sheets.context_of(sheet, wrong=wrong, said=typed, words=said if verb == Verb.RETURN else None),
    )
