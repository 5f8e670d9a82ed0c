"""Is each cell read, bounded and asked for as it should be?"""

import math

import pytest

from styrbord.core.collection import checks
from styrbord.core.collection.checks import CHECKS, Weight, open_problems
from styrbord.core.collection.forms.model import Item
from styrbord.core.collection.packages import Package
from tests.core.collection.checking_cases import case, cell, indicator, run


def test_a_right_value_has_no_finding() -> None:
    assert run(cell(72.0)) == []


def test_words_where_a_number_belongs_are_told_with_place_and_advice() -> None:
    (found,) = checks.run(case(cell(text="ca 72", place="Population!C7")))
    assert str(found.problem) == (
        "Population!C7: 'ca 72' is not a number. "
        "Enter digits alone, or choose a reason if the value is missing."
    )
    assert found.weight is Weight.HARD


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_a_number_that_is_none_is_refused(value: float) -> None:
    assert run(cell(value)) == ["not-finite"]


def test_a_required_blank_is_asked_for_at_the_indicator() -> None:
    (found,) = checks.run(case(items=[Item("people")]))
    assert (found.problem.code, found.place) == ("check.blank", "people")


def test_a_blank_that_is_not_required_is_left() -> None:
    assert run(cell(), items=[Item("people", is_required=False)]) == []


@pytest.mark.parametrize("reason", ["L", "M", "O", "Z"])
def test_a_reason_stands_for_a_missing_value(reason: str) -> None:
    assert run(cell(status=reason)) == []


@pytest.mark.parametrize("status", ["Q", "A", "?"])
def test_nothing_else_stands_for_a_missing_value(status: str) -> None:
    assert run(cell(status=status)) == ["no-reason"]


@pytest.mark.parametrize("reason", ["L", "M", "O", "Z"])
def test_value_and_reason_exclude_each_other(reason: str) -> None:
    assert run(cell(0.0, status=reason)) == ["value-and-reason"]


def test_a_value_may_be_an_estimate_but_not_of_an_unknown_kind() -> None:
    assert run(cell(5.0, status="E")) == []
    assert run(cell(5.0, status="?")) == ["unknown-status"]


def test_decimals_are_those_of_the_item_then_of_the_indicator() -> None:
    assert run(cell(7.5)) == ["whole"]
    assert run(cell(7.55), indicators=[indicator(decimals=1)]) == ["decimals"]
    assert run(cell(7.5), indicators=[indicator(decimals=1)]) == []
    assert run(cell(7.55), items=[Item("people", decimals=2)]) == []
    assert run(cell(0.1 + 0.2), items=[Item("people", decimals=20)]) == []


def test_bounds_stop_and_a_value_on_a_bound_is_inside() -> None:
    items = [Item("people", low=0, high=100)]
    assert [run(cell(float(value)), items=items) for value in (-1, 0, 100, 101)] == [
        ["too-low"],
        [],
        [],
        ["too-high"],
    ]


def test_what_was_not_asked_and_what_comes_twice_is_told() -> None:
    assert run(cell(1.0), items=[Item("jobs", is_required=False)]) == ["not-asked"]
    assert run(cell(1.0), cell(2.0), items=[Item("people")]) == ["twice"]


def test_a_package_of_another_frequency_is_refused() -> None:
    one = case(cell(1.0))
    for period in ("2020-Q1", "soon"):
        other = checks.Case(Package("form", "n1", period, (cell(1.0),)), one.form, one.indicators)
        assert [found.problem.code for found in checks.run(other)] == ["check.other-period"]


def test_findings_come_in_the_order_of_the_form_all_at_once() -> None:
    items = [Item("c"), Item("people", high=1), Item("a")]
    found = checks.run(case(cell(5.0), cell(text="x", indicator="a"), items=items))
    assert [one.indicator for one in found] == ["c", "people", "a"]


def test_a_note_settles_a_soft_finding_and_no_hard_one() -> None:
    history = [100.0, 101, 102, 103, 104, 105]
    soft, noted = cell(400.0), cell(400.0, note="A village joined.")
    for entry, count in ((soft, 1), (noted, 0), (cell(400.0, note="  "), 1)):
        one = case(entry, history=history)
        assert len(open_problems(checks.run(one), one.package)) == count
    hard = case(cell(text="x", note="It is so."))
    assert len(open_problems(checks.run(hard), hard.package)) == 1


def test_every_check_is_found_by_its_file() -> None:
    assert {"blank", "bounds", "rules", "unit_slip"} <= set(CHECKS)
    assert all(callable(check.find) for check in CHECKS.values())
    named = {name for check in CHECKS.values() for name in getattr(check, "INSTEAD_OF", ())}
    assert named <= set(CHECKS)
