"""On which scale is each series watched, and is a trend part of what is expected of it?"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from scipy import stats

from styrbord.core.signals.residual.design import Design
from styrbord.core.signals.residual.fit import fitted
from styrbord.core.signals.residual.table import NullTable
from styrbord.core.signals.residual.transform import CLEARLY, gains
from styrbord.core.signals.series import FloatArray

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]
Groups = list[tuple[Design, IntArray]]

CHUNK = 4000
LEAST_FLAT = 20  # series of a pool that together show that they have no trend
LEAST_FREEDOM = 8
HARMLESS = 0.5  # squared t of the trend beyond chance, on average: little beside their error
UNLIKELY = 0.001  # that chance makes so steep a trend


def in_logs(
    values: Sequence[FloatArray], groups: Groups, scales: IntArray, decided: Sequence[bool | None]
) -> BoolArray:
    """Whether logarithms are watched: as decided before, else by the gain over all series of one scale.

    Parameters
    ----------
    values : one float64 (row,) for each series.
    groups : designs with the places of their series.
    scales : int64 (series,), numbers of the pools that share a scale.
    decided : what was decided before; None = not yet.

    Returns
    -------
    BoolArray
        bool (series,)
    """
    gain = np.zeros(int(scales.max(initial=-1)) + 1)
    for design, members in groups:
        undecided = members[[decided[one] is None for one in members]]
        for part in parts(undecided):
            np.add.at(gain, scales[part], gains(np.stack([values[one] for one in part]), design))
    told = zip(scales, decided, strict=True)
    return np.array(
        [bool(gain[pool] > CLEARLY) if given is None else given for pool, given in told], np.bool_
    )


def without_trend(
    values: Sequence[FloatArray], groups: Groups, pools: IntArray, table: NullTable
) -> BoolArray:
    """Which series do without a trend: those of a pool of many that shows none, unless they show their own.

    Parameters
    ----------
    values : one float64 (row,) for each series, on the scale that is watched.
    groups : designs with the places of their series.
    pools : int64 (series,).
    table : gives the bias of the memory.

    Returns
    -------
    BoolArray
        bool (series,)
    """
    count = int(pools.max(initial=-1)) + 1
    size, surplus, variance = np.zeros(count), np.zeros(count), np.zeros(count)
    is_level = np.zeros(len(pools), np.bool_)
    for design, members in groups:
        if design.freedom < LEAST_FREEDOM:
            continue
        mean, spread = stats.f.stats(1, design.freedom, moments="mv")
        for part in parts(members):
            square = _trend_squares(np.stack([values[one] for one in part]), design, table)
            known = ~np.isnan(square)
            np.add.at(size, pools[part[known]], 1)
            np.add.at(surplus, pools[part[known]], square[known] - mean)
            np.add.at(variance, pools[part[known]], spread)
            is_level[part] = stats.f.sf(square, 1, design.freedom) > UNLIKELY
    is_flat = (size >= LEAST_FLAT) & (surplus <= np.maximum(2 * np.sqrt(variance), HARMLESS * size))
    found: BoolArray = is_level & is_flat[pools]
    return found


def parts(members: IntArray) -> list[IntArray]:
    """The same places, some thousands at a time."""
    return [members[first : first + CHUNK] for first in range(0, len(members), CHUNK)]


def _trend_squares(values: FloatArray, design: Design, table: NullTable) -> FloatArray:
    """Squared t of the trend at the memory that was fitted with it, float64 (series,)."""
    bias = table.bias(design.kind, design.freedom)
    sloped = fitted(values, design, bias=bias)
    flat = fitted(values, replace(design, has_trend=False), memory=sloped.memory)
    lost = flat.freedom * flat.spread**2 - sloped.freedom * sloped.spread**2
    found: FloatArray = np.maximum(lost, 0.0) / sloped.spread**2
    return found
