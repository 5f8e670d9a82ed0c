"""How does an investment go through its gates, and what does the next one still ask for?"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.db.models import F, Q

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio import gates
from styrbord.core.investments.portfolio.attribution import claimed_twice
from styrbord.core.investments.portfolio.classes import Process
from styrbord.core.investments.portfolio.dossier import Dossier
from styrbord.core.investments.portfolio.moving import Said, Standpoint, Who, may
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.results import problems_of_result
from styrbord.core.investments.portfolio.workflow import Noun, Stage, move_of, verbs_in
from styrbord.core.people.rights import Rights
from styrbord.services import clock
from styrbord.services.investments import approving, borders, keeping, standing, writing
from styrbord.services.investments.drafting import demand_revision, keepable
from styrbord.services.investments.seeing import is_inside, seen_row
from styrbord.services.investments.writing import REALM
from styrbord.services.once import once
from styrbord.services.rights import Actor, rights_of
from styrbord.services.work import Work
from styrbord.store.investments.models import Investment, PlanVersion
from styrbord.store.spine.models import Indicator, Subject

define(
    "investment.unknown-result",
    "The cost line '{line}' pays for the result '{result}', which the plan does not have.",
    "Add the result, or choose one of the plan.",
)
define(
    "investment.unknown-series",
    "The result '{result}' names no series of this board: {indicator}, {subject}.",
    "Choose an indicator and a subject that are there.",
)
define(
    "investment.residual-price", "The residual value is not told in {price}.", "Tell it in the same price."
)
_DAYS = {Stage.APPRAISING: "proposed_on", Stage.DECIDED: "decided_on", Stage.CLOSED: "closed_on"}


def move(user: object, code: str, verb: str, said: Said, *, revision: int, key: str = "") -> int:
    """Take an investment through one line of the table; the revision after it.

    Everything is judged and written in one work, with the row locked.

    Raises
    ------
    Refused
        `sign-in.needed`, `rights.missing`, `investment.not-found`, `investment.moved-on`, or everything that
        the table, the four eyes and the guards find.
    """
    row = seen_row(rights_of(user), code)
    line = move_of(Noun.INVESTMENT, row.stage, verb)
    by, _, rights = standing.actor(user, row, wanted=line.who if line else frozenset())

    def do(piece: Work, full: str | None) -> int:
        found = keeping.locked(code)
        demand_revision(found, revision)
        return _moved(piece, found, verb, said, by=by, who=standing.who(rights, found), key=full)

    name = f"{verb}:{code}:{key}" if key else ""
    return once(by, name, do, realm=REALM, answer="revision")


def verbs_for(rights: Rights, row: Investment) -> tuple[str, ...]:
    """What somebody may do next with an investment, whatever its guards may say."""
    who = standing.who(rights, row)
    point = Standpoint(Noun.INVESTMENT, row.stage, frozenset(row.asked_by))
    return tuple(verb for verb in verbs_in(Noun.INVESTMENT, row.stage) if may(point, verb, who))


def wanting(rights: Rights, row: Investment, verb: str) -> list[Problem]:
    """What a step still lacks, whoever may take it; nothing for readers of the public view."""
    line = move_of(Noun.INVESTMENT, row.stage, verb)
    if line is None or not is_inside(rights, row):
        return []
    dossier = keeping.dossier_of(row, clock.now().date())
    return _problems(row, dossier, verb, Who(line.who, "?"), clock.now().date(), None)


def _moved(
    piece: Work, row: Investment, verb: str, said: Said, *, by: Actor, who: Who, key: str | None
) -> int:
    on, before = piece.at.date(), row.stage
    dossier = keeping.dossier_of(row, on)
    problems = [*_problems(row, dossier, verb, who, on, said), *writing.said_problems(said)]
    if problems:
        raise Refused(problems)
    line = move_of(Noun.INVESTMENT, row.stage, verb)
    assert line is not None
    _written(row, gates.after(dossier, verb, who, on), on, said)
    writing.row_stepped(piece, row, verb, line.told, by=by, before=before, said=said, key=key)
    if verb == "propose":
        approving.benefits_begun(piece, row, by=by)
    elif verb == "approve":
        approving.fixed(piece, row, said.document, by=by)
    return int(row.revision)


def _written(row: Investment, after: Dossier, on: date, said: Said) -> None:
    row.stage, row.paused_in = after.stage, after.paused_in or ""
    row.asked_by = sorted(after.asked_by - {""})
    row.delivered_on = after.delivered_on
    if (name := _DAYS.get(after.stage)) and getattr(row, name) is None:
        setattr(row, name, on)
    if after.stage is Stage.STOPPED and said.residual is not None:
        row.residual = said.residual.amount
    row.revision += 1
    keeping.saved(row)


def _problems(
    row: Investment, dossier: Dossier, verb: str, who: Who, on: date, said: Said | None
) -> list[Problem]:
    """What the rules find, and what this board knows besides: series, results, claims of others."""
    found = gates.why_not(dossier, verb, who, on, said)
    if any(one.code in _BARRED for one in found):
        return found
    if verb in {"propose", "approve"}:
        plan = keeping.plan_of_row(row)
        found += [*keepable(plan), *_of_results(plan)]
    if verb == "approve":
        found += _of_claims(row, dossier)
    if said is not None and said.residual is not None and str(said.residual.price) != _price(row):
        found.append(Problem("investment.residual-price", "residual", {"price": _price(row)}))
    return found


_BARRED = frozenset({"portfolio.not-possible", "rights.missing", "portfolio.own"})


def _price(row: Investment) -> str:
    return f"{row.currency} {row.price_year} {row.prices}"


def _of_results(plan: Plan) -> Iterator[Problem]:
    """Money is tied to results that are there; in the full process each can be measured."""
    known = {one.code: one for one in plan.results}
    for line in plan.investment.costs:
        if line.result and line.result not in known:
            told = {"line": line.code, "result": line.result}
            yield Problem("investment.unknown-result", line.code, told)
    used = {line.result for line in plan.investment.costs}
    is_full = borders.process(plan.investment) is Process.FULL
    for one in (found for code, found in known.items() if code in used):
        lacking = problems_of_result(one) if is_full else []
        yield from lacking
        has_series = Indicator.objects.filter(code=one.indicator).exists()
        if not (has_series and Subject.objects.filter(code=one.subject).exists()):
            told = {"result": one.code, "indicator": one.indicator or "-", "subject": one.subject or "-"}
            yield Problem("investment.unknown-series", one.code, told)


def _of_claims(row: Investment, dossier: Dossier) -> list[Problem]:
    """Effects that this one and others together claim more than once."""
    own = {(one.indicator, one.subject) for one in dossier.investment.profiles if one.indicator}
    others = [keeping.plan_of_text(text).investment for text in _texts_on(row, {code for code, _ in own})]
    sharing = [
        replace(one, profiles=tuple(p for p in one.profiles if (p.indicator, p.subject) in own))
        for one in others
    ]
    return claimed_twice([dossier.investment, *(one for one in sharing if one.profiles)])


def _texts_on(row: Investment, indicators: set[str]) -> list[str]:
    """Newest plans of the other decided investments that name one of some indicators."""
    if not indicators:
        return []
    named = Q()
    for code in indicators:
        named |= Q(text__contains=f'"indicator":{json.dumps(code, ensure_ascii=False)}')
    found = PlanVersion.objects.filter(named, number=F("investment__version"))
    found = found.filter(investment__decided_on__isnull=False).exclude(investment__stage=Stage.STOPPED)
    return list(found.exclude(investment=row).order_by("pk").values_list("text", flat=True))
