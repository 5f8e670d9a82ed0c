"""How often could a change be found by a test that knows all but the level, the season and the trend?

Run as `python -m bench.signals_bounds`, without a database. Months with normal noise; of very many series 5 %
change, and a tenth of the alarms may be false. The test knows memory, spread, and when and how it began.
"""

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from bench.signals_worlds import CHANGE, MEMORIES
from styrbord.core.signals.residual.design import Design

FloatArray = npt.NDArray[np.float64]
TRUE, Q, DRIFT = 0.05, 0.10, 0.15


def distance(memory: float, change: FloatArray, *, has_trend: bool) -> float:
    """By how many of its own spreads the best test is moved by the change (generalised least squares)."""
    rows = len(change)
    columns = Design(rows, 12, has_season=True, has_trend=has_trend).matrix()
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
    """Show a fall at its third release and a drift at its twelfth."""
    fall = np.concatenate([np.zeros(47), np.full(3, CHANGE)])
    drift = np.concatenate([np.zeros(48), DRIFT * np.arange(1, 13)])
    for memory in MEMORIES:
        told = [
            found(distance(memory, change, has_trend=has_trend))
            for change, has_trend in ((fall, False), (fall, True), (drift, False))
        ]
        print(f"memory {memory:g}: fall {told[0]:.0%}, with a trend {told[1]:.0%}; drift {told[2]:.0%}")


if __name__ == "__main__":
    main()
