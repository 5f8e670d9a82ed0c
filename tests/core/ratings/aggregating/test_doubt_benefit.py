"""Is each unit weighed by what suits it best, within the bounds and no further?"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.aggregating.doubt_benefit import UNBOUNDED, Shares, doubt_benefit
from styrbord.core.ratings.aggregating.naming import Names
from tests.core.ratings.references import reference, sheet

TABLES = arrays(
    np.float64,
    st.tuples(st.integers(1, 6), st.integers(2, 4)),
    elements=st.sampled_from([0.5, 1.0, 3.0, 7.5, 40.0, 100.0]),
)


def whole_programme(values: np.ndarray, unit: int, shares: Shares) -> float:
    """The programme with the rows of all units at once."""
    own, eye = values[unit], np.eye(values.shape[1])
    rows = [values, (shares.low - eye) * own, (eye - shares.high) * own]
    limits = np.concatenate([np.ones(len(values)), np.zeros(2 * values.shape[1])])
    return -linprog(-own, A_ub=np.vstack(rows), b_ub=limits, method="highs").fun


@reference
def test_the_plain_method_is_that_of_the_reference():
    pillars, wanted = sheet("compind/input_pillars.csv"), sheet("compind/bod_lpsolve.csv")
    assert pillars.rows == wanted.rows
    found = doubt_benefit(pillars.values, shares=UNBOUNDED)
    np.testing.assert_allclose(found.scores, wanted.values[:, 0], rtol=1e-8)
    assert (found.scores > 1 - 1e-8).sum() == 20


@reference
def test_bounds_of_shares_are_kept_and_tell_units_apart():
    values = sheet("compind/input_pillars.csv").values
    found = doubt_benefit(values)
    assert ((found.shares >= 0.05 - 1e-9) & (found.shares <= 0.30 + 1e-9)).all()
    np.testing.assert_allclose(found.shares.sum(1), 1, rtol=1e-12)
    assert (found.scores <= doubt_benefit(values, shares=UNBOUNDED).scores + 1e-9).all()
    assert (found.scores > 1 - 1e-8).sum() < 20
    wanted = [whole_programme(values, unit, Shares()) for unit in range(len(values))]
    np.testing.assert_allclose(found.scores, wanted, rtol=1e-8)


def test_three_units_by_hand():
    # the third is held back by the line through the first two: weights (1/6, 1/6)
    values = np.array([[4.0, 2.0], [2.0, 4.0], [2.0, 2.0]])
    found = doubt_benefit(values, shares=UNBOUNDED)
    np.testing.assert_allclose(found.scores, [1, 1, 2 / 3], rtol=1e-10)
    # half and half for each: weight k of unit o is 1 / (2 y_ok) times T; the third again lies on the line
    found = doubt_benefit(values, shares=Shares(0.5, 0.5))
    np.testing.assert_allclose(found.shares, 0.5, rtol=1e-9)
    np.testing.assert_allclose(found.scores, [0.8, 0.8, 2 / 3], rtol=1e-9)


@settings(max_examples=40)
@given(TABLES, st.booleans())
def test_scores_are_those_of_the_whole_programme_and_lie_above_0_and_up_to_1(
    values: np.ndarray, is_bound: bool
):
    shares = Shares(0.1, 0.8) if is_bound else UNBOUNDED
    found = doubt_benefit(values, shares=shares)
    assert ((found.scores > 0) & (found.scores <= 1 + 1e-9)).all()
    wanted = [whole_programme(values, unit, shares) for unit in range(len(values))]
    np.testing.assert_allclose(found.scores, wanted, rtol=1e-7)


@settings(max_examples=20)
@given(TABLES, st.sampled_from([1e-3, 7.0, 1e4]))
def test_the_unit_of_a_child_does_not_matter(values: np.ndarray, factor: float):
    other = values * np.array([factor, *np.ones(values.shape[1] - 1)])
    first, second = (doubt_benefit(one, shares=UNBOUNDED).scores for one in (values, other))
    np.testing.assert_allclose(first, second, rtol=1e-8)


def test_a_zero_whose_share_may_not_be_zero_is_reported():
    values = np.array([[4.0, 2.0], [0.0, 4.0], [0.0, 0.0], [2.0, 2.0]])
    found = doubt_benefit(values, shares=Shares(0.1, 0.9))
    assert found.forced.tolist() == [False, True, False, False]
    np.testing.assert_allclose(found.scores[1:3], 0, atol=1e-12)
    assert np.isnan(found.shares[1]).all()
    # the other child may make up at most 0.9 of the score
    assert doubt_benefit(values, shares=Shares(0.0, 0.9)).forced.tolist() == [False, True, False, False]
    plain = doubt_benefit(values, shares=UNBOUNDED)
    assert not plain.forced.any()
    assert plain.scores[1] == pytest.approx(1)


def test_missing_children_are_left_out_of_a_unit_s_own_weights():
    values = np.array([[4.0, 2.0], [np.nan, 1.0], [np.nan, np.nan]])
    found = doubt_benefit(values, shares=UNBOUNDED)
    np.testing.assert_allclose(found.scores, [1, 0.5, np.nan])
    np.testing.assert_allclose(found.shares[1], [np.nan, 1])
    # of one child alone no share of at most 0.7 can make up the whole
    np.testing.assert_allclose(doubt_benefit(values, shares=Shares(0.3, 0.7)).scores[1:], np.nan)


@pytest.mark.parametrize(
    "shares", [Shares(0.05, 0.30), Shares(0.4, 0.9), Shares(0.5, 0.2), Shares(-0.1, 1.0)]
)
def test_bounds_that_no_shares_can_keep_are_refused(shares: Shares):
    with pytest.raises(Refused, match="cannot add up to 1 over 3 children of Skills"):
        doubt_benefit(np.ones((4, 3)), shares=shares, names=Names("Skills"))


def test_negative_values_are_refused_by_name():
    values = np.array([[4.0, 2.0], [1.0, -1.0]])
    with pytest.raises(Refused, match="b of Birkby is -1"):
        doubt_benefit(values, shares=UNBOUNDED, names=Names("", ["Ashford", "Birkby"], ["a", "b"]))
