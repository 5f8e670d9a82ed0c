"""Do the investments of the invented county make whole plans, and does the federal project add up?"""

from collections import Counter, defaultdict
from decimal import Decimal

import pytest

from example.investments.plans import Series, plan_data
from example.investments.table import rows
from styrbord.core.investments.portfolio.attribution import claimed_twice
from styrbord.core.investments.portfolio.checking import problems_of
from styrbord.core.investments.portfolio.classes import Class
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.core.investments.portfolio.plan_text import as_data, plan_of
from styrbord.core.investments.portfolio.results import problems_of_result

BILLION = Decimal(10) ** 9
YEARS = {2025: Decimal("63.4"), 2026: Decimal("70.1"), 2027: Decimal("76.1")}
"""Money of the federal project Digital Public Administration by year, in billions of roubles (TAdviser)."""


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    """Plans by code, with every series at 50; small ones begin with ten answers and have no plan here."""
    series = Series(lambda _, __: Decimal(50))
    whole = [one for one in rows() if "light" not in one.flags]
    return {one.code: plan_of(plan_data(one, series)) for one in whole}


def test_there_are_sixty_of_which_eight_are_joint(plans: dict[str, Plan]) -> None:
    kinds = Counter(one.investment.kind for one in plans.values())
    assert len(rows()) == 63
    assert kinds[Class.JOINT] == 8
    assert kinds[Class.SHARED_INFRASTRUCTURE] == 4


def test_every_plan_is_whole_and_no_effect_is_claimed_twice(plans: dict[str, Plan]) -> None:
    for code, plan in plans.items():
        assert problems_of(plan.investment) == [], code
        assert [found for one in plan.results for found in problems_of_result(one)] == [], code
        assert plan_of(as_data(plan)) == plan
    assert claimed_twice([one.investment for one in plans.values()]) == []


def federal(plans: dict[str, Plan]) -> list[Plan]:
    """Plans of the federal project."""
    return [one for one in plans.values() if one.programme == "federal-digital"]


@pytest.mark.requirement("R-207")
def test_the_federal_project_sums_to_the_published_money_exactly(plans: dict[str, Plan]) -> None:
    found: dict[int, Decimal] = defaultdict(Decimal)
    for plan in federal(plans):
        for line in plan.investment.costs:
            assert line.likely is not None
            assert str(line.price) == "RUB 2025 nominal"
            found[line.year] += line.likely.amount
    assert {year: amount / BILLION for year, amount in found.items()} == YEARS
    assert sum(found.values()) == Decimal("209.6") * BILLION


@pytest.mark.requirement("R-290")
def test_the_federal_project_has_its_six_directions(plans: dict[str, Plan]) -> None:
    assert [one.names["en"] for one in federal(plans)] == [
        "Services, state sites and applications",
        "Regional systems and the data window",
        "Documents from end to end",
        "Digital Audit",
        "Federal data centre",
        "Digital initiative budgeting",
    ]
