"""What does the residual chart say of series that change, that do not, and that it cannot judge?"""

from datetime import date

import numpy as np
import pytest

from styrbord.core.signals.residual import FORBIDS, Code, Transform, assess
from styrbord.core.signals.series import FloatArray, Series
from styrbord.core.spine.indicators import Direction

MONTHS_A_STEP = {12: 1, 4: 3, 1: 12}


def series(values: FloatArray, season: int = 12, good: Direction = Direction.UP, key: str = "a") -> Series:
    """Values of consecutive periods."""
    months = [row * MONTHS_A_STEP[season] for row in range(len(values))]
    at = tuple(date(1990 + month // 12, month % 12 + 1, 1) for month in months)
    return Series(key, at, np.asarray(values, dtype=np.float64), good, season)


def noise(rows: int, *, seed: int = 1, memory: float = 0.5) -> FloatArray:
    """Noise that follows itself, with spread 1."""
    found = np.random.default_rng(seed).standard_normal(rows + 50) * np.sqrt(1 - memory**2)
    for row in range(1, rows + 50):
        found[row] += memory * found[row - 1]
    return found[50:]


def fallen(values: FloatArray, rows: int, size: float) -> FloatArray:
    """The same with a lasting fall over the last rows."""
    moved = values.copy()
    moved[-rows:] -= size
    return moved


def calm(count: int, rows: int = 48, season: int = 12) -> list[Series]:
    """Series in which nothing changes."""
    return [series(noise(rows, seed=100 + one), season, key=f"calm {one}") for one in range(count)]


def test_a_fall_among_calm_series_alarms_for_the_worse_and_says_since_when() -> None:
    told = assess([series(fallen(noise(48), 3, 6.0)), *calm(40)])
    assert told[0].adverse.is_alarm
    assert not told[0].improvement.is_alarm
    assert told[0].since == 3
    assert told[0].effect == pytest.approx(-6.0, abs=2.0)
    assert sum(one.adverse.is_alarm or one.improvement.is_alarm for one in told[1:]) <= 1


def test_the_same_fall_is_an_improvement_where_less_is_better_and_neither_where_nothing_is() -> None:
    values = fallen(noise(48), 3, 6.0)
    down = assess([series(values, good=Direction.DOWN)])[0]
    none = assess([series(values, good=Direction.NONE)])[0]
    assert (down.improvement.is_alarm, down.adverse.is_alarm) == (True, False)
    assert none.either.is_alarm
    assert np.isnan(none.adverse.p)


def test_falls_are_found_among_series_with_heavy_tails_and_single_far_rows_are_not() -> None:
    draw = np.random.default_rng(8)
    values = draw.standard_t(4, (400, 48)) / np.sqrt(2)
    values[:20, -3:] -= 3.5  # a fall that lasts
    values[20:40, -3] -= 6.1  # as much in one row
    told = assess([series(row, key=str(place)) for place, row in enumerate(values)], pools=["one"] * 400)
    alarms = np.array([one.adverse.is_alarm for one in told])
    assert np.mean([one.tails for one in told]) > 0.8
    assert alarms[:20].sum() >= 14
    assert alarms[20:].sum() <= 3


@pytest.mark.parametrize("season", [1, 4, 12])
@pytest.mark.parametrize("slope", [0.0, 0.5, 30.0])
def test_a_trend_that_goes_on_is_no_news(season: int, slope: float) -> None:
    rows = 60
    batch = [
        series(noise(rows, seed=one) + slope * np.arange(rows) * (-1) ** one, season, key=str(one))
        for one in range(60)
    ]
    told = assess(batch, pools=[0] * 60)
    assert sum(one.adverse.is_alarm or one.improvement.is_alarm for one in told) <= 1


def test_level_trend_and_season_do_not_touch_what_is_told() -> None:
    values = fallen(noise(60), 2, 3.0)
    time = np.arange(60)
    moved = 7.0 * values + 500 + 3 * time + 40 * np.sin(2 * np.pi * time / 12 + 1)
    plain, shifted = (assess([series(one)], transforms={0: Transform.LEVEL})[0] for one in (values, moved))
    assert shifted.adverse.p == pytest.approx(plain.adverse.p, rel=1e-6)
    assert shifted.effect == pytest.approx(7 * plain.effect, rel=1e-6)


def test_values_whose_spread_grows_with_their_level_are_watched_as_logarithms() -> None:
    values = 100 * np.exp(0.02 * np.arange(80) + 0.2 * noise(80))
    told = assess([series(fallen(np.log(values), 2, 1.5)), series(np.exp(fallen(np.log(values), 2, 1.5)))])
    assert told[1].transform is Transform.LOG
    assert told[1].adverse.is_alarm
    assert told[1].effect < 0
    assert told[1].expected > 0


def test_a_scale_that_was_decided_before_is_kept() -> None:
    values = 100 * np.exp(0.02 * np.arange(80) + 0.2 * noise(80))
    told = assess([series(values)], pools=["x"], transforms={"x": Transform.LEVEL})
    assert told[0].transform is Transform.LEVEL


@pytest.mark.parametrize("season", [1, 4, 12, 52, 365, 2, 7])
@pytest.mark.parametrize("rows", [0, 1, 2, 3, 7, 8, 9, 11, 12, 13, 16, 19, 23, 40])
def test_every_length_gets_an_answer(rows: int, season: int) -> None:
    at = tuple(date(1900 + row, 1, 1) for row in range(rows))
    told = assess([Series("a", at, noise(max(rows, 1))[:rows], Direction.UP, season)])[0]
    assert told.is_tested != np.isnan(told.adverse.p)
    if rows < 8:
        assert Code.SHORT in told.codes


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ([5.0] * 40, Code.CONSTANT),
        ([5.0] * 39 + [9.0], Code.ZERO_SPREAD),
        (list(range(40)), Code.ZERO_SPREAD),
        ([*range(39), float("nan")], Code.MISSING_LAST),
        ([float("nan")] * 40, Code.MISSING_LAST),
        ([*range(39), float("inf")], Code.NOT_FINITE),
        ([1.0] + [float("nan")] * 38 + [2.0], Code.SHORT),
    ],
)
def test_what_cannot_be_judged_says_why_and_is_never_normal(values: list[float], code: Code) -> None:
    told = assess([series(np.array(values, dtype=np.float64)), *calm(3)])
    assert code in told[0].codes
    assert not told[0].is_tested
    assert np.isnan(told[0].adverse.p)
    assert not told[0].adverse.is_alarm
    assert told[1].family == 3
    assert FORBIDS.isdisjoint(told[1].codes)


