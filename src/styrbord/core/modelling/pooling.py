"""Which coefficients does each territory have when territories lend each other what they know?

Partial pooling by empirical Bayes: y_it = x_it' b_i + e_it, Var e = s_i^2, b_i ~ N(mu, Omega) within a group.
Sources: Swamy 1970; Maddala, Trost, Li and Joutz 1997; Pesaran, Pick and Timmermann 2024 (arXiv 2404.11198).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.modelling.mixtures import Mixture, mixture
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.regression import Limits, fitted

Flags = npt.NDArray[np.bool_]
_RANK = 1e-9
_FLOOR = 1e-12  # of a variance, in variances of the left side
_LENT = 4.0  # how many degrees of freedom the others' variance counts


@dataclass(frozen=True, slots=True)
class Rows:
    """Numbers of territories: y and known (territory, period), x (territory, period, coefficient).

    `pooled` are places of coefficients, `groups` the group of each territory, `intercept` the place of ones.
    `weights` (coefficient, coefficient) and `pulls` (coefficient,) are precision, and precision times mean,
    of priors; 0 where there is none.
    """

    y: Numbers
    x: Numbers
    known: Flags
    pooled: tuple[int, ...]
    groups: tuple[int, ...]
    intercept: int | None
    weights: Numbers
    pulls: Numbers
    limits: Limits | None = None  # bounds of all coefficients


@dataclass(frozen=True, slots=True)
class Pooled:
    """What a territory's coefficients are after the data: normal with mean and covariance.

    `coefficients` (territory, coefficient), `covariances` (territory, coefficient, coefficient), `scales`
    (territory,) standard errors. `means` (group, pooled) and `spreads` (group, pooled, pooled) tell how
    pooled coefficients lie within a group. NaN for a territory whose other coefficients are not determined.
    """

    coefficients: Numbers
    covariances: Numbers
    scales: Numbers
    means: Numbers
    spreads: Numbers


def pooled(rows: Rows) -> Pooled:
    """Coefficients of all territories, each drawn towards its group as far as its own data leave it open.

    Both sides are standardised over the panel first (an intercept stays as it is); the variance of a
    territory is drawn towards the mean variance as by four degrees of freedom; its expectation and the spread
    of coefficients are found by EM, within each group; the means of groups are pooled to the whole.

    Parameters
    ----------
    rows : Rows

    Returns
    -------
    Pooled

    Raises
    ------
    numpy.linalg.LinAlgError
        If a regressor does not move in the whole panel.
    """
    size = _size(rows)
    back = _standard(rows) * size
    x = np.where(rows.known[:, :, None], rows.x, 0.0) @ (back / size)
    y = np.where(rows.known, rows.y, 0.0) / size
    squares = np.swapaxes(x, 1, 2) @ x
    products = (np.swapaxes(x, 1, 2) @ y[:, :, None])[:, :, 0]
    variances = _variances(rows, x, y, squares, products)
    precision = squares / variances[:, None, None] + back.T @ rows.weights @ back
    right = products / variances[:, None] + back.T @ rows.pulls
    inner = list(rows.pooled)
    outer = [at for at in range(x.shape[2]) if at not in rows.pooled]
    is_open = _is_open(precision, outer)
    precision[is_open] = np.eye(x.shape[2])
    found = mixture(*_reduced(precision, right, inner, outer), rows.groups, is_open)
    if rows.limits is not None:
        found = _within(found, back[np.array(inner)[:, None], inner], rows.limits, inner)
    whole, pull = precision.copy(), right.copy()
    pinned = np.linalg.inv(found.spreads)
    place = np.array(rows.groups)
    whole[:, np.array(inner)[:, None], inner] += pinned[place]
    pull[:, inner] += (pinned[place] @ found.means[place][:, :, None])[:, :, 0]
    inverse = np.linalg.inv(whole)
    own = (inverse @ pull[:, :, None])[:, :, 0]
    own[is_open], inverse[is_open] = np.nan, np.nan
    means, spreads = _restored(back, inner, found)
    covariances = back @ inverse @ back.T
    return Pooled(own @ back.T, covariances, np.sqrt(variances) * size, means, spreads)


def _size(rows: Rows) -> float:
    """Standard deviation of the left side over the panel; 1 where it does not move."""
    found = float(rows.y[rows.known].std())
    return found if found > 0 and np.isfinite(found) else 1.0


def _standard(rows: Rows) -> Numbers:
    """Matrix that turns coefficients of standardised regressors into their own."""
    flat = rows.x[rows.known]
    back = np.eye(flat.shape[1])
    for at in range(flat.shape[1]):
        if at == rows.intercept:
            continue
        middle = float(flat[:, at].mean()) if rows.intercept is not None else 0.0
        size = float(np.sqrt(((flat[:, at] - middle) ** 2).mean()))
        if not size > 1e-12 * max(abs(middle), 1e-300):
            raise np.linalg.LinAlgError(f"regressor {at} does not move")
        back[at, at] = 1.0 / size
        if rows.intercept is not None and (at in rows.pooled or rows.intercept not in rows.pooled):
            back[rows.intercept, at] = -middle / size
    return back


def _variances(rows: Rows, x: Numbers, y: Numbers, squares: Numbers, products: Numbers) -> Numbers:
    """Variance of each territory's errors, drawn towards the mean, or the mean itself."""
    count = x.shape[2]
    periods = rows.known.sum(axis=1)
    sizes = np.linalg.eigvalsh(squares)
    has_own = (periods > count) & (sizes[:, 0] > _RANK * np.maximum(sizes[:, -1], 1e-300))
    free = (periods - count).astype(float)
    if has_own.any():
        b = np.linalg.solve(squares[has_own], products[has_own][:, :, None])
        errors = y[has_own] - (x[has_own] @ b)[:, :, 0]
        losses = np.where(rows.known[has_own], errors, 0.0) ** 2
        own = losses.sum(axis=1) / free[has_own]
        shared = float(own.mean())
    else:
        flat, goal = x[rows.known], y[rows.known]
        rest = goal - flat @ np.linalg.lstsq(flat, goal, rcond=None)[0]
        shared = float(rest @ rest) / max(len(goal) - count, 1)
    found: Numbers = np.full(len(y), shared)
    if has_own.any():
        found[has_own] = (own * free[has_own] + _LENT * shared) / (free[has_own] + _LENT)
    return np.asarray(np.maximum(found, _FLOOR), dtype=np.float64)


