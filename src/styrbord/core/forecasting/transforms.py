"""On which scale is a series forecast, so that the result stays where it can lie?"""

from enum import StrEnum

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


class Transform(StrEnum):
    """Scale that methods work on."""

    NONE = "none"
    LOG = "log"
    LOGIT = "logit"


def forth(values: Numbers, transform: Transform, *, lower: float, upper: float) -> Numbers:
    """Values on the scale that methods work on.

    Parameters
    ----------
    values : float64 (t,).
    transform : log for positive levels, logit for shares strictly inside their bounds.
    lower, upper : bounds of the values, for logit.

    Returns
    -------
    float64 (t,)

    Raises
    ------
    ValueError
        If a value does not fit the transform; ask `fits` first.

    Source: Hyndman and Athanasopoulos 2021, Forecasting: principles and practice, sections 3.1 and 13.3.
    """
    if not fits(values, transform, lower=lower, upper=upper):
        raise ValueError(f"values do not fit the transform {transform}")
    if transform is Transform.LOG:
        return np.asarray(np.log(values))
    if transform is Transform.LOGIT:
        return np.asarray(np.log((values - lower) / (upper - values)))
    return values


def back(values: Numbers, transform: Transform, *, lower: float, upper: float) -> Numbers:
    """Forecasts on the scale of the series; of a median this is the median.

    Parameters
    ----------
    values : float64, any shape.
    transform : as in `forth`.
    lower, upper : as in `forth`.

    Returns
    -------
    float64, of the same shape

    Examples
    --------
    >>> share = np.array([0.2, 0.9])
    >>> back(forth(share, Transform.LOGIT, lower=0, upper=1), Transform.LOGIT, lower=0, upper=1).round(9)
    array([0.2, 0.9])
    """
    with np.errstate(over="ignore"):
        if transform is Transform.LOG:
            return np.asarray(np.exp(values))
        if transform is Transform.LOGIT:
            return np.asarray(lower + (upper - lower) / (1 + np.exp(-values)))
    return values


def fits(values: Numbers, transform: Transform, *, lower: float, upper: float) -> bool:
    """Whether every value lies where the transform is defined.

    Returns
    -------
    bool
        Missing values are left out.
    """
    known = values[~np.isnan(values)]
    if transform is Transform.LOG:
        return bool((known > 0).all())
    if transform is Transform.LOGIT:
        return bool(np.isfinite([lower, upper]).all() and ((known > lower) & (known < upper)).all())
    return True
