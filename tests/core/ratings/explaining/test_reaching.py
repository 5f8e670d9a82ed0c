"""Does the least change attain its goal, does 99 % of it not, and is what is out of reach called so?"""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.explaining import Goal, least_change, least_combination, standing_of
from styrbord.core.ratings.explaining.reaching import Reach
from styrbord.core.ratings.explaining.searching import least_step
from styrbord.core.ratings.explaining.trying import Edit, edited
from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.options import Aggregation, Bands, Normalisation, Treatment
from tests.core.ratings.explaining.random_worlds import drawn, grouped
from tests.core.ratings.references import reference
from tests.core.ratings.worlds import NAN, asem, flat, inputs, method

MINMAX = Normalisation("minmax", 0.0, 100.0)
SMOOTH = (Aggregation(), Aggregation("geometric"), Aggregation("harmonic"), Aggregation("mpi"))
WIDE = (1e-6, 1e4)


def attains(what: Method, given_: Inputs, found: Reach, share: float) -> bool:
    """Whether a share of the way attains the goal, by rating everything again."""
    edits = [Edit(found.unit, code, a + share * (b - a)) for code, (a, b) in found.values.items()]
    rated = rate(what, edited(given_, edits))
    return found.goal.is_attained(standing_of(rated, found.unit, max(given_.periods, default="")))


def worst(what: Method, given_: Inputs) -> tuple[str, int]:
    """The unit with the last place, and that place."""
    rated = rate(what, given_)
    row = int(np.nanargmax(rated.ranks[:, -1]))
    return rated.units[row], int(rated.ranks[row, -1])


def checked(
    what: Method, given_: Inputs, unit: str, goal: Goal, limits: dict[str, tuple[float, float]]
) -> Reach:
    """An answer about `g0i0` whose claims hold when everything is rated again."""
    code = "g0i0"
    found = least_change(what, given_, unit, [code], goal, limits=limits)
    before, after = found.values[code]
    node = what.tree.by_code[code]
    assert found.limits[code].low <= after <= found.limits[code].high
    if found.is_reached:
        assert found.is_least
        assert attains(what, given_, found, 1.0)
        assert not attains(what, given_, found, 0.99)
        assert (after - before) * node.direction > 0
        return found
    end = found.limits[code].far_end(node)
    for share in np.linspace(0.2, 1, 5):
        edits = [Edit(unit, code, before + share * (end - before))]
        assert not goal.is_attained(standing_of(rate(what, edited(given_, edits)), unit, ""))
    return found


def best_in(what: Method, given_: Inputs, code: str) -> tuple[str, float]:
    """The unit that is best in an indicator, so that its next step moves the bound, and its place."""
    turned = given_.values[:, given_.indicators.index(code)] * what.tree.by_code[code].direction
    unit = given_.units[int(np.nanargmax(turned))]
    return unit, standing_of(rate(what, given_), unit, "").place


def test_of_many_cases_each_answer_attains_and_99_percent_of_it_does_not():
    reached, beyond, out_of_reach = 0, 0, 0
    for seed in range(440):
        what, given_ = drawn(seed, ways=SMOOTH, units=12)
        what = grouped(what) if seed % 3 == 0 else what
        unit, place = best_in(what, given_, "g0i0") if seed % 2 else worst(what, given_)
        if place == 1:
            unit, place = worst(what, given_)
        own = standing_of(rate(what, given_), unit, "").score
        goal = Goal(score=own + 0.05 * abs(own)) if seed % 4 == 0 else Goal(place=int(place) - 1)
        found = checked(what, given_, unit, goal, {"g0i0": WIDE} if seed % 5 else {})
        column, after = given_.values[:, given_.indicators.index("g0i0")], found.values["g0i0"][1]
        reached += found.is_reached
        beyond += found.is_reached and not np.nanmin(column) <= after <= np.nanmax(column)
        out_of_reach += not found.is_reached
    assert reached >= 200
    assert beyond >= 40
    assert out_of_reach >= 30


