"""Are three scenarios joint, coherent and in order of goodness?"""

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.forecasting.paths import Paths
from styrbord.core.forecasting.ratios import Ratio, ratio_of
from styrbord.core.forecasting.scenarios import Assumption, Headline, gap_to_target, three_scenarios
from styrbord.core.spine.coherence.structure import structure_of
from styrbord.core.spine.indicators import Direction

TOTAL = np.array([1.0, 0.0, 0.0])


def world(*, seed: int = 1, horizon: int = 3, count: int = 1000) -> Paths:
    structure, rng = structure_of(["T", "a", "b"], [("a", "T"), ("b", "T")]), np.random.default_rng(seed)
    mean = structure.filled(np.full((2, horizon), 20.0))
    common = np.cumsum(rng.normal(size=(count, 1, horizon)), axis=2)
    bottom = 20 + common + rng.normal(size=(count, 2, horizon))
    values = np.stack([structure.filled(one) for one in bottom])
    return Paths(values, mean, structure)


@pytest.mark.parametrize("direction", [Direction.UP, Direction.DOWN])
def test_scenarios_are_in_order_of_goodness_and_add_up(direction: Direction) -> None:
    told = three_scenarios(world(), Headline("total", direction, weights=TOTAL))
    sign = 1 if direction is Direction.UP else -1
    low, middle, high = (sign * one.values[0] for one in told.all)
    assert (low < middle).all()
    assert (middle < high).all()
    assert told.bands == "whole"
    for one in told.all:
        assert np.abs(one.values[0] - one.values[1:].sum(axis=0)).max() < 1e-9


def test_medium_is_the_published_forecast_to_the_last_digit() -> None:
    drawn = world()
    told = three_scenarios(drawn, Headline("total", Direction.UP, weights=TOTAL))
    assert (told.medium.values == drawn.mean).all()


def test_scenarios_are_not_quantiles_added_up() -> None:
    """Of two towns that are independent the sum of the tenths lies far below the tenth of the sum."""
    drawn, rng = world(horizon=1), np.random.default_rng(0)
    bottom = 20 + rng.normal(size=(1000, 2, 1))
    drawn = Paths(np.stack([drawn.structure.filled(one) for one in bottom]), drawn.mean, drawn.structure)
    told = three_scenarios(drawn, Headline("total", Direction.UP, weights=TOTAL))
    tenths = np.quantile(bottom[:, :, 0], 0.1, axis=0).sum()
    assert told.pessimistic.values[0, 0] == pytest.approx(np.quantile(drawn.values[:, 0, 0], 0.1), abs=0.1)
    assert told.pessimistic.values[0, 0] > tenths + 0.5


def test_a_rate_is_made_of_its_parts_in_each_scenario() -> None:
    told = three_scenarios(world(), Headline("share", Direction.UP, ratio=Ratio(1, 2, per=100)))
    for one in told.all:
        assert (one.headline == ratio_of(one.values, Ratio(1, 2, per=100))).all()
    assert (told.pessimistic.headline <= told.medium.headline).all()


def test_a_locked_cell_is_equal_in_all_three() -> None:
    drawn = world()
    values = np.array(drawn.values)
    values[:, 1, 1] = 0.1
    values[:, 0] = values[:, 1] + values[:, 2]
    mean = np.array(drawn.mean)
    mean[:, 1] = [20.1, 0.1, 20.0]
    told = three_scenarios(
        Paths(values, mean, drawn.structure), Headline("total", Direction.UP, weights=TOTAL)
    )
    assert {one.values[1, 1] for one in told.all} == {0.1}


def crossing() -> Paths:
    """Paths that are worst on average and yet above the forecast at first."""
    drawn = world(horizon=2)
    way = np.linspace(-1, 1, 1000)[:, None]
    bottom = np.stack([20 - way, 20 + 5 * way], axis=2) * np.ones((1, 2, 1))
    return Paths(np.stack([drawn.structure.filled(one) for one in bottom]), drawn.mean, drawn.structure)


def test_where_one_choice_of_paths_breaks_the_order_they_are_chosen_by_period_and_that_is_said() -> None:
    told = three_scenarios(crossing(), Headline("total", Direction.UP, weights=TOTAL))
    assert told.bands == "each-period"
    assert (told.pessimistic.headline < told.medium.headline).all()
    assert (told.medium.headline < told.optimistic.headline).all()


def test_an_order_that_cannot_be_kept_is_refused_with_its_periods() -> None:
    drawn = world()
    mean = np.array(drawn.mean)
    mean[:, 2] *= 3
    with pytest.raises(Refused, match="In 2028 the scenarios of total are not in order"):
        three_scenarios(
            Paths(drawn.values, mean, drawn.structure),
            Headline("total", Direction.UP, weights=TOTAL),
            periods=["2026", "2027", "2028"],
        )


@pytest.mark.parametrize("direction", [Direction.RANGE, Direction.NONE])
def test_a_headline_without_a_direction_is_refused(direction: Direction) -> None:
    with pytest.raises(Refused, match="has no direction of good"):
        three_scenarios(world(), Headline("total", direction, weights=TOTAL))


def test_a_headline_without_a_value_is_refused_with_its_periods() -> None:
    drawn = world()
    values = np.array(drawn.values)
    values[:, 2, 1] = 0.0
    with pytest.raises(Refused, match="share has no value in 2"):
        three_scenarios(
            Paths(values, drawn.mean, drawn.structure), Headline("share", Direction.UP, ratio=Ratio(1, 2))
        )


def test_named_assumptions_go_with_their_scenario() -> None:
    bad = Assumption({"en": "migration"}, {"en": "2,000 a year leave"})
    told = three_scenarios(
        world(), Headline("total", Direction.UP, weights=TOTAL), assumptions={"pessimistic": [bad]}
    )
    assert told.pessimistic.assumptions == (bad,)
    assert told.optimistic.assumptions == ()


def test_the_share_of_paths_outside_is_told() -> None:
    told = three_scenarios(world(horizon=1), Headline("total", Direction.UP, weights=TOTAL))
    assert told.share_below[0] == pytest.approx(0.1, abs=0.03)
    assert told.share_above[0] == pytest.approx(0.1, abs=0.03)


def test_a_single_series_that_goes_the_other_way_is_shown_as_it_is() -> None:
    drawn = world(horizon=1)
    way = np.linspace(-1, 1, 1000)
    bottom = np.stack([20 + 3 * way, 21 - way], axis=1)[:, :, None]
    drawn = Paths(np.stack([drawn.structure.filled(one) for one in bottom]), drawn.mean, drawn.structure)
    told = three_scenarios(drawn, Headline("total", Direction.UP, weights=TOTAL))
    assert told.crossing.tolist() == [False, False, True]


def test_a_gap_to_the_target_is_counted_in_goodness() -> None:
    assert gap_to_target(np.array([8.0]), 10.0, direction=1).tolist() == [-2]
    assert gap_to_target(np.array([8.0]), 10.0, direction=-1).tolist() == [2]
    assert np.isnan(gap_to_target(np.array([8.0]), np.nan, direction=1)[0])
