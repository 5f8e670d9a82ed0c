"""Do reports that are in move what is not in yet, and narrow the total?"""

import numpy as np
import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.forecasting.nowcast import Nowcast, nowcast
from styrbord.core.forecasting.paths import paths
from styrbord.core.forecasting.reconciling import Past
from styrbord.core.spine.coherence.adjusting import Adjusting
from styrbord.core.spine.coherence.structure import structure_of
from styrbord.core.spine.coherence.weights import shrunk

CODES = ["T", "a", "b", "c", "d"]
STRUCTURE = structure_of(CODES, [(code, "T") for code in "abcd"])


def made(reports: dict[str, float], *, together: float = 0.9, origins: int = 40, seed: int = 2) -> Nowcast:
    """Four towns whose forecast errors have a common part."""
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(origins, 1))
    bottom = 3 * (together * common + np.sqrt(1 - together**2) * rng.normal(size=(origins, 4)))
    errors = STRUCTURE.filled(bottom.T).T[:, :, None]
    base = STRUCTURE.filled(np.full((4, 1), 20.0))
    told = np.array([[reports.get(code, np.nan)] for code in CODES])
    return nowcast(base, STRUCTURE, Past(errors), told, scale=np.ones(5), lower=0.0)


def test_what_was_reported_stays_and_has_no_width() -> None:
    found = made({"a": 26.0, "b": 25.0}).made
    assert found.mean[1:3, 0].tolist() == [26, 25]
    assert (found.upper - found.lower)[:, 1:3].max() == 0
    assert found.mean[0, 0] == pytest.approx(found.mean[1:, 0].sum(), rel=1e-9)


def test_a_surprise_moves_the_others_the_more_they_went_together() -> None:
    near = made({"a": 26.0, "b": 26.0}, origins=80).made.mean[3:, 0]
    apart = made({"a": 26.0, "b": 26.0}, together=0.0, origins=80).made.mean[3:, 0]
    assert (near > 23.5).all()
    assert np.abs(apart - 20).max() < 1.5


def test_without_sums_a_surprise_moves_the_others_as_the_conditional_mean_says() -> None:
    """f_U + W_UK W_KK^-1 (y_K - f_K)."""
    weights = shrunk(np.random.default_rng(2).normal(size=(4, 12)) + np.linspace(-2, 2, 12))
    reports = np.array([26.0, 23.0, np.nan, np.nan])
    found = Adjusting(structure_of("abcd", []), weights).adjusted(np.full((4, 1), 20.0), locks=reports)
    w = weights.dense()
    expected = 20 + w[2:, :2] @ np.linalg.solve(w[:2, :2], [6.0, 3.0])
    assert np.abs(expected - 20).min() > 1
    np.testing.assert_allclose(found[2:, 0], expected, rtol=1e-9)


def test_the_total_narrows_as_reports_come_in() -> None:
    widths = [
        float((found.upper - found.lower)[0, 0, 0])
        for found in (made(reports).made for reports in ({}, {"a": 20.0}, {"a": 20.0, "b": 20.0, "c": 20.0}))
    ]
    assert widths[0] > widths[1] > widths[2] > 0


def test_all_reported_leaves_nothing_open() -> None:
    found = made(dict.fromkeys("abcd", 21.0))
    assert found.made.mean[0, 0] == pytest.approx(84)
    assert found.reported[0, 0] == found.expected[0, 0] == 4
    assert found.share[0, 0] == pytest.approx(1)


def test_it_is_told_how_many_reported_and_how_surprising_they_were() -> None:
    found = made({"a": 26.0})
    assert (found.reported[0, 0], found.expected[0, 0]) == (1, 4)
    assert found.surprise[1, 0] == 6
    assert np.isnan(found.surprise[2, 0])


def test_paths_of_a_nowcast_keep_what_was_reported() -> None:
    drawn = paths(made({"a": 26.0}).made, seed=1, count=200)
    assert set(drawn.values[:, 1, 0]) == {26.0}


def test_a_reported_total_against_its_reported_parts_is_refused() -> None:
    with pytest.raises(Refused, match="T = 10, a = 26"):
        made({"T": 10.0, "a": 26.0})
