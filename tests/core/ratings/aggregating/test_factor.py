"""Is the one-factor score the first component, scaled and turned the right way?"""

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.aggregating.factor import one_factor
from tests.core.ratings.references import reference, sheet


@reference
def test_the_score_has_unit_variance_and_rises_with_the_mean():
    values = sheet("compind/input_pillars.csv").values
    for turned in (values, -values):
        found = one_factor(turned)
        assert found.scores.mean() == pytest.approx(0, abs=1e-12)
        assert found.scores.std(ddof=1) == pytest.approx(1, rel=1e-12)
        assert np.corrcoef(found.scores, turned.mean(1))[0, 1] > 0.5
        z = (turned - turned.mean(0)) / turned.std(0, ddof=1)
        # the share of the variance is the mean squared correlation with the children
        shares = [np.corrcoef(found.scores, column)[0, 1] ** 2 for column in z.T]
        assert np.mean(shares) == pytest.approx(found.share, rel=1e-10)


def test_two_children_by_hand():
    # of two children with positive correlation the first component is (z1 + z2) / sqrt(2), of variance 1 + r
    values = np.array([[1.0, 2.0], [2.0, 1.0], [3.0, 4.0], [4.0, 3.0]])
    z = (values - 2.5) / np.sqrt(5 / 3)
    np.testing.assert_allclose(one_factor(values).scores, z.sum(1) / np.sqrt(2 * 1.6), rtol=1e-12)
    assert one_factor(values).share == pytest.approx(0.8)


def test_a_child_that_runs_against_the_rest_is_shown():
    random = np.random.default_rng(8)
    level = random.normal(size=(60, 1))
    values = level * [1.0, 1.0, 1.0, -1.0] + 0.2 * random.normal(size=(60, 4))
    assert np.sign(one_factor(values).loadings).tolist() == [1, 1, 1, -1]


def test_a_unit_with_a_hole_has_no_score():
    values = np.random.default_rng(1).normal(size=(20, 3))
    holed = np.vstack([values, [[1.0, np.nan, 2.0]]])
    found = one_factor(holed).scores
    np.testing.assert_allclose(found[:20], one_factor(values).scores, rtol=1e-10)
    assert np.isnan(found[20])


def test_two_units_are_refused():
    with pytest.raises(Refused, match="3 are needed"):
        one_factor(np.array([[1.0, 2.0], [2.0, 3.0]]))
