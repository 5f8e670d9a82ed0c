"""What does a method say, who changed or approved it, and who would gain by another one?"""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.people.roles import Action
from styrbord.services import board, ratings, rights
from styrbord.services.ratings import Compared, MethodPage
from styrbord.services.reading import Reading
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.downloads import Offer
from styrbord.web.names import words
from styrbord.web.ratings import keys, tables
from styrbord.web.ratings import words as worded
from styrbord.web.views.showing import show

ALONE = {"sign-in.needed", "rating.not-found"}
Problems = tuple[Problem, ...]


@never_cache
@require_safe
def one(request: HttpRequest, code: str) -> HttpResponse:
    """A method: its criteria, its steps, its versions and its calendar."""
    return _page(request, code)


def _page(request: HttpRequest, code: str, problems: Problems = (), tried: str = "") -> HttpResponse:
    reading = reading_of(request)
    page = ratings.method(reading, code, version=_asked(request), user=request.user)
    name = words(page.method.names) or code
    held = rights.rights_of(request.user)
    answer = show(
        request,
        "rating-method.html",
        reading,
        offers={"criteria": tables.criteria(page)},
        page=page,
        name=name,
        heading=worded.method_heading(page, name),
        scale=worded.scale(page.method.normalisation),
        rule=worded.rule(page.method, code, str(page.note.number)),
        to_confirm=[one for one in page.method.sources if not one.is_confirmed],
        has_rating=bool(ratings.periods_of(reading, code)),
        others=others(reading, page),
        may_draft=held.may_anywhere(Action.ANALYSE),
        may_set_day=held.may_anywhere(Action.OWN) or held.may_anywhere(Action.RELEASE),
        problems=problems,
        tried=tried,
        said=request.POST,
        key=keys.new_key(),
    )
    return _answered(answer, problems)


def _asked(request: HttpRequest) -> int:
    """Number of the version that is looked at or acted on; 0 for the one that holds."""
    return keys.whole(request.GET, "version") or keys.whole(request.POST, "number")


def _answered(answer: HttpResponse, problems: Problems) -> HttpResponse:
    if problems:
        answer.status_code = 403 if "rights.missing" in {one.code for one in problems} else 400
    return answer


def others(reading: Reading, page: MethodPage) -> list[tuple[str, str]]:
    """Other versions of a method and other methods that rate the same level, with their names."""
    own = page.note.code
    versions = [
        (f"{own}/{one.number}", f"{own}/{one.number}")
        for one in page.versions
        if one.number != page.note.number
    ]
    notes = [
        one
        for one in ratings.listed(reading)
        if one.code != own and ratings.method(reading, one.code).scope.level == page.scope.level
    ]
    return [*versions, *((one.code, words(one.names) or one.code) for one in notes)]


@require_POST
def act(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Approve or withdraw a version."""
    said = request.POST
    try:
        ratings.move_method(
            request.user,
            code,
            verb,
            number=keys.whole(said, "number"),
            revision=keys.whole(said, "revision"),
            words=keys.words(said),
            key=keys.key_of(said),
        )
    except Refused as refused:
        return _page(request, code, _open(refused), verb)
    return redirect(address.go(request, "rating-method", code, version=keys.whole(said, "number") or ""))


@require_POST
def day(request: HttpRequest, code: str) -> HttpResponse:
    """Say on which day the rating of a period is to be published."""
    said = request.POST
    due = keys.day(said, "due")
    try:
        if due is None:
            raise Refused(Problem("rating.wrong-day", "due", {"text": said.get("due", "")[:20]}))
        ratings.set_day(request.user, code, said.get("period", "")[:20], due, key=keys.key_of(said))
    except Refused as refused:
        return _page(request, code, _open(refused))
    return redirect(address.go(request, "rating-method", code))


@never_cache
@require_safe
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Who would gain and who would lose if another method held."""
    reading = reading_of(request)
    page = ratings.method(reading, code, user=request.user)
    other, found = request.GET.get("other", "")[:80], None
    problems: Problems = ()
    if other:
        try:
            found = ratings.compared(reading, code, other, user=request.user)
        except Refused as refused:
            problems = _open(refused)
    name = words(page.method.names) or code
    offers: dict[str, Offer] = {"compared": tables.compared(found)} if found else {}
    return _answered(
        show(
            request,
            "rating-compare.html",
            reading,
            offers=offers,
            method_code=code,
            name=name,
            other=other,
            others=others(reading, page),
            found=found,
            is_typed=found is not None and len({one.group for one in found.moved}) > 1,
            heading=worded.compare_heading(found, name),
            gains=_moved(found, 1),
            losses=_moved(found, -1),
            problems=problems,
            labels_of=board.labels(reading),
        ),
        problems,
    )


def _moved(found: Compared | None, way: int) -> Sequence[object]:
    rows = [one for one in found.moved if (one.rise or 0) * way > 0] if found else []
    return sorted(rows, key=lambda one: -(one.rise or 0) * way)


def _open(refused: Refused) -> Problems:
    if ALONE & {problem.code for problem in refused.problems}:
        raise refused
    return tuple(refused.problems)
