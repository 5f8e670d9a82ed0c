"""Is like added to like, and does a formula give the unit that its indicator declares?"""

import pytest

from styrbord.core.base.expression import check_declared, check_units, parse
from styrbord.core.base.problems import Problem, Refused

UNITS = {
    "population": "persons",
    "births": "persons",
    "crimes": "cases",
    "budget": "SEK",
    "budget_m": "10^6 SEK",
    "road": "km",
    "path": "m",
    "area": "km2",
    "tax": "%",
    "idx": "index",
    "beds": "коек",
    "bare": "",
}


def refused(text: str, own: str = "") -> Problem:
    with pytest.raises(Refused) as refusal:
        check_declared(parse(text), UNITS, own)
    (problem,) = refusal.value.problems
    return problem


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("budget / population", "SEK/person"),
        ("births / population * 100", "1"),
        ("population - births + 1", "person"),
        ("population / area", "person/m^2"),
        ("sqrt(area)", "m"),
        ("path^2 + 3 * power(path, 2)", "m^2"),
        ("100 - tax", "1"),
        ("idx - 100", "index"),
        ("if population > 1000 then births else 0", "person"),
        ("max(budget, 0)", "SEK"),
        ("nvl(births, timeshift(births, 1))", "person"),
        ("sum_over(births, 12)", "person"),
        ("ln(budget / timeshift(budget, 1))", "1"),
        ("budget > 0 and isnull(beds)", "1"),
        ("beds / population", "коек/person"),
        ("road * 1000 + path", "m"),
        ("bare + population", "person"),
        ("tax^tax", "1"),
        ("2 + 3", "1"),
    ],
)
def test_the_unit_of_the_value(text: str, unit: str) -> None:
    assert str(check_units(parse(text), UNITS)) == unit


def test_persons_are_not_added_to_money_and_both_units_are_named() -> None:
    problem = refused("population + budget")
    assert problem.code == "expression.unit"
    assert problem.message == "Position 14: 'population' is in persons and 'budget' in SEK."
    assert problem.params["caret"] == "population + budget\n             ^"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("population < budget", "expression.unit"),
        ("population + bare + budget", "expression.unit"),
        ("if births > 1 then births else budget", "expression.unit"),
        ("between(births, 0, budget)", "expression.unit"),
        ("nvl(births, crimes)", "expression.unit"),
        ("min(1, births, budget)", "expression.unit"),
        ("if births > budget then 1 else 2", "expression.unit"),
        ("births + births / population", "expression.unit"),
        ("road + path", "expression.unit-scale"),
        ("budget - budget_m", "expression.unit-scale"),
        ("ln(budget)", "expression.unit-plain"),
        ("2^population", "expression.unit-plain"),
        ("budget^tax", "expression.unit-plain"),
    ],
)
def test_unlike_things_are_refused(text: str, code: str) -> None:
    assert refused(text).code == code


def test_a_difference_of_scale_is_told_with_its_ratio() -> None:
    assert (
        refused("path + road").message == "Position 8: 'path' is in m and 'road' in km, 1000 times as large."
    )


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("births / population * 1000", "per-1000"),
        ("births / population", "share"),
        ("crimes / population * 1000", "per-1000"),
        ("budget / population", "SEK/person"),
        ("budget_m * 1000000 / population", "SEK/person"),
        ("budget / timeshift(budget, 1) * 100", "index"),
        ("population", ""),
        ("bare / population", "SEK/person"),
        ("12", "SEK"),
    ],
)
def test_a_declared_unit_agrees(text: str, own: str) -> None:
    expression = parse(text)
    check_declared(expression, UNITS, own)
    assert check_units(expression, UNITS) is not None


@pytest.mark.parametrize(
    ("text", "own", "code"),
    [
        ("births / population", "%", "expression.unit-declared-scale"),
        ("path", "km", "expression.unit-declared-scale"),
        ("budget / population", "SEK", "expression.unit-declared"),
        ("crimes / area", "per-1000", "expression.unit-declared"),
        ("budget / population", "index", "expression.unit-declared"),
        ("births / population", "persons", "expression.unit-declared"),
    ],
)
def test_another_declared_unit_is_refused(text: str, own: str, code: str) -> None:
    assert refused(text, own).code == code


def test_a_name_without_an_entry_is_refused() -> None:
    assert refused("populaton * 2").code == "expression.unknown-name"
