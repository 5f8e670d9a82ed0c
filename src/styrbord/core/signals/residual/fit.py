"""What would each series be at every row, had it gone on as before?

y_t = d_t' b + rho y_(t-1) + e_t, by least squares over the rows that are not withheld (methods 4.1). The
previous value's own dependence on d_t is taken out first (Frisch and Waugh 1933), so that no system of
equations holds a series that is nearly a straight line beside that line.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from styrbord.core.signals.residual.design import Design
from styrbord.core.signals.residual.heavy import robust_spread

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

MEMORY = (-0.95, 0.99)
TINY = 1e-9  # a spread this small beside the values' own spread is rounding


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Least squares for many series of one design; dims: series, row, column.

    Attributes
    ----------
    values : float64 (series, row), standardised: 0 is the mean and 1 the spread of the rows that were fitted
    scale : float64 (series,), what one standardised unit is in the unit of the values
    matrix : float64 (row, column), orthonormal columns
    weights : float64 (series, column), b
    inverse : float64 (series, column, column), (D'WD + P)^-1, P what is expected of them
    memory : float64 (series,), rho
    lag_weights : float64 (series, column): what explains the previous value
    lag_power : float64 (series,): squares of what nothing else explains in it; inf = rho is given
    spread : float64 (series,), s_e in standardised units; NaN = the rows cannot carry the design
    freedom : float64 (series,), degrees of freedom of the spread
    robust_spread : float64 (series,): the same for noise of Student's t4; far rows hardly move it
    tails : float64 (series,): log of how much likelier the residuals are under Student's t4 than normal
    """

    design: Design
    values: FloatArray
    scale: FloatArray
    matrix: FloatArray
    weights: FloatArray
    inverse: FloatArray
    memory: FloatArray
    lag_weights: FloatArray
    lag_power: FloatArray
    spread: FloatArray
    robust_spread: FloatArray
    freedom: FloatArray
    tails: FloatArray

    def with_spread(self, spread: FloatArray) -> "Fit":
        """The same fit with another spread of the residuals, float64 (series,), standardised units.

        Returns
        -------
        Fit
            The robust spread is changed by as much.
        """
        return replace(self, spread=spread, robust_spread=self.robust_spread * spread / self.spread)


def fitted(
    values: FloatArray,
    design: Design,
    *,
    bias: tuple[float, float] = (0.0, 1.0),
    memory: float | FloatArray | None = None,
    prior: tuple[FloatArray, FloatArray] | None = None,
) -> Fit:
    """Fit every series by itself.

    Parameters
    ----------
    values : float64 (series, row); NaN = missing. A row counts when it and the row before are known.
    design : what explains them.
    bias : (c, d) where least squares finds c + d rho on average for series of this length; taken out of rho.
    memory : rho where it is given instead of fitted, one or float64 (series,); its error is not counted.
    prior : where the weights are expected, in standardised units, and how surely: one over the variance, in
        units of s^2, 0 = not at all; both float64 (series, column). None = nothing is expected.

    Returns
    -------
    Fit
        `spread` is NaN where the known rows do not carry the design or leave no spread.

    Source: methods 4.1; Frisch and Waugh 1933 for taking out the other columns first; Kendall 1954 for the
    bias of rho; Lindley and Smith 1972 for weights that are expected.
    """
    last = design.rows - design.withheld
    matrix = orthonormal(design.matrix(), last)
    standard, scale = standardised(values, last)
    now, before, known = _pairs(standard, last)
    columns = matrix[1:last]
    middle, precision = prior or (np.zeros((len(values), columns.shape[1])),) * 2
    inverse, is_sound = _inverses(columns, known, precision)
    lag_weights = _least(columns, inverse, before)
    lag_rest = (before - lag_weights @ columns.T) * known
    lag_power = np.einsum("st,st->s", lag_rest, lag_rest)
    if memory is None:
        is_sound &= lag_power > TINY**2 * np.maximum(known.sum(axis=1), 1)
        lag_power = np.where(is_sound, lag_power, 1.0)
        rho = np.clip((np.einsum("st,st->s", lag_rest, now) / lag_power - bias[0]) / bias[1], *MEMORY)
    else:
        rho, lag_power = np.full(len(values), memory, np.float64), np.full(len(values), np.inf)
    target = now - rho[:, None] * before
    weights = _least(columns, inverse, target) + np.einsum("sij,sj->si", inverse, precision * middle)
    rest = (target - weights @ columns.T) * known
    freedom = known.sum(axis=1) - float(design.columns) + (precision > 0).sum(axis=1)
    squares = np.einsum("st,st->s", rest, rest) + (precision * (weights - middle) ** 2).sum(axis=1)
    spread = np.sqrt(squares / np.where(freedom > 0, freedom, np.nan))
    spread = np.where(is_sound & (spread > TINY), spread, np.nan)
    tails = (_tail_weight(rest / spread[:, None]) * known).sum(axis=1)
    robust = robust_spread(rest, known, spread, freedom)
    return Fit(
        design, standard, scale, matrix, weights, inverse, rho, lag_weights, lag_power, spread, robust,
        freedom, tails,
    )  # fmt: skip


