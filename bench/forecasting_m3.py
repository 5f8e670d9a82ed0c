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
from styrbord.core.forecasting.chances import marginal
from styrbord.core.forecasting.forecasts import Forecast, forecasts
from styrbord.core.forecasting.histories import Asked, History
from styrbord.core.signals.plan_track import chance_of_miss, reliability
from tests.core.forecasting import reference

SETS = {"yearly": (1, 6, 2.60), "quarterly": (4, 8, 1.10)}
LEVELS = (80, 95)
COVERED = {80: (0.78, 0.84), 95: (0.92, 0.97)}
NATIVE = {"AutoETS": AutoETS, "DOT": DynamicOptimizedTheta, "AutoTheta": AutoTheta}
TARGETS = (-8, -4, -2, -1, 0, 1, 2, 4, 8)  # how far from the last value, in scales
FEWEST, FARTHEST, LEAST_SKILL = 200, 0.05, 0.2
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
            f"Mean MASE, all {len(series)} series",
            f"M3 {kind}",
            f"{error:.4f}",
            f"{allowed}",
            error <= allowed,
        )
    ]
    for at, level in enumerate(LEVELS):
        best = min(theirs, key=lambda name: theirs[name][at])
        told = f"{ours[at]:.3f}, covers {covered[at]:.3f}"
        limit = f"{theirs[best][at]:.3f} of {best}"
        rows.append(Row(f"Winkler score, {level} %", f"M3 {kind}", told, limit, ours[at] <= theirs[best][at]))
    return [*rows, *_chances(kind, pairs)], covered, len(series) * horizon


def _chances(kind: str, pairs: list[tuple[tuple[Numbers, Numbers], Forecast]]) -> list[Row]:
    """How far the probability of a miss is from what came; more is better in every second series."""
    told, missed = [], []
    for place, ((known, came), one) in enumerate(pairs):
        good, size = 1 if place % 2 else -1, scores.scale(known, season=SETS[kind][0])
        for step, actual in enumerate(came):
            sample = marginal(float(one.mean[step]), one.lower[:, step], one.upper[:, step], LEVELS)
            for target in known[-1] + good * size * np.array(TARGETS):
                told.append(chance_of_miss(sample[:, None], float(target), good=good))
                missed.append(good * (actual - target) < 0)
    found = reliability(np.array(told), np.array(missed))
    print(kind, *(np.round(part, 3).tolist() for part in (found.predicted, found.observed)), found.count)
    widest = found.widest(FEWEST)
    worst = f"{widest:.3f} from what came; fewest {found.count.min():,} cases of {found.count.sum():,}"
    return [
        Row("P(miss), the tenth that is farthest", f"M3 {kind}", worst, f"{FARTHEST}", widest <= FARTHEST),
        Row("Brier skill of P(miss)", f"M3 {kind}", f"{found.skill:.2f}", "0.2", found.skill >= LEAST_SKILL),
    ]


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


def main(kinds: list[str]) -> None:
    """Measure and keep each set, and what they cover together where all are asked for."""
    found = []
    for kind in kinds:
        rows, covered, count = measured(kind)
        keep("forecasting-m3", kind, rows)
        found.append((covered, count))
    if len(found) < len(SETS):
        return
    pooled = np.average([share for share, _ in found], axis=0, weights=[count for _, count in found])
    together = []
    for level, share in zip(LEVELS, pooled, strict=True):
        low, high = COVERED[level]
        what = f"Covered by {level} % intervals, all sets"
        together.append(Row(what, "M3", f"{share:.3f}", f"{low} to {high}", low <= share <= high))
    keep("forecasting-m3", "pooled", together)


if __name__ == "__main__":
    main(sys.argv[1:] or list(SETS))
