"""Does money move with its results, in one act, and in no other way?"""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused
from styrbord.core.investments.portfolio.impact import Contribution, effects_up, unlike_proposed
from styrbord.core.investments.portfolio.lock import applied, lock_problems
from styrbord.core.investments.portfolio.money import Money, Price
from styrbord.core.investments.portfolio.plans import (
    Line,
    NoEffect,
    Plans,
    Policy,
    Request,
    Result,
    affected,
    policy_for,
)
from tests.conftest import SHARED
from tests.core.investments.portfolio.worlds import sek

FILE = SHARED / "reference" / "investments" / "behaviour.json"
POLICY = Policy("national", frozenset({"national-project"}))
ABOVE = {"clerk": "head", "head": "director", "colleague": "head"}
PLANS = Plans(
    {
        "L1": Line("L1", "P1", sek(100), "E", ("I1",)),
        "L2": Line("L2", "P2", sek(100), "E", ("I2",)),
        "L3": Line("L3", "P2", sek(100), "E", ("I1", "I2")),
        "L4": Line("L4", "P2", sek(100), "E"),
        "L5": Line("L5", "P1", sek(100), "F", ("I1",)),
    },
    {
        "I1": Result("I1", "P1", Decimal(40), Decimal(60)),
        "I2": Result("I2", "P2", Decimal(10), Decimal(6), more_is_better=False),
    },
    {"P1": 3, "P2": 7},
)
MOVED = Request(
    "clerk",
    (("L1", sek(-15)), ("L2", sek(15))),
    (("I1", Decimal(-3)), ("I2", Decimal("-0.6"))),
    versions={"P1": 3, "P2": 7},
)


def codes(request: Request, plans: Plans = PLANS, policy: Policy = POLICY) -> list[tuple[str, str]]:
    return [(one.code, one.place) for one in lock_problems(request, plans, policy=policy, above=ABOVE)]


def statement(
    line: str, result: str, signer: str = "head", reason: str = "only a cheaper contract"
) -> NoEffect:
    return NoEffect(line, result, reason, signer)


def told() -> list[dict[str, Any]]:
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else []


@pytest.mark.parametrize("case", told(), ids=lambda case: str(case["id"]))
def test_reference_cases_are_applied_or_refused_by_name(case: dict[str, Any]) -> None:
    given = case["input"]
    plans = Plans(
        {
            line: Line(line, f"P-{line}", sek(100), "E", tuple(names))
            for line, names in given["links"].items()
        },
        {
            name: Result(name, f"P-{line}", Decimal(0), Decimal(20))
            for line, names in given["links"].items()
            for name in names
        },
        {f"P-{line}": 1 for line in given["links"]},
    )
    request = Request(
        "clerk",
        tuple((one["money_line"], sek(one["amount"])) for one in given["money_deltas"]),
        tuple((one["indicator"], Decimal(one["delta"])) for one in given["indicator_deltas"]),
        versions=plans.versions,
    )
    assert given["no_effect_statements"] == []
    if case["outcome"] == "refused":
        with pytest.raises(Refused) as refused:
            applied(request, plans, policy=POLICY, above=ABOVE)
        assert {one.params["line"] for one in refused.value.problems} == set(case["error_names"])
        assert {one.code for one in refused.value.problems} == {"lock.uncovered"}
    else:
        found = applied(request, plans, policy=POLICY, above=ABOVE)
        assert set(found.versions.values()) == {2}
        assert {code: line.money.amount - 100 for code, line in found.lines.items()} == {
            one["money_line"]: one["amount"] for one in given["money_deltas"]
        }
        assert {code: one.target - 20 for code, one in found.results.items()} == {
            one["indicator"]: one["delta"] for one in given["indicator_deltas"]
        }


def test_a_paired_change_is_applied_whole_and_each_plan_gets_a_version() -> None:
    found = applied(MOVED, PLANS, policy=POLICY, above=ABOVE)
    assert (found.lines["L1"].money, found.lines["L2"].money) == (sek(85), sek(115))
    assert (found.results["I1"].target, found.results["I2"].target) == (Decimal(57), Decimal("5.4"))
    assert found.versions == {"P1": 4, "P2": 8}
    assert affected(MOVED, PLANS) == ("P1", "P2")
    assert PLANS.lines["L1"].money == sek(100)


