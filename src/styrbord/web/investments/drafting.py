"""Which pages let an investment be begun, and its plan be written part by part?"""

import json
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio.plan_text import LONGEST_TEXT, as_data
from styrbord.services import board
from styrbord.services.investments import carding, drafting
from styrbord.services.investments.notes import CardNote
from styrbord.services.investments.standing import acts_for
from styrbord.services.rights import rights_of
from styrbord.web import address, fields
from styrbord.web.asking import reading_of
from styrbord.web.investments import near, plan_forms, plan_typed, saying
from styrbord.web.investments.guidance import guide_for
from styrbord.web.investments.one import ALONE, answered
from styrbord.web.investments.plan_fields import LOCKED, PARTS, Part
from styrbord.web.names import words
from styrbord.web.views.showing import show

define(
    "investment.no-option",
    "There is no option '{option}'.",
    "Enter it among the options, or choose one of them.",
)
define("plan.no-text", "The text of the plan cannot be read: {what}.", "Send it as JSON, as it was shown.")
ANSWERS = (
    "code",
    "title",
    "lead",
    "owner",
    "cost",
    "year",
    "indicator",
    "target",
    "benefit_owner",
    "baseline_due",
)
FULL = ("code", "lead", "owner", "currency", "year")
EARLY = frozenset({"idea", "appraising"})
MOST = 2_000_000
Problems = tuple[Problem, ...]


