"""Between which places does each subject lie, over all recalculations?"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.doubt.chance import Floats, Ints

Places = npt.NDArray[np.int32]
NONE = 0
"""Stands for "no place" among places, which begin with 1."""
LOW, MIDDLE, HIGH = 0.05, 0.5, 0.95
_CELLS = 1 << 22


@dataclass(frozen=True, eq=False)
class Spread:
    """Places over recalculations, each float64 (row,); NaN where a subject never had a place.

    Attributes
    ----------
    mean : mean place
    low, median, high : 5 %, 50 % and 95 % quantiles of type 7
    present : share of the recalculations in which the subject had a place
    """

    mean: Floats
    low: Floats
    median: Floats
    high: Floats
    present: Floats


def places_of(ranks: Floats) -> Places:
    """Ranks as whole numbers, `NONE` where there is none."""
    return np.nan_to_num(ranks, nan=NONE).astype(np.int32)


def spread(places: Places, times: Ints | None = None) -> Spread:
    """Mean and quantiles of places.

    Parameters
    ----------
    places : int32 (recalculation, row), `NONE` where a subject has no place.
    times : int64 (recalculation,): how often each one counts; once when left out.

    Returns
    -------
    Spread

    Source: section 5 of the methods for ratings; quantiles: Hyndman and Fan 1996, definition 7.

    >>> spread(np.array([[1], [2], [4], [NONE]], dtype=np.int32)).median
    array([2.])
    """
    found = np.full((5, places.shape[1]), np.nan)
    width = max(1, _CELLS // max(1, len(places) if times is None else int(times.sum())))
    for start in range(0, places.shape[1], width):
        part = places[:, start : start + width]
        found[:, start : start + width] = _spread(part if times is None else np.repeat(part, times, axis=0))
    return Spread(*found)


def quantile(ordered: Places, count: Ints, share: float) -> Floats:
    """Quantile of type 7 of columns that are in order, their `NONE`s first.

    Parameters
    ----------
    ordered : int32 (recalculation, row), rising.
    count : int64 (row,), how many are no `NONE`.
    share : probability, 0 to 1.

    Returns
    -------
    float64 (row,)
        NaN where the count is 0.

    Source: Hyndman and Fan 1996, definition 7.
    """
    at = (np.maximum(count, 1) - 1) * share
    below = np.floor(at).astype(np.int64)
    part = at - below
    first = len(ordered) - np.maximum(count, 1)
    rows = np.arange(ordered.shape[1])
    above = np.minimum(first + below + 1, len(ordered) - 1)
    found = (1 - part) * ordered[first + below, rows] + part * ordered[above, rows]
    return np.where(count > 0, found, np.nan)


def _spread(places: Places) -> Floats:
    ordered = np.sort(places, axis=0)
    count = (ordered != NONE).sum(0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(count > 0, ordered.sum(0, dtype=np.int64) / count, np.nan)
    quantiles = [quantile(ordered, count, share) for share in (LOW, MIDDLE, HIGH)]
    return np.array([mean, *quantiles, count / max(1, len(places))])
