"""Do all ways of sharing pay for the whole to the cent, and is it told who would rather go alone?"""

from dataclasses import replace
from decimal import Decimal

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.investments.portfolio.appraising import appraise
from styrbord.core.investments.portfolio.model import CostKind, Investment, Option, OptionKind, PartyRole
from styrbord.core.investments.portfolio.sharing import WAYS, Shares, shares_of
from tests.core.investments.portfolio.test_appraising import cost, gain, planned
from tests.core.investments.portfolio.worlds import party

YEARS = range(2026, 2031)


def joint(gains: dict[str, int], *others: Option, whole: int = 900) -> Investment:
    """Bodies that build one thing for all and run their own part of it, undiscounted."""
    running = tuple(cost(f"R{who}", who, 2027, 30, CostKind.OPERATING) for who in gains)
    told = tuple(gain(f"B{who}", who, amount, range(2027, 2028)) for who, amount in gains.items())
    plan = planned((cost("C1", "a", 2026, whole), *running), told, rates="own/0")
    parties = tuple(
        party(who, *((PartyRole.LEAD, PartyRole.FOLLOW_UP) if who == "a" else ())) for who in gains
    )
    return replace(plan, parties=parties, options=(*plan.options, *others))


def alone(code: str, amounts: dict[str, int]) -> Option:
    """What some bodies would pay without the others."""
    lines = tuple(cost(f"{code}-{who}", who, 2026, amount) for who, amount in amounts.items())
    return Option(code, OptionKind.OTHER, "", lines)


def of(plan: Investment) -> Shares:
    return shares_of(plan, appraise(plan))


@pytest.mark.requirement("R-308")
def test_every_way_stands_beside_the_plan_and_pays_for_the_whole() -> None:
    found = of(joint({"a": 500, "b": 400, "c": 300}, whole=901))
    assert tuple(one.name for one in found.ways) == tuple(WAYS)
    assert all(sum(one.shares.values()) == found.whole == 991 for one in found.ways)
    assert all(one.guards is not None and one.guards.is_balanced for one in found.ways)
    assert found.alone == {"a": 931, "b": 931, "c": 931}
    shares = {one.name: one.shares for one in found.ways}
    assert shares["as-planned"] == {"a": Decimal(931), "b": Decimal(30), "c": Decimal(30)}
    assert shares["shapley"] == {"a": Decimal("330.34"), "b": Decimal("330.33"), "c": Decimal("330.33")}
    assert found.gap("a") == shares["as-planned"]["a"] - shares["shapley-of-gains"]["a"]


def test_by_gains_those_who_gain_more_pay_more_and_none_more_than_it_gains() -> None:
    found = of(joint({"a": 900, "b": 400, "c": 300}))
    (by_gains,) = [one for one in found.ways if one.name == "shapley-of-gains"]
    shares = by_gains.shares
    assert shares["a"] > shares["b"] > shares["c"]
    assert all(shares[who] <= found.benefits[who] for who in found.parties)


def test_a_group_that_would_rather_go_alone_is_named_with_its_excess() -> None:
    found = of(joint({"a": 500, "b": 400, "c": 300}, alone("alone.bc", {"b": 100, "c": 100})))
    assert found.told == (("b", "c"),)
    equal = next(one for one in found.ways if one.name == "equal")
    assert equal.is_in_core is False
    assert (equal.blocking[0].coalition, equal.blocking[0].excess) == (("b", "c"), Decimal("460.00"))


def test_a_way_that_cannot_be_told_says_why_and_the_others_are_told() -> None:
    found = of(joint({"a": 50, "b": 40}))
    by_gains = next(one for one in found.ways if one.name == "shapley-of-gains")
    assert [one.code for one in by_gains.problems] == ["sharing.no-gain"]
    assert found.gap("a") is None
    assert sum(bool(one.shares) for one in found.ways) >= 5


def test_one_body_has_nothing_to_share_and_very_many_are_refused() -> None:
    with pytest.raises(Refused) as error:
        of(joint({"a": 500}))
    assert [one.code for one in error.value.problems] == ["sharing.too-few"]
    with pytest.raises(Refused) as error:
        of(joint({f"p{at}" if at else "a": 100 for at in range(13)}))
    assert [one.code for one in error.value.problems] == ["sharing.too-many"]
