"""What is an investment worth over its years?"""

from collections.abc import Sequence
from decimal import Decimal

from styrbord.core.investments.appraisal.kinds import (
    AMOUNT,
    COUNT,
    RATE,
    YEARS,
    Formula,
    Given,
    Result,
    named,
    published,
    record,
    same_years,
    unknown,
)
from styrbord.core.investments.appraisal.shapes import Choice, Many, Number
from styrbord.core.investments.discounting import (
    Band,
    Convention,
    checked_bands,
    factor,
    social_discount_rate,
)
from styrbord.core.investments.internal_rate import internal_rate
from styrbord.core.investments.net_present_value import (
    Worth,
    best_first,
    cost_benefit,
    present_value,
    switching_benefit_factor,
)
from styrbord.core.investments.payback import payback_years

_GREEN_BOOK = "HM Treasury, The Green Book"
NEVER_REACHED = "never_reached"
CONVENTION = Choice(tuple(one.value for one in Convention))
LATEST = 10_000
YEAR = Number(least=Decimal(0), most=Decimal(LATEST), is_whole=True)


def _discount_factors(given: Given) -> Result:
    bands = checked_bands([Band(band["last_year"], band["rate"]) for band in given["schedule"]])
    return {"factors": [factor(bands, year) for year in given["years"]]}


def _social_discount_rate(given: Given) -> Result:
    return {"rate": social_discount_rate(**given)}


def _present_value(given: Given) -> Result:
    found = present_value(given["cash_flow"], given["rate"], Convention(given["convention"]))
    return {"factors": list(found.factors), "discounted": list(found.discounted), "pv": found.total}


def _cost_benefit(given: Given) -> Result:
    found = cost_benefit(
        given["benefit_by_year"],
        given["operating_cost_by_year"],
        given["capital_cost_at_start"],
        rate=given["rate"],
        convention=Convention(given["convention"]),
    )
    return {
        "pv_benefit": found.pv_benefit,
        "pv_cost": found.pv_cost,
        "npv": found.npv,
        "bcr": found.bcr,
    }


def _npv_bcr(given: Given) -> Result:
    names = [one["name"] for one in given["options"]]
    worths = [Worth(one["pv_benefit"], one["pv_cost"]) for one in given["options"]]

    def ranked(order: Sequence[int]) -> list[str]:
        return [names[at] for at in order]

    return {
        "npv": {name: one.npv for name, one in zip(names, worths, strict=True)},
        "bcr": {name: one.bcr for name, one in zip(names, worths, strict=True)},
        "rank_by_npv": ranked(best_first(worths, lambda one: one.npv)),
        "rank_by_bcr": ranked(best_first(worths, lambda one: one.bcr)),
    }


def _irr(given: Given) -> Result:
    found = internal_rate(given["cash_flow"])
    return {"irr": found.rate, "reason": found.reason}


def _payback(given: Given) -> Result:
    found = payback_years(given["cash_flow"])
    return {"payback_years": found, "reason": NEVER_REACHED if found is None else None}


def _switching_value(given: Given) -> Result:
    def worth(name: str) -> Decimal:
        return present_value(given[name], given["rate"], Convention.AT_START).total

    found = Worth(worth("benefit_by_year"), worth("cost_by_year"))
    return {"npv": found.npv, "switching_benefit_factor": switching_benefit_factor(found)}


FORMULAS = {
    "discount_factors": Formula(
        _discount_factors,
        record(
            schedule=Many(record(last_year=unknown(COUNT), rate=RATE), least=1),
            years=Many(YEAR),
        ),
        published("discount-factors/1", f"{_GREEN_BOOK}, annex A6"),
    ),
    "social_discount_rate": Formula(
        _social_discount_rate,
        record(pure_time_preference=AMOUNT, catastrophe_risk=AMOUNT, elasticity=AMOUNT, growth=AMOUNT),
        published("social-discount-rate/1", f"{_GREEN_BOOK}, annex A6"),
    ),
    "present_value": Formula(
        _present_value,
        record(rate=RATE, convention=CONVENTION, cash_flow=YEARS),
        published("present-value/1", _GREEN_BOOK),
    ),
    "cost_benefit": Formula(
        _cost_benefit,
        record(
            rate=RATE,
            convention=CONVENTION,
            benefit_by_year=YEARS,
            operating_cost_by_year=YEARS,
            capital_cost_at_start=AMOUNT,
        ),
        published("cost-benefit/1", "New Zealand Treasury, cost-benefit analysis tool"),
        same_years("benefit_by_year", "operating_cost_by_year"),
    ),
    "npv_bcr": Formula(
        _npv_bcr,
        record(options=named(pv_benefit=AMOUNT, pv_cost=AMOUNT)),
        published("npv-bcr/1", _GREEN_BOOK),
    ),
    "irr": Formula(_irr, record(cash_flow=YEARS), published("irr/1", _GREEN_BOOK)),
    "payback": Formula(_payback, record(cash_flow=YEARS), published("payback/1", _GREEN_BOOK)),
    "switching_value": Formula(
        _switching_value,
        record(rate=RATE, benefit_by_year=YEARS, cost_by_year=YEARS),
        published("switching-value/1", _GREEN_BOOK),
        same_years("benefit_by_year", "cost_by_year"),
    ),
}
