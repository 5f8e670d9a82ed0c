"""How do programs draft methods, ask for ratings, move them, assess and appeal?"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja import Path, Status

from styrbord.api import caller
from styrbord.api.collection import BY_TOKEN, KEY, WRITING
from styrbord.api.rating_schemas import AppealOut, AskedOut, AssessmentOut, DayOut, MethodOut, RunWholeOut
from styrbord.api.rating_sent import (
    AppealIn,
    AssessmentIn,
    DayIn,
    MethodChangeIn,
    MethodIn,
    RatingMoveIn,
    RunIn,
    RunMoveIn,
    ScopeIn,
)
from styrbord.api.ratings import TAGS, clean, method_told, router, run_now
from styrbord.core.base.problems import Problem, Refused
from styrbord.services import programs, ratings
from styrbord.services.ratings import ScopeNote, Wanted
from styrbord.services.ratings.asking import answer_of, number_of
from styrbord.services.reading import principal_for, visible

SCOPE = ("steer", "ratings")
TOKEN = Path(..., max_length=64)


@router.post(
    "/rating-methods",
    response={201: MethodOut, **WRITING},
    tags=TAGS,
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="rating-methods",
)
def draft(request: HttpRequest, said: MethodIn, key: str = KEY) -> Status[dict[str, Any]]:
    """Draft a method from a text or a shipped one."""
    user, code = caller.asking(request).user, clean(said.code)
    text, template, scope = clean(said.text), clean(said.template), _scope(said.scope)
    _done(request, code, lambda: ratings.draft(user, code, text, template=template, scope=scope), key)
    return Status(201, _method(request, code))


@router.put(
    "/rating-methods/{code}",
    response={200: MethodOut, **WRITING},
    tags=TAGS,
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="rating-method-change",
)
def change(request: HttpRequest, said: MethodChangeIn, code: str = TOKEN, key: str = KEY) -> dict[str, Any]:
    """Say a draft anew; of an approved method make the draft of the next version."""
    user, code, text, scope = caller.asking(request).user, clean(code), clean(said.text), _scope(said.scope)
    _done(request, code, lambda: ratings.change(user, code, text, scope=scope, revision=said.revision), key)
    return _method(request, code)


@router.post(
    "/rating-methods/{code}/steps",
    response={200: MethodOut, **WRITING},
    tags=TAGS,
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="rating-method-steps",
)
def move_method(
    request: HttpRequest, said: RatingMoveIn, code: str = TOKEN, key: str = KEY
) -> dict[str, Any]:
    """Approve or withdraw the newest version of a method."""
    user, code = caller.asking(request).user, clean(code)

    def do() -> int:
        words, verb = clean(said.words), clean(said.verb)
        return ratings.move_method(user, code, verb, revision=said.revision, words=words)

    _done(request, code, do, key)
    return _method(request, code)


@router.post(
    "/ratings/{code}/days",
    response={200: list[DayOut], **WRITING},
    tags=TAGS,
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="rating-day",
)
def set_day(request: HttpRequest, said: DayIn, code: str = TOKEN, key: str = KEY) -> Any:
    """Say on which day the rating of a period is to be published."""
    user, code = caller.asking(request).user, clean(code)
    _done(request, code, lambda: ratings.set_day(user, code, clean(said.period), said.due_on), key)
    return ratings.calendar(visible(principal_for(user.rights)), code)


@router.post(
    "/rating-runs",
    response={202: AskedOut, **WRITING},
    tags=TAGS,
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="rating-runs",
)
def ask(request: HttpRequest, said: RunIn, key: str = KEY) -> Status[dict[str, Any]]:
    """Ask for a rating: the run where it is there already, else the job that makes it."""
    user = caller.asking(request).user
    types = [clean(one)[:64] for one in said.types]
    wanted = Wanted(clean(said.code), clean(said.period), said.frame, said.replicates, said.seed, types)
    writing = caller.writing(request, *SCOPE, key)

    def do() -> tuple[str, int]:
        kind, token = ratings.ask(user, wanted)
        return token, number_of(kind, token)

    kind, token = answer_of(programs.done(writing, do))
    return Status(202, {"kind": kind, "token": token})


@router.post(
    "/rating-runs/{token}/steps",
    response={200: RunWholeOut, **WRITING},
    tags=TAGS,
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="rating-run-steps",
)
def move_run(request: HttpRequest, said: RunMoveIn, token: str = TOKEN, key: str = KEY) -> dict[str, Any]:
    """Approve or withdraw a rating; people publish it."""
    user, token = caller.asking(request).user, clean(token)

    def do() -> int:
        return ratings.move_run(user, token, said.verb, revision=said.revision, words=clean(said.words))

    _done(request, token, do, key)
    return run_now(request, token)


@router.post(
    "/rating-runs/{token}/appeals",
    response={201: AppealOut, **WRITING},
    tags=TAGS,
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="rating-run-appeals",
)
def appeal(request: HttpRequest, said: AppealIn, token: str = TOKEN, key: str = KEY) -> Status[Any]:
    """Contest the grade of a subject; it is kept back until the appeal is answered."""
    user, run = caller.asking(request).user, clean(token)
    writing = caller.writing(request, *SCOPE, key)

    def do() -> tuple[str, int]:
        found = ratings.appeal(user, run, clean(said.subject), clean(said.words))
        return found, ratings.appeal_number(found)

    number = programs.done(writing, do)
    return Status(201, _appeal(request, ratings.appeal_token(number)))


@router.post(
    "/rating-appeals/{token}/steps",
    response={200: AppealOut, **WRITING},
    tags=TAGS,
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="rating-appeal-steps",
)
def answer(request: HttpRequest, said: RatingMoveIn, token: str = TOKEN, key: str = KEY) -> Any:
    """Uphold or reject an appeal, with reasons."""
    user, token = caller.asking(request).user, clean(token)

    def do() -> int:
        words, verb = clean(said.words), clean(said.verb)
        return ratings.answer(user, token, verb, revision=said.revision, words=words)

    _done(request, token, do, key)
    return _appeal(request, token)


@router.post(
    "/ratings/{code}/assessments",
    response={201: AssessmentOut, **WRITING},
    tags=TAGS,
    auth=caller.program,
    openapi_extra=BY_TOKEN,
    url_name="rating-assessments",
)
def assess(request: HttpRequest, said: AssessmentIn, code: str = TOKEN, key: str = KEY) -> Status[Any]:
    """Assess criteria of a subject: the body itself first, others from outside after it."""
    user, code = caller.asking(request).user, clean(code)
    subject, period = clean(said.subject), clean(said.period)
    marks = {clean(node): mark for node, mark in said.marks.items()}

    def do() -> int:
        words, kind = clean(said.words), clean(said.kind)
        return ratings.assess(user, code, subject, period, marks, kind=kind, words=words)

    _done(request, code, do, key)
    reading = visible(principal_for(user.rights))
    found = ratings.assessments_of(reading, user, code, subject, period)
    if found is None:
        raise Refused(Problem("rating.not-found", "", {"name": code[:64]}))
    return Status(201, found)


def _scope(said: ScopeIn | None) -> ScopeNote | None:
    if said is None:
        return None
    types, subjects = (tuple(clean(one)[:64] for one in some) for some in (said.types, said.subjects))
    return ScopeNote(
        clean(said.level),
        clean(said.below),
        clean(said.hierarchy),
        types,
        subjects,
        clean(said.officer),
    )


def _done(request: HttpRequest, about: str, do: Callable[[], int], key: str) -> None:
    programs.done(caller.writing(request, *SCOPE, key), lambda: (about, do()))


def _method(request: HttpRequest, code: str) -> dict[str, Any]:
    """Newest version of a method as the program sees it now."""
    user = caller.asking(request).user
    reading = visible(principal_for(user.rights))
    newest = next((one.number for one in ratings.methods(reading, user=user) if one.code == code), 0)
    return method_told(ratings.method(reading, code, version=newest, user=user))


def _appeal(request: HttpRequest, token: str) -> Any:
    user = caller.asking(request).user
    return ratings.appeal_of(visible(principal_for(user.rights)), user, token)


__all__ = ["router"]
