"""Is Cronbach's alpha that of its definition?"""

import numpy as np
import pytest

from styrbord.core.ratings.aggregating.naming import Names
from styrbord.core.ratings.statistics.alpha import alpha_warning, cronbach, pairwise_covariances
from tests.core.ratings.references import reference, sheet


@reference
def test_alpha_is_one_minus_the_share_of_the_own_variances():
    values = sheet("compind/input_pillars.csv").values
    own, whole = values.var(0, ddof=1).sum(), values.sum(1).var(ddof=1)
    assert cronbach(values) == pytest.approx(8 / 7 * (1 - own / whole), rel=1e-12)


@reference
def test_covariances_are_over_the_units_that_have_both():
    values = sheet("coinr/stage_denominated.csv").values
    found = pairwise_covariances(values)
    assert np.isnan(values).any()
    for i, j in [(0, 1), (3, 30), (20, 20), (44, 12)]:
        both = ~np.isnan(values[:, [i, j]]).any(1)
        assert found[i, j] == pytest.approx(np.cov(values[both, i], values[both, j])[0, 1], rel=1e-10)


def test_equal_columns_are_wholly_consistent_and_opposite_ones_not_at_all():
    column = np.arange(5.0)
    assert cronbach(np.column_stack([column] * 3)) == pytest.approx(1)
    assert cronbach(np.column_stack([column, column, -column])) < 0


def test_what_has_no_alpha_has_none():
    for values in (np.arange(5.0)[:, None], np.ones((4, 2)), np.array([[1.0, np.nan], [np.nan, 1.0]])):
        assert np.isnan(cronbach(values))


def test_a_low_alpha_is_told():
    (warning,) = alpha_warning(0.51, names=Names("Skills"))
    assert not warning.is_error
    assert "Cronbach's alpha is 0.51, below 0.6" in warning.message
    assert alpha_warning(0.6) == alpha_warning(float("nan")) == ()
