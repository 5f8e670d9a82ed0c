"""Which pages list deviations, show one, and take what people do with it?"""

import secrets
from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.strategy.deviations.guards import Said
from styrbord.core.strategy.deviations.workflow import State, Verb
from styrbord.figures.deviations import DeviationLine, DeviationPage
from styrbord.services import board, decisions, deviations
from styrbord.services.signals import TRACKS
from styrbord.web import address, fields
from styrbord.web.asking import reading_of
from styrbord.web.deviations import drawing, tables
from styrbord.web.paging import part_of
from styrbord.web.views.showing import show

SIZE = 20
"""Deviations on a page."""
LATE = (1, 31, 91)
"""Days overdue that can be asked for, at least so many."""
ALONE = {"deviation.not-found", "sign-in.needed"}


@never_cache
def listed(request: HttpRequest) -> HttpResponse:
    """Deviations by state, the most overdue first, and how long it took to react."""
    reading = reading_of(request)
    text = {name: request.GET.get(name, "").strip()[:64] for name in ("state", "indicator", "rubric")}
    text["state"] = text["state"] if text["state"] in set(State) else ""
    every = deviations.listed(reading, **text)
    asked = {name: request.GET.get(name, "").strip()[:64] for name in ("holder", "subject", "track")}
    late = fields.whole(fields.text(request.GET, "late")) or 0
    found = deviations.narrowed(every, **asked, late=late)
    return show(
        request,
        "deviations.html",
        reading,
        offers={"deviations": tables.lines(found)},
        part=part_of(request, found, SIZE),
        count=len(found),
        asked={**text, **asked, "late": late},
        is_narrowed=len(found) < len(every),
        choices=_choices(every),
        states=tuple(State),
        reactions=[row for row in deviations.reactions(reading) if row.kind == "all"],
    )


@never_cache
def times(request: HttpRequest) -> HttpResponse:
    """How long it took to react: of all, by post, rubric and quarter."""
    reading = reading_of(request)
    found = deviations.reactions(reading)
    kind = request.GET.get("by", "")
    shown = [row for row in found if not kind or row.kind in {"all", kind}]
    return show(
        request,
        "deviation_times.html",
        reading,
        offers={"reactions": tables.reactions(shown)},
        rows=shown[:1],
        part=part_of(request, shown[1:], SIZE),
        kind=kind,
        kinds=[one for one in ("owner", "rubric", "quarter") if any(row.kind == one for row in found)],
    )


def _choices(lines: Sequence[DeviationLine]) -> dict[str, list[str]]:
    """What the list can be narrowed to."""
    return {
        "holders": sorted({one.holder for one in lines} - {""}),
        "subjects": sorted({one.signal.subject for one in lines}),
        "tracks": [track for track in TRACKS if any(one.signal.track == track for one in lines)],
        "late": [str(days) for days in LATE if any(one.days_late >= days for one in lines)],
    }


@never_cache
def one(request: HttpRequest, token: str) -> HttpResponse:
    """One deviation: what deviates, who has it, what was done and what can be done now."""
    return _page(request, token)


@never_cache
@require_POST
def act(request: HttpRequest, token: str, verb: str) -> HttpResponse:
    """Do one thing with a deviation, or erase the words of a step."""
    said = request.POST
    try:
        if verb == "erase":
            deviations.erase(
                request.user, token, fields.whole(fields.text(said, "step")) or 0, key=fields.key_of(said)
            )
        elif verb in set(Verb):
            deviations.move(
                request.user,
                token,
                Verb(verb),
                _said(said),
                revision=fields.whole(fields.text(said, "revision")),
                key=fields.key_of(said),
            )
        else:
            raise Http404
    except Refused as refused:
        if ALONE & {problem.code for problem in refused.problems}:
            raise
        return _page(request, token, refused.problems, verb)
    return redirect(address.go(request, "deviation", token))


def _page(
    request: HttpRequest, token: str, problems: tuple[Problem, ...] = (), verb: str = ""
) -> HttpResponse:
    reading = reading_of(request)
    page = deviations.find(reading, token, request.user)
    chart = drawing.course(request, reading, page)
    answer = show(
        request,
        "deviation.html",
        reading,
        offers={"course": chart} if chart else {},
        page=page,
        chart=chart,
        decisions=decisions.of_deviation(reading, token, *_named(page)),
        problems=problems,
        posts=board.labels(reading).posts,
        said=request.POST,
        tried=verb,
        key=secrets.token_urlsafe(16),
    )
    if problems:
        is_forbidden = "rights.missing" in {problem.code for problem in problems}
        answer.status_code = 403 if is_forbidden else 400
    return answer


def _named(page: DeviationPage) -> tuple[str, str]:
    """Decisions that a deviation names: the one that missed its effect, and the one that decides it."""
    return str(page.line.signal.evidence.get("decision", "")), page.line.decision


def _said(said: QueryDict) -> Said:
    text = {name: fields.text(said, name) for name in ("words", "cause", "to", "outcome")}
    return Said(**text, action=_day(said.get("action", "")))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
