"""How far was a forecast from what came, and did its interval hold?

Every score is of one series; a set's score is the plain mean over its series.
"""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

QUANTILES = np.arange(5, 100, 5) / 100


def scale(train: Numbers, *, season: int) -> float:
    """Mean size of the seasonal naive error inside the history; what the other scores are measured in.

    Parameters
    ----------
    train : float64 (t,); NaN = missing, a difference with it is left out.
    season : periods in a season, 1 when there is none.

    Returns
    -------
    float
        In the unit of the series. 0 for a constant series, NaN when there is no such difference.

    Source: Hyndman and Koehler 2006, Another look at measures of forecast accuracy, section 3.

    Examples
    --------
    >>> scale(np.array([1.0, 3.0, 2.0, 5.0]), season=1)
    2.0
    """
    steps = np.abs(train[season:] - train[:-season]) if len(train) > season else np.empty(0)
    known = steps[~np.isnan(steps)]
    return float(known.mean()) if len(known) else float("nan")


def mase(train: Numbers, actual: Numbers, forecast: Numbers, *, season: int) -> float:
    """Mean absolute scaled error: 1 is as far off as the naive forecast was inside the history.

    Parameters
    ----------
    train : float64 (t,).
    actual, forecast : float64 (h,); a period without both is left out.
    season : periods in a season.

    Returns
    -------
    float
        NaN when the scale is 0 or unknown, or no period has both: such a series is left out of a set.

    Source: Hyndman and Koehler 2006, section 3.

    Examples
    --------
    >>> mase(np.array([1.0, 3.0, 2.0, 5.0]), np.array([6.0, 7.0]), np.array([5.0, 5.0]), season=1)
    0.75
    """
    size = scale(train, season=season)
    return _mean(np.abs(actual - forecast)) / size if size > 0 else float("nan")


def smape(actual: Numbers, forecast: Numbers) -> float:
    """Symmetric mean absolute percentage error, 0 to 200; 0 beside 0 counts as 0.

    Parameters
    ----------
    actual, forecast : float64 (h,); a period without both is left out.

    Returns
    -------
    float
        Percent; NaN when no period has both.

    Source: Makridakis and Hibon 2000, The M3-Competition, appendix A.

    Examples
    --------
    >>> smape(np.array([0.0, 3.0]), np.array([0.0, 1.0]))
    50.0
    """
    size = np.abs(actual) + np.abs(forecast)
    ratio = np.divide(200 * np.abs(actual - forecast), size, out=np.zeros_like(size), where=size != 0)
    return _mean(ratio)


def mape(actual: Numbers, forecast: Numbers) -> float:
    """Mean absolute percentage error.

    Parameters
    ----------
    actual, forecast : float64 (h,); a period without both is left out.

    Returns
    -------
    float
        Percent; NaN when an actual is 0 (the series is left out of a set) or no period has both.

    Source: Makridakis and Hibon 2000, appendix A.
    """
    if (actual == 0).any():
        return float("nan")
    return _mean(100 * np.abs((actual - forecast) / actual))


def coverage(actual: Numbers, low: Numbers, high: Numbers) -> float:
    """Share of the periods whose actual lies inside the interval, its ends included.

    Parameters
    ----------
    actual, low, high : float64 (h,); a period without all three is left out.

    Returns
    -------
    float
        Share; NaN when no period has all three.

    Source: Gneiting and Raftery 2007, Strictly proper scoring rules, section 6.2.
    """
    inside = np.where((low <= actual) & (actual <= high), 1.0, 0.0)
    return _mean(np.where(np.isnan(actual + low + high), np.nan, inside))


def winkler(
    actual: Numbers, low: Numbers, high: Numbers, *, level: float, train: Numbers, season: int
) -> float:
    """Interval score: its width, and a fine for every actual outside, in scales.

    Parameters
    ----------
    actual, low, high : float64 (h,); a period without all three is left out.
    level : percent that the interval should hold, such as 80.
    train : float64 (t,): history that gives the scale.
    season : periods in a season.

    Returns
    -------
    float
        Smaller is better; NaN when the scale is 0 or unknown.

    Source: Winkler 1972, A decision-theoretic approach to interval estimation; Gneiting and Raftery
    2007, equation 43.

    Examples
    --------
    >>> history = np.array([0.0, 1.0, 0.0])
    >>> winkler(np.array([3.0]), np.array([0.0]), np.array([2.0]), level=80, train=history, season=1)
    12.0
    """
    fine = 200 / (100 - level)
    missed = np.maximum(low - actual, 0) + np.maximum(actual - high, 0)
    size = scale(train, season=season)
    return _mean(high - low + fine * missed) / size if size > 0 else float("nan")


def crps(actual: Numbers, quantiles: Numbers, *, train: Numbers, season: int) -> float:
    """Continuous ranked probability score from 19 quantiles: twice their mean pinball loss, in scales.

    Parameters
    ----------
    actual : float64 (h,); NaN = missing, left out.
    quantiles : float64 (tau, h) at .05, .10, ..., .95.
    train : float64 (t,): history that gives the scale.
    season : periods in a season.

    Returns
    -------
    float
        Smaller is better; NaN when the scale is 0 or unknown.

    Source: Gneiting and Raftery 2007, section 4.2; pinball loss after Koenker and Bassett 1978.
    """
    size = scale(train, season=season)
    tau = QUANTILES[:, None]
    loss = np.maximum(tau * (actual - quantiles), (tau - 1) * (actual - quantiles))
    return 2 * _mean(loss) / size if size > 0 else float("nan")


def of_set(scores: Numbers) -> float:
    """Plain mean over the series of a set; series without a score are left out.

    Parameters
    ----------
    scores : float64 (series,); NaN = no score.

    Returns
    -------
    float
        NaN when no series has a score.

    Source: Makridakis and Hibon 2000, section 3.
    """
    return _mean(scores)


def _mean(values: Numbers) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else float("nan")
