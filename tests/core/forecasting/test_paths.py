"""Are joint paths coherent, in keeping with the intervals, and repeatable?"""

import numpy as np
import pytest

from styrbord.core.forecasting.paths import paths, reach, shaped
from styrbord.core.forecasting.ratios import Ratio, ratio_forecast, ratio_of
from styrbord.core.forecasting.reconciling import Limits, Past, Reconciled, reconciled
from styrbord.core.spine.coherence.structure import structure_of

LINKS = [("N", "T"), ("S", "T"), ("a", "N"), ("b", "N"), ("c", "S"), ("d", "S")]
CODES = ["T", "N", "S", "a", "b", "c", "d"]


def county(
    *, size: float = 4.0, low: float = 0.0, locks: np.ndarray | None = None, spread: float = 2.0
) -> Reconciled:
    """Forecasts of a county of two parts with two towns each, two periods ahead."""
    structure, rng = structure_of(CODES, LINKS), np.random.default_rng(8)
    errors = structure.filled(rng.normal(size=(4, 24)) * spread).reshape(7, 12, 2).transpose(1, 0, 2)
    base = structure.filled(np.full((4, 2), size))
    limits = Limits.of((7, 2), lower=low, locks=locks)
    return reconciled(
        base, structure, Past(errors + rng.normal(size=errors.shape) * 0.1), scale=np.ones(7), limits=limits
    )


def test_every_path_adds_up_and_none_is_negative() -> None:
    drawn = paths(county(size=1.0), seed=1)
    flat = np.moveaxis(drawn.values, 1, 0).reshape(7, -1)
    assert drawn.values.shape == (1000, 7, 2)
    assert np.abs(drawn.structure.gaps(flat)).max() <= 1e-9 * flat.max()
    assert drawn.values.min() == 0


def test_locked_cells_are_the_same_in_every_path() -> None:
    locks = np.full((7, 2), np.nan)
    locks[0, 1], locks[4, 1] = 20.0, 3.0
    drawn = paths(county(locks=locks), seed=1)
    assert set(drawn.values[:, 0, 1]) == {20.0}
    assert set(drawn.values[:, 4, 1]) == {3.0}


def test_paths_cover_as_much_as_the_intervals_say() -> None:
    forecast = county(low=-np.inf)
    drawn = paths(forecast, seed=3)
    for at, nominal in enumerate((0.80, 0.95)):
        inside = (drawn.values >= forecast.lower[at]) & (drawn.values <= forecast.upper[at])
        assert np.abs(inside.mean(axis=0) - nominal).max() < 0.08
    assert np.abs(np.median(drawn.values, axis=0) - forecast.mean).max() < 0.3


def test_what_went_wrong_together_goes_together_in_the_paths() -> None:
    structure, rng = structure_of(CODES, LINKS), np.random.default_rng(8)
    shock = rng.normal(size=(1, 12))
    errors = structure.filled(np.concatenate([shock, shock, -shock, rng.normal(size=(1, 12))]))
    forecast = reconciled(
        structure.filled(np.full((4, 1), 9.0)), structure, Past(errors.T[:, :, None]), scale=np.ones(7)
    )
    together = np.corrcoef(paths(forecast, seed=1).values[:, 3:, 0].T)
    assert together[0, 1] > 0.9
    assert together[0, 2] < -0.9


def test_same_seed_same_paths() -> None:
    forecast = county()
    assert (paths(forecast, seed=5, count=50).values == paths(forecast, seed=5, count=50).values).all()
    assert (paths(forecast, seed=5, count=50).values != paths(forecast, seed=6, count=50).values).any()


def test_fewer_than_two_paths_are_none() -> None:
    with pytest.raises(ValueError, match="count must be 2 or more, is 1"):
        paths(county(), seed=1, count=1)


def test_draws_keep_their_ranks_and_take_the_widths() -> None:
    moves = np.random.default_rng(0).exponential(size=(1, 4000))
    made = shaped(moves, np.array([[3.0], [5.0]]), (80, 95))
    assert (np.argsort(made) == np.argsort(moves)).all()
    np.testing.assert_allclose(np.quantile(made, [0.1, 0.9, 0.025, 0.975]), [-3, 3, -5, 5], rtol=0.01)


def test_the_probability_of_reaching_a_target_is_a_share_of_paths() -> None:
    values = np.arange(10.0)[:, None] * np.ones((1, 2))
    assert reach(values, np.array([7.0, np.nan]), direction=1).tolist()[0] == 0.3
    assert np.isnan(reach(values, np.array([7.0, np.nan]), direction=1)[1])


def test_a_rate_is_made_of_its_parts_in_every_path() -> None:
    drawn = paths(county(low=-np.inf), seed=2)
    made = ratio_forecast(drawn.values, drawn.mean, Ratio(1, 0, per=100))
    np.testing.assert_allclose(made.mean, [50, 50], rtol=0.05)
    shares = ratio_of(drawn.values, Ratio(1, 0, per=100))
    assert ((shares >= made.lower[0]) & (shares <= made.upper[0])).mean() == pytest.approx(0.8, abs=0.01)


def test_a_rate_over_nothing_is_missing() -> None:
    assert np.isnan(ratio_of(np.array([[1.0], [0.0]]), Ratio(0, 1))).all()
