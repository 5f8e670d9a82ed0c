"""How are estimates corrected for hope, for incomes and for risk?"""

from decimal import Decimal

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.investments.appraisal.kinds import (
    AMOUNT,
    FRACTION,
    NAME,
    NOT_NEGATIVE,
    Formula,
    Given,
    Result,
    published,
    record,
    records,
)
from styrbord.core.investments.appraisal.shapes import Number
from styrbord.core.investments.distribution import distributional_weight, societal_value
from styrbord.core.investments.methodology import Methodology, Origin
from styrbord.core.investments.optimism_bias import adjusted, mixed_upper_bound
from styrbord.core.investments.risk_pool import expected_cost, pool
from styrbord.core.investments.three_point import in_order, pert, successive

_MOTT = "Mott MacDonald, Review of Large Public Procurement in the UK, 2002"
_ANNEX = "HM Treasury, The Green Book, annex A3"
ELASTICITY = Number(least=Decimal(0), most=Decimal(100))


def _optimism_bias(given: Given) -> Result:
    found = adjusted(**given)
    return {
        "resultant_ob": found.bias,
        "adjusted": found.estimate,
        "with_risk_management": found.with_risk_management,
    }


def _optimism_bias_mixed(given: Given) -> Result:
    return {
        "upper_bound": mixed_upper_bound([(one["cost_share"], one["upper_bound"]) for one in given["parts"]])
    }


def _distributional_weight(given: Given) -> Result:
    return {"weight": distributional_weight(given["income_ratio"], given["elasticity"])}


def _distributional_impact(given: Given) -> Result:
    gain, change = given["gain_participants"], given["change_taxpayers"]
    return {
        "weighted": societal_value(gain, change, given["weight"]),
        "unweighted": societal_value(gain, change),
    }


def _three_point(given: Given) -> Result:
    points = given["optimistic"], given["most_likely"], given["pessimistic"]
    one, other = pert(*points), successive(*points)
    return {
        "pert_mean": one.mean,
        "pert_sd": one.sd,
        "successive_mean": other.mean,
        "successive_sd": other.sd,
    }


def _ordered(given: Given, problems: list[Problem]) -> None:
    try:
        in_order(given["optimistic"], given["most_likely"], given["pessimistic"])
    except Refused as refusal:
        problems.extend(Problem(one.code, f"input.{one.place}", one.params) for one in refusal.problems)


def _risk_pool(given: Given) -> Result:
    expected = expected_cost([(one["probability"], one["cost"]) for one in given["risks"]])
    return {"expected_value": expected, "pool": pool(expected, given["chosen_share"])}


FORMULAS = {
    "optimism_bias": Formula(
        _optimism_bias,
        record(
            estimate=NOT_NEGATIVE,
            upper_bound=NOT_NEGATIVE,
            mitigation=FRACTION,
            risk_management_cost=NOT_NEGATIVE,
        ),
        published("optimism-bias/1", _MOTT),
    ),
    "optimism_bias_mixed": Formula(
        _optimism_bias_mixed,
        record(parts=records(name=NAME, cost_share=NOT_NEGATIVE, upper_bound=NOT_NEGATIVE)),
        published("optimism-bias-mixed/1", _MOTT),
    ),
    "distributional_weight": Formula(
        _distributional_weight,
        record(income_ratio=Number(above=Decimal(0)), elasticity=ELASTICITY),
        published("distributional-weight/1", _ANNEX),
    ),
    "distributional_impact": Formula(
        _distributional_impact,
        record(gain_participants=AMOUNT, change_taxpayers=AMOUNT, weight=NOT_NEGATIVE),
        published("distributional-impact/1", _ANNEX),
    ),
    "three_point": Formula(
        _three_point,
        record(optimistic=AMOUNT, most_likely=AMOUNT, pessimistic=AMOUNT),
        published("three-point/1", "PERT 1959; the successive principle", Origin.SCIENCE),
        _ordered,
    ),
    "risk_pool": Formula(
        _risk_pool,
        record(risks=records(probability=FRACTION, cost=AMOUNT), chosen_share=FRACTION),
        Methodology("risk-pool/1", Origin.HOUSE, "ours: methods of cost-benefit, section 3.4"),
    ),
}
