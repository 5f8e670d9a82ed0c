"""Do reported, derived and rolled-up numbers meet in one place?"""

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.spine.indicators import Indicator, OverSubjects
from styrbord.core.spine.inputs import looks_around, needed_indicators
from styrbord.core.spine.numbers import Origin
from tests.core.spine.worlds import World, link, one, told, years

SHARE = one("share", OverSubjects.FORMULA, formula="100 * part / whole")
GROWTH = one("growth", OverSubjects.FORMULA, formula="100 * whole / timeshift(whole, 1) - 100")
DEFINITIONS = {"part": one("part"), "whole": one("whole"), "share": SHARE, "growth": GROWTH}


def county() -> World:
    """A county of two towns which report parts and wholes."""
    world = World(DEFINITIONS, [link("a", "county"), link("b", "county")])
    world.report("part", "a", {"2019": 1, "2020": 1}).report("whole", "a", {"2019": 10, "2020": 20})
    return world.report("part", "b", {"2020": 2}).report("whole", "b", {"2019": 30, "2020": 40})


def test_a_derived_number_is_its_formula_over_the_inputs() -> None:
    panel = county().numbers.panel(years(["share"], ["a"]))
    assert told(panel, "share", "a") == {"2019": 10, "2020": 5}
    assert told(panel, "share", "a", "origin") == {"2019": Origin.DERIVED, "2020": Origin.DERIVED}


def test_over_subjects_the_formula_is_worked_out_again_over_totals() -> None:
    panel = county().numbers.panel(years(["share", "part"], ["county"]))
    assert told(panel, "share", "county")["2020"] == 5


def test_a_partial_sum_is_never_divided_by_a_whole_one() -> None:
    panel = county().numbers.panel(years(["share", "part", "whole"], ["county"]))
    assert told(panel, "part", "county")["2019"] == 1
    assert told(panel, "whole", "county")["2019"] == 40
    assert told(panel, "share", "county")["2019"] is None


def test_a_rate_over_the_same_missing_units_is_partial() -> None:
    world = World(DEFINITIONS, [link("a", "county"), link("b", "county")])
    world.report("part", "a", {"2019": 1, "2020": 1}).report("whole", "a", {"2019": 10, "2020": 20})
    world.report("part", "b", {"2020": 2}).report("whole", "b", {"2020": 40})
    panel = world.numbers.panel(years(["share"], ["county"]))
    assert told(panel, "share", "county") == {"2019": 10, "2020": 5}
    assert told(panel, "share", "county", "reported") == {"2019": 1, "2020": 2}
    assert told(panel, "share", "county", "expected") == {"2019": 2, "2020": 2}


def test_a_reported_value_stands_before_its_formula() -> None:
    panel = county().report("share", "a", {"2020": 77}).numbers.panel(years(["share"], ["a"]))
    assert told(panel, "share", "a") == {"2019": 10, "2020": 77}
    assert told(panel, "share", "a", "edition") == {"2019": 0, "2020": 7}


def test_division_by_zero_is_missing() -> None:
    world = World(DEFINITIONS).report("part", "a", {"2020": 1}).report("whole", "a", {"2020": 0})
    assert told(world.numbers.panel(years(["share"], ["a"])), "share", "a") == {"2020": None}


def test_a_provisional_input_makes_a_provisional_number() -> None:
    world = county()
    world.rows["part", "a", "2020"] = (1.0, "P", 0)
    panel = world.numbers.panel(years(["share"], ["a"]))
    assert told(panel, "share", "a", "status") == {"2019": "A", "2020": "P"}


def test_a_growth_rate_of_one_year_is_known_when_only_that_year_is_asked_for() -> None:
    panel = county().numbers.panel(years(["growth"], ["a", "county"], "2020", "2020"))
    assert told(panel, "growth", "a") == {"2020": 100}
    assert told(panel, "growth", "county") == {"2020": 50}


def test_asked_years_without_any_row_are_there_and_missing() -> None:
    panel = county().numbers.panel(years(["part"], ["a"], "2020", "2022"))
    assert told(panel, "part", "a") == {"2020": 1, "2021": None, "2022": None}


def test_nobody_asked_for_gives_an_empty_panel() -> None:
    assert county().numbers.panel(years(["part"], [])).sizes["subject"] == 0


def test_a_formula_that_leads_back_to_itself_is_refused_with_its_path() -> None:
    circle = {
        code: one(code, OverSubjects.FORMULA, formula=name)
        for code, name in (("a", "b"), ("b", "c"), ("c", "a"))
    }
    with pytest.raises(Refused) as refusal:
        World(circle).numbers.panel(years(["a"], ["s"]))
    assert refusal.value.problems[0].params["path"] == "a > b > c > a"


def test_a_weight_is_read_with_what_it_weighs() -> None:
    rate = one("rate", OverSubjects.WEIGHTED_MEAN, weight_by="people")
    assert needed_indicators({"rate": rate, "people": one("people")}, ["rate"]) == ["rate", "people"]


def test_two_ways_to_one_input_are_no_circle() -> None:
    definitions = {
        "a": one("a", OverSubjects.FORMULA, formula="b + c"),
        "b": one("b", OverSubjects.FORMULA, formula="c"),
        "c": one("c"),
    }
    assert needed_indicators(definitions, ["a", "b"]) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("a / b", False),
        ("timeshift(a, 1)", True),
        ("100 * avg ( a, 12 )", True),
        ("'avg' + 1", False),
        ("", False),
    ],
)
def test_a_formula_over_other_periods_is_known_by_its_functions(formula: str, expected: bool) -> None:
    assert looks_around(Indicator("x", {"en": "x"}, "d", formula=formula)) is expected
