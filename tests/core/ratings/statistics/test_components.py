"""Are the components those of the correlation matrix?"""

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.aggregating.naming import Names
from styrbord.core.ratings.statistics.components import components
from tests.core.ratings.references import reference, sheet


def test_two_children_by_hand():
    # correlation r gives eigenvalues 1 + r and 1 - r and loadings of equal size
    values = np.array([[1.0, 20.0], [2.0, 10.0], [3.0, 40.0], [4.0, 30.0]])
    found = components(values)
    np.testing.assert_allclose(found.eigenvalues, [1.6, 0.4], rtol=1e-12)
    np.testing.assert_allclose(found.shares, [0.8, 0.2], rtol=1e-12)
    np.testing.assert_allclose(np.abs(found.loadings), np.sqrt(0.5), rtol=1e-12)


@reference
def test_components_are_those_of_a_decomposition_of_the_values():
    values = sheet("compind/input_pillars.csv").values
    z = (values - values.mean(0)) / values.std(0, ddof=1)
    _, singular, rows = np.linalg.svd(z, full_matrices=False)
    found = components(values)
    np.testing.assert_allclose(found.eigenvalues, singular**2 / (len(z) - 1), rtol=1e-10)
    np.testing.assert_allclose(np.abs(found.loadings), np.abs(rows.T), atol=1e-8)
    assert found.eigenvalues.sum() == pytest.approx(values.shape[1], rel=1e-12)


def test_units_with_a_hole_are_left_out():
    values = np.random.default_rng(1).normal(size=(20, 3))
    holed = np.vstack([values, [[1.0, np.nan, 2.0]]])
    np.testing.assert_allclose(components(holed).eigenvalues, components(values).eigenvalues, rtol=1e-12)


def test_too_few_complete_units_are_refused():
    values = np.array([[1.0, 2.0], [2.0, 1.0], [3.0, np.nan]])
    with pytest.raises(Refused, match="Only 2 units have a value in every child of Skills; 3 are needed"):
        components(values, names=Names("Skills"))


def test_a_constant_child_is_refused():
    values = np.array([[1.0, 2.0], [2.0, 2.0], [3.0, 2.0]])
    with pytest.raises(Refused, match="#2 is the same for all units"):
        components(values)
