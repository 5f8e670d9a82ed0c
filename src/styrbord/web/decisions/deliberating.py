"""How do posts criticise a proposal, how is a position recorded, and how is a chain carried away?"""

from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from styrbord.core.base.problems import Refused
from styrbord.core.strategy.decisions.exporting import chain_csv, chain_json
from styrbord.core.strategy.decisions.stakeholders import About
from styrbord.services.decisions import chains, critiques, stakeholders
from styrbord.services.decisions.stakeholders import Says
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.decisions import timeline
from styrbord.web.decisions.views import shown_again
from styrbord.web.views.showing import show

WRITTEN = {
    "json": ("application/json; charset=utf-8", chain_json),
    "csv": ("text/csv; charset=utf-8", chain_csv),
}
Do = Callable[[object, str, QueryDict, str], None]


@never_cache
@require_POST
def critique(request: HttpRequest, token: str, verb: str) -> HttpResponse:
    """Ask posts, name a concern, rank, end a critique, or answer a concern."""
    if verb not in VERBS:
        raise Http404
    return _done(request, token, VERBS[verb], "h-critique")


@never_cache
@require_POST
def position(request: HttpRequest, token: str) -> HttpResponse:
    """Record what a stakeholder says to a decision."""
    return _done(request, token, _say, "h-positions")


@require_safe
def chain(request: HttpRequest, token: str) -> HttpResponse:
    """A chain of decisions as a timeline, with the reasons of each."""
    reading = reading_of(request)
    found = chains.chain(reading, token)
    own = next(one for one in found.decisions if one.token == token)
    return show(
        request,
        "decision-chain.html",
        reading,
        chain=found,
        own=own,
        drawn=timeline.drawn(found),
        earlier=timeline.before(found),
    )


@require_safe
def chain_file(request: HttpRequest, token: str, form: str) -> HttpResponse:
    """A chain of decisions as a file from which it can be built again as it is."""
    if form not in WRITTEN:
        raise Http404
    kind, write = WRITTEN[form]
    answer = HttpResponse(write(chains.chain(reading_of(request), token)), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="decisions-{token}.{form}"'
    return answer


def _done(request: HttpRequest, token: str, do: Do, place: str) -> HttpResponse:
    """Do it and lead back to its place on the page, or show the page with what is wrong."""
    try:
        do(request.user, token, request.POST, request.POST.get("key", "")[:64])
    except Refused as refused:
        return shown_again(request, token, refused.problems)
    return redirect(f"{address.go(request, 'decision', token)}#{place}")


def _ask(user: object, token: str, said: QueryDict, key: str) -> None:
    posts = [one[:80] for one in said.getlist("post")[:50]]
    critiques.ask(user, token, posts, days=_whole(said, "days"), key=key)


def _raise(user: object, token: str, said: QueryDict, key: str) -> None:
    critiques.raise_concern(user, token, said.get("words", "")[:10_000], key=key)


def _rank(user: object, token: str, said: QueryDict, key: str) -> None:
    given = {name.removeprefix("severity-"): said[name] for name in said if name.startswith("severity-")}
    scores = {
        int(number): int(text) for number, text in given.items() if _is_whole(number) and _is_whole(text)
    }
    critiques.rank(user, token, scores, key=key)


def _end(user: object, token: str, said: QueryDict, key: str) -> None:
    critiques.end(user, token, key=key)


def _answer(user: object, token: str, said: QueryDict, key: str) -> None:
    reply, text = said.get("answer", "")[:20], said.get("words", "")[:10_000]
    critiques.answer(user, token, _whole(said, "number"), reply, text, key=key)


def _say(user: object, token: str, said: QueryDict, key: str) -> None:
    told = Says(
        said.get("stand", "")[:20],
        said.get("said-on", "")[:20],
        said.get("words", "")[:10_000],
        said.get("source", "")[:1_000],
    )
    stakeholders.say(user, said.get("stakeholder", "")[:64], About.DECISION, token, told, key=key)


def _whole(said: QueryDict, name: str) -> int:
    text = said.get(name, "")
    return int(text) if _is_whole(text) else 0


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 9


VERBS: Mapping[str, Do] = {"ask": _ask, "raise": _raise, "rank": _rank, "end": _end, "answer": _answer}
