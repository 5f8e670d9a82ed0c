"""Do the parts of factors that work together sum to the whole?"""

import numpy as np
import pytest

from styrbord.core.ratings.explaining.shapley import along_passable, shapley


def product(count: int) -> np.ndarray:
    return np.random.default_rng(3).uniform(0.5, 2, count)


def test_exact_parts_are_those_of_the_definition():
    """Three players of the glove game: one left glove, two right ones: 4/6, 1/6, 1/6."""
    found = shapley(lambda chosen: np.array(float(chosen & 1 and chosen & 6 != 0)), 3)
    assert found.parts == pytest.approx([2 / 3, 1 / 6, 1 / 6])
    assert not found.errors.any()


def test_drawn_parts_sum_exactly_and_tell_their_error():
    factors = product(13)

    def value(chosen: int) -> np.ndarray:
        return np.array(np.prod([f for bit, f in enumerate(factors) if chosen >> bit & 1]))

    found = shapley(value, 13, draws=60, seed=5)
    assert found.parts.sum() == pytest.approx(np.prod(factors) - 1, abs=1e-9)
    assert (found.errors > 0).all()
    more = shapley(value, 13, draws=240, seed=5)
    assert more.errors.mean() < found.errors.mean()
    best = shapley(value, 13, draws=2000, seed=9)
    assert (np.abs(found.parts - best.parts) < 5 * found.errors).all()


def test_orders_that_pass_a_hole_are_left_out():
    parts, passed = along_passable(
        lambda chosen: np.array([float(chosen), np.nan if chosen == 1 else 1.0]), 2
    )
    assert passed.tolist() == [2, 1]
    assert parts[:, 0].tolist() == [1.0, 2.0]
    gone, none = along_passable(lambda chosen: np.array(np.nan), 2)
    assert np.isnan(gone).all()
    assert none == 0
