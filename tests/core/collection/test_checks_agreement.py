"""Do parts, periods, members and rules agree, no more strictly than rounding allows?"""

import math

import pytest

from styrbord.core.collection import checks
from styrbord.core.collection.checks import Coarser, Weight
from styrbord.core.collection.forms.model import Item, Rule
from styrbord.core.spine.indicators import OverSubjects, OverTime
from tests.core.collection.checking_cases import PEOPLE, case, cell, codes, indicator, run

SEX = {"SEX": {"F": "", "M": ""}}


def parts(whole: float, *values: float, **said: object) -> list[str]:
    names = ["F", "M", "X"][: len(values)]
    cells = [cell(value, breakdown=f"SEX={name}") for name, value in zip(names, values, strict=True)]
    return run(cell(whole), *cells, codes={"SEX": dict.fromkeys(names, "")}, **said)


def test_parts_give_their_whole_within_half_a_step_each() -> None:
    assert parts(30, 10, 20) == []
    assert parts(31, 10, 20) == []
    assert parts(32, 10, 20) == ["parts"]
    assert parts(31, 10, 10, 10) == []
    assert parts(32, 10, 10, 10) == ["parts"]


def test_things_that_are_counted_one_by_one_must_add_up_exactly() -> None:
    assert parts(31, 10, 20, indicators=[indicator(unit="persons")]) == ["parts"]
    assert parts(31, 10, 20, indicators=[indicator(unit="persons", unit_multiplier=3)]) == []


def test_decimals_set_the_tolerance() -> None:
    assert parts(3.2, 1.1, 2.0, indicators=[indicator(decimals=1)]) == []
    assert parts(3.3, 1.1, 2.0, indicators=[indicator(decimals=1)]) == ["parts"]


def test_parts_of_a_rate_are_not_added_up() -> None:
    assert parts(50, 40, 60, indicators=[indicator(over_subjects=OverSubjects.NONE)]) == []


def test_a_missing_part_is_not_judged_and_a_dash_is_nothing() -> None:
    women, men = cell(status="L", breakdown="SEX=F"), cell(20.0, breakdown="SEX=M")
    assert run(cell(30.0), women, men, codes=SEX) == []
    assert run(cell(30.0), cell(status="Z", breakdown="SEX=F"), men, codes=SEX) == ["parts"]


def test_a_code_list_that_is_asked_in_part_only_is_not_judged() -> None:
    assert run(cell(30.0), cell(5.0, breakdown="SEX=F"), codes=SEX) == []


def test_parts_of_parts_are_added_up_under_their_own_parent() -> None:
    tree = {"AGE": {"young": "", "old": "", "old1": "old", "old2": "old"}}
    values = {"young": 10, "old": 20, "old1": 5, "old2": 9}
    cells = [cell(float(value), breakdown=f"AGE={name}") for name, value in values.items()]
    found = checks.run(case(cell(30.0), *cells, codes=tree))
    assert [(one.problem.code, one.breakdown) for one in found] == [("check.parts", "AGE=old")]


def test_two_dimensions_are_added_up_along_each() -> None:
    cells = [
        cell(float(value), breakdown=f"AGE={age};SEX={sex}")
        for age, sex, value in (("y", "F", 1), ("y", "M", 2), ("o", "F", 3), ("o", "M", 4))
    ]
    sums = [cell(50.0, breakdown="AGE=y"), cell(7.0, breakdown="AGE=o")]
    found = checks.run(case(*sums, *cells, codes={**SEX, "AGE": {"y": "", "o": ""}}))
    assert [one.breakdown for one in found] == ["AGE=y"]


def test_quarters_give_the_year_by_the_rule_over_time() -> None:
    def year(value: float, rule: OverTime) -> list[str]:
        return run(cell(value), finer={PEOPLE: (10.0, 20, 30, 40)}, indicators=[indicator(over_time=rule)])

    assert year(100, OverTime.SUM) == year(102, OverTime.SUM) == []
    assert year(103, OverTime.SUM) == ["shorter-periods"]
    assert year(25, OverTime.MEAN) == year(40, OverTime.LAST) == year(10, OverTime.FIRST) == []
    assert year(40, OverTime.MAX) == year(1, OverTime.NONE) == []
    assert year(25, OverTime.LAST) == ["shorter-periods"]