def _tail_weight(residual: FloatArray) -> FloatArray:
    """Log of Student's t4 of variance 1 over the normal density."""
    constant = np.log(0.75) + 0.5 * np.log(np.pi)  # sqrt(2) * 3/8 * sqrt(2 pi)
    weight: FloatArray = constant - 2.5 * np.log1p(residual**2 / 2) + residual**2 / 2
    return weight


def orthonormal(matrix: FloatArray, last: int) -> FloatArray:
    """The same columns turned and scaled so that they are orthonormal over the first rows.

    Parameters
    ----------
    matrix : float64 (row, column).
    last : rows over which they become orthonormal.

    Returns
    -------
    FloatArray
        float64 (row, column); spans what `matrix` spans.
    """
    _, triangle = np.linalg.qr(matrix[1:last])
    turned: FloatArray = np.linalg.solve(triangle.T, matrix.T).T
    return turned


def standardised(values: FloatArray, last: int) -> tuple[FloatArray, FloatArray]:
    """Values less their mean, over their spread, both of the rows that are fitted.

    Returns
    -------
    tuple
        float64 (series, row) and the spread, float64 (series,); the spread is 1 where there is none.
    """
    known = ~np.isnan(values[:, :last])
    count = np.maximum(known.sum(axis=1), 1)
    mean = np.where(known, values[:, :last], 0.0).sum(axis=1) / count
    away = values - mean[:, None]
    squares = np.where(known, away[:, :last], 0.0) ** 2
    scale = np.sqrt(squares.sum(axis=1) / count)
    largest = np.where(known, np.abs(values[:, :last]), 0.0).max(axis=1)
    scale = np.where(scale > TINY * largest, scale, 1.0)
    return away / scale[:, None], scale


def _pairs(values: FloatArray, last: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Rows 2..last and the rows before them, 0 where either is missing, and 1 where both are known."""
    now, before = values[:, 1:last], values[:, : last - 1]
    known = ~np.isnan(now) & ~np.isnan(before)
    return np.where(known, now, 0.0), np.where(known, before, 0.0), known.astype(np.float64)


def _inverses(columns: FloatArray, known: FloatArray, precision: FloatArray) -> tuple[FloatArray, BoolArray]:
    """(D'WD + P)^-1 of every series, and whether its known rows carry all columns."""
    width = columns.shape[1]
    squares = np.einsum("st,ti,tj->sij", known, columns, columns, optimize=True)
    is_whole = known.all(axis=1)
    squares[is_whole] = np.eye(width)
    at = np.arange(width)
    squares[:, at, at] += precision
    smallest = np.linalg.eigvalsh(squares)[:, 0]
    is_sound = smallest > 1e-6
    squares[~is_sound] = np.eye(width)
    return np.linalg.inv(squares), is_sound


def _least(columns: FloatArray, inverse: FloatArray, target: FloatArray) -> FloatArray:
    """Weights of the columns; rows that do not count are 0 in the target."""
    weights: FloatArray = np.einsum("sij,sj->si", inverse, target @ columns)
    return weights
