"""Which page shows what waits for somebody, the most urgent first, and what can be done at once?"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.strategy.week import Part, Span, days_late
from styrbord.services import week as service
from styrbord.services.collection.progress import Place, Progress, progress
from styrbord.services.reading import Reading
from styrbord.services.week import Thing, Week
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.names import language
from styrbord.web.refusals import status_of
from styrbord.web.views.showing import show
from styrbord.web.week.doing import ROOMS, VERBS, text

A_PAGE = 30
ALONE = {"sign-in.needed", "rights.missing"}
ASKED = ("part", "post", "page")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing as the page shows it, with its number on the page and how far it is filled."""

    number: int
    thing: Thing
    span: Span
    days_late: int
    href: str
    done: Progress | None = None
    words: str = ""

    @property
    def may_confirm(self) -> bool:
        """Whether one click would confirm anything."""
        return self.done is not None and self.done.confirmable > 0

    @property
    def may_unconfirm(self) -> bool:
        """Whether there is something that was confirmed and is not handed in."""
        return self.done is not None and self.done.confirmed > 0


@never_cache
@require_safe
def week(request: HttpRequest) -> HttpResponse:
    """What waits for the reader's posts and those that they stand in for."""
    return _page(request)


@never_cache
@require_POST
def act(request: HttpRequest, verb: str) -> HttpResponse:
    """Do one thing and come back to the same place; a refusal shows the page again, nothing lost."""
    if verb not in VERBS or ROOMS.get(verb, "") not in {"", *settings.STYRBORD_MODULES}:
        raise Http404
    if not request.user.is_authenticated:
        raise Refused(Problem("sign-in.needed"))
    try:
        VERBS[verb](request.user, request.POST)
    except Refused as refused:
        if ALONE & {problem.code for problem in refused.problems}:
            raise
        return _page(request, refused)
    return redirect(f"{address.go(request, 'week', **_back(request), done=verb)}#done")


def _back(request: HttpRequest) -> Mapping[str, str]:
    """Part, post and page from which a form was sent."""
    return {name: text(request.POST, f"at-{name}")[:64] for name in ASKED}


def _page(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    asked = dict(_back(request)) if request.method == "POST" else _query(request)
    part = asked["part"] if asked["part"] in set(Part) else ""
    found = service.week(request.user, asked["post"] or None)
    things = found.of(part)
    page = _number(asked["page"], len(things))
    reading = reading_of(request)
    shown = things[(page - 1) * A_PAGE : page * A_PAGE]
    answer = show(
        request,
        "week.html",
        reading,
        week=found,
        spans=_spans(_lines(request, reading, found, shown)),
        parts=[(one, found.counts[one]) for one in Part if found.counts.get(one)],
        asked={**asked, "part": part, "page": str(page) if page > 1 else ""},
        count=len(things),
        first=(page - 1) * A_PAGE + 1,
        last=min(page * A_PAGE, len(things)),
        whose=(*found.posts, *found.acting),
        letter_href=_letter(request, asked["post"] or next(iter(found.posts), "")),
        pages=range(1, -(-len(things) // A_PAGE) + 1),
        before=page - 1,
        after=page + 1 if page * A_PAGE < len(things) else 0,
        done=request.GET.get("done", "")[:20],
        problems=refused.problems if refused else (),
        key=secrets.token_urlsafe(16),
    )
    answer.status_code = status_of(refused) if refused else 200
    return answer


def _query(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "").replace("\x00", "").strip()[:64] for name in ASKED}


def _letter(request: HttpRequest, post: str) -> str:
    """Where the letter of a post's week is asked for."""
    return address.go(request, "subscriptions", kind="week", code=post) if post else ""


def _number(text: str, count: int) -> int:
    """Page that is asked for, if there is such a one, else the last; else the first."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return max(1, min(number, -(-count // A_PAGE)))


def _lines(request: HttpRequest, reading: Reading, found: Week, shown: Sequence[Thing]) -> list[Line]:
    places = [one for one in shown if "confirm" in one.moves]
    told = progress(reading, [Place(one.form, one.subject, str(one.period), one.token) for one in places])
    done = {one.name: how for one, how in zip(places, told, strict=True)}
    failed = text(request.POST, "token")
    return [
        Line(
            number,
            one,
            found.span(one),
            days_late(one, found.today),
            address.with_query(f"/{language()}{one.address}", address.kept(request)),
            done.get(one.name) if one in places else None,
            request.POST.get("words", "") if one.token and one.token == failed else "",
        )
        for number, one in enumerate(shown, 1)
    ]


def _spans(lines: Sequence[Line]) -> Iterator[tuple[Span, list[Line]]]:
    """Lines under their headings, in the order of the page."""
    for span in Span:
        if own := [one for one in lines if one.span is span]:
            yield span, own
