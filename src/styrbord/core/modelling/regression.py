"""Which coefficients fit best, under exact restrictions and perhaps with instruments?

Sources: methods of least squares and two stages by orthogonal factors; restrictions as an augmented
system (Greene, Econometric Analysis, section on restricted least squares); polynomial lags after Almon 1965.
"""

from dataclasses import dataclass
from math import comb

import numpy as np

from styrbord.core.modelling.model import Equation
from styrbord.core.modelling.operations import Numbers

_RANK = 1e-11


@dataclass(frozen=True, slots=True)
class Limits:
    """Restrictions R b = r: `matrix` with dims (restriction, coefficient), `value` (restriction,)."""

    matrix: Numbers
    value: Numbers

    @property
    def count(self) -> int:
        """Number of restrictions."""
        return len(self.value)


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients (coefficient,) and the matrix (coefficient, coefficient) whose s² times is covariance."""

    coefficients: Numbers
    inverse: Numbers


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
        ends = [first] * lag.is_first_zero + [first + lag.terms - 1] * lag.is_last_zero
        rows += [np.eye(len(names))[at] for at in ends]
    values += [0.0] * (len(rows) - len(values))
    return Limits(np.array(rows).reshape(len(rows), len(names)), np.array(values))


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
    """Least squares b of y on x with R b = r: [X'X R'; R 0] [b; m] = [X'y; r].

    Without restrictions by orthogonal factors; with them in the space that they leave free, which is the
    same solution and keeps its accuracy.

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
    count = x.shape[1]
    if not limits.count:
        return _free(x, y, np.zeros(count), np.eye(count))
    start = np.asarray(np.linalg.lstsq(limits.matrix, limits.value, rcond=None)[0], dtype=np.float64)
    if not np.allclose(limits.matrix @ start, limits.value, rtol=1e-9, atol=1e-9):
        raise np.linalg.LinAlgError("the restrictions contradict each other")
    _, sizes, space = np.linalg.svd(limits.matrix)
    rank = int(np.count_nonzero(sizes > 1e-12 * max(sizes[0], 1e-300)))
    rest: Numbers = space[rank:].T
    return _free(x, y, start, rest)


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
