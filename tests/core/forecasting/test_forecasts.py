"""Are series forecast by what beat the naive forecast, with intervals, alike in every way of running?"""

import numpy as np
import pytest

from styrbord.core.base.processes import Processes
from styrbord.core.forecasting.forecasts import Forecasts, forecasts
from styrbord.core.forecasting.histories import Asked, History
from styrbord.core.forecasting.transforms import Transform

ASKED = Asked(horizon=3)


def walk(seed: int, length: int = 16, drift: float = 1.0) -> np.ndarray:
    """A walk with drift around 100."""
    return 100 + np.cumsum(np.random.default_rng(seed).normal(drift, 1.0, length))


@pytest.fixture(scope="module")
def histories() -> list[History]:
    """Long, short, empty, constant, broken and bounded series."""
    broken = walk(7)
    broken[[4, 9]] = np.nan
    return [
        *(History(f"long {seed}", walk(seed)) for seed in range(6)),
        History("six", walk(21, 6)),
        History("three", walk(22, 3)),
        History("none", np.full(4, np.nan)),
        History("constant", np.full(12, 5.0)),
        History("broken", broken),
        History("thin", np.where(np.arange(12) % 3 == 1, np.nan, walk(23, 12))),
        History("falling", np.linspace(30, 1, 14), lower=0.0),
        History("share", np.linspace(0.6, 0.97, 14), lower=0.0, upper=1.0, transform=Transform.LOGIT),
    ]


@pytest.fixture(scope="module")
def made(histories: list[History]) -> Forecasts:
    return forecasts(histories, ASKED)


def method(made: Forecasts, histories: list[History], key: str) -> str:
    """Label of one series."""
    return next(one.method for one, given in zip(made.series, histories, strict=True) if given.key == key)


def test_short_series_say_so(made: Forecasts, histories: list[History]) -> None:
    keys = ("six", "three", "thin", "none")
    assert [method(made, histories, key) for key in keys] == ["pooled", "pooled", "pooled", "none"]


def test_a_constant_series_is_naive_and_has_no_width(made: Forecasts) -> None:
    constant = made.series[9]
    assert constant.method == "naive"
    assert (constant.mean == 5).all()
    assert (constant.lower == constant.upper).all()


def test_nothing_is_called_a_forecast_that_does_not_beat_the_naive_one(made: Forecasts) -> None:
    tested = [one for one in made.series if one.blend is not None and "untested" not in one.method]
    assert tested
    for one in tested:
        assert one.method == "naive" or one.score < one.naive_score


def test_intervals_hold_the_mean_and_grow_with_horizon_and_level(made: Forecasts) -> None:
    for one in made.series:
        if one.blend is None:
            continue
        assert (one.lower <= one.mean).all()
        assert (one.mean <= one.upper).all()
        assert (one.lower[1] <= one.lower[0]).all()
        assert (one.upper[1] >= one.upper[0]).all()
        assert (np.diff(one.upper - one.mean, axis=1) >= -1e-9).all() or one.upper.max() == 1.0


def test_bounds_hold(made: Forecasts) -> None:
    falling, share = made.series[-2:]
    assert falling.mean.min() >= 0
    assert falling.lower.min() >= 0
    assert share.lower.min() >= 0
    assert share.upper.max() <= 1


def test_the_same_histories_give_the_same_bytes_in_one_process_or_many(
    made: Forecasts, histories: list[History]
) -> None:
    again = forecasts(histories, ASKED, fan_out=Processes(1))
    for one, other in zip(made.series, again.series, strict=True):
        assert one.mean.tobytes() == other.mean.tobytes()
        assert one.lower.tobytes() == other.lower.tobytes()
        assert one.upper.tobytes() == other.upper.tobytes()
        assert one.method == other.method


def test_progress_is_told_in_series_and_can_cancel(histories: list[History]) -> None:
    told: list[tuple[int, int, str]] = []

    def stop(done: int, total: int, stage: str) -> None:
        told.append((done, total, stage))
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        forecasts(histories, ASKED, progress=stop)
    assert told == [(0, 10, "fitting"), (8, 10, "fitting")]


def test_a_season_is_seen() -> None:
    season = np.tile([10.0, 20.0, 40.0, 30.0], 8)
    noise = np.random.default_rng(5).normal(0, 0.5, len(season))
    values = season + noise + np.arange(len(season)) * 0.5
    one = forecasts([History("quarters", values)], Asked(horizon=4, season=4)).series[0]
    assert one.method != "naive"
    assert np.argmax(one.mean) == 2
    assert one.score < one.naive_score


def test_a_random_walk_is_mostly_naive() -> None:
    walks = [History(str(seed), walk(seed, 20, 0.0)) for seed in range(100, 112)]
    named = [one.method for one in forecasts(walks, ASKED).series]
    assert "naive" in named
