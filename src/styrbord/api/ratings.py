"""Who stands where in a rating, by which method, why, and what would be otherwise, as data?"""

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Field, Path, Query, Router

from styrbord.api import caller
from styrbord.api.asking import Codes, Listing, Moment, page_of, reading_of
from styrbord.api.collection import BY_ALL, MISSING
from styrbord.api.rating_schemas import (
    AppealOut,
    AssessmentOut,
    CardOut,
    DayOut,
    MethodOut,
    OfficerOut,
    RatingComparedOut,
    RatingNoteOut,
    RatingWholeOut,
    ReachedOut,
    ReplayedOut,
    RunOut,
    RunWholeOut,
    TriedOut,
    VersionOut,
)
from styrbord.api.refusals import told
from styrbord.api.schemas import Listed, Refusal
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.figures.ratings import Rating
from styrbord.services import ratings
from styrbord.services.reading import principal_for, visible

router = Router()
WRONG = {400: Refusal, 401: Refusal, 403: Refusal, 404: Refusal, 429: Refusal, 503: Refusal}
TOKEN = Path(..., max_length=64)
TAGS = ["ratings"]
define(
    "rating.wrong-edit",
    "'{text}' is no indicator with a number.",
    "Write indicator:number, such as staff:70.",
)


class RatingAsk(Moment):
    """Which rating, in which form."""

    period: str = Field("", max_length=20, description="Newest published one when left out.")
    group: str = Field("", max_length=64, description="One type only.")
    format: Literal["json", "csv", "xlsx"] = "json"


class PeriodAsk(Moment):
    """Which period."""

    period: str = Field("", max_length=20, description="Newest published one when left out.")


class VersionAsk(Moment):
    """Which version of a method."""

    version: int = Field(0, ge=0, le=2**31, description="Newest approved one when left out.")


class OtherAsk(PeriodAsk):
    """Under which other method."""

    other: str = Field(max_length=80, description="Code of a method, or code/number of a version.")


class TryAsk(PeriodAsk):
    """Which numbers of a subject are otherwise."""

    subject: str = Field(max_length=64)
    edit: Codes = Field(default_factory=list, description="indicator:number, repeated or with commas.")


class ReachAsk(PeriodAsk):
    """Which place or score is to be reached by one indicator."""

    subject: str = Field(max_length=64)
    indicator: str = Field(max_length=64)
    place: int = Field(0, ge=0, le=2**31)
    score: float | None = Field(None, allow_inf_nan=False)


class PeriodsAsk(Listing):
    """A list of one period."""

    period: str = Field(max_length=20)


class RunsAsk(Listing):
    """Filters of runs and appeals."""

    code: str = Field("", max_length=64, description="Code of a rating.")


@router.get("/ratings", response={200: Listed[RatingNoteOut], **WRONG}, tags=TAGS, url_name="ratings")
def listed(request: HttpRequest, ask: Query[Listing]) -> dict[str, Any]:
    """Ratings that the reader may see; those of which nothing is published yet have no period."""
    return page_of(request, ratings.listed(reading_of(request, ask)), ask)


@router.get("/rating-days", response={200: Listed[DayOut], **WRONG}, tags=TAGS, url_name="rating-days")
def days(request: HttpRequest, ask: Query[RunsAsk]) -> dict[str, Any]:
    """Days on which ratings are to be published, and how late they are."""
    return page_of(request, ratings.calendar(reading_of(request, ask), clean(ask.code)), ask)


