"""How is a benefit measured by the body that is named to, and verified by another person?"""

from collections.abc import Mapping
from typing import Any

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio import benefit_gates
from styrbord.core.investments.portfolio.moving import Said, Who
from styrbord.core.investments.portfolio.profile import BenefitProfile
from styrbord.core.investments.portfolio.workflow import Noun, Standing
from styrbord.services.investments import keeping, standing, told
from styrbord.services.investments.nouns.reading import Fields, text_of
from styrbord.services.investments.stepping import Case, Handling

define("measurement.no-benefit", "There is no benefit '{benefit}'.", "Choose one of the investment.")
define("measurement.ahead", "{on} has not come yet.", "Enter the day on which it was measured.")
FIELDS = ("benefit", "by", "measured_on", "period", "value", "counterfactual", "method")


def _profile(case: Case) -> BenefitProfile:
    assert case.row is not None
    own = keeping.overlaid(case.row)
    return own.profile_of(case.matter.code) or BenefitProfile(case.matter.code)


def _read(case: Case, _: Said, data: Mapping[str, Any]) -> None:
    assert case.row is not None
    fields = Fields(data, *FIELDS)
    case.matter.code, case.matter.body = fields.code("benefit"), fields.body("by")
    _content(case, fields)
    own = keeping.plan_of_row(case.row).investment
    if case.matter.code not in {one.code for one in own.benefits}:
        raise Refused(Problem("measurement.no-benefit", "benefit", {"benefit": case.matter.code}))
    if case.rights is not None and case.matter.body not in standing.acts_for(case.rights):
        raise Refused(Problem("rights.missing"))
    strange = benefit_gates.measurement_problems(told.measurement_of(case.matter), _profile(case))
    if found := [one for one in strange if one.code == "measurement.stranger"]:
        raise Refused(found)


def _change(case: Case, _: Said, data: Mapping[str, Any]) -> None:
    _content(case, Fields(data, *FIELDS[2:]))


def _content(case: Case, fields: Fields) -> None:
    on, value = fields.day("measured_on"), fields.number("value")
    period, without = fields.period("period"), fields.number("counterfactual", is_needed=False)
    method = fields.text("method")
    if on is not None and on > case.on:
        fields.problems.append(Problem("measurement.ahead", "measured_on", {"on": on.isoformat()}))
    fields.done()
    assert on is not None
    case.matter.data = {
        "measured_on": on.isoformat(), "period": period, "value": text_of(value),
        "counterfactual": text_of(without), "method": method,
    }  # fmt: skip


def _why_not(case: Case, verb: str, who: Who, said: Said) -> list[Problem]:
    return benefit_gates.why_not_measured(
        told.measurement_of(case.matter), _profile(case), verb, who, asked_by=case.asked_by, said=said
    )


HANDLING = Handling(
    Noun.MEASUREMENT,
    "draft",
    frozenset({Standing.FOLLOW_UP}),
    _read,
    _why_not,
    says={"change": _change},
    asking=frozenset({"begin", "change", "submit"}),
)
