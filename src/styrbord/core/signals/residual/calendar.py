"""Which rows does a series have when every period of its calendar gets one?

A period without a row is a gap: the rows around it are not one step apart.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from styrbord.core.signals.gaps import numbers_of, season_of
from styrbord.core.signals.series import FloatArray, Series

IntArray = npt.NDArray[np.int64]

MOST_STRETCHED = 3


def on_calendar(series: Sequence[Series]) -> list[FloatArray]:
    """Values of each series with NaN in every period without a row, from its first known value on.

    Returns
    -------
    list of FloatArray
        float64 (period,); empty when nothing is known. Rows are taken as neighbours where the days fit no
        calendar, or where it would be more than three times as long as the rows.
    """
    lengths = np.array([len(one.at) for one in series], dtype=np.int64)
    days = np.array([day.toordinal() for one in series for day in one.at], dtype=np.int64)
    owner = np.repeat(np.arange(len(series)), lengths)
    numbers = numbers_of(days, owner, np.array([one.season for one in series], dtype=np.int64))
    ends = np.cumsum(lengths)
    parts = [numbers[end - length : end] for end, length in zip(ends, lengths, strict=True)]
    return [_from_first(_spread_out(one, part)) for one, part in zip(series, parts, strict=True)]


def _spread_out(series: Series, numbers: IntArray) -> FloatArray:
    if len(numbers) < 2:
        return series.values
    if np.diff(numbers).min() <= 0:
        numbers = _by_distance(series)
    rows = numbers - numbers[0]
    count = int(rows[-1]) + 1
    if count == len(rows) or count > MOST_STRETCHED * len(rows) or np.diff(rows).min() <= 0:
        return series.values
    whole = np.full(count, np.nan)
    whole[rows] = series.values
    return whole


def _by_distance(series: Series) -> IntArray:
    """Numbers of the periods by the usual distance of the rows, where the season does not tell them apart."""
    days = np.array([day.toordinal() for day in series.at], dtype=np.int64)
    season = np.array([season_of(series.at)], dtype=np.int64)
    return numbers_of(days, np.zeros(len(days), np.int64), season)


def _from_first(values: FloatArray) -> FloatArray:
    known = ~np.isnan(values)
    return values[int(known.argmax()) :] if known.any() else values[:0]
