"""How far has a series left the way it went, over which last rows, and is it drifting?

The forecast is frozen at the last row before a window, and the window's errors are held against a lasting
change of level with their own covariance (methods 4.1, the stronger variant). In residuals of one step, r,
with covariance s_e^2 O, a change that began k rows ago stands as c = (1, 1 - rho, ..., 1 - rho), so that

    T_k = -a c' O^-1 r / (s_e sqrt(c' O^-1 c)),    T = max over k of T_k,

where O = diag(f) + the uncertainty of b and rho. A missing row has no residual; the row after it is held
against the forecast through the gap, with f = 1 + rho^2 + ... For heavy tails see `heavy`.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.signals.residual.fit import Fit
from styrbord.core.signals.residual.heavy import roots

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

SMOOTHING = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Steps:
    """One-step residuals of every row, and how each depends on what was estimated; dims: row, series, ....

    Attributes
    ----------
    errors : float64 (row, series), standardised units; NaN where there is none
    factor : float64 (row, series): variance of the error beside s_e^2 when all weights are known
    slopes : float64 (row, series, column + 1): derivative of the forecast by b and, last, by rho
    """

    errors: FloatArray
    factor: FloatArray
    slopes: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Statistics:
    """Both statistics of each series, towards higher values; dims (series,) and (series, row).

    Attributes
    ----------
    window : float64 (series, k): T_k of an increase over the last k rows; NaN = its row is missing
    robust : float64 (series, k, way): R_k of an increase and of a decrease; NaN as in `window`
    drift : float64 (series,): moving average of the residuals in units of its own spread
    averages : float64 (series, row): the moving average itself, E_t
    change : float64 (series, k): estimated change of level over the last k rows, unit of the values
    last : float64 (series, rows withheld): residuals of the withheld rows in units of their spread
    """

    window: FloatArray
    robust: FloatArray
    drift: FloatArray
    averages: FloatArray
    change: FloatArray
    last: FloatArray


def statistics(fit: Fit) -> Statistics:
    """Statistics of all series of one fit.

    Returns
    -------
    Statistics
        NaN for series whose last row is missing or whose spread is unknown.

    Source: methods 4.1; Roberts 1959 for the moving average.
    """
    steps = one_steps(fit)
    window, robust, change = _windows(fit, steps)
    own = scaled(fit, steps)
    averages, drift = averaged(own)
    is_missing = np.isnan(steps.errors[-1]) | np.isnan(fit.spread)
    for found in (window, robust, change, drift):
        found[is_missing] = np.nan
    last = own[-fit.design.withheld :].T
    return Statistics(window, robust, drift, averages, change * fit.scale[:, None], last)


def one_steps(fit: Fit) -> Steps:
    """Every row against its forecast from the last known row before it.

    Returns
    -------
    Steps
        Rows before the first forecast have no error.
    """
    values, matrix, memory = fit.values.T, fit.matrix, fit.memory
    count, width = values.shape[1], matrix.shape[1]
    level = matrix @ fit.weights.T
    errors, factor = np.full(values.shape, np.nan), np.ones(values.shape)
    slopes = np.zeros((*values.shape, width + 1))
    before, spread = values[0], np.zeros(count)
    slope = np.zeros((count, width + 1))
    for row in range(1, len(values)):
        slope = memory[:, None] * slope
        slope[:, :width] += matrix[row]
        slope[:, width] += before
        forecast, spread = level[row] + memory * before, 1 + memory**2 * spread
        errors[row], factor[row], slopes[row] = values[row] - forecast, spread, slope
        is_known = ~np.isnan(values[row])
        before = np.where(is_known, values[row], forecast)
        spread = np.where(is_known, 0.0, spread)
        slope = np.where(is_known[:, None], 0.0, slope)
    return Steps(errors, factor, slopes)


def uncertain(fit: Fit, slopes: FloatArray, error: FloatArray | None = None) -> FloatArray:
    """Covariance of the forecasts of some rows that comes from what was estimated, over s_e^2.

    Parameters
    ----------
    fit : the fit.
    slopes : float64 (row, series, column + 1).
    error : float64 (series,), variance of the memory where it was given; None = as it was fitted.

    Returns
    -------
    FloatArray
        float64 (series, row, row).
    """
    columns, lag = slopes[..., :-1], slopes[..., -1]
    lag_rest = lag - np.einsum("tsj,sj->ts", columns, fit.lag_weights)
    by_columns = np.einsum("tsi,sij,usj->stu", columns, fit.inverse, columns, optimize=True)
    variance = 1 / fit.lag_power if error is None else error / fit.spread**2
    divided = lag_rest * np.sqrt(variance)
    both: FloatArray = by_columns + np.einsum("ts,us->stu", divided, divided)
    return both


def _windows(fit: Fit, steps: Steps) -> tuple[FloatArray, FloatArray, FloatArray]:
    """T_k, R_k and the estimated change for the windows of 1..K rows."""
    size, count = fit.design.window, fit.values.shape[0]
    rows = slice(len(steps.errors) - size, None)
    errors = steps.errors[rows].T
    covariance = uncertain(fit, steps.slopes[rows])
    at = np.arange(size)
    covariance[:, at, at] += steps.factor[rows].T
    window, change = np.full((count, size), np.nan), np.full((count, size), np.nan)
    robust = np.full((count, size, 2), np.nan)
    own_spread = np.sqrt(covariance[:, at, at])
    for k in range(1, size + 1):
        own, mark = errors[:, -k:], response(fit, errors, k)
        is_known = ~np.isnan(own)
        pair = is_known[:, :, None] & is_known[:, None, :]
        square = np.where(pair, covariance[:, -k:, -k:], 0.0) + np.eye(k) * ~is_known[:, :, None]
        mark = np.where(is_known, mark, 0.0)
        apart = own_spread[:, -k:]
        both = roots(own / (apart * fit.robust_spread[:, None]), mark / apart)
        solved = np.linalg.solve(square, mark[..., None])[..., 0]
        power = np.einsum("sk,sk->s", mark, solved)
        top = np.einsum("sk,sk->s", np.where(is_known, own, 0.0), solved)
        has_first = is_known[:, 0] & (power > 0)
        safe = np.where(has_first, power, 1.0)
        window[:, k - 1] = np.where(has_first, top / (np.sqrt(safe) * fit.spread), np.nan)
        change[:, k - 1] = np.where(has_first, top / safe, np.nan)
        robust[:, k - 1] = np.where(has_first[:, None], np.stack(both, axis=1), np.nan)
    return window, robust, change


def response(fit: Fit, errors: FloatArray, k: int) -> FloatArray:
    """What a lasting change of 1 that began k rows ago does to the residuals: c, float64 (series, k)."""
    found = np.empty((len(errors), k))
    before = np.zeros(len(errors))
    for place in range(k):
        forecast = fit.memory * before
        found[:, place] = 1 - forecast
        before = np.where(np.isnan(errors[:, place - k]), forecast, 1.0)
    return found


def scaled(fit: Fit, steps: Steps) -> FloatArray:
    """Residuals over their own spread, (row, series); fitted rows have no uncertainty of forecast."""
    rows = len(steps.errors)
    scaled = steps.errors / (np.sqrt(steps.factor) * fit.spread)
    late = slice(rows - fit.design.withheld, None)
    extra = np.einsum("stt->ts", uncertain(fit, steps.slopes[late]))
    scaled[late] = steps.errors[late] / (np.sqrt(steps.factor[late] + extra) * fit.spread)
    return scaled


def averaged(scaled: FloatArray) -> tuple[FloatArray, FloatArray]:
    """E_t = .2 z_t + .8 E_(t-1) and E_n over its spread; a missing residual leaves E as it was."""
    averages = np.zeros(scaled.shape)
    left = np.ones(scaled.shape[1])
    for row in range(1, len(scaled)):
        is_known = ~np.isnan(scaled[row])
        moved = SMOOTHING * scaled[row] + (1 - SMOOTHING) * averages[row - 1]
        averages[row] = np.where(is_known, moved, averages[row - 1])
        left = np.where(is_known, left * (1 - SMOOTHING) ** 2, left)
    spread = np.sqrt(SMOOTHING / (2 - SMOOTHING) * (1 - left))
    drift = averages[-1] / np.where(spread > 0, spread, np.nan)
    return averages.T, drift
