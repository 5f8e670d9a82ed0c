"""What do backtests, choice and calibration cost beside the fits they need?

Run as `python -m bench.forecasting_speed [SERIES]`, without a database. Annual series of 22 years, horizon 3,
8 origins, ETS, DOT and Theta. A pass is one warm AutoETS fit of every series. All in one process.
"""

import sys

import numpy as np

from bench.timing import Pair, keep, ratio_row, seconds
from styrbord.core.forecasting.forecasts import forecasts
from styrbord.core.forecasting.histories import Asked, History
from styrbord.core.forecasting.methods import dot, ets, theta
from styrbord.core.forecasting.origins import origins

YEARS, HORIZON, SEED = 22, 3, 2026
PASSES, OWN = 25.0, 0.3


def drawn(count: int) -> list[History]:
    """Walks with drift, every one different."""
    steps = np.random.default_rng(SEED).normal(1.0, 3.0, (count, YEARS))
    return [History(str(row), 200 + values.cumsum()) for row, values in enumerate(steps)]


def one_pass(histories: list[History]) -> list[object]:
    """One fit of exponential smoothing for every series."""
    return [ets.ahead(history.values, 1, HORIZON) for history in histories]


def bare(histories: list[History]) -> list[object]:
    """The same fits as ours, and nothing around them."""
    places = (YEARS, *origins(YEARS, season=1, horizon=HORIZON))
    return [
        method.ahead(history.values[:length], 1, HORIZON)
        for history in histories
        for length in places
        for method in (ets, dot, theta)
    ]


def main(count: int) -> None:
    """Measure in one process, so that starting others does not hide in either side."""
    histories = drawn(count)
    few = histories[:5]
    one_pass(few), bare(few), forecasts(few, Asked(HORIZON))
    base = seconds(lambda: bare(histories))
    passed = seconds(lambda: one_pass(histories))
    whole = seconds(lambda: forecasts(histories, Asked(HORIZON)))
    fits = Pair(whole, base, whole / base)
    passes = Pair(whole, passed, whole / passed)
    keep(
        "forecasting-speed",
        "process",
        [
            ratio_row(
                f"{count:,} annual series with backtests and intervals",
                "process",
                fits,
                1 + OWN,
                "the same fits",
            ),
            ratio_row(
                f"{count:,} annual series with backtests and intervals",
                "process",
                passes,
                PASSES,
                "an AutoETS pass",
            ),
        ],
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
