"""Which coefficients fit best, under exact restrictions and perhaps with instruments?

Sources: methods of least squares and two stages by orthogonal factors; restrictions as an augmented
system (Greene, Econometric Analysis, section on restricted least squares); polynomial lags after Almon 1965;
bounds as a least distance problem (Lawson and Hanson, Solving Least Squares Problems 1974, chapter 23).
"""

from dataclasses import dataclass
from math import comb

import numpy as np
from scipy.optimize import nnls

from styrbord.core.modelling.model import Equation
from styrbord.core.modelling.operations import Numbers

_RANK = 1e-11


@dataclass(frozen=True, slots=True)
class Limits:
    """Restrictions R b = r: `matrix` with dims (restriction, coefficient), `value` (restriction,).

    `low` and `high` are bounds with dims (coefficient,), infinite where there is none; None without bounds.
    """

    matrix: Numbers
    value: Numbers
    low: Numbers | None = None
    high: Numbers | None = None

    @property
    def count(self) -> int:
        """Number of restrictions."""
        return len(self.value)


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients (coefficient,) and the matrix (coefficient, coefficient) whose s² times is covariance.

    `scale` is s where the method has its own; None where it is the standard error of the regression.
    """

    coefficients: Numbers
    inverse: Numbers
    scale: float | None = None


def limits_of(equation: Equation) -> Limits:
    """Restrictions of an equation, those of polynomial lags among them.

    The (degree + 1)-th difference of the weights of a polynomial lag is 0; its signs alternate.

    Returns
    -------
    Limits
    """
    names = equation.coefficients
    rows: list[Numbers] = []
    values: list[float] = []
    for one in equation.restrictions:
        rows.append(np.array([one.weights.get(name, 0.0) for name in names]))
        values.append(one.value)
    for lag in equation.lags:
        first, size = names.index(lag.coefficient), lag.degree + 2
        for start in range(first, first + lag.terms - size + 1):
            row = np.zeros(len(names))
            row[start : start + size] = [(-1.0) ** at * comb(size - 1, at) for at in range(size)]
            rows.append(row)
        tips = [first] * lag.is_first_zero + [first + lag.terms - 1] * lag.is_last_zero
        rows += [np.eye(len(names))[at] for at in tips]
    values += [0.0] * (len(rows) - len(values))
    low, high = (np.full(len(names), sign * np.inf) for sign in (-1.0, 1.0))
    for bound in equation.bounds:
        at = names.index(bound.coefficient)
        low[at], high[at] = max(low[at], bound.low), min(high[at], bound.high)
    ends = (low, high) if equation.bounds else (None, None)
    return Limits(np.array(rows).reshape(len(rows), len(names)), np.array(values), *ends)


def projected(x: Numbers, z: Numbers) -> Numbers:
    """Regressors as the instruments explain them: Z (Z'Z)^-1 Z' X.

    Returns
    -------
    ndarray with dims (period, coefficient)
    """
    found: Numbers = z @ np.linalg.lstsq(z, x, rcond=None)[0]
    return found


def idle(x: Numbers) -> list[int]:
    """Columns that the columns before them explain already.

    Returns
    -------
    list of int
        Empty when the matrix has full rank.
    """
    scaled = x / np.where(np.linalg.norm(x, axis=0) > 0, np.linalg.norm(x, axis=0), 1.0)
    found: list[int] = []
    kept: list[int] = []
    for at in range(x.shape[1]):
        basis, own = scaled[:, kept], scaled[:, at]
        rest = own - basis @ np.linalg.lstsq(basis, own, rcond=None)[0] if kept else own
        (kept if np.linalg.norm(rest) > _RANK else found).append(at)
    return found


def fitted(x: Numbers, y: Numbers, limits: Limits) -> Fit:
    """Least squares b of y on x with R b = r, low <= b <= high: [X'X R'; R 0] [b; m] = [X'y; r].

    Without restrictions by orthogonal factors; with them in the space that they leave free, which is the
    same solution and keeps its accuracy. Bounds that the solution without them breaks are met by least
    squares with inequalities; those that are reached then stand as restrictions, also for the covariance.

    Parameters
    ----------
    x : ndarray with dims (period, coefficient)
        With instruments, the projected regressors.
    y : ndarray with dims (period,)
    limits : Limits

    Returns
    -------
    Fit

    Raises
    ------
    numpy.linalg.LinAlgError
        If the coefficients are not determined, or the restrictions contradict each other.
    """
    found = _within(x, y, limits)
    if limits.low is None or limits.high is None or _holds(found.coefficients, limits.low, limits.high):
        return found
    return _bounded(x, y, limits, limits.low, limits.high)


def _within(x: Numbers, y: Numbers, limits: Limits) -> Fit:
    """Least squares with R b = r, whatever the bounds."""
    return _free(x, y, *_space(limits, x.shape[1]))


def _space(limits: Limits, count: int) -> tuple[Numbers, Numbers]:
    """A solution of R b = r, and the directions that it leaves free."""
    if not limits.count:
        return np.zeros(count), np.eye(count)
    start = np.asarray(np.linalg.lstsq(limits.matrix, limits.value, rcond=None)[0], dtype=np.float64)
    if not np.allclose(limits.matrix @ start, limits.value, rtol=1e-9, atol=1e-9):
        raise np.linalg.LinAlgError("the restrictions contradict each other")
    _, sizes, space = np.linalg.svd(limits.matrix)
    rank = int(np.count_nonzero(sizes > 1e-12 * max(sizes[0], 1e-300)))
    rest: Numbers = space[rank:].T
    return start, rest


def _free(x: Numbers, y: Numbers, start: Numbers, space: Numbers) -> Fit:
    """Least squares within start + space g."""
    if not space.shape[1]:
        return Fit(start, np.zeros((len(start), len(start))))
    scale = np.linalg.norm(x @ space, axis=0)
    if not (scale > 0).all():
        raise np.linalg.LinAlgError("a regressor is 0")
    q, r = np.linalg.qr(x @ space / scale)
    if np.abs(np.diag(r)).min() < _RANK or q.shape[0] < space.shape[1]:
        raise np.linalg.LinAlgError("the regressors depend on each other")
    solved = np.linalg.solve(r, q.T @ (y - x @ start)) / scale
    root = np.linalg.solve(r, np.eye(len(r))) / scale[:, None]
    inverse: Numbers = space @ root @ root.T @ space.T
    return Fit(start + space @ solved, inverse)


def _holds(b: Numbers, low: Numbers, high: Numbers) -> bool:
    return bool((b >= low).all() and (b <= high).all())


def _bounded(x: Numbers, y: Numbers, limits: Limits, low: Numbers, high: Numbers) -> Fit:
    """Fit with the bounds that are reached as restrictions."""
    eye = np.eye(x.shape[1])
    has_low, has_high = np.isfinite(low), np.isfinite(high)
    g = np.vstack([eye[has_low], -eye[has_high]])
    h = np.concatenate([low[has_low], -high[has_high]])
    start, space = _space(limits, x.shape[1])
    free = _free(x, y, start, space)
    inner = space.T @ (free.coefficients - start)
    scale = np.linalg.norm(x @ space, axis=0)
    _, r = np.linalg.qr(x @ space / scale)
    side = np.linalg.solve(r.T, (g @ space / scale).T).T
    reached = _nearest(side, h - g @ (start + space @ inner))
    rows = np.vstack([limits.matrix, g[reached]])
    found = _within(x, y, Limits(rows, np.concatenate([limits.value, h[reached]])))
    own = np.clip(found.coefficients, low, high)
    for row, side_value in zip(g[reached], h[reached], strict=True):
        at = int(np.flatnonzero(row)[0])
        own[at] = row[at] * side_value
    return Fit(own, found.inverse)


def _nearest(g: Numbers, h: Numbers) -> list[int]:
    """Rows that hold as equalities at the shortest z with G z >= h, none of them told by the others."""
    stacked = np.vstack([g.T, h])
    goal = np.append(np.zeros(g.shape[1]), 1.0)
    weights, distance = nnls(stacked, goal)
    if distance < 1e-9:
        raise np.linalg.LinAlgError("the bounds and restrictions contradict each other")
    return [int(at) for at in np.flatnonzero(weights > 1e-12 * max(float(weights.max()), 1.0))]
