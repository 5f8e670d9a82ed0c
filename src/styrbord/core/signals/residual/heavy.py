"""How far has a series left its way, when far rows are nothing rare in it?

With heavy tails one far row proves little and several at the same distance prove much; a sum of residuals
cannot tell these apart. So the window is judged by how much likelier Student's t with 4 degrees of freedom
makes its residuals after a lasting change than without one:

    R_k = sqrt(2 max over d > 0 of sum of log f(z_t - d m_t) - log f(z_t)),    R = max over k of R_k,

with z the residuals and m the response of methods 4.1, both in units of each residual's own spread.
"""

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

FREEDOM = 4.0
TURNS = 8
LEAST_RESPONSE = 0.02


def weights(squares: FloatArray) -> FloatArray:
    """Weights of residuals by their squares over the variance: 1 for the usual ones, less for far ones.

    Returns
    -------
    FloatArray
        As many as squares; Student's t4 of variance 1.

    Source: Lange, Little and Taylor 1989, Robust statistical modeling using the t distribution.
    """
    found: FloatArray = (FREEDOM + 1) / (FREEDOM - 2 + squares)
    return found


def robust_spread(rest: FloatArray, known: FloatArray, spread: FloatArray, freedom: FloatArray) -> FloatArray:
    """Spread of residuals of Student's t4 by their likelihood.

    Parameters
    ----------
    rest : float64 (series, row), residuals, 0 where not known.
    known : float64 (series, row), 1 where known.
    spread : float64 (series,), square root of the mean of squares, where the search begins; NaN = unknown.
    freedom : float64 (series,), rows less what was estimated; the spread grows by what that takes out.

    Returns
    -------
    FloatArray
        float64 (series,): standard deviation; NaN where `spread` is.

    Source: Lange, Little and Taylor 1989, by iterated weights.
    """
    count, found = np.maximum(known.sum(axis=1), 1.0), spread
    squares = rest**2 * known
    for _ in range(2 * TURNS):
        own = weights(squares / found[:, None] ** 2)
        found = np.sqrt((own * squares).sum(axis=1) / count)
    lost = np.sqrt(count / np.where(freedom > 0, freedom, np.nan))
    return np.asarray(found * lost)


def roots(residuals: FloatArray, response: FloatArray) -> tuple[FloatArray, FloatArray]:
    """R_k of an increase and of a decrease; below 0 where the other way is the likelier one.

    Parameters
    ----------
    residuals : float64 (series, row) over their spread; NaN = missing.
    response : float64 (series, row): what a change of 1 does to them.

    Returns
    -------
    tuple
        float64 (series,) and float64 (series,).
    """
    is_known = ~np.isnan(residuals)
    own = np.where(is_known, residuals, 0.0)
    mark = np.where(is_known, response, 0.0)
    gained = np.zeros((2, len(own)))
    for row in range(own.shape[1]):
        change = _settled(_start(own[:, row], mark[:, row]), own, mark)
        gain = _log_density(own - change[:, None] * mark) - _log_density(own)
        for way, sign in enumerate((1.0, -1.0)):
            gained[way] = np.where(sign * change > 0, np.maximum(gained[way], gain), gained[way])
    up, down = np.sqrt(2 * gained)
    return np.where(up > 0, up, -down), np.where(down > 0, down, -up)


def _start(residual: FloatArray, mark: FloatArray) -> FloatArray:
    """Change that explains one row alone; likelihoods peak near such changes."""
    is_felt = np.abs(mark) > LEAST_RESPONSE
    return np.where(is_felt, residual / np.where(is_felt, mark, 1.0), 0.0)


def _settled(change: FloatArray, residuals: FloatArray, mark: FloatArray) -> FloatArray:
    """Change at the peak that is reached from here."""
    for _ in range(TURNS):
        own = weights((residuals - change[:, None] * mark) ** 2) * mark
        power = (own * mark).sum(axis=1)
        change = (own * residuals).sum(axis=1) / np.where(power > 0, power, 1.0)
    return change


def _log_density(residuals: FloatArray) -> FloatArray:
    """Log likelihood of the rows of each series, but for a constant; a missing row is 0 and adds nothing."""
    found: FloatArray = -(FREEDOM + 1) / 2 * np.log1p(residuals**2 / (FREEDOM - 2)).sum(axis=1)
    return found
