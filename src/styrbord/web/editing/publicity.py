"""Which pages show who would see more or less, and let two persons decide it?"""

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from styrbord.charts.model import Table
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.board.figure_lists import count_of, samples
from styrbord.figures.pages import Labels
from styrbord.services import editing
from styrbord.services.editing import Weighed
from styrbord.web import address, names
from styrbord.web.asking import reading_of
from styrbord.web.editing.forms import key_of, text
from styrbord.web.tables import Maker
from styrbord.web.views.showing import show

Problems = tuple[Problem, ...]
SAMPLES = 20
LONGEST_HASH = 64


@never_cache
def of_page(request: HttpRequest, code: str) -> HttpResponse:
    """Who sees a page, and the figures that a change brings into sight or takes out of it."""
    return _decided(request, editing.PAGE, code)


@never_cache
def of_indicator(request: HttpRequest, code: str) -> HttpResponse:
    """Who sees an indicator, and the figures that another class brings into sight or takes out of it."""
    return _decided(request, editing.INDICATOR, code)


def _decided(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    editing.present(request.user, kind, code)
    if request.method != "POST":
        return _page(request, kind, code)
    verb = request.POST.get("verb", "")
    try:
        if verb not in VERBS:
            raise Refused(Problem("page.nothing-asked"))
        VERBS[verb](request.user, kind, code, request.POST)
    except Refused as refused:
        if any(problem.code == "rights.missing" for problem in refused.problems):
            raise
        return _page(request, kind, code, refused.problems)
    name = "page-publicity" if kind == editing.PAGE else "indicator-access"
    return redirect(address.go(request, name, code, done=verb))


def _propose(user: object, kind: str, code: str, said: QueryDict) -> None:
    words = {"seen": text(said, "seen")[:LONGEST_HASH], "reason": text(said, "reason")}
    editing.propose(user, kind, code, text(said, "to"), key=key_of(said), **words)


def _narrow(user: object, kind: str, code: str, said: QueryDict) -> None:
    editing.narrow(user, kind, code, text(said, "to"), reason=text(said, "reason"), key=key_of(said))


def _confirm(user: object, kind: str, code: str, said: QueryDict) -> None:
    editing.confirm(user, kind, code, seen=text(said, "seen")[:LONGEST_HASH], key=key_of(said))


def _drop(user: object, kind: str, code: str, said: QueryDict) -> None:
    editing.drop(user, kind, code, key=key_of(said))


VERBS: Mapping[str, Callable[[object, str, str, QueryDict], None]] = {
    "propose": _propose,
    "narrow": _narrow,
    "confirm": _confirm,
    "drop": _drop,
}


def _page(request: HttpRequest, kind: str, code: str, problems: Problems = ()) -> HttpResponse:
    was, others = editing.present(request.user, kind, code)
    waiting = editing.proposal(request.user, kind, code)
    asked = text(request.GET, "to") or (waiting.becomes if waiting else others[0])
    found: Weighed | None = None
    try:
        found = editing.weigh(request.user, kind, code, asked)
    except Refused as refused:
        problems = problems or refused.problems
    return _shown(
        request,
        problems,
        found,
        kind=kind,
        item=code,
        was=was,
        others=others,
        asked=asked,
        waiting=waiting if waiting and waiting.becomes == asked else None,
        is_same=bool(waiting and found and waiting.hash == found.hash),
    )


def _shown(request: HttpRequest, problems: Problems, found: Weighed | None, **context: Any) -> HttpResponse:
    lines = found.lines if found else ()
    answer = show(
        request,
        "publicity.html",
        reading_of(request),
        offers={"list": _table(found)} if found else {},
        problems=problems,
        found=found,
        lines=lines[:SAMPLES],
        samples=samples(lines),
        counts={
            "figures": count_of(lines),
            "indicators": len({line.indicator for line in lines}),
            "subjects": len({line.subject for line in lines}),
            "lines": len(lines),
        },
        key=secrets.token_urlsafe(16),
        done=request.GET.get("done", ""),
        said=request.POST,
        **context,
    )
    answer.status_code = 400 if problems and request.method == "POST" else 200
    return answer


def _table(found: Weighed) -> Maker:
    """Every line of the list, to be taken away."""

    def make(labels: Labels) -> Table:
        columns = (
            _("Indicator code"),
            _("Indicator"),
            _("Code"),
            _("Subject"),
            _("Scenario"),
            _("Breakdown"),
            _("First period"),
            _("Last period"),
            _("Figures"),
            _("Newest value"),
            _("Unit"),
            _("Part"),
        )
        rows = (
            (
                line.indicator,
                names.indicator_name(labels, line.indicator),
                line.subject,
                names.subject_name(labels, line.subject),
                line.scenario,
                line.dimension,
                line.first,
                line.last,
                float(line.count),
                line.newest,
                line.unit,
                line.part,
            )
            for line in found.lines
        )
        return Table(columns, tuple(rows))

    return make
