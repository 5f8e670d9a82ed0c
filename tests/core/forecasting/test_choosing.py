"""Is a forecast chosen by its own past, and is it called naive when nothing beats that?"""

import numpy as np

from styrbord.core.forecasting.blends import Blend, first_choice, others, usual
from styrbord.core.forecasting.calibrating import reach, stretch
from styrbord.core.forecasting.choosing import Chosen, chosen
from styrbord.core.forecasting.past import Past

FIRST = Blend(("a", "b"))
Errors = tuple[float, float, float]


def choices(*errors: Errors, origins: int = 4, kinds: str = "") -> list[Chosen]:
    """Choices where two methods and the naive forecast are wrong by so much at every origin of a series.

    Only the first series has as few origins as are asked for; the others have four.
    """
    actual = np.full((len(errors), 4, 2), 10.0)
    actual[0, origins:] = np.nan
    first, second, naive = (np.array(part)[:, None, None] for part in zip(*errors, strict=True))
    made = np.stack([actual + first, actual + second], axis=2)
    past = Past(np.arange(4), ("a", "b"), made, actual + naive, actual, np.ones(actual.shape[:2]))
    return chosen(past, list(kinds) or ["" for _ in errors], FIRST)


def choice(first: float, second: float, naive: float, origins: int = 4) -> Chosen:
    """Choice of a series that stands alone."""
    return choices((first, second, naive), origins=origins)[0]


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
    assert not choice(1, 2, 3, origins=2).is_tested
    assert choice(8, 9, 3, origins=0).blend == FIRST


def test_a_gain_that_is_alone_among_its_kind_is_taken_for_chance() -> None:
    found = choices((1, 1, 2), *[(4, 4, 2)] * 12)
    assert [one.blend.name for one in found] == ["naive"] * 13
    assert found[0].naive_score > 1


def test_a_series_that_departs_far_from_its_kind_keeps_its_own_choice() -> None:
    assert choices((1, 1, 40), *[(4, 4, 2)] * 12)[0].blend == FIRST


def test_nothing_is_taken_that_lost_in_the_own_past_whatever_the_kind_says() -> None:
    found = choices((3, 3, 2.9), *[(1, 1, 4)] * 40)
    assert found[0].blend.name == "naive"
    assert found[1].blend == FIRST


def test_a_kind_lends_its_evidence_to_nobody_else() -> None:
    kinds = "x" + "y" * 12
    assert choices((1, 1, 2), *[(4, 4, 2)] * 12, kinds=kinds)[0].blend == FIRST


def test_a_series_without_a_past_is_given_what_its_kind_is_given() -> None:
    lost = choices((0, 0, 0), *[(8, 8, 2)] * 5, origins=0)[0]
    assert (lost.blend.name, lost.is_tested) == ("naive", False)
    assert choices((0, 0, 0), *[(1, 9, 2)] * 5, origins=0)[0].blend == Blend(("a",))


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


def test_shocks_that_all_series_share_call_for_a_longer_reach() -> None:
    draws = np.random.default_rng(6)
    own = draws.normal(0, 1, (90, 8, 1))
    alone, shared = stretch(own, 80)[0], stretch(own + draws.normal(0, 1, (8, 1)), 80)[0]
    assert 1 <= alone < 1.01 < 1.02 < shared < 1.1
    assert stretch(own[:, :1], 95)[0] == 1.0
    assert stretch(np.full((3, 2, 1), np.nan), 95)[0] == 1.0


def test_an_interval_is_never_nearer_at_a_later_horizon() -> None:
    errors = np.random.default_rng(4).normal(0, 1, (500, 3)) * [1.0, 3.0, 2.0]
    below, above = reach(errors, 80)
    assert (np.diff(below) <= 0).all()
    assert (np.diff(above) >= 0).all()
