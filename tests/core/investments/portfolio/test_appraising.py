"""Is what a plan is worth worked out from its lines, to the cent in every direction?"""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.investments.benefits import BenefitClass
from styrbord.core.investments.portfolio.appraising import appraise
from styrbord.core.investments.portfolio.matrix import matrix_of
from styrbord.core.investments.portfolio.model import (
    BenefitLine,
    CostKind,
    CostLine,
    Investment,
    Option,
    OptionKind,
    Spread,
)
from styrbord.core.investments.portfolio.money import Price
from styrbord.core.investments.portfolio.rates import rates_of
from styrbord.core.investments.portfolio.sensitivity import sensitivity
from styrbord.core.investments.portfolio.simulating import simulated
from styrbord.core.investments.portfolio.society import society_of
from tests.core.investments.portfolio.worlds import INVESTMENT, PRICE

YEARS = 30


def same(amount: str | int) -> Spread:
    return Spread(Decimal(amount), Decimal(amount), Decimal(amount))


def cost(code: str, who: str, year: int, amount: str | int, kind: CostKind = CostKind.CAPITAL) -> CostLine:
    return CostLine(code, who, year, same(amount), PRICE, "R1", kind, pool="staff", tower="applications")


def gain(
    code: str,
    who: str,
    yearly: str | int,
    years: range,
    kind: BenefitClass = BenefitClass.REDEPLOYED_OWN,
    **said: object,
) -> BenefitLine:
    ramp = {year: Decimal(1) for year in years}
    return BenefitLine(code, who, kind, same(1), "piece", PRICE, Decimal(yearly), "told", ramp=ramp, **said)  # type: ignore[arg-type]


def planned(
    costs: tuple[CostLine, ...], gains: tuple[BenefitLine, ...], *, years: int = 5, rates: str = "own/0.1"
) -> Investment:
    option = Option("new", OptionKind.PREFERRED, "", costs, gains)
    options = (INVESTMENT.options[0], option)
    return replace(
        INVESTMENT, options=options, horizon_years=years, methodology=rates, start_year=2026, profiles=()
    )


def test_running_costs_of_thirty_years_are_worth_what_the_treasury_of_new_zealand_prints() -> None:
    running = tuple(cost(f"C{at}", "town", 2026 + at, 500_000, CostKind.OPERATING) for at in range(YEARS))
    years = range(2026, 2026 + YEARS)
    plan = planned(running, (gain("B", "town", 650_000, years),), years=YEARS, rates="own/0.08@mid_year")
    found = appraise(plan)
    assert round(found.pv_operating) == 5_849_716  # public-sector cost-benefit tool, option 1
    assert round(found.pv_benefit) == 7_604_631
    assert found.pv_capital == 0
    assert found.nnk_i is None


def test_factors_fall_over_the_border_of_a_band() -> None:
    factors = rates_of("uk-green-book/1").factors(32)
    assert (round(factors[30], 4), round(factors[31], 4)) == (Decimal("0.3563"), Decimal("0.3459"))
    for timing in ("t0", "mid_year", "end_year"):
        told = rates_of(f"uk-green-book/1@{timing}").factors(130)
        assert all(one > other for one, other in pairwise(told))


@pytest.mark.parametrize("text", ["", "nobody/1", "own/", "own/-0.1", "own/NaN", "own/1e9", "norway/1@noon"])
def test_rates_that_are_not_there_are_refused(text: str) -> None:
    with pytest.raises(Refused) as error:
        rates_of(text)
    assert [one.code for one in error.value.problems] == ["appraisal.rates"]


PLAN = planned(
    (cost("C1", "town", 2026, 1000), cost("C2", "region", 2027, 110, CostKind.OPERATING)),
    (
        gain("B1", "town", 440, range(2027, 2029), BenefitClass.CASHABLE_OWN),
        gain("B2", "region", 605, range(2028, 2029), is_confirmed=True),
        gain("B3", "citizens", 121, range(2028, 2029), BenefitClass.PRICED_CITIZEN_BUSINESS),
        BenefitLine("B4", "town", BenefitClass.NOT_PRICED, same(1), "score", PRICE),
        gain("B5", "town", 121, range(2028, 2029), is_loss=True),
    ),
)


def test_every_figure_is_that_of_the_lines() -> None:
    found = appraise(PLAN)
    assert [round(one, 6) for one in (found.pv_capital, found.pv_operating)] == [1000, 100]
    assert round(found.pv_benefit, 6) == round(Decimal(400) + Decimal("363.636364") + 500 + 100 - 100, 6)
    assert round(found.npv, 4) == Decimal("163.6364")
    assert found.nets() == (-1000, 330, 1045, 0, 0)
    assert found.irr.rate is not None
    assert found.payback == 1 + Decimal(670) / Decimal(1045)
    assert found.not_priced == ("B4",)
    assert found.bcr == found.pv_benefit / found.pv_cost
    assert found.bcr_avoided_below == (found.pv_benefit - found.pv_cashable) / (
        found.pv_cost - found.pv_cashable
    )


