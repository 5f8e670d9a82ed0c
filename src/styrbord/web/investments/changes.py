"""Which pages let money and results be changed together, with numbers before and after, and be agreed on?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.investments.portfolio.workflow import Noun
from styrbord.services.investments import carding, changed, changing, mattering, matters
from styrbord.services.investments.change_notes import ChangeNote
from styrbord.services.investments.impacts import ImpactNote
from styrbord.services.investments.notes import CardNote, MatterNote
from styrbord.services.investments.standing import posts_of
from styrbord.services.rights import rights_of
from styrbord.web import address, fields
from styrbord.web.asking import codes_of, reading_of
from styrbord.web.investments import change_forms, saying
from styrbord.web.investments.drafting import demand_acting
from styrbord.web.investments.one import ALONE, answered
from styrbord.web.names import words
from styrbord.web.views.showing import show

Problems = tuple[Problem, ...]
MOST_PLANS = 8
OPEN = frozenset({"draft", "computed", "agreed", "approved"})


@never_cache
def new(request: HttpRequest, code: str) -> HttpResponse:
    """Form for a change of one plan, and of others that are named beside it."""
    cards = _cards(request, (code, *codes_of(request, "with")))
    demand_acting(request, cards[0])
    if request.method != "POST":
        return _form(request, cards, {})
    data, problems = change_forms.data_of(request.POST, cards)
    try:
        if problems:
            raise Refused(problems)
        if "look" in request.POST:
            return _form(request, cards, request.POST, impact=changing.impact_of_data(request.user, data))
        data["words"] = fields.text(request.POST, "words")
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
        if "look" in request.POST:
            found = changing.impact_of_data(request.user, data)
            return _form(request, cards, request.POST, token=token, impact=found)
        changing.change(request.user, token, data, revision=revision, key=key)
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
    impact: ImpactNote | None = None,
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
        words=typed.get("words", ""),
        impact=impact,
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
        impact=changing.impact_of(rights, token) if told.state in OPEN else None,
        statements=_statements(note),
        may_sign=bool(posts_of(rights)) and told.state == "draft",
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
    note = mattering.notes_of(reading, rights, [row])[0]
    return note, changed.change_note(rights, note, row)


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement of no effect, and the post that signed it; "" = nobody has."""

    line: str
    result: str
    reason: str
    signed_by: str


def _statements(note: MatterNote) -> list[StatementView]:
    data: Mapping[str, Any] = note.data
    signed = {(one["line"], one["result"]): one["post"] for one in data.get("signed", ())}
    told = [
        (str(one.get("line", "")), str(one["result"]), str(one["reason"]))
        for one in data.get("no_effects", ())
    ]
    return [StatementView(*one, signed.get(one[:2], "")) for one in told]


@require_POST
def act(request: HttpRequest, token: str, verb: str) -> HttpResponse:
    """Move a change request."""
    revision, key = saying.revision_of(request.POST), fields.key_of(request.POST)
    try:
        if verb == "sign":
            line, result = (fields.text(request.POST, name)[:140] for name in ("line", "result"))
            changing.sign(request.user, token, result=result, line=line, revision=revision, key=key)
        elif verb == "preview":
            changing.preview(request.user, token, revision=revision, key=key)
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
