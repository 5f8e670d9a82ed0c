"""Is every fact about money let in, and what stands without result told until it is matched?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from styrbord.core.investments.portfolio.lock import applied
from styrbord.core.investments.portfolio.money import Money, Price
from styrbord.core.investments.portfolio.money_facts import (
    Fact,
    FactKind,
    Reason,
    Unmatched,
    money_without_result,
)
from styrbord.core.investments.portfolio.plans import Request
from tests.core.investments.portfolio.test_lock import ABOVE, PLANS, POLICY
from tests.core.investments.portfolio.worlds import sek

DAY = date(2026, 1, 15)


def fact(line: str, amount: int | str, kind: FactKind = FactKind.ADOPTED, on: date = DAY) -> Fact:
    return Fact(kind, line, sek(amount), on)


def told(*facts: Fact) -> list[tuple[str, Decimal, Reason]]:
    return [(one.line, one.money.amount, one.reason) for one in money_without_result(PLANS, facts)]


def test_money_that_stands_as_planned_behind_a_result_is_no_deviation() -> None:
    assert told(fact("L1", 100), fact("L1", 60, FactKind.PAID), fact("L1", 40, FactKind.PAID)) == []


def test_a_line_whose_budget_stands_under_two_codes_has_the_sum_of_both() -> None:
    parts = [
        replace(fact("L1", amount), classification=code) for code, amount in (("0410", 60), ("0412", 40))
    ]
    assert told(*parts) == []
    amended = replace(fact("L1", 30, FactKind.AMENDED, date(2026, 3, 1)), classification="0412")
    assert told(*parts, amended) == [("L1", -10, Reason.OTHER_THAN_PLANNED)]


def test_money_of_no_line_or_no_result_is_told_whole() -> None:
    assert told(fact("", 7), fact("L4", 100), fact("L9", 5, FactKind.PAID)) == [
        ("", 7, Reason.NO_LINE),
        ("L4", 100, Reason.NO_RESULT),
        ("L9", 5, Reason.NO_LINE),
    ]


def test_a_budget_other_than_planned_and_payments_beyond_it_are_told_by_their_difference() -> None:
    assert told(fact("L1", "85.5")) == [("L1", Decimal("-14.5"), Reason.OTHER_THAN_PLANNED)]
    paid = [fact("L1", 60, FactKind.PAID), fact("L1", "40.01", FactKind.PAID)]
    assert told(*paid) == [("L1", Decimal("0.01"), Reason.BEYOND_PLAN)]
    assert told(fact("L1", 120, FactKind.CONTRACTED)) == [("L1", 20, Reason.BEYOND_PLAN)]


def test_of_budgets_the_newest_counts_and_an_amendment_after_its_adoption() -> None:
    amended = fact("L1", 100, FactKind.AMENDED)
    assert told(amended, fact("L1", 70)) == []
    assert told(fact("L1", 70, on=date(2026, 2, 1)), amended) == [("L1", -30, Reason.OTHER_THAN_PLANNED)]


def test_a_fact_in_another_price_is_told_and_not_added() -> None:
    old = replace(fact("L1", 5), money=Money(Decimal(5), Price("SEK", 2020)), kind=FactKind.PAID)
    found = money_without_result(PLANS, [old, fact("L1", 100, FactKind.PAID)])
    assert found == (Unmatched(FactKind.PAID, "L1", old.money, Reason.OTHER_PRICE, DAY),)


def test_a_request_that_brings_the_plan_to_the_budget_matches_it() -> None:
    facts = [fact("L1", 85), fact("L2", 115)]
    assert len(told(*facts)) == 2
    request = Request(
        "clerk",
        (("L1", sek(-15)), ("L2", sek(15))),
        (("I1", Decimal(-3)), ("I2", Decimal("-0.6"))),
        versions=PLANS.versions,
    )
    assert money_without_result(applied(request, PLANS, policy=POLICY, above=ABOVE), facts) == ()