def test_a_benefit_elsewhere_that_nobody_confirmed_may_be_left_out() -> None:
    told = appraise(PLAN, confirmed_only=True)
    assert [one.line for one in told.flows] == ["C1", "C2", "B1", "B2", "B5"]


def test_what_is_not_known_or_in_other_money_is_refused_and_never_zero() -> None:
    unknown = replace(PLAN.costs[0], spread=Spread(None, None, None))
    other = replace(PLAN.costs[1], price=Price("SEK", 2024))
    with pytest.raises(Refused) as error:
        appraise(planned((unknown, other), PLAN.benefits))
    assert [one.code for one in error.value.problems] == ["appraisal.unknown", "money.mixed"]
    with pytest.raises(Refused):
        appraise(replace(PLAN, horizon_years=None))


@pytest.mark.requirement("R-221")
def test_who_pays_and_who_gains_sums_to_the_total_in_every_direction() -> None:
    third = planned(
        tuple(cost(f"C{at}", who, 2026, "33.3333") for at, who in enumerate(("town", "region", "town"))),
        tuple(gain(f"B{at}", who, "11.1111", range(2026, 2031)) for at, who in enumerate(("a", "b", "town"))),
        rates="uk-green-book/1",
    )
    for plan in (PLAN, third):
        appraisal = appraise(plan)
        found = matrix_of(plan, appraisal)
        assert found.total == appraisal.npv.quantize(Decimal("0.01"))
        assert sum(row.net for row in found.rows) == found.total
        assert sum(found.sums.values()) == found.total
        assert all(row.net == row.gains - row.pays for row in found.rows)
        assert society_of(plan, appraisal).net == found.total


def test_a_party_that_loses_is_told_what_it_needs_and_an_unconfirmed_gain_is_marked() -> None:
    found = matrix_of(PLAN, appraise(PLAN))
    rows = {row.bearer: row for row in found.rows}
    assert [row.bearer for row in found.rows] == ["town", "region", "citizens"]
    assert rows["town"].transfer == -rows["town"].net > 0
    assert (rows["region"].transfer, rows["region"].unconfirmed) == (0, 0)
    assert rows["citizens"].cost_share is None
    assert rows["citizens"].unconfirmed == Decimal("100.00")
    assert found.needs_joint_financing is (found.rows[0].net + found.rows[1].net > 0)


def test_gains_weigh_by_income_beside_the_unweighted_ones() -> None:
    found = society_of(PLAN, appraise(PLAN), {"citizens": Decimal(2)})
    sides = {one.name: one for one in found.views}
    assert sides["citizens-and-firms"].gains == Decimal("100.00")
    assert sides["citizens-and-firms"].weighted_gains == Decimal("246.23")
    assert found.weighted_net - found.net == Decimal("146.23")
    assert sides["other-bodies"].confirmed == sides["other-bodies"].gains
    assert found.not_priced == ("B4",)


def test_a_line_times_its_switching_value_makes_the_worth_nothing() -> None:
    found = sensitivity(PLAN, appraise(PLAN))
    factors = {one.line: one.factor for one in found.switching}
    factor = factors["C1"]
    assert factor is not None
    raised = replace(PLAN.costs[0], spread=Spread(None, round(Decimal(1000) * factor, 4), None))
    assert abs(appraise(planned((raised, PLAN.costs[1]), PLAN.benefits)).npv) < Decimal("0.001")
    assert found.npv_biased == found.npv - 2 * 1000
    assert found.swings[0].what in {"rate", "C1", "B1", "B2"}


def test_draws_of_one_seed_are_the_same_and_list_what_they_assume() -> None:
    wide = replace(PLAN.costs[0], spread=Spread(Decimal(800), Decimal(1000), Decimal(1500)))
    plan = planned((wide, PLAN.costs[1]), PLAN.benefits)
    appraisal = appraise(plan)
    found, again = simulated(plan, appraisal), simulated(plan, appraisal)
    assert found == again
    assert [one.line for one in found.assumptions] == ["C1"]
    assert set(found.fixed) == {"C2", "B1", "B2", "B3", "B5"}
    assert found.low < found.median < found.high
    assert found.mean == pytest.approx(float(appraisal.npv) - (3300 / 3 - 1000), abs=5)
    assert simulated(plan, appraisal, seed=2).median != found.median
