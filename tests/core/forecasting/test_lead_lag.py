"""Is a known lag found, with its uncertainty, and none found where there is none?"""

import numpy as np
import pytest

from styrbord.core.forecasting.lead_lag import carried_over, lead_of, leaders


def diffusion(lag: int, *, seed: int, weeks: int = 104, noise: float = 0.7) -> tuple[np.ndarray, np.ndarray]:
    """Own and reference: its weekly changes come here `lag` weeks later, with changes of our own."""
    rng = np.random.default_rng(seed)
    change = rng.normal(size=weeks + lag)
    for week in range(1, len(change)):
        change[week] += 0.5 * change[week - 1]
    own = change[:weeks] + noise * rng.normal(size=weeks)
    return 100 + np.cumsum(own), 100 + np.cumsum(change[lag:])


def unconnected(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Two series of strong inertia that have nothing to do with each other."""
    return diffusion(0, seed=seed)[0], diffusion(0, seed=seed + 5000)[1]


@pytest.mark.requirement("R-062")
@pytest.mark.parametrize("seed", range(5))
def test_a_lag_of_three_weeks_is_found_with_its_uncertainty(seed: int) -> None:
    own, reference = diffusion(3, seed=seed)
    found = lead_of(own, reference, most=8, seed=1)
    assert found is not None
    assert abs(found.lag - 3) <= 1
    assert found.low <= found.lag <= found.high
    assert found.high - found.low <= 3
    assert found.p_value < 0.01
    assert found.lags == 8


def test_where_there_is_no_connection_few_are_found() -> None:
    found = [lead_of(*unconnected(seed), most=8, seed=seed) for seed in range(12)]
    p_values = [one.p_value for one in found if one is not None]
    assert len(p_values) == 12
    assert sum(p < 0.05 for p in p_values) <= 3
    assert np.mean(p_values) == pytest.approx(0.5, abs=0.2)


def test_without_a_connection_the_lags_spread_widely() -> None:
    found = lead_of(*unconnected(3), most=8, seed=1)
    assert found is not None
    assert found.high - found.low >= 3


def test_looking_at_many_references_is_paid_for() -> None:
    own, reference = diffusion(3, seed=2)
    others = [unconnected(seed)[1] for seed in range(5)]
    alone = lead_of(own, others[0], most=8, seed=8)
    found = leaders(own, [reference, *others], most=8, seed=7)
    assert found[0] is not None
    assert found[0].p_value <= 0.01
    assert found[1] is not None
    assert alone is not None
    assert found[1].p_value >= alone.p_value


def test_too_short_or_constant_series_say_nothing() -> None:
    own, reference = diffusion(3, seed=2)
    assert lead_of(own[:20], reference[:20], most=8, seed=1) is None
    assert lead_of(own, np.full(104, 3.0), most=8, seed=1) is None


def test_missing_weeks_are_left_out() -> None:
    own, reference = diffusion(3, seed=2)
    own[[10, 40]], reference[60] = np.nan, np.nan
    found = lead_of(own, reference, most=8, seed=1)
    assert found is not None
    assert found.lag == 3
    assert found.periods < 100


def test_the_references_last_changes_are_carried_over() -> None:
    own, reference = diffusion(3, seed=4, weeks=203, noise=0.1)
    found = lead_of(own[:200], reference[:200], most=8, seed=1)
    assert found is not None
    expected, spread = carried_over(own[:200], reference[:200], found)
    assert len(expected) == found.lag == 3
    assert (np.abs(expected - own[200:]) < 4 * spread).all()
    assert (np.diff(spread) > 0).all()


def test_same_seed_same_lead() -> None:
    own, reference = diffusion(3, seed=2)
    assert lead_of(own, reference, most=8, seed=1) == lead_of(own, reference, most=8, seed=1)


def test_lags_that_make_no_sense_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="0 <= least <= most"):
        lead_of(np.zeros(50), np.zeros(50), most=1, least=3, seed=1)
