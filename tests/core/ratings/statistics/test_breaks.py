"""Do classes end where the method says, and are equal values never split?"""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.statistics.breaks import (
    by_cuts,
    by_quantiles,
    by_rank_shares,
    quantile_cuts,
    shares_of_maximum,
)
from styrbord.core.ratings.statistics.ranks import sport_ranks

MISSING = np.nan
VALUES = arrays(
    np.float64,
    st.integers(1, 9),
    elements=st.sampled_from([0.0, 1.0, 1.5, 4.0, 4.1, 9.0, 20.0]) | st.just(MISSING),
)


def test_a_class_takes_its_lower_end_and_the_last_takes_the_top():
    values = np.array([[0.0, 0.2499, 0.25, 0.5], [0.75, 1.0, 1.03, MISSING]])
    assert by_cuts(values, np.array([0.25, 0.5, 0.75])).tolist() == [[0, 0, 1, 2], [3, 3, 3, -1]]


@pytest.mark.parametrize("cuts", [[0.5, 0.25], [0.5, 0.5], [0.5, MISSING]])
def test_ends_that_do_not_rise_are_refused(cuts: list[float]):
    with pytest.raises(Refused, match=r"The ends of classes are 0\.5"):
        by_cuts(np.array([0.1]), np.array(cuts))


def test_shares_are_of_what_can_be_or_of_what_is():
    values = np.array([[5.0, 10.0, MISSING], [2.0, 0.0, 4.0]])
    np.testing.assert_allclose(shares_of_maximum(values), [[0.5, 1, MISSING], [0.5, 0, 1]])
    np.testing.assert_allclose(shares_of_maximum(values, 10), [[0.5, 1, MISSING], [0.2, 0, 0.4]])
    assert np.isnan(shares_of_maximum(np.array([0.0, -1.0]))).all()


@given(VALUES)
def test_quantiles_are_those_of_type_7(values: np.ndarray):
    probabilities = np.array([0.0, 0.1, 0.5, 0.9, 1.0])
    kept = values[~np.isnan(values)]
    wanted = np.quantile(kept, probabilities) if len(kept) else np.full(5, MISSING)
    np.testing.assert_allclose(quantile_cuts(values, probabilities), wanted, rtol=1e-12)


@given(VALUES, st.sampled_from([[0.5], [0.2, 0.8], [0.25, 0.5, 0.75]]))
def test_equal_values_stand_in_one_class_and_order_is_kept(values: np.ndarray, ends: list[float]):
    for classes in (
        by_quantiles(values, np.array(ends)),
        by_rank_shares(sport_ranks(values), np.array(ends)),
    ):
        np.testing.assert_array_equal(classes == -1, np.isnan(values))
        for i, j in combinations(np.flatnonzero(~np.isnan(values)), 2):
            assert np.sign(classes[i] - classes[j]) in {0, np.sign(values[i] - values[j])}


def test_a_stack_takes_each_replicate_by_itself():
    values = np.random.default_rng(1).normal(size=(5, 30))
    values[2, 4] = MISSING
    ends, ranks = np.array([0.2, 0.7]), sport_ranks(values)
    for replicate in range(5):
        np.testing.assert_array_equal(
            by_quantiles(values, ends)[replicate], by_quantiles(values[replicate], ends)
        )
        np.testing.assert_array_equal(
            by_rank_shares(ranks, ends)[replicate], by_rank_shares(ranks[replicate], ends)
        )


def test_no_share_of_places_gets_more_than_its_part_but_by_ties():
    ranks = np.arange(1.0, 11)
    assert by_rank_shares(ranks, np.array([0.1, 0.5])).tolist() == [2, 1, 1, 1, 1, 0, 0, 0, 0, 0]
    # 0.3 * 10 is a little below 3 in binary numbers, and 3 of 10 is still within three tenths
    assert (by_rank_shares(ranks, np.array([0.1 + 0.2])) == 1).sum() == 3
    tied = np.array([1.0, 2, 2, 2])
    assert by_rank_shares(tied, np.array([0.5])).tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize("shares", [[0.5, 0.2], [-0.1, 0.5], [0.5, 1.2]])
def test_shares_that_do_not_rise_from_0_to_1_are_refused(shares: list[float]):
    for classed in (by_quantiles, by_rank_shares):
        with pytest.raises(Refused, match="The shares at the ends of classes are"):
            classed(np.arange(1.0, 5), np.array(shares))
