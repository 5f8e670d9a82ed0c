"""Does the likelihood of heavy tails tell several far rows from one?"""

import numpy as np
import pytest
from scipy import optimize, stats

from styrbord.core.signals.residual.heavy import robust_spread, roots


def by_the_book(residuals: np.ndarray, response: np.ndarray) -> float:
    """Signed root of twice the likelihood ratio of an increase, by a fine grid."""
    t4 = stats.t(4, scale=np.sqrt(0.5))
    changes = np.linspace(0, 30, 30_001)
    likely = t4.logpdf(residuals[:, None] - response[:, None] * changes).sum(axis=0)
    return float(np.sqrt(2 * (likely.max() - likely[0])))


@pytest.mark.parametrize("seed", range(5))
def test_the_root_is_that_of_the_likelihood_ratio(seed: int) -> None:
    draw = np.random.default_rng(seed)
    residuals = 2.5 + draw.standard_normal(4)
    response = np.array([1.0, 0.6, 0.6, 0.6])
    up, down = roots(residuals[None], response[None])
    assert up[0] == pytest.approx(by_the_book(residuals, response), rel=1e-3)
    mirrored = roots(-residuals[None], response[None])
    assert (mirrored[0][0], mirrored[1][0]) == (down[0], up[0])


def test_three_far_rows_prove_more_than_one_that_is_as_far_as_all_together() -> None:
    one, three = np.array([[0.0, 0.0, 9.0]]), np.full((1, 3), 3.0)
    even = np.ones((1, 3))
    assert roots(three, even)[0][0] > 1.5 * roots(one, even)[0][0]


def test_a_missing_row_counts_as_if_it_were_not_there() -> None:
    with_gap = roots(np.array([[2.0, np.nan, 3.0]]), np.array([[1.0, 0.5, 0.5]]))
    without = roots(np.array([[2.0, 3.0]]), np.array([[1.0, 0.5]]))
    assert with_gap[0][0] == pytest.approx(without[0][0], rel=1e-9)


def test_rows_that_show_no_change_have_no_root() -> None:
    up, down = roots(np.zeros((1, 3)), np.ones((1, 3)))
    assert (up[0], down[0]) == (0.0, 0.0)


def test_the_robust_spread_is_that_of_the_likelihood_and_one_far_row_hardly_moves_it() -> None:
    rest = np.random.default_rng(3).standard_t(4, 40) / np.sqrt(2)

    def unlikely(scale: float) -> float:
        return float(-stats.t.logpdf(rest, 4, scale=scale * np.sqrt(0.5)).sum())

    best = optimize.minimize_scalar(unlikely, bounds=(0.1, 5.0), method="bounded").x
    known, freedom = np.ones((1, 40)), np.array([40.0])
    found = robust_spread(rest[None], known, np.array([rest.std()]), freedom)[0]
    assert found == pytest.approx(best, rel=1e-3)
    far = np.where(np.arange(40) == 7, 50.0, rest)
    moved = robust_spread(far[None], known, np.array([far.std()]), freedom)[0]
    assert moved < 1.25 * found
    assert far.std() > 5 * rest.std()
