"""How does a benefit go from its line in the plan to what was realised of it?"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from styrbord.core.base.problems import Problem, define
from styrbord.core.investments.portfolio import benefit_gates
from styrbord.core.investments.portfolio.moving import Said, Who
from styrbord.core.investments.portfolio.profile import BenefitProfile
from styrbord.core.investments.portfolio.workflow import Noun, Standing
from styrbord.services.investments import keeping, told
from styrbord.services.investments.nouns.reading import Fields, text_of
from styrbord.services.investments.stepping import Case, Handling
from styrbord.store.investments.models import Matter

define(
    "benefit.unknown-successor",
    "There is no benefit '{successor}'.",
    "Name one of this investment, or another one as INVESTMENT/BENEFIT.",
)
define(
    "benefit.waiver-past",
    "The waiver would end on {day}, which has passed.",
    "Choose a later day.",
)


def profile_of(case: Case) -> BenefitProfile:
    """Profile of a benefit, with its baseline; an empty one where the plan has none."""
    assert case.row is not None
    own = keeping.plan_of_row(case.row).investment
    found = own.profile_of(case.matter.code) or BenefitProfile(case.matter.code)
    line = next((one for one in own.benefits if one.code == case.matter.code), None)
    named = replace(found, owner=found.owner or (line.owner if line else ""))
    return told.profile_with(named, case.matter.data)


def _why_not(case: Case, verb: str, who: Who, said: Said) -> list[Problem]:
    assert case.row is not None
    rows = Matter.objects.filter(investment=case.row, noun=Noun.MEASUREMENT).order_by("pk")
    looked_at = benefit_gates.Case(
        profile_of(case),
        case.matter.state,
        case.row.delivered_on,
        tuple(told.measurement_of(one) for one in rows),
        case.asked_by,
    )
    found = benefit_gates.why_not(looked_at, verb, who, case.on, said)
    if verb == "replace" and said.successor and not _is_known(case, said.successor):
        found.append(Problem("benefit.unknown-successor", "successor", {"successor": said.successor[:64]}))
    if verb == "baseline" and case.matter.data.get("waived_until") and not said.has("reason"):
        found.append(Problem("portfolio.needs-reason", "reason"))
    return found


def _is_known(case: Case, successor: str) -> bool:
    code, _, benefit = successor.rpartition("/")
    rows = Matter.objects.filter(noun=Noun.BENEFIT, code=benefit, investment__code=code or case.code)
    return rows.exclude(pk=case.matter.pk).exists()


def _baseline(case: Case, _: Said, data: Mapping[str, Any]) -> None:
    """The value before the change as it was measured, or the day until which it may be missing."""
    fields = Fields(data, "value", "period", "method", "measured_by", "waived_until")
    until = fields.day("waived_until", is_needed=False)
    if until is not None:
        if until < case.on:
            fields.problems.append(Problem("benefit.waiver-past", "waived_until", {"day": until.isoformat()}))
        fields.done()
        case.matter.data = {**case.matter.data, "waived_until": until.isoformat()}
        return
    value, period = fields.number("value"), fields.period("period")
    found = {
        "value": text_of(value), "period": period, "method": fields.text("method", is_needed=True),
        "measured_by": fields.code("measured_by"), "approved_by": case.by.code,
    }  # fmt: skip
    fields.done()
    case.matter.data = {**case.matter.data, "baseline": found}


def _read(_: Case, __: Said, ___: Mapping[str, Any]) -> None:
    """Benefits begin with the proposal of their investment, never by hand."""


HANDLING = Handling(
    Noun.BENEFIT,
    "identified",
    frozenset({Standing.PROGRAM}),
    _read,
    _why_not,
    says={"baseline": _baseline},
    asking=frozenset({"begin", "specify", "plan", "start"}),
)
