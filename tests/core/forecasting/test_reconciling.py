"""Do forecasts of a hierarchy add up, and do their intervals hold on each level?"""

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.forecasting.reconciling import Limits, Past, Reconciled, reconciled
from styrbord.core.forecasting.widths import half_widths, isotonic, quantile
from styrbord.core.spine.coherence.structure import Structure, structure_of

LINKS = [("N", "T"), ("S", "T"), ("a", "N"), ("b", "N"), ("c", "S"), ("d", "S"), ("e", "S")]
CODES = ["T", "N", "S", "a", "b", "c", "d", "e", "rate"]


def county() -> Structure:
    return structure_of(CODES, LINKS)


def made(
    origins: int = 8, horizon: int = 3, *, seed: int = 1, low: float = 0.0, locks: np.ndarray | None = None
) -> Reconciled:
    """Forecasts of a county and of a rate, which nothing is added to."""
    structure, rng = county(), np.random.default_rng(seed)
    actual = structure.filled(rng.gamma(2.0, 3.0, size=(len(structure.bottom), origins * horizon)))
    forecasts = actual + rng.normal(size=actual.shape) * 2
    shape = (origins, horizon)
    past = Past(
        (actual - forecasts).reshape(-1, *shape).transpose(1, 0, 2),
        forecasts.reshape(-1, *shape).transpose(1, 0, 2),
    )
    base = structure.filled(np.full((len(structure.bottom), horizon), 4.0)) + rng.normal(size=(9, horizon))
    limits = Limits.of(base.shape, lower=low, locks=locks)
    return reconciled(base, structure, past, scale=np.full(9, 2.0), limits=limits, periods=["1", "2", "3"])


def test_forecasts_add_up_and_are_never_negative() -> None:
    found = made()
    assert np.abs(found.structure.gaps(found.mean)).max() <= 1e-9 * found.mean.max()
    assert (found.mean >= 0).all()
    assert found.method == "mint-shrink"


def test_a_rate_is_added_to_nothing_and_keeps_its_base_forecast() -> None:
    structure, found = county(), made(low=-np.inf)
    assert "rate" not in {structure.codes[row] for row in structure.aggregates}
    rng = np.random.default_rng(1)
    rng.gamma(2.0, 3.0, size=(len(structure.bottom), 24))
    rng.normal(size=(9, 24))
    base = structure.filled(np.full((len(structure.bottom), 3), 4.0)) + rng.normal(size=(9, 3))
    assert found.mean[8].tolist() == base[8].tolist()


def test_intervals_hold_the_forecast_grow_with_the_level_and_end_at_the_bounds() -> None:
    found = made()
    assert found.levels == (80, 95)
    assert (found.lower[1] <= found.lower[0]).all()
    assert (found.lower[0] <= found.mean).all()
    assert (found.mean <= found.upper[0]).all()
    assert (found.upper[0] < found.upper[1]).all()
    assert found.lower.min() == 0


def test_a_locked_cell_keeps_its_value_and_has_no_width() -> None:
    locks = np.full((9, 3), np.nan)
    locks[0, 1], locks[3, 1] = 40.0, 3.0
    found = made(locks=locks)
    assert found.mean[[0, 3], 1].tolist() == [40, 3]
    assert (found.upper - found.lower)[:, [0, 3], 1].tolist() == [[0, 0], [0, 0]]
    assert np.abs(found.structure.gaps(found.mean)).max() <= 1e-9 * 40


def test_locks_against_each_other_are_refused_with_their_period() -> None:
    locks = np.full((9, 3), np.nan)
    locks[[1, 3, 4], 2] = [5.0, 4.0, 4.0]
    with pytest.raises(Refused, match="3: The locked values of N = 5, a = 4, b = 4"):
        made(locks=locks)


def test_with_few_past_errors_the_weights_are_those_of_the_structure() -> None:
    assert made(origins=4).method == "wls-struct"


def test_errors_that_are_missing_leave_the_others_reconciled() -> None:
    structure, rng = county(), np.random.default_rng(3)
    errors = rng.normal(size=(8, 9, 2))
    errors[:5, 3] = np.nan
    base = structure.filled(np.full((6, 2), 5.0))
    found = reconciled(base, structure, Past(errors), scale=np.ones(9))
    assert np.isnan(found.errors[:5, 3]).all()
    assert not np.isnan(found.errors[5:]).any()
    assert not np.isnan(np.delete(found.errors, 3, axis=1)).any()
    assert not np.isnan(found.lower).any()


def test_an_origin_is_reconciled_with_weights_that_have_not_seen_it() -> None:
    structure, rng = county(), np.random.default_rng(4)
    errors = rng.normal(size=(8, 9, 1))
    base = structure.filled(np.full((6, 1), 5.0))
    before = reconciled(base, structure, Past(errors), scale=np.ones(9)).errors[0]
    errors[0] *= 100
    after = reconciled(base, structure, Past(errors), scale=np.ones(9)).errors[0]
    np.testing.assert_allclose(after, before * 100, rtol=1e-9, atol=1e-9)


def test_a_series_without_a_forecast_is_worked_out_of_the_others() -> None:
    structure, rng = county(), np.random.default_rng(5)
    base = structure.filled(np.arange(1.0, 7.0)[:, None])
    base[4] = np.nan
    found = reconciled(base, structure, Past(rng.normal(size=(8, 9, 1))), scale=np.ones(9))
    np.testing.assert_allclose(found.mean[4], 2.0, atol=1e-3)


def test_widths_rise_with_the_horizon_and_differ_between_levels() -> None:
    rng = np.random.default_rng(0)
    errors = rng.normal(size=(30, 40, 4)) * np.array([1.0, 2.0, 1.5, 3.0])
    errors[:, 0] *= 10
    groups = np.array([0] + [1] * 39)
    width = half_widths(errors, groups, (80, 95))
    assert (np.diff(width, axis=2) >= 0).all()
    assert (width[0, 0] > 5 * width[0, 1]).all()
    np.testing.assert_allclose(width[0, 1, [0, 3]], [1.28, 3.84], rtol=0.1)
    np.testing.assert_allclose(width[1, 1, [0, 3]], [1.96, 5.88], rtol=0.12)


def test_without_any_errors_there_is_no_width() -> None:
    assert np.isnan(half_widths(np.full((3, 2, 2), np.nan), np.array([0, 1]), (80,))).all()


def test_ranks_are_those_of_one_more_than_the_errors() -> None:
    assert quantile(np.arange(1.0, 10), 0.8) == 8
    assert quantile(np.array([3.0, np.nan, 1.0]), 0.8) == 3
    assert isotonic(np.array([3.0, 1.0, 2.0]), np.array([1.0, 1.0, 2.0])).tolist() == [2, 2, 2]
