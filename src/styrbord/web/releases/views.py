"""What was released when, what did it change, and who may move it?"""

import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from styrbord.core.base.problems import Problem, Refused
from styrbord.services import releases
from styrbord.services.board import editions
from styrbord.web import address, tables
from styrbord.web.asking import reading_of
from styrbord.web.releases import forms
from styrbord.web.releases.tables import changes
from styrbord.web.views.showing import show

Problems = tuple[Problem, ...]


def calendar(request: HttpRequest) -> HttpResponse:
    """Datasets, their editions and what each of them corrects."""
    reading = reading_of(request)
    page = editions.calendar(reading)
    return show(
        request,
        "editions.html",
        reading,
        offers={"editions": tables.editions(page)},
        page=page,
        coming=releases.coming(request.user),
        numbers={note.id for note in page.editions},
    )


@never_cache
def edition(request: HttpRequest, number: str) -> HttpResponse:
    """One edition: what it says in public, and a desk for those who release it."""
    return _edition(request, forms.number_of(number))


@never_cache
@require_POST
def act(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Move or withdraw an edition, or open it early; a refusal shows the page again."""
    chosen = forms.number_of(number)
    by = releases.releaser_of(request.user, chosen)
    if verb not in forms.VERBS:
        raise Http404
    try:
        forms.VERBS[verb](chosen, request.POST, by, forms.key_of(request.POST))
    except Refused as refused:
        return _edition(request, chosen, refused.problems, verb)
    return redirect(address.go(request, "edition", chosen, done=verb))


def _edition(request: HttpRequest, number: int, problems: Problems = (), verb: str = "") -> HttpResponse:
    reading = reading_of(request)
    desk = releases.desk(request.user, number)
    said = releases.statement(reading, number) if number in reading.counted or desk is None else None
    found: dict[str, Any] = {"note": said.note if said else desk.note if desk else None, "said": said}
    answer = show(
        request,
        "edition.html",
        reading,
        offers={"changes": changes(said)} if said else {},
        desk=desk,
        problems=problems,
        wrote={**request.POST.dict(), "verb": verb},
        key=secrets.token_urlsafe(16),
        done=request.GET.get("done", ""),
        **found,
    )
    answer.status_code = 400 if problems else 200
    return answer
