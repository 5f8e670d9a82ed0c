"""How fast does each unit move over the periods?"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
LEAST = 3


def growth(values: Floats, times: Floats) -> Floats:
    """Compound growth per unit of time between the first and the last present value.

        CAGR = (y_last / y_first)^(1 / (t_last - t_first)) - 1

    Parameters
    ----------
    values : float64 (..., period); NaN = missing.
    times : float64 (period,), rising, e.g. years.

    Returns
    -------
    float64 (...)
        Share per unit of time; 0 where both ends are equal; NaN with fewer than 2 values, where the first
        is 0 or where the sign changes.

    >>> growth(np.array([100.0, np.nan, 121.0]), np.array([2020.0, 2021.0, 2022.0])).round(12)
    np.float64(0.1)
    """
    present = ~np.isnan(values)
    first, last = present.argmax(-1), values.shape[-1] - 1 - present[..., ::-1].argmax(-1)
    start, end = (np.take_along_axis(values, at[..., None], -1)[..., 0] for at in (first, last))
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = end / start
        found = np.where((start != 0) & (ratio >= 0), ratio, np.nan) ** (1 / (times[last] - times[first])) - 1
    found = np.where(start == end, 0.0, found)
    return np.where(present.sum(-1) >= 2, found, np.nan)[()]


def change_per_period(values: Floats, times: Floats) -> Floats:
    """Change per unit of time along a straight line, as a share of the line at the first present value.

        b / (a + b t_first),    a and b by least squares.

    Parameters
    ----------
    values : float64 (..., period); NaN = missing.
    times : float64 (period,), rising, e.g. years.

    Returns
    -------
    float64 (...)
        Share per unit of time; NaN with fewer than 3 values or where the line starts at 0.

    >>> change_per_period(np.array([10.0, 12.0, 14.0]), np.array([2020.0, 2021.0, 2022.0])).round(12)
    np.float64(0.2)
    """
    present = ~np.isnan(values)
    n = np.maximum(present.sum(-1), 1)
    t, y = np.where(present, times, 0.0), np.where(present, values, 0.0)
    t_mean, y_mean = t.sum(-1) / n, y.sum(-1) / n
    dt = np.where(present, t - t_mean[..., None], 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        slope = (dt * np.where(present, y - y_mean[..., None], 0.0)).sum(-1) / (dt**2).sum(-1)
        fitted = y_mean + slope * (times[present.argmax(-1)] - t_mean)
        found = slope / np.where(fitted == 0, np.nan, fitted)
    return np.where(present.sum(-1) >= LEAST, found, np.nan)[()]
