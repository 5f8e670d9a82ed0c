"""What do backtests, choice and calibration cost beside the fits they need?

Run as `python -m bench.forecasting_speed [SERIES]`, without a database. Annual series of 22 years, horizon 3,
8 origins, ETS, DOT and Theta. A pass is one warm AutoETS fit of every series. What one process takes is time
of the processor, so that others on the machine do not count; what two take is time on the clock, with their
start.
"""

import sys
from collections.abc import Callable
from time import process_time

import numpy as np

from bench.timing import Pair, Row, keep, ratio_row, seconds
from styrbord.core.base.processes import Processes
from styrbord.core.forecasting.forecasts import forecasts
from styrbord.core.forecasting.histories import Asked, History
from styrbord.core.forecasting.methods import dot, ets, theta
from styrbord.core.forecasting.origins import origins

YEARS, HORIZON, SEED = 22, 3, 2026
PASSES, OWN, PART = 25.0, 0.3, 8


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


def worked(action: Callable[[], object]) -> float:
    """Time of the processor that one call takes, in seconds."""
    start = process_time()
    action()
    return process_time() - start


def alone(histories: list[History]) -> list[Row]:
    """In one process, so that starting others does not hide in either side."""
    few = histories[:5]
    one_pass(few), bare(few), forecasts(few, Asked(HORIZON))
    base = worked(lambda: bare(histories))
    passed = worked(lambda: one_pass(histories))
    whole = worked(lambda: forecasts(histories, Asked(HORIZON)))
    fits, passes = Pair(whole, base, whole / base), Pair(whole, passed, whole / passed)
    return [
        ratio_row(_what(histories), "one process", fits, 1 + OWN, "the same fits"),
        ratio_row(_what(histories), "one process", passes, PASSES, "an AutoETS pass"),
    ]


def together(histories: list[History]) -> Row:
    """On two cores, and a pass on two cores as well."""
    parts = [histories[first : first + PART] for first in range(0, len(histories), PART)]
    passed = seconds(lambda: Processes(2).map(one_pass, parts))
    whole = seconds(lambda: forecasts(histories, Asked(HORIZON), fan_out=Processes(2)))
    return ratio_row(
        _what(histories), "two processes", Pair(whole, passed, whole / passed), PASSES, "an AutoETS pass"
    )


def _what(histories: list[History]) -> str:
    return f"{len(histories):,} annual series with backtests and intervals"


def main(count: int) -> None:
    """Measure and keep."""
    histories = drawn(count)
    keep("forecasting-speed", "process", [*alone(histories), together(histories)])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
