"""Which ratings were made, on what do they rest, and how are they approved, published and withdrawn?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.people.roles import Action
from styrbord.services import ratings, rights
from styrbord.services.ratings import Wanted
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.names import words
from styrbord.web.ratings import keys, views
from styrbord.web.views.showing import show

ALONE = {"sign-in.needed", "rating.not-found"}
Problems = tuple[Problem, ...]


@never_cache
def listed(request: HttpRequest, code: str) -> HttpResponse:
    """Ratings made by a method; a post asks for one."""
    if request.method != "POST":
        return _list(request, code)
    try:
        kind, token = ratings.ask(request.user, _wanted(request, code))
    except Refused as refused:
        return _list(request, code, _open(refused))
    return redirect(address.go(request, "rating-run" if kind == "run" else "job", token))


def _wanted(request: HttpRequest, code: str) -> Wanted:
    said = request.POST
    return Wanted(
        code,
        said.get("period", "").strip()[:20],
        keys.whole(said, "frame") or 2,
        keys.whole(said, "replicates") or 1000,
    )


def _list(request: HttpRequest, code: str, problems: Problems = ()) -> HttpResponse:
    reading = reading_of(request)
    page = ratings.method(reading, code, user=request.user)
    answer = show(
        request,
        "rating-runs.html",
        reading,
        method_code=code,
        name=words(page.method.names) or code,
        runs=ratings.runs(reading, request.user, code),
        may_ask=rights.rights_of(request.user).may_anywhere(Action.ANALYSE),
        problems=problems,
        said=request.POST,
        key=keys.new_key(),
    )
    return _answered(answer, problems)


@never_cache
@require_safe
def one(request: HttpRequest, token: str) -> HttpResponse:
    """One rating as it was made, with all that it rests on; perhaps computed again."""
    return _page(request, token)


@require_POST
def act(request: HttpRequest, token: str, verb: str) -> HttpResponse:
    """Approve, publish or withdraw a rating."""
    said = request.POST
    revision = keys.whole(said, "revision")
    try:
        ratings.move_run(
            request.user, token, verb, revision=revision, words=keys.words(said), key=keys.key_of(said)
        )
    except Refused as refused:
        return _page(request, token, _open(refused), verb)
    return redirect(address.go(request, "rating-run", token))


def _page(request: HttpRequest, token: str, problems: Problems = (), tried: str = "") -> HttpResponse:
    reading = reading_of(request)
    run = ratings.run(reading, request.user, token)
    is_again = request.GET.get("replay") == "1" and request.method == "GET"
    answer = show(
        request,
        "rating-run.html",
        reading,
        run=run,
        replayed=ratings.replay(reading, rights.rights_of(request.user), token) if is_again else None,
        problems=problems,
        tried=tried,
        said=request.POST,
        key=keys.new_key(),
        **views.shown(request, reading, run.rating),
    )
    return _answered(answer, problems)


def _open(refused: Refused) -> Problems:
    if ALONE & {problem.code for problem in refused.problems}:
        raise refused
    return tuple(refused.problems)


def _answered(answer: HttpResponse, problems: Problems) -> HttpResponse:
    if problems:
        answer.status_code = 403 if "rights.missing" in {one.code for one in problems} else 400
    return answer
