"""Which weeks do days make, so that the course of a daily series is judged where weekdays do not move it?"""

import numpy as np

from styrbord.core.signals.series import FloatArray
from styrbord.core.spine.indicators import OverTime

DAYS = 7


def whole_weeks(values: FloatArray, first: int, rule: OverTime) -> tuple[FloatArray, int]:
    """Values of the ISO weeks of which every day lies among the days.

    Parameters
    ----------
    values : float64 (day,), consecutive; NaN = missing or in part.
    first : ordinal of the first day.
    rule : of the indicator over time.

    Returns
    -------
    tuple of FloatArray and int
        float64 (week,) and the ordinal of the first week. NaN where a day is missing: what six days make is
        no week. Empty where nothing may be joined.
    """
    ahead = -(first - 1) % DAYS
    count = max(len(values) - ahead, 0) // DAYS if rule is not OverTime.NONE else 0
    days = values[ahead : ahead + count * DAYS].reshape(count, DAYS)
    return _joined(days, rule), (first + ahead - 1) // DAYS


def _joined(days: FloatArray, rule: OverTime) -> FloatArray:
    """One value a row, NaN where a day is."""
    if rule is OverTime.MEAN:
        return np.asarray(days.mean(axis=1))
    if rule is OverTime.MAX:
        return np.asarray(days.max(axis=1))
    if rule in (OverTime.FIRST, OverTime.LAST):
        found = days[:, 0 if rule is OverTime.FIRST else -1]
        return np.asarray(np.where(np.isnan(days).any(axis=1), np.nan, found))
    return np.asarray(days.sum(axis=1))