def test_ties_are_judged_like_other_values() -> None:
    told = assess([series(np.round(noise(60))), *calm(5, 60)])
    assert told[0].is_tested


def test_missing_values_inside_are_told_and_a_fall_behind_them_is_found() -> None:
    values = fallen(noise(60), 3, 6.0)
    values[[10, 30, 56]] = np.nan
    told = assess([series(values), *calm(30, 60)])[0]
    assert Code.MISSING_INSIDE in told.codes
    assert told.adverse.is_alarm


def test_a_month_without_a_row_is_the_same_as_a_missing_value() -> None:
    whole = series(noise(60))
    values = whole.values.copy()
    values[20] = np.nan
    with_hole = Series("a", whole.at, values, Direction.UP, 12)
    keep = np.arange(60) != 20
    at = tuple(day for day, kept in zip(whole.at, keep, strict=True) if kept)
    without = Series("a", at, whole.values[keep], Direction.UP, 12)
    hole, gap = assess([with_hole])[0], assess([without])[0]
    assert gap.adverse.p == hole.adverse.p
    assert gap.codes == (Code.GAP,)
    assert hole.codes == (Code.MISSING_INSIDE,)


def test_short_series_lean_on_their_pool_and_alone_they_are_too_short() -> None:
    many = [series(noise(10, seed=one), 1, key=str(one)) for one in range(30)]
    told = assess(many, pools=["x"] * 30)
    assert all(one.codes == (Code.POOLED,) for one in told)
    assert Code.SHORT in assess(many[:1])[0].codes


def test_untested_series_do_not_change_what_is_told_of_others() -> None:
    batch = calm(20)
    alone = assess(batch)
    beside = assess([*batch, series(np.full(48, 5.0)), series(noise(5))])
    assert [one.adverse for one in beside[:20]] == [one.adverse for one in alone]


def test_the_same_release_is_told_the_same_twice() -> None:
    batch = [*calm(20), series(fallen(noise(48), 3, 6.0))]
    assert repr(assess(batch)) == repr(assess(batch))


def test_what_no_release_can_ask_is_refused() -> None:
    with pytest.raises(ValueError, match="q must lie"):
        assess([], q=1.0)
    with pytest.raises(ValueError, match="pools"):
        assess(calm(2), pools=["x"])
    assert assess([]) == []


def test_a_series_that_falls_to_nothing_is_watched_as_it_is_whatever_was_decided() -> None:
    values = np.append(100 + noise(47), 0.0)
    told = assess([series(values)], pools=["x"], transforms={"x": Transform.LOG})[0]
    assert told.transform is Transform.LEVEL
    assert told.adverse.is_alarm
