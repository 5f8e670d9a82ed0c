"""Does each case get its result or is told what is wrong, and hinders no other?"""

import json
from typing import Any

import pytest

from styrbord.core.investments.appraisal.appraising import appraise
from styrbord.core.investments.appraisal.cases import cases_of
from styrbord.core.investments.appraisal.catalogue import FAMILY_OF
from styrbord.core.investments.appraisal.results import written
from tests.core.investments.appraisal.hostile import INPUTS, ODD, twisted
from tests.core.investments.references import differences, reference, stripped, tolerance, vectors

OPTION = '{"name": "x", "pv_benefit": 1, "pv_cost": 1}'


def results(text: str) -> dict[str, Any]:
    """What a reader of JSON finds among the results."""
    found: dict[str, Any] = json.loads(written({one.id: one.content for one in appraise(cases_of(text))}))
    return found


def one(formula: str, given: str) -> Any:
    """Result of one case, its input as a text."""
    return results(f'[{{"id": "x", "formula": "{formula}", "input": {given}}}]')["x"]


@pytest.fixture(scope="module")
def appraised() -> dict[str, Any]:
    """Results of the whole reference, of which only formula and input were shown."""
    return results(stripped())


@reference
@pytest.mark.parametrize("name", vectors())
def test_every_reference_case_gives_what_it_states(appraised: dict[str, Any], name: str) -> None:
    expected, found = vectors()[name]["expected"], appraised[name]
    assert found.keys() == expected.keys()
    assert [
        told for key in expected for told in differences(expected[key], found[key], tolerance(name, key), key)
    ] == []


@reference
def test_the_reference_names_every_formula() -> None:
    assert {case["formula"] for case in vectors().values()} == FAMILY_OF.keys()


@pytest.mark.parametrize("formula", FAMILY_OF)
def test_a_good_input_is_computed_and_any_twist_is_told_or_computed(formula: str) -> None:
    good = INPUTS[formula]
    assert "error" not in one(formula, json.dumps(good))
    twists = [text for odd in ODD for text in twisted(good, odd)]
    cases = [f'{{"id": "{at}", "formula": "{formula}", "input": {text}}}' for at, text in enumerate(twists)]
    found = results(f"[{', '.join(cases)}]")
    assert len(found) == len(twists)
    errors = [told["error"] for told in found.values() if "error" in told]
    assert errors
    assert all(told.keys() == {"code", "message"} and told["message"] for told in errors)
    assert all(told["message"].startswith("input") for told in errors)


@pytest.mark.parametrize("formula", FAMILY_OF)
def test_a_part_left_out_or_added_is_told_by_its_place(formula: str) -> None:
    good = INPUTS[formula]
    for name in good:
        rest = {key: value for key, value in good.items() if key != name}
        told = one(formula, json.dumps(rest))["error"]
        assert told["code"] == "appraisal.missing"
        assert told["message"].startswith(f"input.{name}: ")
    told = one(formula, json.dumps(good | {"surplus": 1}))["error"]
    assert (told["code"], told["message"].split(":")[0]) == ("appraisal.unexpected", "input.surplus")