def test_inside_a_fixed_frame_the_answer_is_the_closed_form():
    given_ = inputs([[10, 50], [30, 60], [90, 80], [0, 0], [100, 100]], ("a", "b"))
    what = method(flat("a", "b", weights=(1.0, 3.0)), normalisation=MINMAX)
    found = least_change(what, given_, "u1", ["a"], Goal(score=45))
    assert (found.how, found.is_reached) == ("closed form", True)
    assert found.values["a"][1] == pytest.approx(10 + (45 - 40) / (0.25 * 1))
    assert found.step == pytest.approx(20)


def test_low_is_good_goes_down():
    given_ = inputs([[90, 50], [30, 60], [10, 80], [0, 0], [100, 100]], ("a", "b"))
    what = method(flat("-a", "b"), normalisation=MINMAX)
    found = least_change(what, given_, "u1", ["a"], Goal(score=50))
    assert found.values["a"] == (90, pytest.approx(50))


def test_a_tie_reaches_a_place_unless_the_rule_says_otherwise():
    given_ = inputs([[10], [30], [90], [50]], ("a",))
    tied = least_change(method(flat("a")), given_, "u1", ["a"], Goal(place=3))
    assert tied.values["a"][1] == pytest.approx(30, abs=1e-6)
    alone = least_change(
        method(flat("a")), given_, "u1", ["a"], Goal(place=3, ties_count=False), whole_numbers=True
    )
    assert alone.values["a"] == (10, 31)
    assert alone.how == "whole numbers"


def test_whole_numbers_are_the_first_that_attains():
    given_ = inputs([[10, 1], [34.5, 1], [90, 5], [50, 1]], ("a", "b"))
    found = least_change(method(flat("a", "b")), given_, "u1", ["a"], Goal(place=3), whole_numbers=True)
    assert found.values["a"] == (10, 35)
    assert not attains(method(flat("a", "b")), given_, found, 24 / 25)


def test_what_one_indicator_cannot_do_is_told_with_the_best_it_can():
    given_ = inputs([[10, 0], [20, 100], [30, 90], [15, 40]], ("a", "b"))
    found = least_change(method(flat("a", "b"), normalisation=MINMAX), given_, "u1", ["a"], Goal(place=1))
    assert (found.is_reached, found.how) == (False, "not reachable")
    assert found.after.place == 3
    assert found.limits["a"].source == "seen"


def test_a_percentage_does_not_go_beyond_a_hundred():
    given_ = inputs([[10, 0], [20, 100], [30, 90], [15, 40]], ("a", "b"))
    what = method(flat("a", "b", a={"unit": "%"}), normalisation=Normalisation("none"))
    found = least_change(what, given_, "u1", ["a"], Goal(score=50.1))
    assert not found.is_reached
    assert found.values["a"][1] == 100
    assert found.limits["a"].source == "unit"
    assert least_change(what, given_, "u1", ["a"], Goal(score=50)).values["a"][1] == pytest.approx(100)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 100_000))
def test_a_common_percentage_attains_and_less_does_not(seed: int):
    what, given_ = drawn(seed, ways=SMOOTH, holes=0.0)
    unit, last = worst(what, given_)
    codes = list(given_.indicators)
    found = least_change(what, given_, unit, codes, Goal(place=last - 1), limits=dict.fromkeys(codes, WIDE))
    if found.is_reached:
        turns = [what.tree.by_code[code].direction for code in codes]
        for code, turn in zip(codes, turns, strict=True):
            before, after = found.values[code]
            assert after == pytest.approx(max(before * (1 + turn * found.step), WIDE[0]))
        assert attains(what, given_, found, 1.0)
        assert found.is_least


def test_what_is_there_already_asks_for_nothing():
    given_ = inputs([[10], [30], [90]], ("a",))
    found = least_change(method(flat("a")), given_, "u3", ["a"], Goal(place=2))
    assert (found.how, found.step, found.is_reached) == ("already", 0.0, True)


