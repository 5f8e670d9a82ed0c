"""Does an officer's score follow its formula, and does each input get what is its own?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.explaining import inputs_of, officer_score
from tests.core.ratings.worlds import flat, inputs, method

NUMBERS = st.floats(1, 100)


def test_a_sum_gives_each_input_its_term():
    found = officer_score("0.6 * maturity + 0.4 * change", {"maturity": 50.0, "change": 5.0, "other": 9.0})
    assert found.score == 32.0
    assert [(part.name, part.points) for part in found.parts] == [("maturity", 30.0), ("change", 2.0)]
    assert found.moved("change", 10.0) == 34.0


@settings(deadline=None, max_examples=60)
@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_points_and_the_start_sum_to_the_score_of_any_formula(a: float, b: float, c: float, d: float):
    formula = "min(a, b) * ln(c) + if a > 50 then sqrt(b) else c^2 / 10"
    found = officer_score(formula, {"a": a, "b": b, "c": c}, start={"a": d, "b": d, "c": d})
    total = found.start_score + sum(part.points for part in found.parts)
    assert total == pytest.approx(found.score, abs=1e-9)


def test_a_product_is_shared_evenly():
    found = officer_score("a * b", {"a": 4.0, "b": 6.0}, start={"a": 2.0, "b": 3.0})
    assert [part.points for part in found.parts] == [9.0, 9.0]


def test_without_an_input_there_is_no_score():
    found = officer_score("maturity + change", {"maturity": 50.0, "change": float("nan")})
    assert np.isnan(found.score)


def test_an_unknown_name_is_refused():
    with pytest.raises(Refused, match="maturty"):
        officer_score("2 * maturty", {"maturity": 1.0})


def test_a_formula_may_name_the_index_its_change_and_every_node():
    panel = inputs(
        [[10, 30], [1, 2], [3, 4], [20, 40], [1, 2], [3, 4]],
        "ab",
        units=("u1", "u2", "u3") * 2,
        periods=("2023",) * 3 + ("2024",) * 3,
    )
    rated = rate(method(flat("a", "b")), panel)
    names = inputs_of(rated, 3, 0)
    assert (names["maturity"], names["change"], names["a"], names["Index"]) == (30.0, 10.0, 20.0, 30.0)
    assert officer_score("maturity + change + a", names).score == 60.0
    assert np.isnan(inputs_of(rated, 3)["change"])
