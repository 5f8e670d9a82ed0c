"""Which pages let money and results be changed together, with numbers before and after, and be agreed on?"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.investments.portfolio.moving import Said
from styrbord.core.investments.portfolio.workflow import Noun
from styrbord.services.investments import carding, changed, changing, matters, mattering
from styrbord.services.investments.notes import CardNote, ChangeNote, MatterNote
from styrbord.services.rights import rights_of
from styrbord.web import address, fields
from styrbord.web.asking import codes_of, reading_of
from styrbord.web.investments import change_forms, saying
from styrbord.web.investments.one import ALONE, answered
from styrbord.web.names import words
from styrbord.web.views.showing import show

Problems = tuple[Problem, ...]
MOST_PLANS = 8


@never_cache
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Form for a change of one plan, and of others that are named beside it."""
    cards = _cards(request, (code, *codes_of(request, "with")))
    if request.method != "POST":
        return _form(request, cards, {})
    data, problems = change_forms.data_of(request.POST, cards)
    try:
        if problems:
            raise Refused(problems)
        token = changing.draft(request.user, data, key=fields.key_of(request.POST))
    except Refused as refused:
        return _form(request, cards, request.POST, _open(refused))
    return redirect(address.go(request, "investment-change", token))


@never_cache
def edit(request: HttpRequest, token: str) -> HttpResponse:
    """Form for a request that is not settled."""
    note, told = _told(request, token)
    cards = _cards(request, (*told.plans, *codes_of(request, "with")))
    if request.method != "POST":
        return _form(request, cards, change_forms.typed_of(note.data), token=token)
    data, problems = change_forms.data_of(request.POST, cards)
    revision, key = saying.revision_of(request.POST), fields.key_of(request.POST)
    try:
        if problems:
            raise Refused(problems)
        matters.move(request.user, token, "change", Said(), data=data, revision=revision, key=key)
    except Refused as refused:
        return _form(request, cards, request.POST, _open(refused), token=token)
    return redirect(address.go(request, "investment-change", token))


def _cards(request: HttpRequest, codes: Sequence[str]) -> list[CardNote]:
    """The plans that a request is about, as they are now, each for who may write of it."""
    reading, rights = reading_of(request), rights_of(request.user)
    found = [carding.card(reading, rights, code) for code in list(dict.fromkeys(codes))[:MOST_PLANS]]
    if any(one.plan is None for one in found):
        raise Refused(Problem("rights.missing" if request.user.is_authenticated else "sign-in.needed"))
    return found


def _form(
    request: HttpRequest,
    cards: Sequence[CardNote],
    typed: Mapping[str, str],
    problems: Problems = (),
    *,
    token: str = "",
) -> HttpResponse:
    plans = [change_forms.form_of(card, typed) for card in cards]
    answer = show(
        request,
        "investment-change-edit.html",
        reading_of(request),
        card=cards[0],
        name=words(cards[0].names) or cards[0].code,
        plans=plans,
        statements=list(enumerate(change_forms.statements(typed))),
        lines=[one for plan in plans for one in plan.lines],
        results=[one for plan in plans for one in plan.results],
        reason=typed.get("reason", ""),
        token=token,
        revision=_told(request, token)[0].revision if token else 0,
        problems=problems,
        key=saying.new_key(),
    )
    return answered(answer, problems)


@never_cache
@require_safe
def one(request: HttpRequest, token: str) -> HttpResponse:
    """A change request: before and after, what it does up the tree of goals, and who has to agree."""
    return _shown(request, token)


def _shown(request: HttpRequest, token: str, problems: Problems = (), tried: str = "") -> HttpResponse:
    reading, rights = reading_of(request), rights_of(request.user)
    note, told = _told(request, token)
    moves = [verb for verb in told.verbs if verb != "change"]
    answer = show(
        request,
        "investment-change.html",
        reading,
        note=note,
        change=told,
        impact=changing.impact_of(rights, token),
        may_edit="change" in told.verbs,
        offered=saying.offered(Noun.CHANGE, told.state, moves),
        problems=problems,
        tried=tried,
        said=request.POST,
        key=saying.new_key(),
    )
    return answered(answer, problems)


def _told(request: HttpRequest, token: str) -> tuple[MatterNote, ChangeNote]:
    reading, rights = reading_of(request), rights_of(request.user)
    row = matters.matter_row(rights, token)
    note: Any = mattering.notes_of(reading, rights, [row])[0]
    return note, changed.change_note(rights, note, row)


@require_POST
def act(request: HttpRequest, token: str, verb: str) -> HttpResponse:
    """Move a change request."""
    revision, key = saying.revision_of(request.POST), fields.key_of(request.POST)
    try:
        if verb == "preview":
            changing.preview(request.user, token, revision=revision)
        else:
            said = saying.said_of(request.POST)
            matters.move(request.user, token, verb[:16], said, revision=revision, key=key)
    except Refused as refused:
        return _shown(request, token, _open(refused), verb)
    return redirect(address.go(request, "investment-change", token))


def _open(refused: Refused) -> Problems:
    if (ALONE | {"matter.not-found"}) & {problem.code for problem in refused.problems}:
        raise refused
    return tuple(refused.problems)
