"""Do our scores equal the published ones to nine digits?"""

import numpy as np
import pytest

from styrbord.core.forecasting import scores
from tests.core.forecasting import reference

SEASON = {"yearly": 1, "quarterly": 4}


def set_score(kind: str, forecasts: dict[str, reference.Numbers]) -> tuple[float, float]:
    """Mean sMAPE and mean MASE of a set of forecasts."""
    both = [
        (
            scores.smape(actual, forecasts[name]),
            scores.mase(train, actual, forecasts[name], season=SEASON[kind]),
        )
        for name, (train, actual) in reference.series(kind).items()
    ]
    smape, mase = scores.of_set(np.array(both)[:, 0]), scores.of_set(np.array(both)[:, 1])
    return smape, mase


def naive(kind: str) -> dict[str, reference.Numbers]:
    """The last season carried forward."""
    season = SEASON[kind]
    return {
        name: train[len(train) - season + np.arange(len(actual)) % season]
        for name, (train, actual) in reference.series(kind).items()
    }


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("kind", "smape", "mase"),
    [
        ("yearly", 17.879890491653228, 3.171710236867603),
        ("quarterly", 11.065131306264703, 1.425343782033456),
    ],
)
def test_the_naive_forecast_scores_as_published(kind: str, smape: float, mase: float) -> None:
    assert set_score(kind, naive(kind)) == pytest.approx((smape, mase), rel=1e-9)


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("kind", ["yearly", "quarterly"])
def test_saved_forecasts_of_others_get_their_saved_scores(kind: str) -> None:
    saved = reference.saved_scores(kind)
    given = reference.saved_forecasts(kind)
    found = {method: set_score(kind, given[method]) for method in given}
    assert found
    for method, (smape, mase) in found.items():
        assert (smape, mase) == pytest.approx((saved[method][0], saved[method][2]), rel=1e-9)


def test_a_constant_series_has_no_scaled_score() -> None:
    assert np.isnan(scores.mase(np.full(5, 3.0), np.array([4.0]), np.array([3.0]), season=1))


def test_an_actual_of_zero_has_no_percentage_error() -> None:
    assert np.isnan(scores.mape(np.array([0.0, 1.0]), np.array([1.0, 1.0])))


def test_the_score_of_quantiles_is_smallest_around_the_actual() -> None:
    train = np.array([1.0, 2.0, 1.0, 2.0])
    near, far = (np.full((19, 1), 5.0) + shift for shift in (0.0, 3.0))
    told = [scores.crps(np.array([5.0]), given, train=train, season=1) for given in (near, far)]
    assert told[0] == 0
    assert told[1] == pytest.approx(3.0)
