"""How often is a change of level found that is there, and one that is not?

.venv/bin/python -m bench.change_points
"""

import sys
from datetime import date

import numpy as np

from styrbord.core.signals.change_point import since_when
from styrbord.core.signals.series import FloatArray, Series
from styrbord.core.spine.indicators import Direction

SERIES = 400
SIZE = 2.5
NEAR = 3
SEED = 3
WARM_UP = 50


def with_memory(rng: np.random.Generator, count: int, memory: float) -> FloatArray:
    """A series without a change, in units of its own spread, float64 (row,)."""
    values = rng.normal(size=count + WARM_UP)
    for at in range(1, len(values)):
        values[at] += memory * values[at - 1]
    return np.asarray(values[WARM_UP:] * np.sqrt(1 - memory**2))


def found_in(values: FloatArray) -> int | None:
    """Row of the change that is told; None where none is."""
    at = tuple(date(1900 + row // 12, row % 12 + 1, 1) for row in range(len(values)))
    change = since_when(Series("s", at, values, Direction.UP, 12))
    return None if change is None else change.row


def main() -> int:
    """Print both shares by length and memory."""
    rng = np.random.default_rng(SEED)
    print("rows  memory  false   near")
    for count in (24, 36, 60, 120):
        for memory in (0.0, 0.3, 0.5, 0.7, 0.8):
            level = np.where(np.arange(count) < count // 2, 0.0, SIZE)
            false = near = 0
            for _ in range(SERIES):
                values = with_memory(rng, count, memory)
                false += found_in(values) is not None
                row = found_in(values + level)
                near += row is not None and abs(row - count // 2) <= NEAR
            print(f"{count:4}  {memory:6}  {false / SERIES:5.3f}  {near / SERIES:5.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
