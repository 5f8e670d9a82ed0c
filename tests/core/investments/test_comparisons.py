"""Do both ways of weighing agree where comparisons do, and tell their consistency?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.base.problems import Refused
from styrbord.core.investments.comparisons import by_column_mean, by_eigenvector


@given(st.lists(st.floats(0.2, 5), min_size=1, max_size=8))
def test_comparisons_that_agree_give_the_same_weights_both_ways(importance: list[float]) -> None:
    weights = np.array(importance)
    comparisons = weights[:, None] / weights
    for found in (by_eigenvector(comparisons), by_column_mean(comparisons)):
        assert found.weights == pytest.approx(weights / weights.sum())
        assert found.ratio == pytest.approx(0, abs=1e-9)
        assert found.is_accepted


def test_comparisons_that_contradict_each_other_are_not_accepted() -> None:
    circle = np.array([[1, 4, 0.5], [0.25, 1, 4], [2, 0.25, 1]])
    assert not by_eigenvector(circle).is_accepted
    assert by_column_mean(circle).ratio == pytest.approx(1.333389, abs=1e-6)


def test_a_matrix_that_is_not_reciprocal_is_refused() -> None:
    with pytest.raises(Refused, match="1 divided by the first"):
        by_eigenvector(np.array([[1.0, 3.0], [1.0, 1.0]]))
