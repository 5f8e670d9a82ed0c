"""Are residuals, covariance and statistics what least squares by the book gives?"""

import numpy as np
import pytest

from styrbord.core.signals.residual.design import Design, design_for
from styrbord.core.signals.residual.fit import fitted
from styrbord.core.signals.residual.statistics import one_steps, statistics
from styrbord.core.signals.series import FloatArray


def walk(rows: int, seed: int = 3) -> FloatArray:
    """One series that follows itself."""
    found = np.random.default_rng(seed).standard_normal(rows)
    for row in range(1, rows):
        found[row] += 0.6 * found[row - 1]
    return found + 20


def by_the_book(values: FloatArray, design: Design, k: int) -> float:
    """T_k of an increase from one regression matrix, with the covariance of all residuals (methods 4.1)."""
    last = design.rows - design.withheld
    columns = np.column_stack([design.matrix()[1:], values[:-1]])
    own, target = columns[: last - 1], values[1:last]
    weights, *_ = np.linalg.lstsq(own, target, rcond=None)
    rest = target - own @ weights
    spread = np.sqrt(rest @ rest / (len(own) - own.shape[1]))
    late = columns[-k:]
    errors = values[-k:] - late @ weights
    covariance = np.eye(k) + late @ np.linalg.inv(own.T @ own) @ late.T
    mark = np.array([1.0] + [1 - weights[-1]] * (k - 1))
    solved = np.linalg.solve(covariance, mark)
    return float(solved @ errors / (spread * np.sqrt(mark @ solved)))


@pytest.mark.parametrize(("rows", "season"), [(48, 12), (30, 4), (22, 1), (24, 2)])
@pytest.mark.parametrize("k", [1, 2])
def test_the_statistic_is_that_of_one_plain_regression(rows: int, season: int, k: int) -> None:
    values, design = walk(rows), design_for(rows, season)
    assert design is not None
    found = statistics(fitted(values[None], design)).window[0, k - 1]
    assert found == pytest.approx(by_the_book(values, design, k), rel=1e-9)


def test_a_forecast_through_a_gap_takes_the_forecast_for_the_missing_value() -> None:
    values, design = walk(48), design_for(48, 12)
    assert design is not None
    values[45] = np.nan
    fit = fitted(values[None], design)
    steps = one_steps(fit)
    level = (fit.matrix @ fit.weights[0])[45:47]
    rho, before = fit.memory[0], fit.values[0, 44]
    through = level[1] + rho * (level[0] + rho * before)
    assert np.isnan(steps.errors[45, 0])
    assert steps.errors[46, 0] == pytest.approx(fit.values[0, 46] - through)
    assert steps.factor[46, 0] == pytest.approx(1 + rho**2)


def test_a_series_is_fitted_alike_alone_and_beside_others() -> None:
    design = design_for(48, 12)
    assert design is not None
    many = np.stack([walk(48, seed) for seed in range(5)])
    many[2, 7] = np.nan
    together = statistics(fitted(many, design)).window
    alone = np.concatenate([statistics(fitted(row[None], design)).window for row in many])
    np.testing.assert_allclose(together, alone, rtol=1e-9)


@pytest.mark.parametrize(
    ("rows", "season", "expected"),
    [
        (7, 1, None),
        (8, 1, (1, 0, "given")),
        (13, 1, (1, 0, "given")),
        (14, 1, (1, 0, "own")),
        (12, 12, (12, 0, "given")),
        (16, 12, (12, 0, "own")),
        (20, 12, (12, 4, "own")),
        (19, 4, (4, 3, "own")),
        (18, 3, (4, 2, "own")),
        (104, 52, (12, 4, "own")),
        (103, 52, (12, 0, "own")),
    ],
)
def test_short_series_lose_their_season_first_and_their_memory_next(
    rows: int, season: int, expected: tuple[int, int, str] | None
) -> None:
    design = design_for(rows, season)
    year, columns, memory = expected or (0, 0, "")
    assert (design.kind if design else None) == (f"{year}-{columns}-trend-{memory}" if expected else None)
