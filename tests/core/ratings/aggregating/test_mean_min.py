"""Does the worst child count as much as the mean-min function says, each child on its own scale?"""

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.aggregating.mean_min import mean_min

# columns of very different units; z of each column: 90, 100, 110 in the order below
VALUES = np.array([[1.0, 3000.0, 0.2], [2.0, 2000.0, 0.3], [3.0, 1000.0, 0.1]])
Z = np.array([[90.0, 110.0, 100.0], [100.0, 100.0, 110.0], [110.0, 90.0, 90.0]])


def test_no_share_is_the_mean_and_a_full_share_is_the_worst_child():
    np.testing.assert_allclose(mean_min(VALUES, np.ones(3), share=0), Z.mean(1))
    np.testing.assert_allclose(mean_min(VALUES, np.ones(3), share=1), Z.min(1))


def test_rounding_spares_small_gaps():
    # mean 100, worst 90, a = 0.5, b = 5: 100 - 0.5 (sqrt(125) - 5)
    found = mean_min(VALUES, np.ones(3), share=0.5, rounding=5.0)
    assert found[0] == pytest.approx(100 - 0.5 * (np.sqrt(125) - 5), rel=1e-14)


def test_missing_children_are_left_out():
    values = np.vstack([VALUES, [[2.0, np.nan, np.nan]], np.full((1, 3), np.nan)])
    found = mean_min(values, np.ones(3))
    assert found[3] == pytest.approx(100.0)
    assert np.isnan(found[4])


def test_a_constant_child_is_refused():
    values = np.column_stack([VALUES, [7.0, 7.0, 7.0]])
    with pytest.raises(Refused, match="#4 is the same for all units"):
        mean_min(values, np.ones(4))


@pytest.mark.parametrize(("share", "rounding"), [(1.5, 0.0), (-0.1, 0.0), (0.5, -1.0), (np.nan, 0.0)])
def test_parameters_outside_their_ranges_are_refused(share: float, rounding: float):
    with pytest.raises(Refused, match=r"The mean-min function is given [ab] = "):
        mean_min(VALUES, np.ones(3), share=share, rounding=rounding)