def _is_open(precision: Numbers, outer: Sequence[int]) -> Flags:
    """Territories whose own data do not determine the coefficients that are not pooled."""
    if not outer:
        return np.zeros(len(precision), dtype=bool)
    own = precision[:, np.array(outer)[:, None], list(outer)]
    sizes = np.linalg.eigvalsh(own)
    found: Flags = sizes[:, 0] <= _RANK * np.maximum(sizes[:, -1], 1e-300)
    return found


def _reduced(
    precision: Numbers, right: Numbers, inner: Sequence[int], outer: Sequence[int]
) -> tuple[Numbers, Numbers]:
    """What the data tell of the pooled coefficients alone, whatever the others are."""
    at, rest = np.array(inner), np.array(outer, dtype=int)
    own, pull = precision[:, at[:, None], at], right[:, at]
    if not len(rest):
        return own, pull
    across = precision[:, at[:, None], rest]
    solved = np.linalg.solve(
        precision[:, rest[:, None], rest],
        np.concatenate([np.swapaxes(across, 1, 2), right[:, rest, None]], axis=2),
    )
    return own - across @ solved[:, :, :-1], pull - (across @ solved[:, :, -1:])[:, :, 0]


def _within(found: Mixture, part: Numbers, limits: Limits, inner: Sequence[int]) -> Mixture:
    """Means of groups within the bounds: the nearest to what they were, as well as they are known."""
    if limits.low is None or limits.high is None:
        return found
    own = Limits(np.zeros((0, len(inner))), np.zeros(0), limits.low[inner], limits.high[inner])
    back = np.linalg.inv(part)
    means = found.means.copy()
    for at, precision in enumerate(found.precisions):
        root = np.linalg.cholesky((precision + precision.T) / 2).T @ back
        means[at] = back @ fitted(root, root @ part @ means[at], own).coefficients
    return Mixture(means, found.spreads, found.precisions)


def _restored(back: Numbers, inner: Sequence[int], found: Mixture) -> tuple[Numbers, Numbers]:
    """Means and spreads of groups for the regressors as they were."""
    part = back[np.array(inner)[:, None], list(inner)]
    return found.means @ part.T, part @ found.spreads @ part.T
