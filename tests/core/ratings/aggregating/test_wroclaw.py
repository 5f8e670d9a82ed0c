"""Is the distance to the ideal unit measured as the taxonomic method says?"""

import numpy as np

from styrbord.core.ratings.aggregating.wroclaw import wroclaw


def test_three_units_by_hand():
    # ideal (4, 3); distances 5, 0, 4: mean 3, sample deviation sqrt(7)
    values = np.array([[0.0, 0.0], [4.0, 3.0], [0.0, 3.0]])
    np.testing.assert_allclose(wroclaw(values), np.array([5, 0, 4]) / (3 + 2 * np.sqrt(7)), rtol=1e-14)


def test_a_unit_with_a_hole_has_no_distance_and_moves_no_other():
    values = np.array([[0.0, 0.0], [4.0, 3.0], [0.0, 3.0], [np.nan, 1.0]])
    np.testing.assert_allclose(wroclaw(values)[:3], wroclaw(values[:3]))
    assert np.isnan(wroclaw(values)[3])


def test_units_that_are_all_the_same_are_all_ideal():
    assert wroclaw(np.ones((4, 2))).tolist() == [0, 0, 0, 0]


def test_nothing_present_has_no_distance():
    assert np.isnan(wroclaw(np.full((3, 2), np.nan))).all()
