"""Which place has each unit, and who shares it?"""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from styrbord.core.ratings.statistics.ranks import EXACT, group_ranks, sport_ranks
from tests.core.ratings.references import reference, sheet

SCORES = arrays(
    np.float64,
    st.tuples(st.integers(1, 3), st.integers(1, 9)),
    elements=st.sampled_from([0.0, 1.0, 2.0, np.nan]),
)


@reference
def test_places_are_those_of_the_reference():
    scores, wanted = sheet("coinr/stage_aggregated.csv"), sheet("coinr/results_ranks_full.csv")
    by_unit = [scores.rows.index(unit) for unit in wanted.rows]
    values = scores.of(wanted.columns)[by_unit].T
    np.testing.assert_array_equal(sport_ranks(values, tolerance=EXACT), wanted.values.T)


@given(SCORES)
def test_a_place_is_one_more_than_the_number_of_larger_scores(scores: np.ndarray):
    larger = (scores[:, None, :] > scores[:, :, None]).sum(-1) + 1.0
    np.testing.assert_array_equal(sport_ranks(scores), np.where(np.isnan(scores), np.nan, larger))


def test_the_order_of_a_summation_decides_no_place():
    scores = np.array([0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1, 0.0, 1.0])
    assert scores[0] > scores[1]
    assert sport_ranks(scores).tolist() == [2, 2, 4, 1]
    assert sport_ranks(scores, tolerance=EXACT).tolist() == [2, 3, 4, 1]


def test_a_long_stack_has_the_same_places_as_its_rows():
    scores = np.random.default_rng(1).integers(0, 50, size=(30, 60_000)).astype(float)
    found = sport_ranks(scores)
    for row in (0, 16, 17, 18, 29):
        np.testing.assert_array_equal(found[row], sport_ranks(scores[row]))


def test_places_in_groups_count_only_the_group():
    scores = np.array([[5.0, 4.0, 3.0, 2.0, np.nan, 9.0], [1.0, 2.0, 3.0, 4.0, 5.0, 9.0]])
    groups = np.array([0, 1, 0, 1, 1, -1])
    found = group_ranks(scores, groups)
    np.testing.assert_array_equal(found, [[1, 1, 2, 2, np.nan, np.nan], [2, 3, 1, 2, 1, np.nan]])


def test_a_small_group_has_scores_without_places():
    scores = np.array([5.0, 4.0, 3.0, 2.0, np.nan])
    found = group_ranks(scores, np.array([0, 0, 0, 1, 1]), smallest=2)
    np.testing.assert_array_equal(found, [1, 2, 3, np.nan, np.nan])


def test_nothing_to_rank_has_no_places():
    assert np.isnan(sport_ranks(np.full((2, 3), np.nan))).all()
    assert sport_ranks(np.empty((0, 3))).shape == (0, 3)
    assert sport_ranks(np.empty((2, 0))).shape == (2, 0)
