"""How far must an interval reach to hold as often as it says, judged by errors that were made?"""

import numpy as np
import numpy.typing as npt
from scipy.stats import t as student

Numbers = npt.NDArray[np.float64]

ERRORS_PER_TAIL = 5.0
PRIOR_ERRORS = 50.0
MIDDLE = 80.0


def reach(errors: Numbers, level: float) -> tuple[Numbers, Numbers]:
    """Signed reach below and above a forecast, in scales, by horizon.

    Parameters
    ----------
    errors : float64 (any, h): actual less forecast, divided by the scale known at the origin; NaN = unknown.
    level : percent that the interval should hold.

    Returns
    -------
    (below, above) : float64 (h,), float64 (h,)
        Never nearer at a later horizon. NaN where no error is known at any horizon.

    Source: Vovk, Gammerman and Shafer 2005, Algorithmic learning in a random world, ch. 2 (rank among n + 1);
    pooling over series and running extremes over horizons: shared/methods/forecasting.md, section 6.1.

    Examples
    --------
    >>> below, above = reach(np.arange(-50.0, 51.0)[:, None], 80)
    >>> float(below[0]), float(above[0])
    (-41.0, 41.0)
    """
    tail = (100 - level) / 200
    columns = [column[~np.isnan(column)] for column in errors.T]
    below = np.array([-_tail(-column, tail) for column in columns])
    above = np.array([_tail(column, tail) for column in columns])
    return _running(below, np.fmin), _running(above, np.fmax)


def drawn(own: Numbers, pooled: Numbers, count: int) -> Numbers:
    """Reach of a group of series, drawn towards that of all, the more so the fewer errors it has.

    Parameters
    ----------
    own, pooled : float64 (h,).
    count : errors of the group.

    Returns
    -------
    float64 (h,)

    Source: weight n / (n + 50), shared/methods/forecasting.md, section 6.1.
    """
    weight = count / (count + PRIOR_ERRORS)
    return np.asarray(np.where(np.isnan(own), pooled, weight * own + (1 - weight) * pooled))


def _tail(errors: Numbers, share: float) -> float:
    """Upper quantile with the given share above it; where errors are few, by the tail of a t distribution."""
    count = len(errors)
    if not count:
        return float("nan")
    middle = (100 - MIDDLE) / 200
    if share < middle and count * share < ERRORS_PER_TAIL:
        inner = max(_tail(errors, middle), 0.0)
        degrees = max(count - 1, 1)
        return float(
            max(
                inner * student.ppf(1 - share, degrees) / student.ppf(1 - middle, degrees),
                _ranked(errors, share),
            )
        )
    if (1 - share) * (count + 1) > count:
        spread = float(np.sqrt(np.mean(errors**2) * (1 + 1 / count)))
        return float(student.ppf(1 - share, max(count - 1, 1)) * spread)
    return _ranked(errors, share)


def _ranked(errors: Numbers, share: float) -> float:
    """Order statistic at rank (1 - share)(n + 1), the largest where that lies beyond it."""
    rank = int(np.ceil(round((1 - share) * (len(errors) + 1), 9)))
    return float(np.sort(errors)[min(rank, len(errors)) - 1])


def _running(reaches: Numbers, wider: np.ufunc) -> Numbers:
    """Made wider or equal from horizon to horizon; a horizon without errors takes the one before."""
    found: Numbers = wider.accumulate(reaches)
    return found