@router.get("/ratings/{code}", response={200: RatingWholeOut, **WRONG}, tags=TAGS, url_name="rating")
def one(request: HttpRequest, ask: Query[RatingAsk], code: str = TOKEN) -> Any:
    """Published rating of a period: places, intervals, classes and what they rest on."""
    reading, code, period, group = reading_of(request, ask), clean(code), clean(ask.period), clean(ask.group)
    if ask.format == "json":
        return _rating(ratings.seen(reading, code, period=period, group=group))
    found = ratings.exported(reading, code, period=period, group=group, form=ask.format)
    answer = HttpResponse(found.content, content_type=found.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return answer


@router.get("/ratings/{code}/method", response={200: MethodOut, **WRONG}, tags=TAGS, url_name="rating-method")
def method(request: HttpRequest, ask: Query[VersionAsk], code: str = TOKEN) -> dict[str, Any]:
    """A method with criteria, formula, source, weight and direction of every node."""
    reading = reading_of(request, ask)
    return method_told(ratings.method(reading, clean(code), version=ask.version, user=user_of(request)))


@router.get(
    "/ratings/{code}/cards/{subject}", response={200: CardOut, **WRONG}, tags=TAGS, url_name="rating-card"
)
def card(request: HttpRequest, ask: Query[PeriodAsk], code: str = TOKEN, subject: str = TOKEN) -> Any:
    """All that is told of one subject: place, history, peers, parts, change, levers, facts."""
    reading, user = reading_of(request, ask), user_of(request)
    found = ratings.card(reading, clean(code), clean(subject), period=clean(ask.period), user=user)
    names = ("period", "code", "token")
    own = {name: getattr(found, name) for name in CardOut.model_fields if name not in names}
    return {**own, **{name: getattr(found.rating, name) for name in names}}


@router.get(
    "/ratings/{code}/compared",
    response={200: RatingComparedOut, **WRONG},
    tags=TAGS,
    url_name="rating-compared",
)
def compared(request: HttpRequest, ask: Query[OtherAsk], code: str = TOKEN) -> Any:
    """The same numbers under another method: who gains, who loses. Nothing of it is kept."""
    reading, user = reading_of(request, ask), user_of(request)
    return ratings.compared(reading, clean(code), clean(ask.other), period=clean(ask.period), user=user)


@router.get("/ratings/{code}/what-if", response={200: TriedOut, **WRONG}, tags=TAGS, url_name="rating-try")
def tried(request: HttpRequest, ask: Query[TryAsk], code: str = TOKEN) -> Any:
    """A rating with some numbers of one subject otherwise. Nothing of it is kept."""
    reading, edits = reading_of(request, ask), dict(_edit(one) for one in ask.edit)
    return ratings.tried(reading, clean(code), clean(ask.subject), edits, period=clean(ask.period))


@router.get("/ratings/{code}/reach", response={200: ReachedOut, **WRONG}, tags=TAGS, url_name="rating-reach")
def reached(request: HttpRequest, ask: Query[ReachAsk], code: str = TOKEN) -> Any:
    """Least change of one indicator that reaches a place or a score."""
    return ratings.reached(
        reading_of(request, ask),
        clean(code),
        clean(ask.subject),
        clean(ask.indicator),
        rank=ask.place,
        score=ask.score,
        period=clean(ask.period),
    )


@router.get(
    "/ratings/{code}/officers/{subject}",
    response={200: OfficerOut, **MISSING},
    tags=TAGS,
    auth=caller.reader,
    openapi_extra=BY_ALL,
    url_name="rating-officer",
)
def officer(request: HttpRequest, ask: Query[PeriodAsk], code: str = TOKEN, subject: str = TOKEN) -> Any:
    """Score of the officer who answers for a subject, by the stated formula, with what each input adds."""
    reading, user = reading_of(request, ask), caller.asking(request).user
    found = ratings.officer(reading, user, clean(code), clean(subject), period=clean(ask.period))
    said = {name: getattr(found.score, name) for name in ("formula", "score", "parts")}
    return {**said, "code": found.code, "subject": found.subject, "period": found.period}


@router.get(
    "/ratings/{code}/assessments",
    response={200: Listed[AssessmentOut], **MISSING},
    tags=TAGS,
    auth=caller.reader,
    openapi_extra=BY_ALL,
    url_name="rating-assessments",
)
def gaps(request: HttpRequest, ask: Query[PeriodsAsk], code: str = TOKEN) -> dict[str, Any]:
    """Subjects whose own and outside assessments are far apart."""
    reading, user = reading_of(request, ask), caller.asking(request).user
    return page_of(request, ratings.large_gaps(reading, user, clean(code), clean(ask.period)), ask)


@router.get(
    "/rating-methods", response={200: Listed[VersionOut], **WRONG}, tags=TAGS, url_name="rating-methods"
)
def methods(request: HttpRequest, ask: Query[Listing]) -> dict[str, Any]:
    """Newest version of each method that the reader may see."""
    reading = reading_of(request, ask)
    return page_of(request, ratings.methods(reading, user=user_of(request)), ask)


@router.get("/rating-runs", response={200: Listed[RunOut], **WRONG}, tags=TAGS, url_name="rating-runs")
def runs(request: HttpRequest, ask: Query[RunsAsk]) -> dict[str, Any]:
    """Runs, newest first: published ones, and the others for those who work with ratings."""
    reading = reading_of(request, ask)
    return page_of(request, ratings.runs(reading, user_of(request), clean(ask.code)), ask)


@router.get("/rating-runs/{token}", response={200: RunWholeOut, **WRONG}, tags=TAGS, url_name="rating-run")
def run(request: HttpRequest, ask: Query[Moment], token: str = TOKEN) -> dict[str, Any]:
    """One run with hashes, editions, seed and everything else that makes it again."""
    return run_told(ratings.run(reading_of(request, ask), user_of(request), clean(token)))


@router.get(
    "/rating-runs/{token}/replay",
    response={200: ReplayedOut, **MISSING},
    tags=TAGS,
    auth=caller.reader,
    openapi_extra=BY_ALL,
    url_name="rating-replay",
)
def replay(request: HttpRequest, ask: Query[Moment], token: str = TOKEN) -> Any:
    """A run computed again from its pinned editions, compared to the last bit."""
    return ratings.replay(reading_of(request, ask), caller.asking(request).user.rights, clean(token))


@router.get(
    "/rating-appeals",
    response={200: Listed[AppealOut], **MISSING},
    tags=TAGS,
    auth=caller.reader,
    openapi_extra=BY_ALL,
    url_name="rating-appeals",
)
def appeals(request: HttpRequest, ask: Query[RunsAsk]) -> dict[str, Any]:
    """Appeals that the caller may read, newest first."""
    found = ratings.appeals(reading_of(request, ask), caller.asking(request).user, code=clean(ask.code))
    return page_of(request, found, ask)


def clean(text: str) -> str:
    """The text without what no database keeps."""
    return text.replace("\x00", "")


def user_of(request: HttpRequest) -> object:
    """Who asks: a program, or whoever has signed in."""
    by = caller.with_token(request)
    return by.user if by else request.user


def method_told(found: ratings.MethodPage) -> dict[str, Any]:
    """A method as data."""
    note = {name: getattr(found.note, name) for name in VersionOut.model_fields}
    names = ("text", "scope", "criteria", "versions", "days", "verbs")
    return {
        **note,
        **{name: getattr(found, name) for name in names},
        "sources": found.method.sources,
        "missing": [told(one) for one in found.missing],
    }


def run_told(found: ratings.RunPage) -> dict[str, Any]:
    """A run as data."""
    note = {name: getattr(found.note, name) for name in RunOut.model_fields}
    return {
        **note,
        "rating": _rating(found.rating),
        "manifest": dict(found.manifest),
        "result_hash": found.result_hash,
        "warnings": [told(one) for one in found.warnings],
    }


def run_now(request: HttpRequest, token: str) -> dict[str, Any]:
    """A run as the program sees it now."""
    user = caller.asking(request).user
    return run_told(ratings.run(visible(principal_for(user.rights)), user, token))


def _rating(found: Rating) -> dict[str, Any]:
    return {name: getattr(found, name) for name in RatingWholeOut.model_fields}


def _edit(text: str) -> tuple[str, float]:
    name, _, number = text.rpartition(":")
    try:
        return clean(name), float(number)
    except ValueError:
        raise Refused(Problem("rating.wrong-edit", "edit", {"text": text[:80]})) from None