def test_money_without_a_change_of_each_of_its_results_is_refused_by_line_and_result() -> None:
    bare = replace(MOVED, results=())
    assert codes(bare) == [("lock.uncovered", "L1"), ("lock.uncovered", "L2")]
    wide = replace(MOVED, money=(("L1", sek(-15)), ("L3", sek(15))), results=(("I1", Decimal(-3)),))
    found = lock_problems(wide, PLANS, policy=POLICY, above=ABOVE)
    assert [(one.code, one.params["line"], one.params["result"]) for one in found] == [
        ("lock.uncovered", "L3", "I2")
    ]
    cancelled = replace(MOVED, results=(("I1", Decimal(3)), ("I1", Decimal(-3)), ("I2", Decimal(-1))))
    assert codes(cancelled) == [("lock.uncovered", "L1")]
    assert codes(
        replace(MOVED, money=(("L1", sek(-15)), ("L4", sek(15))), results=(("I1", Decimal(-3)),))
    ) == [("lock.no-result", "L4")]


@pytest.mark.parametrize(
    ("signer", "reason", "expected"),
    [
        ("head", "why", []),
        ("director", "why", []),
        ("clerk", "why", ["lock.signed-too-low", "lock.uncovered"]),
        ("colleague", "why", ["lock.signed-too-low", "lock.uncovered"]),
        ("", "why", ["lock.signed-too-low", "lock.uncovered"]),
        ("head", " ", ["lock.no-reason", "lock.uncovered"]),
    ],
)
def test_no_effect_counts_with_a_reason_and_a_signature_from_above(
    signer: str, reason: str, expected: list[str]
) -> None:
    request = replace(
        MOVED, results=(("I1", Decimal(-3)),), no_effects=(statement("L2", "I2", signer, reason),)
    )
    assert [code for code, _ in codes(request)] == expected


def test_a_circle_of_posts_signs_for_nobody() -> None:
    request = replace(MOVED, results=(("I1", Decimal(-3)),), no_effects=(statement("L2", "I2", "clerk"),))
    found = lock_problems(request, PLANS, policy=POLICY, above={"clerk": "head", "head": "clerk"})
    assert [one.code for one in found] == ["lock.signed-too-low", "lock.uncovered"]


def test_a_result_is_cut_only_when_money_of_it_is_released() -> None:
    kept = replace(MOVED, money=())
    assert codes(replace(kept, results=(("I1", Decimal(-3)),))) == [("lock.cut-without-release", "I1")]
    assert codes(replace(kept, results=(("I2", Decimal(1)),))) == [("lock.cut-without-release", "I2")]
    assert codes(replace(kept, results=(("I2", Decimal(-1)), ("I1", Decimal(2))))) == []
    swapped = replace(
        MOVED, money=(("L1", sek(15)), ("L2", sek(-15))), results=(("I1", Decimal(-3)), ("I2", Decimal(1)))
    )
    assert codes(swapped) == [("lock.cut-without-release", "I1")]
    signed = replace(kept, results=(("I1", Decimal(-3)),), no_effects=(statement("", "I1"),))
    assert codes(signed) == []


def test_an_envelope_may_follow_the_budget_that_was_given_and_not_go_beyond_it() -> None:
    plans = replace(PLANS, given={"E": sek(20)})
    more = replace(MOVED, money=(("L1", sek(20)),), results=(("I1", Decimal(4)),))
    after = applied(more, plans, policy=POLICY, above=ABOVE)
    assert after.given["E"] == sek(0)
    assert codes(replace(more, money=(("L1", sek(5)),)), plans) == []
    assert codes(replace(more, money=(("L1", sek("20.01")),)), plans) == [("lock.unbalanced", "E")]
    less = replace(MOVED, money=(("L1", sek(-5)),), results=(("I1", Decimal(-1)),))
    assert codes(less, plans) == [("lock.unbalanced", "E")]
    assert codes(less, replace(plans, given={"E": sek(-5)})) == []
    other = Money(Decimal(20), Price("SEK", 2020))
    assert codes(more, replace(plans, given={"E": other})) == [("lock.unbalanced", "E")]


def test_days_and_targets_of_benefits_move_without_money_but_not_unseen() -> None:
    asked = Request("clerk", versions={"P1": 3}, ends=(("P1", date(2027, 6, 1)),))
    assert codes(asked) == []
    assert affected(asked, PLANS) == ("P1",)
    assert codes(replace(asked, versions={})) == [("lock.stale", "P1")]
    assert codes(replace(asked, ends=(("P9", date(2027, 6, 1)),))) == [("lock.unknown-plan", "P9")]
    target = (("P2", "hours", Period.parse("2027"), Decimal(5)),)
    assert affected(replace(asked, targets=target), PLANS) == ("P1", "P2")
    assert codes(replace(asked, targets=target)) == [("lock.stale", "P2")]


