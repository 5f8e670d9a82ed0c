"""Do series of a pool that remember alike tell more together than each by itself, and others no less?"""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from styrbord.core.signals.residual import Code, assess
from styrbord.core.signals.residual.assessment import Assessment
from styrbord.core.signals.residual.design import Design, design_for
from styrbord.core.signals.residual.fit import fitted
from styrbord.core.signals.residual.known import Prior, known_statistics
from styrbord.core.signals.residual.sharing import Effects, pooled, shared_memory
from styrbord.core.signals.residual.statistics import one_steps
from styrbord.core.signals.series import FloatArray, Series
from styrbord.core.spine.indicators import Direction

MONTHS_A_STEP = {12: 1, 4: 3, 1: 12}


def noise(count: int, rows: int, *, memory: float = 0.5, seed: int = 1) -> FloatArray:
    """Noise that follows itself, with spread 1, float64 (series, row)."""
    found = np.random.default_rng(seed).standard_normal((count, rows + 50)) * np.sqrt(1 - memory**2)
    for row in range(1, rows + 50):
        found[:, row] += memory * found[:, row - 1]
    return found[:, 50:]


def told(values: FloatArray, season: int) -> list[Assessment]:
    """What is said of series of one indicator; more is better."""
    months = [row * MONTHS_A_STEP[season] for row in range(values.shape[1])]
    at = tuple(date(1990 + month // 12, month % 12 + 1, 1) for month in months)
    batch = [Series(str(place), at, row, Direction.UP, season) for place, row in enumerate(values)]
    return assess(batch, pools=["one"] * len(batch))


def alarms(found: list[Assessment]) -> np.ndarray:
    """Which alarm for the worse."""
    return np.array([one.adverse.is_alarm for one in found])


def shared(rows: int, season: int) -> Design:
    """The design of series of a pool that remember alike."""
    design = design_for(rows, season)
    assert design is not None
    return replace(design, has_own_memory=False, is_shared=True)


@pytest.mark.parametrize(("rows", "season"), [(48, 12), (30, 4), (22, 1)])
def test_the_statistic_is_that_of_generalised_least_squares_over_all_rows(rows: int, season: int) -> None:
    values = 20 + noise(1, rows)
    values[0, rows - 3] = np.nan
    fit = fitted(values, shared(rows, season), memory=0.4)
    middle, precision = np.zeros((2, 1, fit.design.columns))
    precision[0, -1], middle[0, -1] = 2.0, 0.5
    found = known_statistics(fit, Prior(middle, precision, np.array([0.02]))).window[0, 3]

    steps = one_steps(fit)
    known = ~np.isnan(steps.errors[:, 0])
    slopes, factor = steps.slopes[known, 0], steps.factor[known, 0]
    wide = np.where(precision[0] > 0, 1 / np.where(precision[0] > 0, precision[0], 1), 1e8)  # nothing told
    covariance = np.diag(factor) + slopes[:, :-1] * wide @ slopes[:, :-1].T
    errors = steps.errors[known, 0] - slopes[:, :-1] @ (middle - fit.weights)[0]
    mark = np.zeros(rows)  # rows -4, -3 (missing), -2, -1 of a change of 1 that began four rows ago
    mark[-4], mark[-2], mark[-1] = 1.0, 1 - 0.4 * 0.4, 0.6
    solved = np.linalg.solve(covariance, mark[known])
    power = solved @ mark[known] + (solved @ slopes[:, -1]) ** 2 * 0.02 / fit.spread[0] ** 2
    assert found == pytest.approx(solved @ errors / (fit.spread[0] * np.sqrt(power)), rel=1e-5)


def test_a_pool_tells_its_mean_and_how_far_its_series_lie_apart() -> None:
    draw = np.random.default_rng(2)
    error = np.repeat([0.01, 0.2], 1000)
    true = 0.4 + 0.2 * draw.standard_normal(2000)
    found = pooled(true + np.sqrt(error) * draw.standard_normal(2000), error, np.zeros(2000, np.int64))
    assert found.mean[0] == pytest.approx(0.4, abs=0.02)
    assert 0.04 <= found.between[0] <= 0.05  # one standard error too large
    assert found.error[0] == pytest.approx(1 / (1 / (error + 0.04)).sum(), rel=0.1)


def test_memories_are_drawn_to_each_other_as_far_as_they_are_alike() -> None:
    draw, pools = np.random.default_rng(3), np.repeat([0, 1, 2], [100, 100, 1])
    true = np.concatenate([np.full(100, 0.5), draw.choice([-0.4, 0.5], 100), [0.3]])
    found = true + 0.2 * draw.standard_normal(201)
    found[5] = np.nan
    drawn, error = shared_memory(found, np.full(201, 0.04), pools)
    assert np.abs(drawn[:100] - 0.5).max() < 0.2
    assert np.abs(drawn[100:200] - found[100:200]).max() < 0.2
    assert drawn[5] == pytest.approx(0.5, abs=0.05)
    assert drawn[200] == found[200]
    assert (error[:5] < 0.02).all()
    assert (error[100:200] > 0.03).all()


def test_a_series_with_a_season_unlike_its_pool_keeps_its_own() -> None:
    values = noise(60, 48, memory=0.0)
    values[7] += 4 * np.sin(2 * np.pi * np.arange(48) / 12)
    fit = fitted(values, shared(48, 12), memory=0.0)
    effects = Effects.none(60)
    effects.enter(np.arange(60), fit)
    mean, between = effects.shared(np.zeros(60, np.int64))
    assert np.isinf(between[7, 1:3]).all()
    assert np.isfinite(np.delete(between, 7, axis=0)).all()
    assert np.abs(mean[0]).max() < 0.3


@pytest.mark.parametrize(("rows", "season"), [(36, 12), (22, 1)])
@pytest.mark.parametrize("fallen", [1, 2, 3])
def test_falls_in_short_series_are_found_by_their_pool(rows: int, season: int, fallen: int) -> None:
    values = noise(300, rows, memory=0.3)
    values[:15, -fallen:] -= 3.5
    found = alarms(told(values, season))
    assert found[:15].sum() >= 11
    assert found[15:].sum() <= 4


def test_a_slow_fall_is_found_by_its_twelfth_row() -> None:
    values = noise(300, 60, memory=0.0)
    values[:15, -12:] -= 0.2 * np.arange(1, 13)
    found = told(values, 12)
    assert alarms(found)[:15].sum() >= 10
    assert max(one.since for one in found[:15]) > 4
    assert alarms(found)[15:].sum() <= 4


@pytest.mark.parametrize(("rows", "season"), [(36, 12), (40, 4), (22, 1)])
def test_p_values_of_pools_without_a_change_are_even(rows: int, season: int) -> None:
    found = told(noise(1000, rows, memory=0.4, seed=8), season)
    p = np.array([[side.p_window, side.p_drift] for one in found for side in (one.adverse, one.improvement)])
    for share in (0.3, 0.1, 0.02):
        error = 4 * np.sqrt(share * (1 - share) / len(p))
        part = (p <= share).mean(axis=0)
        assert part[0] == pytest.approx(share, abs=error + 0.1 * share)
        assert 0.4 * share - error <= part[1] <= share + error + 0.1 * share  # careful where ramps are short


def test_pools_of_unlike_memories_do_not_alarm_in_those_that_remember_longest() -> None:
    unlike = np.concatenate([noise(200, 40, memory=memory, seed=9) for memory in (0.0, 0.9)])
    found = told(unlike, 4)
    p = np.array([one.adverse.p for one in found])[200:]
    assert (p <= 0.02).mean() <= 0.05
    assert not alarms(found).any()


def test_series_of_a_pool_that_cannot_be_judged_say_why_and_spoil_nothing() -> None:
    values = noise(60, 40)
    values[0] = np.append(np.full(39, 5.0), 9.0)
    values[1] = np.arange(40)
    values[2, :36] = np.nan
    values[3, 10:20] = np.nan
    found = told(values, 4)
    assert Code.ZERO_SPREAD in found[0].codes
    assert Code.ZERO_SPREAD in found[1].codes
    assert Code.SHORT in found[2].codes
    assert all(one.is_tested for one in found[3:])
    assert not alarms(found)[4:].any()


def test_each_direction_has_an_effect_an_expectation_and_a_beginning_of_its_own() -> None:
    values = 20 + 0.1 * noise(30, 24)
    values[0, -4:] += [3.0, 4.0, 5.0, -4.0]
    one = told(values, 1)[0]
    assert one.adverse.is_alarm
    assert one.adverse.expected > values[0, -1] > one.improvement.expected
    assert one.adverse.effect < 0 < one.improvement.effect
    assert one.adverse.since == 1 < one.improvement.since
    stronger = min((one.adverse, one.improvement), key=lambda side: side.p)
    assert (one.effect, one.expected, one.since) == (stronger.effect, stronger.expected, stronger.since)
