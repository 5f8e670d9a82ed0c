"""How likely is a target missed, by the calibrated forecast of its period?"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

Numbers = npt.NDArray[np.float64]

COUNT = 1000


def marginal(
    mean: float, lower: Numbers, upper: Numbers, levels: Sequence[float], *, count: int = COUNT
) -> Numbers:
    """Sample of one period of one series that has the intervals of its forecast.

    The sample holds the quantiles at (k + 0.5) / count, so it is the same every time. Between the levels the
    distance from the point forecast is linear in the normal score, each side by itself, and goes on so beyond
    the last level: the marginals of joint paths (`paths.shaped`) are made alike. For a target of one period
    nothing but its marginal counts.

    Parameters
    ----------
    mean : point forecast, in the unit of the series.
    lower, upper : float64 (level,): bounds of the intervals.
    levels : nominal coverages in per cent, rising.
    count : size of the sample.

    Returns
    -------
    float64 (count,)
        Rising. NaN where mean or a bound is.

    Examples
    --------
    >>> made = marginal(10.0, np.array([8.0, 7.0]), np.array([13.0, 15.0]), (80, 95))
    >>> float((made < 8).mean()), float((made > 13).mean()), float((made < 10).mean())
    (0.1, 0.1, 0.5)
    """
    score = ndtri((np.arange(count) + 0.5) / count)
    knots = np.concatenate([[0.0], ndtri(0.5 + np.asarray(levels, dtype=np.float64) / 200)])
    inside = np.clip((np.abs(score) - knots[:-1, None]) / np.diff(knots)[:, None], 0.0, 1.0)
    inside[-1] = np.maximum((np.abs(score) - knots[-2]) / (knots[-1] - knots[-2]), 0.0)
    below, above = (np.diff(np.concatenate([[0.0], side])) @ inside for side in (mean - lower, upper - mean))
    return np.asarray(mean + np.where(score < 0, -below, above))
