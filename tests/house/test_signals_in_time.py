"""Is a trend for the worse told within the stated releases, whichever way is good, and noise left alone?"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bench.signals_worlds import as_series, drawn
from docs.generate.worked.delays import COUNT, FIXTURE, RELEASES
from styrbord.core.signals.residual import assess
from styrbord.core.spine.indicators import Direction

PAGE = Path(__file__).resolve().parents[2] / "docs" / "method" / "signals.md"
STATED = (
    "A trend for the worse of one standard deviation a month is told within six releases in at least 85 %"
)
SLOPE, LEAST, MOST_FALSE = 1.0, 0.85, 0.01
SEED, TRUE = 49, COUNT // 10


@pytest.mark.requirement("R-049")
def test_a_trend_for_the_worse_is_flagged_within_the_stated_releases_and_noise_stays_under_its_rate() -> None:
    assert STATED in PAGE.read_text(encoding="utf-8")
    still = drawn(np.random.default_rng(SEED), FIXTURE, COUNT)
    is_true = np.arange(COUNT) < TRUE
    good = np.where(np.arange(COUNT) % 2 == 0, 1, -1)
    adverse, better = np.zeros((RELEASES, COUNT), np.bool_), np.zeros((RELEASES, COUNT), np.bool_)
    for place in range(RELEASES):
        values = still[:, : still.shape[1] - RELEASES + place + 1].copy()
        values[:TRUE, -place - 1 :] -= SLOPE * good[:TRUE, None] * np.arange(1, place + 2)
        named = [
            replace(one, direction=Direction.UP if way > 0 else Direction.DOWN)
            for one, way in zip(as_series(values, FIXTURE.season), good, strict=True)
        ]
        told = assess(named, pools=good.tolist())
        adverse[place] = [one.adverse.is_alarm for one in told]
        better[place] = [one.improvement.is_alarm for one in told]
    assert adverse[:, is_true].any(axis=0).mean() >= LEAST
    assert not better[:, is_true].any()
    assert max(adverse[:, ~is_true].mean(), better[:, ~is_true].mean()) <= MOST_FALSE
