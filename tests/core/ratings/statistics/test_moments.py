"""Are mean, spread, skewness and kurtosis those of the methods?"""

import numpy as np
import pytest

from styrbord.core.ratings.statistics.moments import deviation, kurtosis, means, skewness
from tests.core.ratings.references import reference, sheet


@reference
def test_moments_are_those_of_the_reference():
    screened, wanted = sheet("coinr/stage_screened.csv"), sheet("coinr/skew_kurt_screened.csv")
    values = screened.of(wanted.rows)
    found = np.column_stack([skewness(values), kurtosis(values)])
    np.testing.assert_allclose(found, wanted.values, rtol=1e-10)


def test_missing_values_are_left_out():
    full = np.array([[1.0], [2.0], [4.0], [8.0], [9.0]])
    holed = np.vstack([full, [[np.nan]], [[np.nan]]])
    for moment in (means, deviation, skewness, kurtosis):
        assert moment(holed) == pytest.approx(moment(full), rel=1e-14)


def test_too_few_values_have_no_moment():
    assert np.isnan(skewness(np.array([[1.0], [2.0]]))).all()
    assert np.isnan(kurtosis(np.array([[1.0], [2.0], [4.0]]))).all()
    assert np.isnan(deviation(np.array([[1.0]]))).all()
    assert np.isnan(means(np.array([[np.nan]]))).all()


def test_equal_values_have_no_shape_and_no_spread():
    values = np.full((7, 1), 0.1)
    assert np.isnan(skewness(values)).all()
    assert np.isnan(kurtosis(values)).all()
    assert deviation(values) == [0.0]


def test_a_stack_is_taken_block_by_block():
    stack = np.random.default_rng(3).normal(size=(4, 20, 3))
    for moment in (means, deviation, skewness, kurtosis):
        np.testing.assert_array_equal(moment(stack)[2], moment(stack[2]))
