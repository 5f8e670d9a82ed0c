"""Does each rule reach the programmes and classes that it is meant for, and no others?"""

from dataclasses import replace

import pytest

from styrbord.core.investments.portfolio.classes import Class
from styrbord.core.investments.portfolio.plans import Policy, Scope
from styrbord.core.investments.portfolio.policies import HOUSE, policy_over, strictest

ROADS = Policy("roads", frozenset({"road-programme"}), needs_release=False)


def test_without_any_policy_the_whole_lock_holds() -> None:
    found = policy_over(set(), Class.INTERNAL, [])
    assert found == HOUSE
    assert found.needs_result
    assert found.needs_release
    assert found.is_balanced


def test_the_newest_policy_of_the_kind_goes_before_one_for_everything() -> None:
    general = Policy("all", frozenset({"*"}), is_balanced=False)
    newer = replace(ROADS, code="roads-2", is_balanced=False)
    assert policy_over({"road-programme"}, Class.JOINT, [ROADS, general]) == ROADS
    assert policy_over({"road-programme"}, Class.JOINT, [ROADS, newer, general]) == newer
    assert policy_over({"schools"}, Class.JOINT, [ROADS, general]) == general


@pytest.mark.parametrize(
    ("scope", "reached"),
    [
        (Scope.JOINT, {Class.JOINT, Class.SHARED_INFRASTRUCTURE}),
        (Scope.INTERNAL, {Class.INTERNAL}),
        (Scope.BOTH, set(Class)),
    ],
)
def test_a_rule_keeps_to_its_scope(scope: Scope, reached: set[Class]) -> None:
    policy = replace(ROADS, scope=scope)
    assert {one for one in Class if policy_over({"road-programme"}, one, [policy]) == policy} == reached


def test_of_several_policies_the_strictest_part_of_each_holds() -> None:
    loose = Policy("loose", frozenset({"b"}), needs_result=False, is_balanced=False)
    found = strictest([ROADS, loose, ROADS])
    assert (found.code, found.needs_result, found.needs_release, found.is_balanced) == (
        "loose+roads", True, True, True,
    )  # fmt: skip
    assert strictest([]) == HOUSE
