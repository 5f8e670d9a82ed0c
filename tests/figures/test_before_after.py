"""Does the comparison of before and after tell a change, and leave out a season?"""

import numpy as np
import pytest

from styrbord.core.base.periods import Period
from styrbord.figures.before_after import before_after

START = Period.parse("2020-01")
SEASON = 10 * np.sin(2 * np.pi * np.arange(60) / 12)


def months(count: int) -> tuple[Period, ...]:
    return tuple(START.shift(number) for number in range(count))


def test_a_change_at_the_action_is_told_and_a_season_is_none() -> None:
    values = 100 + SEASON
    values[40:] += 5
    found = before_after(months(60), values, START.shift(40), season=12)
    assert (found.pairs, found.change) == (12, pytest.approx(5))
    assert (found.earlier, found.as_large) == (17, 0)
    still = before_after(months(60), 100 + SEASON, START.shift(40), season=12)
    assert still.change == pytest.approx(0)
    assert still.as_large == still.earlier


def test_a_trend_that_was_there_before_is_as_large_at_earlier_days() -> None:
    found = before_after(months(60), np.arange(60.0), START.shift(40), season=12)
    assert (found.change, found.as_large) == (pytest.approx(12), found.earlier)


def test_missing_periods_are_left_out_and_too_few_say_nothing() -> None:
    values = 100 + SEASON
    values[41:] = np.nan
    found = before_after(months(60), values, START.shift(40), season=12)
    assert (found.pairs, found.change, found.earlier) == (1, None, 0)
    assert before_after((), np.empty(0), START, season=12).change is None


def test_years_are_held_against_three_years_before() -> None:
    years = tuple(Period.parse("2010").shift(number) for number in range(8))
    found = before_after(years, np.array([1, 1, 1, 1, 1, 4, 4, 4.0]), years[5], season=1)
    assert (found.before, found.after, found.pairs) == (1, 4, 3)
