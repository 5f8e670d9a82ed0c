"""Are the figures of investments told from stored inputs, and what is not known never as 0?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from styrbord.core.investments.benefits import BenefitClass
from styrbord.core.investments.portfolio.money import Price
from styrbord.figures.investment_money import money_points
from styrbord.figures.investments import (
    Moved,
    Worth,
    benefit_sums,
    headline,
    promised_on,
    realised_share,
    way_of,
)

PRICE = Price("SEK", 2025)
TODAY = date(2026, 6, 1)
OWN = Worth(
    "town", BenefitClass.CASHABLE_OWN, True, True, Decimal(100), Decimal(40), Decimal(30), "green",
    "realising", True, date(2026, 1, 1),
)  # fmt: skip


def test_a_number_is_behind_by_what_it_lacks_whichever_way_is_good() -> None:
    fewer = way_of(base=Decimal(50), target=Decimal(10), now=Decimal(40), promised=Decimal(30))
    assert (fewer.share, fewer.expected, fewer.behind, fewer.light) == (
        Decimal("0.25"),
        Decimal("0.5"),
        10,
        "red",
    )
    early = way_of(base=Decimal(50), target=Decimal(10), now=Decimal(50), promised=Decimal(50))
    assert early.light == "green"
    unknown = way_of(base=None, target=Decimal(10), now=Decimal(40), promised=None)
    assert (unknown.share, unknown.light, unknown.behind) == (None, "not_computable", None)


def test_a_promise_is_its_start_before_and_its_target_after_its_days() -> None:
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    told = [
        promised_on(Decimal(0), Decimal(364), first, last, day)
        for day in (date(2025, 1, 1), date(2026, 4, 2), date(2027, 1, 1))
    ]
    assert told == [0, Decimal(91), 364]
    assert promised_on(Decimal(0), None, first, last, last) is None


def test_planned_and_paid_money_are_cumulated_side_by_side() -> None:
    found = money_points(
        [(2026, Decimal(10)), (2028, Decimal(5)), (2026, Decimal(1))],
        [(date(2027, 5, 5), Decimal(3)), (date(2026, 2, 2), Decimal(4)), (date(2027, 5, 5), Decimal(1))],
    )
    assert [(one.on.isoformat(), one.planned, one.paid) for one in found] == [
        ("2026-01-01", 0, None),
        ("2026-02-02", None, 4),
        ("2026-12-31", 11, None),
        ("2027-05-05", None, 8),
        ("2027-12-31", 11, None),
        ("2028-12-31", 16, None),
    ]
    assert money_points([], []) == ()


def test_what_came_anyway_is_not_counted_as_brought() -> None:
    told = {"baseline": Decimal(10), "target": Decimal(50), "value": Decimal(40)}
    assert realised_share(**told, counterfactual=Decimal(40)) == 0
    assert realised_share(**told, counterfactual=None) == Decimal("0.75")
    assert realised_share(**{**told, "target": Decimal(10)}, counterfactual=None) is None


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, (100, 100, 100, 0)),
        ({"bearer": "region", "is_confirmed": False}, (100, 0, 0, 100)),
        ({"bearer": "region"}, (100, 100, 100, 0)),
        ({"kind": BenefitClass.REDEPLOYED_OWN}, (100, 100, 0, 0)),
    ],
)
def test_claimed_confirmed_and_cashable_are_three_figures(
    changed: dict[str, object], expected: tuple[int, ...]
) -> None:
    found = benefit_sums([("town", replace(OWN, **changed))], PRICE, TODAY)  # type: ignore[arg-type]
    assert (found.claimed, found.confirmed, found.cashable, found.waiting) == expected


def test_realised_is_told_of_what_was_measured_and_the_rest_is_counted() -> None:
    unmeasured = replace(OWN, realised=None, state="planned", light="")
    nobodys = replace(OWN, kind=BenefitClass.NOT_PRICED, claimed=None, planned=None, realised=None)
    told = [OWN, unmeasured, replace(nobodys, has_owner=False), replace(OWN, light="red")]
    found = benefit_sums([("town", one) for one in told], PRICE, TODAY)
    assert (found.count, found.not_priced, found.not_measured) == (4, 1, 2)
    assert (found.planned, found.realised, found.rate) == (80, 60, Decimal("0.75"))
    assert (found.at_risk, found.harvest_gap) == (100, 100)
    assert found.at_risk_share == Decimal(100) / 300


def test_the_head_tells_unit_costs_only_of_what_has_moved() -> None:
    result = Moved(
        "R1", Decimal(0), Decimal(45), Decimal(30), "2026-10", Decimal(11), Decimal(90), Decimal(60)
    )
    found = headline(
        cost=Decimal(90), paid=Decimal(60), result=result, worth=None, parts=(5, 7), at_risk_share=None
    )
    assert (found.unit_cost, found.unit_cost_planned) == (2, 2)
    assert (found.parts_met, found.parts_asked, found.npv) == (5, 7, None)
    still = headline(
        cost=None, paid=Decimal(60), result=replace(result, value=Decimal(0)), worth=None, parts=(0, 0),
        at_risk_share=None,
    )  # fmt: skip
    assert (still.unit_cost, still.paid_share) == (None, None)
