"""Do Sobol indices find what is known of a function, and do they say how sure they are?"""

import numpy as np
import numpy.typing as npt
import pytest

from styrbord.core.ratings.doubt.design import FREE, crossed
from styrbord.core.ratings.doubt.sobol import moved, shares

FIRST = np.array([0.3139, 0.4424, 0.0])
TOTAL = np.array([0.5576, 0.4424, 0.2437])
"""Of the function of Ishigami and Homma 1990 with a = 7, b = 0.1, in closed form."""


def ishigami(picks: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    x = (picks / FREE * 2 - 1) * np.pi
    found: npt.NDArray[np.float64] = (
        np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    )
    return found


def outcomes(n: int, seed: int) -> npt.NDArray[np.float64]:
    return ishigami(crossed(dict.fromkeys("abc", FREE), n=n, seed=seed).picks)


def test_indices_of_a_known_function_are_found() -> None:
    found = shares(outcomes(8192, 1), 3)
    np.testing.assert_allclose(found.first_raw, FIRST, atol=0.01)
    np.testing.assert_allclose(found.total_raw, TOTAL, atol=0.01)
    assert (found.first >= 0).all()
    assert found.rows.tolist() == [8192, 8192, 8192]


def at_random(n: int, seed: int) -> npt.NDArray[np.float64]:
    """The same recalculations with A and B drawn at random."""
    first, second = np.random.default_rng(seed).integers(0, FREE, (2, n, 3))
    mixed = [np.where(np.arange(3) == place, second, first) for place in range(3)]
    return ishigami(np.concatenate([first, second, *mixed]))


def test_the_error_is_less_than_half_of_that_of_plain_chance() -> None:
    found = np.array([shares(outcomes(256, seed) + 5, 3).first_raw for seed in range(20)])
    plain = np.array([shares(at_random(256, seed) + 5, 3, is_centred=False).first_raw for seed in range(20)])
    assert (((found - FIRST) ** 2).mean(0) <= 0.25 * ((plain - FIRST) ** 2).mean(0)).all()


def test_a_shift_of_the_outcome_changes_nothing() -> None:
    y = outcomes(512, 2)
    np.testing.assert_allclose(shares(y, 3).first_raw, shares(y + 1e3, 3).first_raw, atol=1e-9)


def test_the_plain_estimator_is_the_one_of_coinr() -> None:
    drawn = np.random.default_rng(6)
    y = drawn.random((4, 10))
    variance = np.concatenate([y[0], y[1]]).var(ddof=1)
    first = [(y[1] * (one - y[0])).mean() / variance for one in y[2:]]
    total = [((y[0] - one) ** 2).sum() / (2 * 10 * variance) for one in y[2:]]
    found = shares(y.ravel(), 2, is_centred=False)
    np.testing.assert_allclose(found.first_raw, first, rtol=1e-12)
    np.testing.assert_allclose(found.total_raw, total, rtol=1e-12)
    assert (found.first == np.maximum(found.first_raw, 0)).all()


def test_the_standard_error_is_that_of_resampling() -> None:
    drawn = np.random.default_rng(9)
    y = drawn.random((4, 200))
    found = shares(y.ravel(), 2)
    away = y - y[:2].mean()
    products = away[1] * (away[2] - away[0]) / found.variance
    again = [products[drawn.integers(0, 200, 200)].mean() for _ in range(4000)]
    assert found.first_se[0] == pytest.approx(np.std(again), rel=0.05)


def test_an_outcome_that_never_changes_depends_on_nothing() -> None:
    found = shares(np.full(40, 0.1), 2)
    assert found.first.tolist() == found.total.tolist() == found.first_se.tolist() == [0.0, 0.0]
    assert np.isnan(found.first_raw).all()


def test_failed_recalculations_leave_their_row_out() -> None:
    y = outcomes(64, 3).reshape(5, 64)
    y[2, 5], y[1, 9] = np.nan, np.nan
    found = shares(y.ravel(), 3)
    assert found.rows.tolist() == [62, 63, 63]
    assert np.isfinite(found.first_raw).all()


def test_indices_of_many_outcomes_are_those_of_each() -> None:
    y = np.stack([outcomes(64, 4), outcomes(64, 5)], axis=1)
    both, one = shares(y, 3), shares(y[:, 1], 3)
    np.testing.assert_allclose(both.first_raw[:, 1], one.first_raw, rtol=1e-12)
    np.testing.assert_allclose(both.total_se[:, 1], one.total_se, rtol=1e-12)


def test_moves_count_subjects_that_have_both_places() -> None:
    places = np.array([[1, 4, 0], [0, 0, 2]], dtype=np.int32)
    found = moved(places, np.array([2, 2, 0], dtype=np.int32))
    assert found[0] == 1.5
    assert np.isnan(found[1])
