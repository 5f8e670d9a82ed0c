"""How far has a series left its way, when its pool tells how it remembers?

With the memory known, errors of one step are a plain regression: e = S b + c d + noise over ALL rows, where S
says what each weight does to the forecasts and c what a change of 1 does to them. For each form of change

    T = c' M e / (s sqrt(c' M c)),   M = W - W S (S' W S + P)^-1 S' W,

with P what the pool tells of the weights, W one over the variance of each row (forecasts through a gap have
more), and in the root what the error of the memory adds. Forms are a lasting change over the last 1 .. 4
rows, and a slow one, a ramp over the last 12. A window over k rows so learns from all rows before it, also
from the withheld ones. For heavy tails see `heavy`.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.signals.residual.design import WINDOW
from styrbord.core.signals.residual.fit import Fit
from styrbord.core.signals.residual.heavy import roots
from styrbord.core.signals.residual.statistics import (
    Statistics,
    Steps,
    averaged,
    one_steps,
    response,
    scaled,
    uncertain,
)

FloatArray = npt.NDArray[np.float64]

RAMP = 12  # rows over which a slow change has grown, half of the rows at most


@dataclass(frozen=True, slots=True, eq=False)
class Prior:
    """What the pool tells of the weights and the memory of each series of one fit.

    Attributes
    ----------
    middle : float64 (series, column), where the weights are expected, standardised units
    precision : float64 (series, column), one over their variance in units of s^2; 0 = nothing is told
    error : float64 (series,), variance of the memory that is given
    """

    middle: FloatArray
    precision: FloatArray
    error: FloatArray

    @classmethod
    def of_memory(cls, shape: tuple[int, ...], error: float) -> "Prior":
        """Nothing is told but the memory."""
        return cls(np.zeros(shape), np.zeros(shape), np.full(shape[0], error))


def known_statistics(fit: Fit, prior: Prior) -> Statistics:
    """Statistics of all series of one fit whose memory was given.

    Parameters
    ----------
    fit : the fit; its weights and spread may lean on the pool.
    prior : what the pool tells.

    Returns
    -------
    Statistics
        NaN for series whose last row is missing or whose spread is unknown; `drift` is T of the ramp.

    Source: methods 4.1 (forecast frozen, with its own covariance); Henderson 1975 for M with a prior.
    """
    steps = one_steps(fit)
    forms = _forms(len(steps.errors))
    top, power, by_lag = _against(fit, steps, prior, _felt(fit, forms))
    wider = power + by_lag**2 * (prior.error / fit.spread**2)[:, None]
    safe = np.where(wider > 0, wider, np.nan)
    told = top / (np.sqrt(safe) * fit.spread[:, None])
    change = top / np.where(power > 0, power, np.nan)
    robust = _robust(fit, steps, prior)
    is_missing = np.isnan(steps.errors[-1]) | np.isnan(fit.spread)
    for found in (told, robust, change):
        found[is_missing] = np.nan
    own = scaled(fit, steps)
    return Statistics(
        told[:, :WINDOW], robust, told[:, WINDOW], averaged(own)[0], change[:, :WINDOW] * fit.scale[:, None],
        own[-fit.design.withheld :].T,
    )  # fmt: skip


def _forms(rows: int) -> FloatArray:
    """Changes of level of size 1 at the end: over the last 1 .. 4 rows, and a ramp; float64 (row, form)."""
    back = rows - np.arange(rows)
    length = min(RAMP, rows // 2)
    steps = [back <= k for k in range(1, WINDOW + 1)]
    return np.stack([*steps, np.clip(length + 1 - back, 0, None) / length], axis=1).astype(np.float64)


def _felt(fit: Fit, forms: FloatArray) -> FloatArray:
    """What each change does to the errors of one step, float64 (row, series, form)."""
    is_known = ~np.isnan(fit.values.T)
    found = np.zeros((*is_known.shape, forms.shape[1]))
    before = np.zeros(found.shape[1:])
    for row in range(1, len(forms)):
        forecast = fit.memory[:, None] * before
        found[row] = forms[row] - forecast
        before = np.where(is_known[row][:, None], forms[row], forecast)
    return found


def _against(
    fit: Fit, steps: Steps, prior: Prior, felt: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """c'Me, c'Mc and c'M times what the memory does to the errors, each float64 (series, form)."""
    is_known = ~np.isnan(steps.errors)
    weight = np.where(is_known, 1 / steps.factor, 0.0)
    weight[0] = 0.0
    errors = np.where(is_known, steps.errors, 0.0)
    columns, lag = steps.slopes[..., :-1], steps.slopes[..., -1]
    heavy_columns = weight[..., None] * columns
    square = np.einsum("tsi,tsj->sij", heavy_columns, columns, optimize=True)
    at = np.arange(square.shape[1])
    square[:, at, at] += prior.precision
    by_error = np.einsum("tsi,ts->si", heavy_columns, errors)
    by_error += prior.precision * (prior.middle - fit.weights)
    by_form = np.einsum("tsi,tsk->sik", heavy_columns, felt, optimize=True)
    solved = np.linalg.solve(square, np.concatenate([by_form, by_error[..., None]], axis=2))
    left = errors - np.einsum("tsi,si->ts", columns, solved[..., -1])
    form_left = weight[..., None] * (
        felt - np.einsum("tsi,sik->tsk", columns, solved[..., :-1], optimize=True)
    )
    top = np.einsum("tsk,ts,ts->sk", felt, weight, left, optimize=True)
    return top, np.einsum("tsk,tsk->sk", felt, form_left), np.einsum("tsk,ts->sk", form_left, lag)


def _robust(fit: Fit, steps: Steps, prior: Prior) -> FloatArray:
    """R_k of an increase and of a decrease, float64 (series, k, way).

    The likelihood takes rows for independent; what the common error of the forecasts adds to the spread of
    its root is divided out.

    Returns
    -------
    FloatArray

    Source: Chandler and Bate 2007, Inference for clustered data using the independence loglikelihood.
    """
    size = fit.design.window
    rows = slice(len(steps.errors) - size, None)
    errors, at = steps.errors[rows].T, np.arange(size)
    covariance = uncertain(fit, steps.slopes[rows], error=prior.error)
    covariance[:, at, at] += steps.factor[rows].T
    apart = np.sqrt(covariance[:, at, at])
    alike = covariance / apart[:, :, None] / apart[:, None, :]
    residuals = errors / (apart * fit.robust_spread[:, None])
    found = np.full((len(errors), size, 2), np.nan)
    for k in range(1, size + 1):
        is_known = ~np.isnan(errors[:, -k:])
        mark = np.where(is_known, response(fit, errors, k) / apart[:, -k:], 0.0)
        power = (mark**2).sum(axis=1)
        has_first = is_known[:, 0] & (power > 0)
        wider = np.einsum("si,sij,sj->s", mark, alike[:, -k:, -k:], mark)
        ratio = np.sqrt(np.where(has_first, power / np.where(has_first, wider, 1.0), np.nan))
        found[:, k - 1] = np.stack(roots(residuals[:, -k:], mark), axis=1) * ratio[:, None]
    return found
