"""Do comparisons in pairs give Saaty's weights, and are contradictions told?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.aggregating.naming import Names
from styrbord.core.ratings.weighting.ahp import ahp_weights

ABC = Names("Skills", [], ["a", "b", "c"])


@given(arrays(np.float64, st.integers(1, 8), elements=st.floats(0.1, 10)))
def test_comparisons_that_agree_give_back_the_weights(weights: np.ndarray):
    found = ahp_weights(weights[:, None] / weights)
    np.testing.assert_allclose(found.weights, weights / weights.sum(), rtol=1e-6)
    assert found.largest == pytest.approx(len(weights), rel=1e-9)
    assert found.ratio == pytest.approx(0, abs=1e-9)
    assert found.warnings == ()


def test_three_children_by_hand():
    # three children: l = 1 + c + 1/c with c = (a12 a23 / a13)^(1/3), and w is the geometric mean of the row
    matrix = np.array([[1.0, 2.0, 8.0], [0.5, 1.0, 2.0], [0.125, 0.5, 1.0]])
    found = ahp_weights(matrix)
    c = (2 * 2 / 8) ** (1 / 3)
    assert found.largest == pytest.approx(1 + c + 1 / c, rel=1e-12)
    assert found.ratio == pytest.approx((1 + c + 1 / c - 3) / 2 / 0.58, rel=1e-9)
    rows = np.array([16.0, 1.0, 1 / 16]) ** (1 / 3)
    np.testing.assert_allclose(found.weights, rows / rows.sum(), rtol=1e-12)
    assert found.warnings == ()


def test_contradictions_are_told_with_the_comparison_to_look_at():
    matrix = np.array([[1.0, 3.0, 0.2], [1 / 3, 1.0, 3.0], [5.0, 1 / 3, 1.0]])
    found = ahp_weights(matrix, names=ABC)
    (warning,) = found.warnings
    assert found.ratio > 0.1
    assert not warning.is_error
    assert {warning.params["first"], warning.params["second"]} <= {"a", "b", "c"}
    assert f"{found.ratio:.3f}" in warning.message


def test_a_rounded_reciprocal_is_taken_as_the_ratio_that_was_meant():
    rounded = ahp_weights(np.array([[1.0, 3.0], [0.33, 1.0]]))
    np.testing.assert_allclose(rounded.weights, [0.75, 0.25], rtol=1e-12)


def test_ratios_that_are_not_above_zero_are_refused_by_name():
    matrix = np.array([[1.0, 0.0, 2.0], [-1.0, 1.0, np.nan], [0.5, 1.0, 1.0]])
    with pytest.raises(Refused) as refused:
        ahp_weights(matrix, names=ABC)
    places = [(one.params["first"], one.params["second"]) for one in refused.value.problems]
    assert places == [("a", "b"), ("b", "a"), ("b", "c")]


def test_comparisons_that_disagree_are_refused_by_name():
    matrix = np.array([[1.0, 2.0, 3.0], [2.0, 1.0, 1.0], [1 / 3, 1.0, 2.0]])
    with pytest.raises(Refused, match="a against b is 2, but b against a is 2") as refused:
        ahp_weights(matrix, names=ABC)
    assert [one.params["first"] for one in refused.value.problems] == ["a", "c"]


@pytest.mark.parametrize("shape", [(2, 3), (16, 16), (0, 0)])
def test_a_matrix_of_another_shape_is_refused(shape: tuple[int, int]):
    with pytest.raises(Refused, match=f"{shape[0]} rows and {shape[1]} columns"):
        ahp_weights(np.ones(shape))
