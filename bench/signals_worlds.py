"""Which invented series are the signals tried on, with and without a change?

Noise follows itself (AR 1) and has variance 1; "sd" is its own spread, whatever its memory.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from styrbord.core.signals.series import FloatArray, Series
from styrbord.core.spine.indicators import Direction

SEED = 20261122
MEMORIES = (0.0, 0.3, 0.5, 0.7)
WARMING = 100
CHANGE = 3.5
MONTHS_A_STEP = {12: 1, 4: 3, 1: 12}
NAMES = {12: "monthly", 4: "quarterly", 1: "annual"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One family of series: rows, rows a year, memory, size of the season in sd, tails, trend in sd a row."""

    rows: int
    season: int
    memory: float
    wave: float = 0.0
    is_heavy: bool = False
    trend: float = 0.0
    missing: float = 0.0

    @property
    def name(self) -> str:
        """What the tables call it."""
        words = [f"{NAMES[self.season]} {self.rows}", f"memory {self.memory:g}"]
        words += [f"season {self.wave:g} sd"] if self.wave else []
        words += ["t4 tails"] if self.is_heavy else []
        words += [f"trend {self.trend:g} sd a row"] if self.trend else []
        words += [f"{self.missing:.0%} missing"] if self.missing else []
        return ", ".join(words)


def drawn(draw: np.random.Generator, cell: Cell, count: int) -> FloatArray:
    """Series of one cell in which nothing changes, float64 (series, row)."""
    shape = (count, cell.rows + WARMING)
    noise = draw.standard_t(4, shape) / np.sqrt(2) if cell.is_heavy else draw.standard_normal(shape)
    noise *= np.sqrt(1 - cell.memory**2)
    for row in range(1, shape[1]):
        noise[:, row] += cell.memory * noise[:, row - 1]
    time, phase = np.arange(cell.rows), draw.uniform(0, 2 * np.pi, (count, 1))
    wave = cell.wave * np.sin(2 * np.pi * time / cell.season + phase) if cell.season > 1 else 0.0
    slope = cell.trend * draw.choice((-1.0, 1.0), (count, 1))
    values = noise[:, WARMING:] + wave + slope * time
    gone = draw.random(values.shape) < cell.missing
    gone[:, -1] = False
    return np.where(gone, np.nan, values)


def days(rows: int, season: int) -> tuple[date, ...]:
    """First days of so many periods."""
    months = [row * MONTHS_A_STEP[season] for row in range(rows)]
    return tuple(date(1980 + month // 12, month % 12 + 1, 1) for month in months)


def as_series(values: FloatArray, season: int, name: str = "") -> list[Series]:
    """Rows of a table as series; more is better."""
    at = days(values.shape[1], season)
    return [Series(f"{name}{place}", at, row, Direction.UP, season) for place, row in enumerate(values)]


def changed(
    values: FloatArray, is_true: npt.NDArray[np.bool_], rows: int, size: float = CHANGE
) -> FloatArray:
    """The same with a lasting adverse change in some series that began so many rows ago."""
    moved = values.copy()
    moved[is_true, -rows:] -= size
    return moved
