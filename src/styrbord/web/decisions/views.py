"""Which decisions are there, what does one say, and how is one proposed, taken and made public?"""

import secrets
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.people.roles import Action
from styrbord.core.strategy.decisions.model import ORIGINS, Novelty, Proposal, Side, Stand
from styrbord.core.strategy.decisions.workflow import State
from styrbord.services import board, decisions, rights
from styrbord.services.decisions import StakeholderNote, Start, stakeholders
from styrbord.services.reading import PUBLIC, Reading, visible
from styrbord.web import address
from styrbord.web.asking import reading_of
from styrbord.web.decisions import drawing, taking, words
from styrbord.web.decisions.said import STEPS, Part, filled, kept, typed
from styrbord.web.paging import part_of
from styrbord.web.views.showing import show

Problems = tuple[Problem, ...]
SIZE = 20
"""Decisions on a page."""
CLOSED = {"decision.not-found", "stakeholder.not-found", "rights.missing", "sign-in.needed"}
"""Refusals that show no form."""


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Decisions that the reader may see, the newest first; those whose lessons hold some words, if asked."""
    reading = reading_of(request)
    state, text = request.GET.get("state", ""), request.GET.get("q", "")[:200]
    asked = {name: request.GET.get(name, "") for name in ("subject", "indicator")}
    found = decisions.listed(reading, state=state, only_pilots=request.GET.get("pilot") == "yes", **asked)
    if text:
        said = {one.token for one in decisions.lessons(reading, text)}
        found = tuple(one for one in found if one.token in said)
    return show(
        request,
        "decisions.html",
        reading,
        found=found,
        part=part_of(request, found, SIZE),
        waiting=decisions.to_review(reading),
        today=reading.today,
        states=tuple(map(str, State)),
        state=state,
        text=text,
        may_propose=decisions.may_propose(request.user),
        may_set=rights.may(request.user, Action.GIVE_RIGHTS),
    )


@never_cache
def one(request: HttpRequest, token: str) -> HttpResponse:
    """One decision; a post takes the next step, and a refusal shows it again with what is wrong."""
    if request.method == "POST":
        try:
            _step(request, token)
        except Refused as refused:
            return _page(request, token, refused.problems)
        return redirect(address.go(request, "decision", token))
    return _page(request, token)


@require_safe
def public(request: HttpRequest, token: str) -> HttpResponse:
    """A decision as everybody will read it, for those who may read it already."""
    return _shown(request, decisions.preview(reading_of(request), token), is_preview=True)


@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """First step of a proposal; what it comes from may stand in the address."""
    decisions.require_proposing(request.user)
    if request.method != "POST":
        said = {name: request.GET.get(name, "")[:64] for name in ("kind", "origin", "subject")}
        begin = Start("", said["subject"], said["kind"], said["origin"])
        effect = (request.GET.get("indicator", "")[:64], said["subject"], "", "", "")
        earlier = tuple(filter(None, [request.GET.get("after", "")[:64]]))
        return _form(request, "start", replace(begin, effects=[effect], predecessors=earlier))
    part = typed("start", request.POST)
    try:
        token = decisions.propose(request.user, part, key=request.POST.get("key", "")[:64])
    except Refused as refused:
        return _form(request, "start", part, problems=refused.problems)
    return redirect(address.go(request, "decision-say", token, STEPS[1]))


@never_cache
def say(request: HttpRequest, token: str, step: str) -> HttpResponse:
    """One of the three steps of a proposal, said anew."""
    if step not in STEPS:
        raise Http404
    if request.method != "POST":
        found = decisions.one(request.user, reading_of(request), token)
        decisions.require_change(request.user, token)
        part = kept(step, found.said)
        return _form(request, step, part, token=token, revision=found.revision, said=found.said)
    contexts = decisions.offered_to(request.user, token)
    part, revision = typed(step, request.POST, contexts), _number(request.POST.get("revision", ""))
    try:
        key = request.POST.get("key", "")[:64]
        number = decisions.change(request.user, token, part, revision=revision, key=key)
    except Refused as refused:
        if any(one.code in CLOSED for one in refused.problems):
            raise
        return _form(request, step, part, token=token, revision=revision, problems=refused.problems)
    after = STEPS.index(step) + 1
    is_last = after == len(STEPS)
    if is_last and request.POST.get("then") == "decide":
        try:
            taking.take(request, token, number)
        except Refused as refused:
            return shown_again(request, token, refused.problems)
    go = ("decision", token) if is_last else ("decision-say", token, STEPS[after])
    return redirect(address.go(request, *go))


def _step(request: HttpRequest, token: str) -> None:
    said, verb = request.POST, request.POST.get("verb", "")
    key = said.get("key", "")[:64]
    if verb in {"publish", "unpublish"}:
        decisions.publish(request.user, token, is_public=verb == "publish", key=key)
        return
    decisions.move(
        request.user,
        token,
        verb[:20],
        revision=_number(said.get("revision", "")),
        words=said.get("words", "")[:10_000],
        chosen=said.get("chosen", "")[:20],
        key=key,
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def shown_again(request: HttpRequest, token: str, problems: Problems) -> HttpResponse:
    """The page of a decision with what was wrong; a decision that is not there is told as everywhere."""
    if any(one.code in CLOSED for one in problems):
        raise Refused(problems)
    return _page(request, token, problems)


def _page(request: HttpRequest, token: str, problems: Problems = ()) -> HttpResponse:
    found = decisions.one(request.user, reading_of(request), token)
    answer = _shown(request, found, problems=problems, said=request.POST)
    answer.status_code = 400 if problems else 200
    return answer


def _shown(request: HttpRequest, found: decisions.DecisionPage, **context: Any) -> HttpResponse:
    reading = visible(PUBLIC) if context.get("is_preview") else reading_of(request)
    charts = drawing.charts(reading, found)
    at = decisions.moment(reading)
    return show(
        request,
        "decision.html",
        reading_of(request),
        offers={one.id: one for one in charts if one is not None},
        found=found,
        effects=list(zip(found.effects, charts, strict=True)),
        today=reading.today,
        posts=board.labels(reading).posts,
        register=_register(reading, found),
        severities=words.SEVERITIES,
        stands=tuple(map(str, Stand)),
        contexts=words.contexts(found.said.contexts, decisions.contexts(at)),
        languages=words.LANGUAGES,
        key=secrets.token_urlsafe(12),
        **context,
    )


def _register(reading: Reading, found: decisions.DecisionPage) -> tuple[StakeholderNote, ...]:
    """Stakeholders whose position somebody may record: those of its subject first."""
    if not found.may_record:
        return ()
    known = stakeholders.registered(reading)
    return tuple(sorted(known, key=lambda one: one.subject != found.subject))


def _form(
    request: HttpRequest,
    step: str,
    part: Part,
    *,
    token: str = "",
    revision: int = 0,
    problems: Problems = (),
    said: Proposal | None = None,
) -> HttpResponse:
    reading = reading_of(request)
    offered = decisions.offered_to(request.user, token)
    answer = show(
        request,
        f"decision-{step}.html",
        reading,
        decides=said if said and decisions.may_decide(request.user, said) else None,
        part=filled(part, offered),
        token=token,
        step=step,
        steps=STEPS,
        revision=revision,
        problems=problems,
        earlier=[one for one in decisions.listed(reading) if one.token != token],
        key=secrets.token_urlsafe(12),
        origins=ORIGINS,
        novelties=tuple(map(str, Novelty)),
        sides=tuple(map(str, Side)),
        stands=tuple(map(str, Stand)),
        contexts=words.contexts(offered, decisions.contexts()),
        languages=words.LANGUAGES,
    )
    answer.status_code = 400 if problems else 200
    return answer