def test_a_year_with_an_unknown_quarter_is_not_judged() -> None:
    assert run(cell(1.0), finer={PEOPLE: (10.0, math.nan, 30, 40)}) == []


def test_a_last_quarter_must_fill_up_its_year() -> None:
    longer = Coarser("2020", 100.0, (20.0, 30.0, 30.0))
    assert run(cell(20.0), period="2020-Q4", coarser={PEOPLE: (longer,)}) == []
    assert run(cell(25.0), period="2020-Q4", coarser={PEOPLE: (longer,)}) == ["longer-period"]


def test_members_contradict_softly_and_say_how_many_have_reported() -> None:
    (found,) = checks.run(case(cell(30.0), members={PEOPLE: (10.0, 10.0, 10.0, 10.0)}))
    assert (found.problem.code, found.weight) == ("check.members", Weight.SOFT)
    (found,) = checks.run(case(cell(15.0), members={PEOPLE: (10.0, 10.0, math.nan)}))
    assert found.problem.code == "check.members-above"
    assert found.problem.message.startswith("2 of 3 members alone report 20 together")
    assert run(cell(30.0), members={PEOPLE: (10.0, 10.0, math.nan)}) == []
    assert run(cell(30.0), members={PEOPLE: (math.nan, math.nan)}) == []


def rule(expression: str, **said: object) -> list[checks.Found]:
    known = [indicator(code) for code in ("a", "b", "c")]
    given = {"a": 10.0, "b": 20.0, **said}
    cells = [
        cell(value, indicator=code) if isinstance(value, float) else cell(indicator=code, status=str(value))
        for code, value in given.items()
        if code in "abc"
    ]
    rules = [Rule("r1", expression, **{k: v for k, v in said.items() if k not in "abc"})]  # type: ignore[arg-type]
    return checks.run(case(*cells, indicators=known, rules=rules))


def test_a_rule_that_holds_says_nothing() -> None:
    for expression in (
        "a < b",
        "a + 10 = b",
        "a * 2 <= b",
        "a = 10 and b > 0",
        "if a > 50 then b > 50 else b > 0",
    ):
        assert rule(expression) == [], expression


def test_a_rule_that_fails_tells_words_and_values_at_its_first_cell() -> None:
    (found,) = rule("b < a", messages={"en": "There are no more jobs than people"})
    assert found.problem.message == (
        "There are no more jobs than people. This does not hold: a = 10, b = 20."
    )
    assert (found.weight, found.indicator) == (Weight.HARD, "a")


def test_a_soft_rule_asks_for_a_note_and_a_tolerance_is_relative() -> None:
    assert [one.weight for one in rule("a = b", weight=Weight.SOFT)] == [Weight.SOFT]
    assert rule("2.1 * a = b", tolerance=0.05) == []
    assert codes(rule("2.1 * a = b", tolerance=0.04)) == ["rule"]


def test_a_rule_without_its_input_is_told_and_stops_nothing() -> None:
    (found,) = rule("a + c = b", c="L")
    assert (found.problem.code, found.asks) == ("check.rule-not-judged", False)


def test_a_rule_with_a_blank_input_waits_for_it() -> None:
    known = [indicator(code) for code in ("a", "c")]
    items = [Item("a"), Item("c")]
    found = run(cell(1.0, indicator="a"), items=items, indicators=known, rules=[Rule("r", "a = c")])
    assert found == ["blank"]


def test_a_dash_counts_as_nothing_in_a_rule() -> None:
    assert rule("a + c = 10", c="Z") == []


@pytest.mark.parametrize("expression", ["a +", "nothing(a)"])
def test_a_rule_that_cannot_be_read_stops_nobody(expression: str) -> None:
    (found,) = rule(expression)
    assert (found.problem.code, found.asks) == ("check.rule-broken", False)


def test_a_rule_tells_its_own_words_in_the_language_of_whoever_reads() -> None:
    (found,) = rule("b < a", messages={"en": "No more jobs than people", "sv": "Inte fler jobb än folk."})
    assert found.problem.params_in("sv")["words"] == "Inte fler jobb än folk."
    assert found.problem.params_in("ru")["words"] == "No more jobs than people."
