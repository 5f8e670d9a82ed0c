"""What became of the benefits, and which change of an indicator goes with a change of money?"""

from styrbord.core.investments.appraisal.kinds import (
    AMOUNT,
    NAME,
    Formula,
    Given,
    Result,
    published,
    record,
    records,
    unknown,
)
from styrbord.core.investments.appraisal.shapes import Choice, Flag
from styrbord.core.investments.benefits import (
    CONFIRMATION,
    BenefitClass,
    Claimed,
    Realised,
    at_risk,
    cashable,
    realisation,
)
from styrbord.core.investments.lights import Light
from styrbord.core.investments.lock import METHODOLOGY as LOCK
from styrbord.core.investments.lock import default_change

CLASS = Choice(tuple(one.value for one in BenefitClass))
LIGHT = Choice(tuple(one.value for one in Light))


def _realisation(given: Given) -> Result:
    found = realisation(
        [Realised(BenefitClass(one["class"]), one["planned"], one["realised"]) for one in given["benefits"]]
    )
    return {
        "rate_by_class": {kind.value: rate for kind, rate in found.by_class.items()},
        "rate_total_money": found.in_money,
        "not_priced_count": found.not_priced,
    }


def _confirmation(given: Given) -> Result:
    lines = [
        Claimed(one["bearer"], BenefitClass(one["class"]), one["planned"], one["confirmed"])
        for one in given["lines"]
    ]
    counted, waiting = cashable(lines, lead=given["lead"])
    return {"cashable_total": counted, "awaiting_confirmation": waiting}


def _at_risk(given: Given) -> Result:
    benefits = (
        (one["planned"], one["measure_light"] and Light(one["measure_light"]), one["has_owner"])
        for one in given["benefits"]
    )
    return {"at_risk": at_risk(benefits)}


def _lock_default(given: Given) -> Result:
    found = default_change(
        given["plan_money"], given["plan_base"], given["plan_target"], given["delta_money"]
    )
    return {
        "default_delta_indicator": found.delta_indicator,
        "new_target": found.new_target,
        "reason": found.reason,
    }


FORMULAS = {
    "benefit_realisation": Formula(
        _realisation,
        record(benefits=records(**{"class": CLASS, "planned": unknown(AMOUNT), "realised": unknown(AMOUNT)})),
        published("benefit-realisation/1", "Digdir, Prosjektveiviseren"),
    ),
    "benefit_confirmation": Formula(
        _confirmation,
        record(
            lead=NAME,
            lines=records(**{"bearer": NAME, "class": CLASS, "planned": AMOUNT, "confirmed": Flag()}),
        ),
        CONFIRMATION,
    ),
    "benefit_at_risk": Formula(
        _at_risk,
        record(benefits=records(planned=AMOUNT, measure_light=unknown(LIGHT), has_owner=Flag())),
        published("benefit-at-risk/1", "planned value with a red measure or no owner"),
    ),
    "lock_default": Formula(
        _lock_default,
        record(plan_money=AMOUNT, plan_base=AMOUNT, plan_target=AMOUNT, delta_money=AMOUNT),
        LOCK,
    ),
}
