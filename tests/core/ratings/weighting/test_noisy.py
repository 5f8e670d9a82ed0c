"""Do weights move as far as they may and no farther?"""

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.ratings.weighting.noisy import noisy_sets, noisy_weights


def test_weights_stay_within_their_noise_and_use_all_of_it():
    weights = np.array([1.0, 4.0])
    found = noisy_sets(weights, count=4000, noise=0.25, seed=1) / weights
    assert 0.75 <= found.min() < 0.752
    assert 1.248 < found.max() <= 1.25
    np.testing.assert_allclose(found.mean(0), 1, atol=0.01)


def test_only_the_chosen_weights_move():
    found = noisy_sets(np.ones(3), count=9, noise=0.5, seed=1, chosen=np.array([True, False, True]))
    assert (found[:, 1] == 1).all()
    assert (found[:, [0, 2]] != 1).all()


def test_the_same_seed_gives_the_same_sets():
    first, again, other = (noisy_sets(np.ones(3), count=5, noise=0.5, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (first != other).all()


@pytest.mark.parametrize("noise", [-0.1, 1.1, np.nan])
def test_noise_that_would_turn_weights_negative_is_refused(noise: float):
    with pytest.raises(Refused, match="The noise of the weights is"):
        noisy_weights(np.ones(2), np.ones(2), noise=noise)
