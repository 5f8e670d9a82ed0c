"""Are the weights those of the first component, and is a group of several lines told?"""

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.aggregating.naming import Names
from styrbord.core.ratings.weighting.pca import pca_weights
from tests.core.ratings.references import reference, sheet


@reference
def test_weights_are_loadings_rescaled():
    values = sheet("compind/input_pillars.csv").values
    z = (values - values.mean(0)) / values.std(0, ddof=1)
    first = np.linalg.svd(z)[2][0]
    found = pca_weights(values)
    np.testing.assert_allclose(found.weights, first / first.sum(), atol=1e-8)
    assert found.weights.sum() == pytest.approx(1)
    assert found.eigenvalues.sum() == pytest.approx(8)
    assert found.shares.sum() == pytest.approx(1)


def test_turning_every_child_round_changes_no_weight():
    values = np.random.default_rng(2).normal(size=(30, 1)) + np.random.default_rng(3).normal(size=(30, 3))
    np.testing.assert_allclose(pca_weights(values).weights, pca_weights(-values).weights, rtol=1e-9)
    assert pca_weights(values).warnings == ()


def test_a_group_with_mixed_signs_is_told():
    random = np.random.default_rng(8)
    values = random.normal(size=(60, 1)) * [1.0, 1.0, -1.0] + 0.2 * random.normal(size=(60, 3))
    (warning,) = pca_weights(values, names=Names("Skills", [], ["a", "b", "c"])).warnings
    assert not warning.is_error
    assert warning.params["children"] == "c"
    assert warning.place == "Skills"


def test_two_complete_units_are_refused():
    with pytest.raises(Refused, match="3 are needed"):
        pca_weights(np.array([[1.0, 2.0], [2.0, 3.0], [np.nan, 3.0]]))
