"""Are the points of experts averaged, and is what they may not do refused?"""

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.aggregating.naming import Names
from styrbord.core.ratings.weighting.budget import budget_weights

MISSING = np.nan


def test_weights_are_the_mean_and_their_doubt_is_the_spread():
    points = np.array([[50.0, 30.0, 20.0], [30.0, 30.0, 40.0], [MISSING] * 3, [40.0, 30.0, 30.0]])
    found = budget_weights(points)
    np.testing.assert_allclose(found.weights, [0.4, 0.3, 0.3])
    np.testing.assert_allclose(found.spread, [0.1, 0.0, 0.1], atol=1e-15)
    np.testing.assert_allclose(found.low, [0.3, 0.3, 0.2])
    np.testing.assert_allclose(found.high, [0.5, 0.3, 0.4])
    assert found.experts == 3


def test_one_expert_has_no_spread():
    found = budget_weights(np.array([[100.0, 0.0]]))
    assert found.weights.tolist() == [1, 0]
    assert np.isnan(found.spread).all()


def test_every_wrong_answer_is_refused_by_name():
    points = np.array([[50.0, 50.0], [60.0, 30.0], [-10.0, 110.0], [100.0, MISSING]])
    with pytest.raises(Refused) as refused:
        budget_weights(points, experts=["A", "B", "C", "D"], names=Names("Skills", [], ["a", "b"]))
    assert [one.message for one in refused.value.problems] == [
        "B shares out 90 points.",
        "C gives a -10 points.",
        "C gives b 110 points.",
        "D gives b – points.",
    ]


def test_no_answer_at_all_is_refused():
    with pytest.raises(Refused, match="No expert has shared out points for Skills"):
        budget_weights(np.full((2, 3), MISSING), names=Names("Skills"))
