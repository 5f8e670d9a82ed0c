"""How often could a change be found by a test that knows all but the level, the season and the trend?

Run as `python -m bench.signals_bounds`, without a database. Normal noise; of very many series 5 % change, and
a tenth of the alarms may be false. The test knows memory, spread, and when and how it began.
"""

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from bench.signals_power import SHAPES
from bench.signals_worlds import CHANGE, MEMORIES
from styrbord.core.signals.residual.design import Design

FloatArray = npt.NDArray[np.float64]
TRUE, Q, DRIFT = 0.05, 0.10, 0.15
FALLEN, LONG = 3, 12
DRIFTS = ((60, 12), (52, 4), (52, 1))


def distance(memory: float, change: FloatArray, season: int, *, has_trend: bool) -> float:
    """By how many of its own spreads the best test is moved by the change (generalised least squares)."""
    rows = len(change)
    columns = Design(rows, season, season > 1, has_trend=has_trend).matrix()
    time = np.arange(rows)
    weights = np.linalg.inv(memory ** np.abs(time[:, None] - time))
    explained = columns.T @ weights @ change
    left = change @ weights @ change - explained @ np.linalg.solve(columns.T @ weights @ columns, explained)
    return float(np.sqrt(left))


def found(moved: float) -> float:
    """Share that is found at the largest cut that Benjamini and Hochberg allow."""
    cuts = np.logspace(-9, -1, 4000)
    shares = norm.sf(norm.isf(cuts) - moved)
    is_allowed = cuts <= Q * (TRUE * shares + (1 - TRUE) * cuts)
    return float(shares[is_allowed].max(initial=0.0))


def main() -> None:
    """Show falls at their third release and drifts at their twelfth, for each length of `signals_power`."""
    for rows, season in SHAPES:
        fall = np.concatenate([np.zeros(rows - FALLEN), np.full(FALLEN, CHANGE)])
        for has_trend in (False, True):
            told = [found(distance(memory, fall, season, has_trend=has_trend)) for memory in MEMORIES]
            print(f"fall, {rows} rows, {season} a year, {'' if has_trend else 'no '}trend:", _shares(told))
    for rows, season in DRIFTS:
        drift = np.concatenate([np.zeros(rows - LONG), DRIFT * np.arange(1, LONG + 1)])
        told = [found(distance(memory, drift, season, has_trend=False)) for memory in MEMORIES]
        print(f"drift, {rows} rows, {season} a year:", _shares(told))


def _shares(told: list[float]) -> str:
    return ", ".join(f"{one:.0%}" for one in told)


if __name__ == "__main__":
    main()
