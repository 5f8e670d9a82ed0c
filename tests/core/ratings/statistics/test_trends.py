"""Is the speed of a unit told, and not told where there is none?"""

import numpy as np
import pytest

from styrbord.core.ratings.statistics.trends import change_per_period, growth

MISSING = np.nan
YEARS = np.array([2018.0, 2019.0, 2020.0, 2022.0])


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ([100.0, 7.0, 3.0, 100 * 1.1**4], 0.1),
        ([MISSING, 100.0, 144.0, MISSING], 0.44),
        ([-8.0, 0.0, 5.0, -8 * 0.5**4], -0.5),
        ([0.0, 4.0, 5.0, 0.0], 0.0),
        ([0.0, 4.0, 5.0, 6.0], MISSING),
        ([-1.0, 4.0, 5.0, 6.0], MISSING),
        ([6.0, 4.0, 5.0, 0.0], -1.0),
        ([MISSING, 4.0, MISSING, MISSING], MISSING),
        ([MISSING] * 4, MISSING),
    ],
)
def test_growth_is_between_the_ends_that_are_there(values: list[float], wanted: float):
    np.testing.assert_allclose(growth(np.array(values), YEARS), wanted, atol=1e-12)


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ([10.0, 12.0, 14.0, 18.0], 0.2),
        ([MISSING, 12.0, 14.0, 18.0], 2 / 12),
        ([5.0, 5.0, 5.0, 5.0], 0.0),
        ([10.0, MISSING, MISSING, 18.0], MISSING),
        ([0.0, 1.0, 2.0, 4.0], MISSING),
        ([MISSING] * 4, MISSING),
    ],
)
def test_change_per_period_follows_the_line_of_three_or_more_values(values: list[float], wanted: float):
    np.testing.assert_allclose(change_per_period(np.array(values), YEARS), wanted, atol=1e-12)


def test_the_line_is_that_of_least_squares():
    values = np.array([3.0, 5.0, 4.0, 9.0])
    slope, start = np.polyfit(YEARS - 2018, values, 1)
    assert change_per_period(values, YEARS) == pytest.approx(slope / start, rel=1e-10)


def test_a_table_is_taken_unit_by_unit():
    values = np.random.default_rng(1).uniform(1, 9, (2, 5, 4))
    values[1, 2, 0] = MISSING
    for speed in (growth, change_per_period):
        found = speed(values, YEARS)
        assert found.shape == (2, 5)
        for at in np.ndindex(2, 5):
            np.testing.assert_allclose(found[at], speed(values[at], YEARS), rtol=1e-12)