def test_a_jump_of_the_treatment_is_met_from_below():
    values = [[float(number), 5.0] for number in (*range(1, 11), 30, 100)]
    given_ = inputs(values, ("a", "b"))
    what = method(flat("a", "b"), treatment=Treatment("winsorise"), normalisation=MINMAX, bands=Bands())
    what = replace(what, tree=flat("a", "b", b={"normalisation": Normalisation("goalposts", 0.0, 10.0)}))
    found = least_change(what, given_, "u3", ["a"], Goal(place=2), limits={"a": (0, 500)})
    assert found.is_reached
    assert attains(what, given_, found, 1.0)
    assert not attains(what, given_, found, 0.99)


def test_without_a_value_or_a_goal_it_is_refused():
    given_ = inputs([[NAN, 1], [30, 2], [90, 3]], ("a", "b"))
    with pytest.raises(Refused, match="u1 has no value of a"):
        least_change(method(flat("a", "b")), given_, "u1", ["a"], Goal(place=1))
    with pytest.raises(Refused, match="Nothing is to be reached"):
        least_change(method(flat("a", "b")), given_, "u1", ["b"], Goal())


def test_a_try_that_cannot_be_rated_attains_nothing():
    """At 5 all units are equal, and the scale refuses."""
    given_ = inputs([[1, 1], [5, 9], [5, 8]], ("a", "b"))
    what = method(flat("a", "b"), normalisation=MINMAX)
    found = least_change(what, given_, "u1", ["a"], Goal(place=1))
    assert (found.is_reached, found.how) == (False, "not reachable")
    assert found.after.place == 3


def test_a_stretch_that_attains_only_in_between_is_found():
    found = least_step(lambda step: 4 <= step < 6, 10.0, marks=[2, 5, 8])
    assert found is not None
    assert found.step == pytest.approx(4)
    assert least_step(lambda step: False, 10.0) is None


def test_a_wrong_guess_is_not_taken():
    found = least_step(lambda step: step >= 3, 10.0, guess=5.0)
    assert found is not None
    assert (found.how, found.step) == ("bisection", pytest.approx(3))


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 100_000))
def test_a_combination_is_the_least_of_the_linear_programme(seed: int):
    random = np.random.default_rng(seed)
    values = random.uniform(0, 100, (8, 4))
    given_ = inputs(values.tolist(), "abcd")
    weights = random.uniform(0.2, 2, 4)
    what = method(
        flat(*"abcd", weights=weights.tolist()), normalisation=Normalisation("goalposts", 0.0, 100.0)
    )
    rated = rate(what, given_)
    goal = Goal(score=float(np.nanmax(rated.scores[:, -1])) * 0.9)
    unit = int(np.argmin(rated.scores[:, -1]))
    found = least_combination(what, given_, f"u{unit + 1}", goal, limits=dict.fromkeys("abcd", (0, 100)))
    spread = values.std(0, ddof=1)
    gains, need = weights / weights.sum() * spread, (goal.score or 0) - rated.scores[unit, -1]
    best = linprog(
        np.ones(4), A_ub=[-gains], b_ub=[-need], bounds=[(0, most) for most in (100 - values[unit]) / spread]
    )
    assert found.is_reached
    assert found.step == pytest.approx(best.fun, rel=1e-6)


@reference
def test_what_would_have_to_be_true_to_become_a_leader():
    what, given_ = asem()
    found = least_combination(what, given_, "AUS", Goal(band="leader"))
    assert (found.before.band, found.after.band) == ("middle", "leader")
    assert found.is_reached
    assert found.is_least
    rated = rate(
        what, edited(given_, [Edit("AUS", code, after) for code, (_, after) in found.values.items()])
    )
    assert standing_of(rated, "AUS", rated.periods[0]).place <= 0.25 * 51
    for code, (_, after) in found.values.items():
        assert found.limits[code].low <= after <= found.limits[code].high


@reference
def test_the_reference_is_answered_for_one_indicator_at_a_time():
    what, given_ = asem()
    base = rate(what, given_)
    for code in ("CO2", "LPI", "Forest", "MatCon", "GDPGrow"):
        found = least_change(what, given_, "AUS", [code], Goal(place=34), rated=base)
        if found.is_reached:
            assert attains(what, given_, found, 1.0)
            assert not attains(what, given_, found, 0.99)
