"""What does an approved change request write: every plan that it touches, a baseline for each, or nothing?"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from styrbord.core.investments.portfolio.model import CostLine, Option, OptionKind, Spread
from styrbord.core.investments.portfolio.model import Investment as Economics
from styrbord.core.investments.portfolio.money import Money
from styrbord.core.investments.portfolio.plan import Plan, line_code
from styrbord.core.investments.portfolio.plans import Request
from styrbord.core.investments.portfolio.profile import BenefitProfile, Target
from styrbord.services.investments import baselines, keeping, matching
from styrbord.services.investments.stepping import PROGRAM_ACTOR, Case
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.investments.models import Investment


def apply(piece: Work, case: Case, request: Request, document: str) -> None:
    """Write all plans of a request anew, their rows locked in the order of their codes.

    Who asked for it has written these plans too, and decides no gate of them.

    Raises
    ------
    Refused
        What keeps a baseline from following; then nothing of the request is written.
    """
    token, rows = case.matter.token, []
    for code in case.matter.data["plans"]:
        row = keeping.locked(code)
        plan = changed(keeping.plan_of_row(row), request)
        if plan != keeping.plan_of_row(row):
            row.asked_by = [*row.asked_by, *case.matter.asked_by]
            keeping.written(piece, row, plan, by=PROGRAM_ACTOR, change=token)
            _rebased(piece, row, plan, case, document)
            rows.append(row)
    matching.settle(piece, rows)


def changed(plan: Plan, request: Request) -> Plan:
    """A plan after what a request changes in it."""
    money = {code: amount for code, amount in request.by_line().items() if _is_of(code, plan)}
    results = {code: step for code, step in request.by_result().items() if _is_of(code, plan)}
    ends = dict(request.ends)
    return replace(
        plan,
        investment=_economics(plan.investment, money, request),
        results=tuple(
            replace(one, target=one.target + results[code])
            if (code := line_code(plan.code, one.code)) in results and one.target is not None
            else one
            for one in plan.results
        ),
        ends_on=ends.get(plan.code, plan.ends_on),
    )


def _is_of(code: str, plan: Plan) -> bool:
    return code.partition("/")[0] == plan.code


def _economics(own: Economics, money: Mapping[str, Money], request: Request) -> Economics:
    targets = [
        (benefit, Target(period, value))
        for code, benefit, period, value in request.targets
        if code == own.code
    ]
    return replace(
        own,
        options=tuple(_option(own.code, one, money) for one in own.options),
        profiles=tuple(_profile(one, targets) for one in own.profiles),
    )


def _option(code: str, option: Option, money: Mapping[str, Money]) -> Option:
    if option.kind is not OptionKind.PREFERRED:
        return option
    lines = tuple(
        _line(line, money[name].amount) if (name := line_code(code, line.code)) in money else line
        for line in option.costs
    )
    return replace(option, costs=lines)


def _line(line: CostLine, more: Decimal) -> CostLine:
    """All three estimates move together; none falls below 0."""
    moved = (line.spread.low, line.spread.likely, line.spread.high)
    low, likely, high = (None if one is None else max(one + more, Decimal(0)) for one in moved)
    return replace(line, spread=Spread(low, likely, high))


def _profile(profile: BenefitProfile, targets: list[tuple[str, Target]]) -> BenefitProfile:
    new = {target.period: target for benefit, target in targets if benefit == profile.benefit}
    if not new:
        return profile
    kept = [new.pop(one.period, one) for one in profile.targets]
    return replace(
        profile, targets=tuple(sorted([*kept, *new.values()], key=lambda one: one.period.first_day))
    )


def _rebased(piece: Work, row: Investment, plan: Plan, case: Case, document: str) -> None:
    """The new plan as a baseline: written by who asked, approved by who decides."""
    authors = [one for one in case.matter.asked_by if one != case.by.person]
    baselines.rebased(
        piece,
        row,
        plan,
        decision=document,
        reason=f"change request {case.matter.token}",
        author=authors[0] if authors else "",
        approver=case.by.person,
        by=Actor(case.by.code),
    )