@pytest.mark.parametrize(
    ("formula", "given", "code", "place"),
    [
        (
            "shaply",
            "{}",
            "appraisal.formula",
            "formula: There is no formula 'shaply'. Did you mean 'shapley'?",
        ),
        (
            "nps",
            '{"promoters": 1.5, "passives": 0, "detractors": 0}',
            "appraisal.range",
            "input.promoters: 1.5",
        ),
        ("irr", '{"cash_flow": [-1, null]}', "appraisal.type", "input.cash_flow[1]: null stands"),
        (
            "irr",
            '{"cash_flow": [-1, NaN]}',
            "appraisal.range",
            "input.cash_flow[1]: NaN is not a number, finite",
        ),
        ("irr", '{"cash_flow": [-1, true]}', "appraisal.type", "input.cash_flow[1]: true stands"),
        ("irr", '{"cash_flow": [1], "cash_flow": [2]}', "appraisal.twice", "input.cash_flow: 'cash_flow'"),
        (
            "three_point",
            '{"optimistic": 3, "most_likely": 2, "pessimistic": 4}',
            "appraisal.three-points",
            "input.most_likely: ",
        ),
        (
            "marginal_costs",
            '{"parties": ["A", "B"], "coalition_value": {"A+B": 3, "A": "x"}}',
            "appraisal.type",
            "input.coalition_value.A: 'x' stands",
        ),
        (
            "shapley",
            '{"parties": ["A", "B"], "coalition_value": {"B+A": 3}}',
            "allocation.coalition",
            "input.coalition_value.B+A: ",
        ),
        (
            "satisfaction",
            '{"scale_max": 4, "counts": {"5": 1}}',
            "appraisal.range",
            "input.counts.5: '5' is not",
        ),
        (
            "completion_rate",
            '{"attempts": 1, "completions": 2}',
            "appraisal.more-than-all",
            "input.completions: 2 of 1",
        ),
        (
            "hit_rate",
            '{"grounds": [{"name": "x", "visits": 1, "visits_with_violation": 2}]}',
            "appraisal.more-than-all",
            "input.grounds[0]",
        ),
        ("ahp", '{"matrix": [[1, 2], [0.5]]}', "rating.comparisons-shape", "input.matrix[1]: "),
        ("ahp", '{"matrix": [[1, 2], [2, 1]]}', "rating.comparisons-disagree", "input: "),
        ("kendall_w", '{"ranks": [[1, 2], [1]]}', "appraisal.judges", "input.ranks[1]: "),
        (
            "present_value",
            '{"rate": -1, "convention": "t0", "cash_flow": []}',
            "appraisal.range",
            "input.rate: ",
        ),
        (
            "present_value",
            '{"rate": 0, "convention": "t1", "cash_flow": []}',
            "appraisal.type",
            "input.convention: 't1' stands where one of t0",
        ),
        (
            "light_control_point",
            '{"points": [{"due": "30.6.2025", "forecast": null, "fact": null, "today": "2025-01-01"}]}',
            "appraisal.type",
            "input.points[0].due: ",
        ),
        (
            "npv_bcr",
            f'{{"options": [{OPTION}, {OPTION}]}}',
            "appraisal.twice",
            "input.options[1].name: ",
        ),
        (
            "switching_value",
            '{"rate": 0, "benefit_by_year": [1], "cost_by_year": [1, 2]}',
            "appraisal.years",
            "input.cost_by_year: ",
        ),
        ("distributional_weight", '{"income_ratio": 1e29, "elasticity": 99}', "appraisal.beyond", "input: "),
        ("discount_factors", '{"schedule": [], "years": [1]}', "appraisal.length", "input.schedule: "),
        (
            "time_score",
            '{"systems": [], "weights": {"business_value": 0, "technical_risk": 0}}',
            "rationalisation.weights",
            "input.weights: ",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(formula: str, given: str, code: str, place: str) -> None:
    told = one(formula, given)["error"]
    assert told["code"] == code
    assert told["message"].startswith(place)


@pytest.mark.parametrize("formula", [name for name, given in INPUTS.items() if "parties" in given])
def test_sixteen_parties_are_too_many(formula: str) -> None:
    parties = [f"p{at}" for at in range(16)]
    given = INPUTS[formula] | {"parties": parties, "coalition_value": {}}
    given |= {"allocation": dict.fromkeys(parties, 1)} if "allocation" in given else {}
    given |= {"benefit": None} if "benefit" in given else {}
    told = one(formula, json.dumps(given))["error"]
    assert (told["code"], told["message"].split(":")[0]) == ("allocation.parties", "input.parties")


def test_a_case_without_formula_or_input_is_told_and_the_others_run_on() -> None:
    wrong = [{"id": "a"}, {"id": "b", "formula": 3}, {"id": "c", "formula": "nps"}]
    good = {"promoters": 1, "passives": 0, "detractors": 0}
    found = results(json.dumps([*wrong, {"id": "d", "formula": "nps", "input": good}]))
    codes = [found[name]["error"]["code"] for name in "abc"]
    assert codes == ["appraisal.missing", "appraisal.type", "appraisal.missing"]
    assert found["d"] == {"nps": 100, "reason": None}


def test_many_problems_are_told_at_once_but_not_thousands() -> None:
    told = one("irr", f'{{"cash_flow": [{", ".join(["null"] * 900)}]}}')["error"]["message"].splitlines()
    assert (len(told), told[-1]) == (21, "880 more problems are not listed. Solve the first ones.")


def test_money_is_summed_as_it_is_written() -> None:
    given = '{"gain_participants": 0.1, "change_taxpayers": 123456789012345678901234.2, "weight": 1}'
    (answer,) = appraise(cases_of(f'[{{"id": "x", "formula": "distributional_impact", "input": {given}}}]'))
    assert '"unweighted": 123456789012345678901234.3' in written({"x": answer.content})


def test_a_system_may_lack_an_axis_altogether() -> None:
    found = one(
        "time_score",
        '{"systems": [{"name": "x", "business_value": 3}], "weights": '
        '{"business_value": 1, "technical_risk": 1}}',
    )
    assert found == {"scores": {}, "not_assessed": ["x"], "constant_axes": []}


def test_every_formula_names_its_rule_and_ours_are_labelled() -> None:
    cases = [{"id": name, "formula": name, "input": given} for name, given in INPUTS.items()]
    rules = {answer.id: answer.methodology for answer in appraise(cases_of(json.dumps(cases)))}
    ours = {name for name, rule in rules.items() if rule and rule.is_house}
    assert all(rule and rule.source and "/" in rule.code for rule in rules.values())
    lights = {name for name in FAMILY_OF if name.startswith("light_")}
    assert ours == lights | {
        "imbalance",
        "benefit_confirmation",
        "lock_default",
        "risk_calibration",
        "risk_pool",
    }
    assert all("house rule of Styrbord" in rule.label for rule in rules.values() if rule and rule.is_house)
