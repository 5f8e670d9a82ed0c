"""Is a forecast chosen by its own past, and is it called naive when nothing beats that?"""

import numpy as np

from styrbord.core.forecasting.blends import Blend, first_choice, others, usual
from styrbord.core.forecasting.calibrating import reach
from styrbord.core.forecasting.choosing import Chosen, chosen

FIRST = Blend(("a", "b"))


def choice(first: float, second: float, naive: float, origins: int = 4) -> Chosen:
    """Choice where two methods and the naive forecast are wrong by so much at every origin."""
    actual = np.full((origins, 2), 10.0)
    made = np.stack([actual + first, actual + second], axis=1)
    return chosen(made, actual + naive, actual, np.ones(origins), methods=("a", "b"), first=FIRST)


def test_the_mean_is_taken_where_it_beats_the_naive_forecast() -> None:
    found = choice(1, 2, 3)
    assert (found.blend, found.score, found.naive_score) == (FIRST, 1.5, 3.0)


def test_one_method_is_taken_where_the_mean_does_not_beat_it() -> None:
    assert choice(1, 9, 3).blend == Blend(("a",))


def test_naive_is_taken_where_nothing_beats_it() -> None:
    found = choice(8, 9, 3)
    assert found.blend.name == "naive"
    assert found.score == found.naive_score


def test_half_naive_is_taken_where_the_errors_cancel() -> None:
    assert choice(-4, -5, 4).blend.name == "half naive half mean(a+b)"


def test_fewer_than_three_origins_test_nothing() -> None:
    found = choice(8, 9, 3, origins=2)
    assert found.blend == FIRST
    assert not found.is_tested


def test_a_method_that_cannot_be_fitted_is_left_out_of_the_mean() -> None:
    made = np.array([[1.0, np.nan], [3.0, np.nan], [np.nan, np.nan]])
    naive = np.array([7.0, 7.0])
    assert Blend(("a", "b", "c")).of(made, naive, ("a", "b", "c")).tolist() == [2.0, 7.0]


def test_complex_smoothing_is_for_seasons_alone() -> None:
    assert "ces" not in usual(1)
    assert "ces" in usual(4)


def test_the_dynamic_theta_leads_without_a_season_and_the_mean_with_one() -> None:
    assert first_choice(usual(1), season=1).name == "dot"
    assert first_choice(usual(1, ("arima",)), season=1, extra=("arima",)).name == "mean(dot+arima)"
    assert first_choice(usual(4), season=4).name == "mean(ets+dot+theta+ces)"
    assert [one.name for one in others(usual(1), first_choice(usual(1), season=1))] == [
        "ets",
        "theta",
        "mean(ets+dot+theta)",
        "half naive half dot",
    ]


def test_few_errors_widen_an_interval() -> None:
    errors = np.random.default_rng(3).normal(0, 1, (4000, 1))
    below, above = reach(errors, 80)
    assert -1.4 < below[0] < -1.15 < 1.15 < above[0] < 1.4
    few = reach(errors[:6], 95)
    assert few[1][0] > reach(errors, 95)[1][0]


def test_an_interval_is_never_nearer_at_a_later_horizon() -> None:
    errors = np.random.default_rng(4).normal(0, 1, (500, 3)) * [1.0, 3.0, 2.0]
    below, above = reach(errors, 80)
    assert (np.diff(below) <= 0).all()
    assert (np.diff(above) >= 0).all()