def test_a_target_of_a_benefit_is_lowered_only_with_money_released_or_a_signature() -> None:
    year = Period.parse("2027")
    plans = replace(
        PLANS, targets={("P1", "B1", year): (Decimal(60), True), ("P2", "B1", year): (Decimal(6), False)}
    )

    def asked(plan: str, value: str, **said: Any) -> Request:
        targets = ((plan, "B1", year, Decimal(value)),)
        return Request("clerk", targets=targets, versions={"P1": 3, "P2": 7}, **said)

    for plan, worse, better in (("P1", "0", "61"), ("P2", "7", "5")):
        assert codes(asked(plan, worse), plans) == [("lock.cut-without-release", f"{plan}/B1")]
        assert codes(asked(plan, better), plans) == []
        assert codes(asked(plan, worse, no_effects=(statement("", f"{plan}/B1"),)), plans) == []
    assert codes(asked("P1", "0", money=MOVED.money, results=MOVED.results), plans) == []
    assert codes(asked("P1", "0"), plans, replace(POLICY, needs_release=False)) == []


def test_changes_within_an_envelope_come_to_nothing_exactly() -> None:
    left = replace(MOVED, money=(("L1", sek("-15.01")), ("L2", sek(15))))
    (found,) = lock_problems(left, PLANS, policy=POLICY, above=ABOVE)
    assert (found.code, found.params["difference"]) == ("lock.unbalanced", "-0.01")
    across = replace(MOVED, money=(("L5", sek(-15)), ("L2", sek(15))))
    assert codes(across) == [("lock.unbalanced", "F"), ("lock.unbalanced", "E")]
    assert codes(across, policy=replace(POLICY, is_balanced=False)) == []


def test_what_is_stale_unknown_mixed_empty_or_below_zero_is_refused() -> None:
    assert codes(replace(MOVED, versions={"P1": 2, "P2": 7})) == [("lock.stale", "P1")]
    assert codes(replace(MOVED, versions={"P1": 3})) == [("lock.stale", "P2")]
    assert codes(replace(MOVED, money=(("L9", sek(1)),), results=(("I9", Decimal(1)),))) == [
        ("lock.unknown-line", "L9"),
        ("lock.unknown-result", "I9"),
    ]
    old = Money(Decimal(15), Price("SEK", 2020))
    assert codes(replace(MOVED, money=(("L1", sek(-15)), ("L2", old)))) == [("money.mixed", "L2")]
    assert codes(replace(MOVED, money=(("L2", sek(15)), ("L2", old)))) == [("money.mixed", "")]
    assert codes(replace(MOVED, money=(("L1", sek(5)), ("L1", sek(-5))), results=())) == [("lock.empty", "")]
    assert codes(replace(MOVED, money=(("L1", sek(-101)), ("L2", sek(101))))) == [("lock.below-zero", "L1")]


def test_a_policy_holds_for_whatever_kind_of_programme_it_is_attached_to() -> None:
    bare = replace(MOVED, results=())
    lax = Policy("none", frozenset({"fund"}), needs_result=False)
    new = Policy("local", frozenset({"local-project", "fund"}))
    assert policy_for("national-project", [POLICY, lax, new]) == POLICY
    assert policy_for("fund", [POLICY, lax, new]) == new
    assert policy_for("other", [POLICY, lax, new]) is None
    assert codes(bare, policy=new) == codes(bare) != codes(bare, policy=lax) == []


def test_a_change_other_than_proposed_is_told_and_not_refused() -> None:
    assert unlike_proposed(MOVED, PLANS) == []
    other = replace(MOVED, results=(("I1", Decimal(-1)), ("I2", Decimal("-0.6"))))
    (found,) = unlike_proposed(other, PLANS)
    assert (found.place, found.params["proposed"], found.is_error) == ("I1", "-3", False)
    assert codes(other) == []


def test_effects_go_up_every_way_and_stay_unknown_where_a_way_is() -> None:
    tree = [
        Contribution("I1", "G1", Decimal(2)),
        Contribution("I2", "G1", Decimal("0.5")),
        Contribution("G1", "top", Decimal(10)),
        Contribution("I1", "top", Decimal(1)),
        Contribution("I2", "side", None),
        Contribution("side", "far", Decimal(1)),
        Contribution("elsewhere", "nowhere", Decimal(1)),
    ]
    found = {one.node: one for one in effects_up(MOVED.by_result(), tree)}
    assert found["G1"].change == Decimal("-6.3")
    assert found["top"].change == Decimal(-66)
    assert found["top"].through == ("G1", "I1")
    assert (found["side"].change, found["far"].change) == (None, None)
    assert set(found) == {"I1", "I2", "G1", "top", "side", "far"}
    with pytest.raises(Refused, match="lead to themselves"):
        effects_up({"I1": Decimal(1)}, [*tree, Contribution("top", "G1", Decimal(1))])
