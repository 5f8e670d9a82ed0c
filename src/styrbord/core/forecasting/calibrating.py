"""How far must an interval reach to hold as often as it says, judged by errors that were made?"""

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri
from scipy.stats import t as student

Numbers = npt.NDArray[np.float64]

ERRORS_PER_TAIL = 5.0
PRIOR_ERRORS = 50.0
MIDDLE = 80.0
OUTER = (0.02, 0.98)


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


def stretch(errors: Numbers, level: float) -> Numbers:
    """How many times farther to reach because all series share the shocks of the few origins that are known.

    Errors of one origin have a mean in common. Its variance between origins is a share of that of all errors;
    known from k origins, it calls for the tail of a t distribution with k degrees of freedom.

    Parameters
    ----------
    errors : float64 (series, origin, h), of series whose origins are the same periods; NaN = unknown.
    level : percent that the interval should hold.

    Returns
    -------
    float64 (h,)
        At least 1, never less at a later horizon; 1 where fewer than two origins have two series.

    Source: random effects with a known mean of nothing, Searle, Casella and McCulloch 1992, Variance
    components, ch. 3; the lowest and highest 2 % of errors count as the next ones.

    Examples
    --------
    >>> shared = np.repeat([[[-3.0], [2.0], [-1.0], [3.0]]], 50, axis=0)
    >>> float(stretch(shared, 80)[0].round(2))
    1.2
    """
    known = ~np.isnan(errors)
    if not known.any():
        return np.ones(errors.shape[2])
    near = np.clip(errors, *np.quantile(errors[known], OUTER))
    return np.maximum.accumulate([_stretch(near[:, :, step], level) for step in range(errors.shape[2])])


def _stretch(errors: Numbers, level: float) -> float:
    """Of one horizon, errors (series, origin)."""
    columns = [column[~np.isnan(column)] for column in errors.T]
    columns = [column for column in columns if len(column) > 1]
    if len(columns) < 2:
        return 1.0
    within = np.array([column.var(ddof=1) for column in columns])
    chance = np.mean(within / [len(column) for column in columns])
    common = max(float(np.mean([column.mean() ** 2 for column in columns]) - chance), 0.0)
    whole = common + float(within.mean())
    wider = student.ppf(0.5 + level / 200, len(columns)) / ndtri(0.5 + level / 200)
    return float(np.sqrt(1 + common / whole * (wider**2 - 1))) if whole > 0 else 1.0


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
