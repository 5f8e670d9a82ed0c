"""How many periods lie between two rows, and how many has a year?"""

from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]

DAILY = 365
WEEKLY = 52
_MONTHS = {12: 1, 4: 3, 2: 6, 1: 12}
_MOST_DAYS = ((3, DAILY), (10, WEEKLY), (45, 12), (135, 4), (270, 2))
_EPOCH = date(1970, 1, 1).toordinal()
_SATURDAY = 5


def season_of(at: Sequence[date]) -> int:
    """Rows a year, from the usual distance of two rows.

    Returns
    -------
    int
        365, 52, 12, 4, 2 or 1; 1 for a single row.

    Examples
    --------
    >>> season_of([date(2020, 1, 1), date(2020, 2, 1), date(2020, 6, 1), date(2020, 7, 1)])
    12
    """
    if len(at) < 2:
        return 1
    usual = float(np.median(np.diff([day.toordinal() for day in at])))
    return next((season for most, season in _MOST_DAYS if usual <= most), 1)


def periods_apart(days: IntArray, owner: IntArray, season: IntArray) -> IntArray:
    """Periods from the row before of the same series to this one; 1 for neighbours.

    Parameters
    ----------
    days : int64 (row,), `date.toordinal()`, ascending in each series
    owner : int64 (row,), number of the series, ascending
    season : int64 (series,), rows a year: 365, 52, 12, 4, 2; any other counts as 1

    Returns
    -------
    int64 (row,)
        1 on the first row of a series. Of daily series that have no row on a weekend, Friday and Monday
        are neighbours.
    """
    apart = np.ones(len(days), dtype=np.int64)
    if len(days):
        apart[1:] = np.where(np.diff(owner) == 0, np.diff(numbers_of(days, owner, season)), 1)
    return apart


def numbers_of(days: IntArray, owner: IntArray, season: IntArray) -> IntArray:
    """Number of each row's period, consecutive for consecutive periods; shapes as `periods_apart`."""
    rows_a_year = season[owner]
    width = np.array([_MONTHS.get(int(one), 12) for one in season], dtype=np.int64)[owner]
    daily = np.where(_rests(days, owner, len(season)), _working_days(days), days)
    numbers = np.where(
        rows_a_year == DAILY, daily, np.where(rows_a_year == WEEKLY, days // 7, month_numbers(days) // width)
    )
    return np.asarray(numbers, dtype=np.int64)


def month_numbers(days: IntArray) -> IntArray:
    """Number of each day's month since 1970-01, int64 (row,)."""
    return (days - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def _rests(days: IntArray, owner: IntArray, count: int) -> npt.NDArray[np.bool_]:
    """Whether no row of the series falls on a weekend, dim (row,)."""
    on_weekend = (days - 1) % 7 >= _SATURDAY
    return np.asarray(np.bincount(owner, weights=on_weekend, minlength=count)[owner] == 0)


def _working_days(days: IntArray) -> IntArray:
    weeks, weekday = np.divmod(days - 1, 7)
    return np.asarray(weeks * _SATURDAY + weekday, dtype=np.int64)
