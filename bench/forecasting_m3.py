"""How good are forecasts of the M3 competition's series, and how often do their intervals hold?

Run as `python -m bench.forecasting_m3 [yearly] [quarterly]`, without a database; it takes half an hour on two
quiet processors. The native intervals of the engine stand beside ours. Nothing was chosen by these parts.
"""

import sys
from functools import partial

import numpy as np
import numpy.typing as npt
from statsforecast.models import AutoETS, AutoTheta, DynamicOptimizedTheta

from bench.timing import Row, keep
from styrbord.core.base.processes import Processes
from styrbord.core.forecasting import scores
from styrbord.core.forecasting.forecasts import forecasts
from styrbord.core.forecasting.histories import Asked, History
from tests.core.forecasting import reference

SETS = {"yearly": (1, 6, 2.60), "quarterly": (4, 8, 1.10)}
LEVELS = (80, 95)
COVERED = {80: (0.78, 0.84), 95: (0.92, 0.97)}
NATIVE = {"AutoETS": AutoETS, "DOT": DynamicOptimizedTheta, "AutoTheta": AutoTheta}
Numbers = npt.NDArray[np.float64]


def native(name: str, season: int, horizon: int, history: Numbers) -> Numbers:
    """Native intervals of one method, float64 (level, end, h)."""
    made = NATIVE[name](season_length=season).forecast(y=history, h=horizon, level=list(LEVELS))
    return np.array([[made[f"lo-{level}"], made[f"hi-{level}"]] for level in LEVELS])


def measured(kind: str) -> tuple[list[Row], Numbers, int]:
    """Rows of one set, the covered share by level, and how many values were forecast."""
    season, horizon, allowed = SETS[kind]
    series = reference.series(kind)
    made = forecasts(
        [History(name, train, lower=0.0) for name, (train, _) in series.items()],
        Asked(horizon, season),
        fan_out=Processes(),
        progress=lambda done, total, stage: print(f"{kind}: {done} of {total}", end="\r", file=sys.stderr),
    )
    pairs = list(zip(series.values(), made.series, strict=True))
    error = scores.of_set(np.array([scores.mase(x, y, one.mean, season=season) for (x, y), one in pairs]))
    covered = np.array(
        [
            [scores.coverage(y, *ends) for ends in zip(one.lower, one.upper, strict=True)]
            for (_, y), one in pairs
        ]
    ).mean(axis=0)
    ours = _winkler(
        [np.stack([one.lower, one.upper], axis=1) for _, one in pairs], [pair for pair, _ in pairs], season
    )
    theirs = {name: _winkler(_native(name, kind), list(series.values()), season) for name in NATIVE}
    rows = [
        Row(
            f"Mean MASE of M3 {kind}, all {len(series)}",
            "process",
            f"{error:.4f}",
            f"{allowed}",
            error <= allowed,
        )
    ]
    for at, level in enumerate(LEVELS):
        best = min(theirs, key=lambda name: theirs[name][at])
        told = f"{ours[at]:.3f}, covers {covered[at]:.3f}"
        limit = f"{theirs[best][at]:.3f} of {best}"
        rows.append(
            Row(
                f"Winkler score of M3 {kind}, {level} %", "process", told, limit, ours[at] <= theirs[best][at]
            )
        )
    return rows, covered, len(series) * horizon


def _native(name: str, kind: str) -> list[Numbers]:
    season, horizon, _ = SETS[kind]
    histories = [train for train, _ in reference.series(kind).values()]
    return Processes().map(partial(native, name, season, horizon), histories)


def _winkler(ends: list[Numbers], series: list[tuple[Numbers, Numbers]], season: int) -> list[float]:
    """Mean Winkler score by level."""
    return [
        scores.of_set(
            np.array(
                [
                    scores.winkler(y, *end[at], level=level, train=x, season=season)
                    for end, (x, y) in zip(ends, series, strict=True)
                ]
            )
        )
        for at, level in enumerate(LEVELS)
    ]


if __name__ == "__main__":
    found = [measured(kind) for kind in sys.argv[1:] or SETS]
    pooled = np.average([share for _, share, _ in found], axis=0, weights=[count for _, _, count in found])
    rows = [row for part, _, _ in found for row in part]
    for level, share in zip(LEVELS, pooled, strict=True):
        low, high = COVERED[level]
        what = f"Covered by {level} % intervals, pooled"
        rows.append(Row(what, "process", f"{share:.3f}", f"{low} to {high}", low <= share <= high))
    keep("forecasting-m3", "process", rows)
