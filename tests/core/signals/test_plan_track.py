"""Is a plan's deviation told in its own size, and a miss counted and not guessed?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.signals import plan_track as plan
from styrbord.core.signals.plan_track import Due, Track
from tests.core.signals.making import NA


def test_a_path_is_a_straight_line_between_baseline_and_target() -> None:
    times = np.array([2019.0, 2020, 2025, 2030, 2031])
    path = plan.linear_path(times, begin=(2020, 50), end=(2030, 100))
    np.testing.assert_array_equal(path, [NA, 50, 75, 100, NA])
    with pytest.raises(ValueError, match="not after"):
        plan.linear_path(times, begin=(2030, 50), end=(2030, 100))


def test_a_total_follows_the_season_of_the_last_three_complete_years() -> None:
    years = np.array([[90.0, 5, 5], [1, 2, 1], [2, 4, 2], [1, 2, 1], [9, 9, NA]])
    weights = plan.seasonal_weights(years)
    np.testing.assert_allclose(weights, [0.25, 0.5, 0.25])
    np.testing.assert_allclose(plan.cumulative_path(200, weights), [50, 150, 200])
    assert np.isnan(plan.seasonal_weights(np.array([[NA, 1.0]]))).all()
    assert np.isnan(plan.seasonal_weights(np.zeros((3, 4)))).all()


@pytest.mark.parametrize(("good", "expected"), [(1, [-0.2, NA, 0.1]), (-1, [0.2, NA, -0.1]), (0, [NA] * 3)])
def test_a_deviation_is_told_in_the_size_of_the_planned_change(good: int, expected: list[float]) -> None:
    values, path = np.array([50.0, NA, 80]), np.array([60.0, 70, 75])
    np.testing.assert_allclose(plan.deviation(values, path, good=good, size=-50), expected)
    assert np.isnan(plan.deviation(values, path, good=good, size=0)).all()


def test_the_chance_of_a_miss_is_counted_over_the_paths() -> None:
    paths = np.array([[9.0, 11, 12], [9, 11, 9], [9, 9, 12], [9, 9, 9]])
    chance = plan.chance_of_miss
    assert chance(paths, 10, good=1) == pytest.approx(2.5 / 5)
    assert chance(paths, 10, good=-1) == pytest.approx(2.5 / 5)
    assert chance(paths, 10, good=1, at=1) == pytest.approx(2.5 / 5)
    assert chance(paths, 10, good=1, at=1, due=Due.REACHED_AND_KEPT) == pytest.approx(3.5 / 5)
    assert chance(paths, 10, good=1, known=1) == pytest.approx(0.5 / 5)
    for unknown in (np.empty((0, 3)), np.array([[NA, 1.0]])):
        assert plan.track(chance(unknown, 10, good=1)) is Track.UNKNOWN
    assert plan.track(chance(paths, 10, good=0)) is Track.UNKNOWN


def test_a_decided_target_is_a_fact() -> None:
    assert [plan.decided(one, 10, good=1) for one in (10, 9)] == [0, 1]
    assert plan.decided(9, 10, good=-1) == 0
    assert np.isnan(plan.decided(NA, 10, good=1))


@given(st.integers(1, 50), st.integers(1, 5), st.floats(-3, 3), st.sampled_from([1, -1]), st.integers(0, 99))
def test_a_chance_is_never_certain(count: int, steps: int, target: float, good: int, seed: int) -> None:
    paths = np.random.default_rng(seed).normal(size=(count, steps))
    at_date = plan.chance_of_miss(paths, target, good=good, at=0)
    kept = plan.chance_of_miss(paths, target, good=good, at=0, due=Due.REACHED_AND_KEPT)
    assert 0 < at_date <= kept < 1


def test_chances_are_held_against_what_came() -> None:
    rng = np.random.default_rng(1)
    chances = rng.uniform(size=20_000)
    honest = plan.reliability(chances, rng.uniform(size=20_000) < chances)
    assert honest.widest() < 0.05
    assert honest.skill > 0.2
    assert int(honest.count.sum()) == 20_000
    boasting = plan.reliability(chances, rng.uniform(size=20_000) < chances**3)
    assert boasting.widest() > 0.2
    assert np.isnan(plan.reliability(np.array([NA]), np.array([True])).brier)
    assert np.isnan(plan.reliability(np.array([0.5]), np.array([True])).widest())
