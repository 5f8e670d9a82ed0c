"""How likely is such a statistic when nothing has changed?

The table holds, for each kind of design and number of degrees of freedom, quantiles of the statistics among
simulated series without a change, by the memory that was FITTED to them (five classes) and by the tails
of their noise (normal, Student's t4). Beyond the top 1 % a generalised Pareto tail goes on. Methods 4.2.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

PATH = Path(__file__).with_name("null_table.json")
LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99)
BEYOND = 0.01
NARROW = 1e-9  # between two equal places of a grid
MOST_WEIGHT = 20.0  # of the tails; far beyond doubt


@dataclass(frozen=True, slots=True, eq=False)
class Statistic:
    """Null of one statistic; dims: freedom, memory, tails, level.

    Attributes
    ----------
    quantiles : float64 (freedom, memory, tails, level)
    scale, shape : float64 (freedom, tails): Pareto tail of (value - top) / top
    """

    quantiles: FloatArray
    scale: FloatArray
    shape: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """Null of one kind of design.

    Attributes
    ----------
    freedom : float64 (freedom,), ascending
    bias : float64 (freedom, 2): (c, d), least squares finds c + d rho
    memory : float64 (freedom, memory): mean fitted memory of each class
    tails : float64 (freedom, 2): (c, d), log odds of heavy tails are c + d times their fitted weight
    """

    freedom: FloatArray
    bias: FloatArray
    memory: FloatArray
    tails: FloatArray
    window: Statistic
    robust: Statistic
    drift: Statistic


@dataclass(frozen=True, slots=True, eq=False)
class NullTable:
    """All kinds, with the version of the table, its seed, and how many series were simulated for each row."""

    version: str
    seed: int
    draws: int
    kinds: dict[str, Kind]

    def bias(self, kind: str, freedom: float) -> tuple[float, float]:
        """What least squares makes of the memory in series of such a length.

        Returns
        -------
        tuple
            (c, d): on average it finds c + d rho.
        """
        own = self.kinds[kind]
        at = 1 / max(freedom, 1.0)
        places = 1 / own.freedom[::-1]
        low, high = (float(np.interp(at, places, own.bias[::-1, part])) for part in (0, 1))
        return low, high


@cache
def shipped() -> NullTable:
    """The table that the program brings along.

    Returns
    -------
    NullTable
    """
    return read(json.loads(PATH.read_text(encoding="utf-8")))


def read(text: dict[str, Any]) -> NullTable:
    """A table from its written form.

    Returns
    -------
    NullTable
    """
    kinds = {name: _kind(rows) for name, rows in text["kinds"].items()}
    return NullTable(text["version"], text["seed"], text["draws"], kinds)


def _kind(rows: dict[str, Any]) -> Kind:
    parts = {name: np.array(rows[name], dtype=np.float64) for name in ("freedom", "bias", "memory", "tails")}
    window, robust, drift = (
        Statistic(*(np.array(rows[name][part], dtype=np.float64) for part in ("quantiles", "scale", "shape")))
        for name in ("window", "robust", "drift")
    )
    return Kind(**parts, window=window, robust=robust, drift=drift)


def p_values(
    kind: Kind, statistic: Statistic, found: FloatArray, *, freedom: FloatArray, memory: FloatArray
) -> FloatArray:
    """Share of series without a change whose statistic is at least so large, by the tails they have.

    Parameters
    ----------
    kind, statistic : part of the table.
    found : float64 (series,), the statistic; NaN = no test.
    freedom, memory : float64 (series,), what was fitted.

    Returns
    -------
    FloatArray
        float64 (series, 2) in (0, 1], for normal tails and for Student's t4; NaN where `found` is. Between
        the classes the logarithm is interpolated.

    Source: methods 4.2; Pickands 1975 for the tail.
    """
    logs = np.zeros((len(found), 2))
    for row, row_share in _rows(kind, freedom):
        low, share = _between(kind.memory[row], memory)
        for more in (0, 1):
            weight = row_share * np.abs(1 - more - share)
            for tail in (0, 1):
                quantiles = statistic.quantiles[row, low + more, tail]
                scale, shape = statistic.scale[row, tail], statistic.shape[row, tail]
                logs[:, tail] += weight * _log_p(quantiles, scale, shape, found)
    found_p: FloatArray = np.exp(logs)
    return found_p


def log_odds(kind: Kind, weight: FloatArray, freedom: FloatArray) -> FloatArray:
    """How much likelier heavy tails have become by the residuals, as a logarithm.

    Parameters
    ----------
    kind : part of the table.
    weight : float64 (series,), fitted weight of the tails; NaN = unknown.
    freedom : float64 (series,).

    Returns
    -------
    FloatArray
        float64 (series,); 0 where the weight is unknown.
    """
    odds = np.zeros(len(weight))
    for row, share in _rows(kind, freedom):
        odds += share * (kind.tails[row, 0] + kind.tails[row, 1] * np.minimum(weight, MOST_WEIGHT))
    return np.nan_to_num(odds)


def _rows(kind: Kind, freedom: FloatArray) -> Iterator[tuple[IntArray, FloatArray]]:
    """The two rows of the table around each series, with their shares; even in 1 / freedom."""
    last = len(kind.freedom) - 1
    grid = np.broadcast_to(1 / kind.freedom[::-1], (len(freedom), last + 1))
    low, share = _between(grid, 1 / np.maximum(freedom, 1.0))
    yield last - low, 1 - share
    yield last - low - 1, share


def _between(grids: FloatArray, at: FloatArray) -> tuple[IntArray, FloatArray]:
    """Place below in each one's ascending grid (series, class), and the share of the way to the next."""
    low = np.clip((grids < at[:, None]).sum(axis=1) - 1, 0, grids.shape[1] - 2)
    pick = np.arange(len(at))
    left, right = grids[pick, low], grids[pick, low + 1]
    return low, np.clip((at - left) / np.maximum(right - left, NARROW), 0.0, 1.0)


def _log_p(quantiles: FloatArray, scale: FloatArray, shape: FloatArray, found: FloatArray) -> FloatArray:
    """Logarithm of the share above, by each series' own quantiles (series, level) and tail."""
    logs = np.log1p(-np.array(LEVELS))
    low, share = _between(quantiles, found)
    inside = logs[low] + share * (logs[low + 1] - logs[low])
    top, bottom = quantiles[:, -1], quantiles[:, 0]
    away = np.maximum(found - top, 0.0) / top
    beyond = np.log(BEYOND) - np.log1p(shape * away / scale) / shape
    below = np.log1p(-LEVELS[0] * np.exp(np.minimum(found - bottom, 0.0)))
    either: FloatArray = np.where(found > top, beyond, np.where(found < bottom, below, inside))
    return np.where(np.isnan(found), np.nan, either)