@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Form of ten answers for a small investment, or of the first words of a full plan."""
    demand_body(request)
    is_full = request.GET.get("process") == "full"
    if request.method != "POST":
        return _new(request, is_full)
    typed = request.POST
    try:
        if is_full:
            code = drafting.begin(request.user, _begun(request), key=fields.key_of(typed))
        else:
            told = {name: fields.text(typed, name).strip() for name in ANSWERS}
            told["language"] = request.LANGUAGE_CODE
            code = drafting.begin_light(request.user, told, key=fields.key_of(typed))
    except Refused as refused:
        return _new(request, is_full, _open(refused))
    return redirect(address.go(request, "investment", code))


def _begun(request: HttpRequest) -> dict[str, Any]:
    """Data of a plan that says nothing but who begins what in which money, and business as usual."""
    told = {name: fields.text(request.POST, name).strip() for name in (*FULL, "title")}
    year = fields.whole(told["year"])
    return {
        "names": {request.LANGUAGE_CODE: told["title"]},
        "investment": {
            "code": told["code"],
            "owner": told["owner"],
            "price": {"currency": told["currency"], "year": told["year"] if year is None else year},
            "parties": [{"body": told["lead"], "roles": ["lead", "follow-up"]}],
            "options": [
                {"code": "usual", "kind": "business-as-usual"},
                {"code": "it", "kind": "preferred", "title": told["title"]},
            ],
        },
    }


def _new(request: HttpRequest, is_full: bool, problems: Problems = ()) -> HttpResponse:
    reading, bodies = reading_of(request), acts_for(rights_of(request.user))
    labels = board.labels(reading)
    answer = show(
        request,
        "investment-new.html",
        reading,
        is_full=is_full,
        said=request.POST,
        near=near.of_labels(labels),
        leads=near.named_bodies(labels, bodies),
        guide=guide_for("identify"),
        problems=problems,
        key=saying.new_key(),
    )
    return answered(answer, problems)


@never_cache
def edit(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """A part of the plan as a form; a post writes the plan anew, or shows what is wrong with nothing lost."""
    if part not in PARTS:
        raise Http404
    card = _card(request, code)
    assert card.plan is not None
    data = as_data(card.plan)
    if request.method != "POST":
        return _form(request, card, PARTS[part], plan_typed.shown(data, PARTS[part]))
    found, problems = _typed(request, PARTS[part], data)
    if "more" in request.POST:
        return _form(request, card, PARTS[part], _with_more(found, PARTS[part], plan_typed.MORE_ROWS))
    try:
        if problems:
            raise Refused(problems)
        drafting.change(
            request.user,
            code,
            found.plan,
            revision=saying.revision_of(request.POST),
            key=fields.key_of(request.POST),
        )
    except Refused as refused:
        return _form(request, card, PARTS[part], _with_more(found, PARTS[part]), _open(refused))
    return redirect(address.go(request, "investment-edit", code, part, kept="yes"))


def _typed(request: HttpRequest, part: Part, data: dict[str, Any]) -> tuple[plan_typed.Typed, list[Problem]]:
    if part.code == "text":
        return _of_text(request.POST.get("text", "")[:MOST], data)
    found = plan_typed.typed(data, part, request.POST)
    lost = plan_typed.astray(found, part)
    return found, [Problem("investment.no-option", "option", {"option": one[:64]}) for one in lost]


def _of_text(text: str, data: dict[str, Any]) -> tuple[plan_typed.Typed, list[Problem]]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        return plan_typed.Typed(data), [Problem("plan.no-text", "text", {"what": str(error)[:120]})]
    return plan_typed.Typed(told if isinstance(told, dict) else {}), []


def _with_more(found: plan_typed.Typed, part: Part, count: int = plan_typed.NEW_ROWS) -> plan_typed.Typed:
    """The same with empty rows at the end of each group again, and none that are left out."""
    for group in part.rows:
        rows = [row for row in found.rows[group.code] if row.data]
        found.rows[group.code] = [*rows, *(plan_typed.Row({}) for _ in range(count))]
    return found


def _card(request: HttpRequest, code: str) -> CardNote:
    card = carding.card(reading_of(request), rights_of(request.user), code)
    demand_acting(request, card)
    return card


def demand_acting(request: HttpRequest, card: CardNote) -> None:
    """Let nobody write of an investment who does not act for its lead.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`
    """
    demand_sign_in(request)
    if card.plan is None or card.lead.code not in acts_for(rights_of(request.user)):
        raise Refused(Problem("rights.missing"))


def demand_sign_in(request: HttpRequest) -> None:
    """Let nobody in who has not signed in.

    Raises
    ------
    Refused
        `sign-in.needed`
    """
    if not request.user.is_authenticated:
        raise Refused(Problem("sign-in.needed"))


def demand_body(request: HttpRequest) -> None:
    """Let nobody begin who acts for no body.

    Raises
    ------
    Refused
        `sign-in.needed` or `rights.missing`
    """
    demand_sign_in(request)
    if not acts_for(rights_of(request.user)):
        raise Refused(Problem("rights.missing"))


def _form(
    request: HttpRequest, card: CardNote, part: Part, found: plan_typed.Typed, problems: Problems = ()
) -> HttpResponse:
    reading = reading_of(request)
    text = request.POST.get("text", "") if request.method == "POST" else _written(found.plan)
    answer = show(
        request,
        "investment-edit.html",
        reading,
        card=card,
        name=words(card.names) or card.code,
        part=part,
        parts=list(PARTS.values()),
        view=plan_forms.view(part, found, problems),
        text=text,
        near=near.of_labels(board.labels(reading)) | near.of_plan(found.plan),
        guide=guide_for(part.guide),
        is_locked=part.code in LOCKED and card.stage not in EARLY,
        is_kept=request.GET.get("kept") == "yes" and request.method != "POST",
        problems=problems,
        revision=saying.revision_of(request.POST) if request.method == "POST" else card.revision,
        key=saying.new_key(),
        longest=LONGEST_TEXT,
    )
    return answered(answer, problems)


def _written(plan: Mapping[str, Any]) -> str:
    return json.dumps(plan, ensure_ascii=False, indent=2, sort_keys=True)


def _open(refused: Refused) -> Problems:
    if ALONE & {problem.code for problem in refused.problems}:
        raise refused
    return tuple(refused.problems)
