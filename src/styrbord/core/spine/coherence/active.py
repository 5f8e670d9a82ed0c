"""Which numbers lie at their bounds in the nearest coherent ones, for many columns at once?

The programme is min (y - f)' W^-1 (y - f) with C y = 0, l <= y <= u and W = diag(d) + U U'. With multipliers
v of the sums and latent factors g its solution is y = clip(f + U g + d C' v, l, u). A step takes the numbers
at their bounds as given and solves for (v, g), which is a system of as many rows as there are sums; the
numbers that then lie outside are the next guess. That is the primal-dual active set method; it starts from
the solution without bounds, usually ends after two to five steps, and never forms a matrix of series by
series.

Source: Hintermueller, Ito and Kunisch 2002, The primal-dual active set strategy as a semismooth Newton
method, section 2; the constraint form of the projection: Wickramasuriya, Athanasopoulos and Hyndman 2019, eq.
9.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from styrbord.core.spine.coherence.structure import Flags, Floats, Sparse
from styrbord.core.spine.coherence.weights import Weights

STEPS = 40
REFINED = 3
ROOM = 4_000_000
RIDGE = 1e-14
CLOSE = 1e-11
Ints = npt.NDArray[np.int64]


class Bounds(NamedTuple):
    """Bounds of every column, float64 (series,) each; where `locked` both are the locked value."""

    lower: Floats
    upper: Floats
    locked: Flags


class Solved(NamedTuple):
    """Numbers (column, series) and which columns (column,) came to an end."""

    values: Floats
    is_done: Flags


@dataclass(frozen=True, slots=True, eq=False)
class System:
    """Products of sums and weights that every step needs."""

    sums: Sparse
    weights: Weights
    squares: Sparse
    crossed: Sparse

    @staticmethod
    def of(sums: Sparse, weights: Weights) -> "System":
        """Multiply out, for each series j: d_j c_j c_j' and c_j u_j', where c_j is its column in C."""
        by_series = csr_array(sums.T)
        squares = _outer(by_series, by_series, weights.diagonal)
        factor = csr_array(weights.factor)
        crossed = _outer(by_series, factor, np.ones(len(weights.diagonal)))
        return System(csr_array(sums), weights, squares, crossed)

    @property
    def rows(self) -> int:
        """Number of sums."""
        return int(self.sums.shape[0])

    @property
    def rank(self) -> int:
        """Number of latent factors."""
        return int(self.weights.factor.shape[1])

    def solved(self, base: Floats, bounds: Bounds) -> Solved:
        """Nearest coherent numbers within the bounds.

        Parameters
        ----------
        base : float64 (column, series): f.
        bounds : of all columns.

        Returns
        -------
        Solved
            Columns that did not end within 40 steps, or whose sums do not hold, are not done.
        """
        values = np.array(base)
        is_done = np.zeros(len(base), dtype=bool)
        per = max(1, ROOM // (base.shape[1] * 4 + self.rows**2))
        for first in range(0, len(base), per):
            part = slice(first, first + per)
            values[part], is_done[part] = self._chunk(base[part], bounds)
        return Solved(values, is_done)

    def _chunk(self, base: Floats, bounds: Bounds) -> tuple[Floats, Flags]:
        side = np.where(bounds.locked, np.int8(3), np.int8(0)) * np.ones((len(base), 1), dtype=np.int8)
        found = np.array(base)
        open_ = np.arange(len(base))
        for _ in range(STEPS):
            raw = self._step(base[open_], side[open_], bounds)
            found[open_] = raw
            fresh = _sides(raw, base[open_], bounds)
            moved = (fresh != side[open_]).any(axis=1)
            side[open_] = fresh
            open_ = open_[moved]
            if not len(open_):
                break
        values = np.clip(found, bounds.lower, bounds.upper)
        is_done = self._hold(values)
        is_done[open_] = False
        return values, is_done

    def _hold(self, values: Floats) -> Flags:
        size = np.abs(values).max(axis=1, initial=0.0)
        found: Flags = np.abs(values @ self.sums.T).max(axis=1, initial=0.0) <= CLOSE * np.maximum(
            size, np.finfo(float).tiny
        )
        return found

    def _step(self, base: Floats, side: npt.NDArray[np.int8], bounds: Bounds) -> Floats:
        """Solve with the numbers at their sides as given: float64 (column, series), not yet clipped."""
        kinds, kind = _kinds(side)
        raw = np.empty_like(base)
        per = max(1, ROOM // (base.shape[1] + 3 * self.rows**2 + self.rows * self.rank + self.rank**2))
        for first in range(0, len(kinds), per):
            here = (kind >= first) & (kind < first + per)
            inverse = _Inverse.of(self, kinds[first : first + per] > 0)
            raw[here] = self._columns(base[here], side[here], bounds, inverse, kind[here] - first)
        return raw

    def _columns(
        self, base: Floats, side: npt.NDArray[np.int8], bounds: Bounds, inverse: "_Inverse", kind: Ints
    ) -> Floats:
        """Solve for the multipliers, then mend what rounding left of the sums."""
        diagonal, factor = self.weights.diagonal, self.weights.factor
        is_fixed = side > 0
        value = np.where(side == 1, bounds.lower, np.where(is_fixed, bounds.upper, 0.0))
        pull = np.where(is_fixed, (value - base) / diagonal, 0.0) @ factor
        latent = inverse.within(pull, kind)
        multiplier = np.zeros((len(base), self.rows))
        raw = base
        for _ in range(REFINED):
            raw = base + latent @ factor.T + (multiplier @ self.sums) * diagonal
            left = np.where(is_fixed, value, raw) @ self.sums.T
            step = -inverse.outside(left, kind)
            multiplier += step
            latent += inverse.within(inverse.across(step, kind), kind)
        raw = base + latent @ factor.T + (multiplier @ self.sums) * diagonal
        return np.where(is_fixed & (side == 3), value, raw)


class _Inverse(NamedTuple):
    """For several choices of what is given: Z^-1 (sum, sum), M^-1 (rank, rank) and Q (sum, rank)."""

    sums: Floats
    latent: Floats
    cross: Floats

    @staticmethod
    def of(system: System, given: Flags) -> "_Inverse":
        """Z = P + Q M^-1 Q', P = C_R D_R C_R', Q = C_R U_R, M = I + U_F' D_F^-1 U_F; R is free, F given."""
        free = (~given).astype(np.float64)
        count, rows, rank = len(given), system.rows, system.rank
        square = np.asarray(free @ system.squares).reshape(count, rows, rows)
        cross = np.asarray(free @ system.crossed).reshape(count, rows, rank)
        latent = _latent(system.weights, given)
        whole = square + cross @ latent @ cross.transpose(0, 2, 1)
        return _Inverse(_inverse(whole), latent, cross)

    def outside(self, left: Floats, kind: Ints) -> Floats:
        """Z^-1 x for each column."""
        return _applied(self.sums, left, kind)

    def within(self, pull: Floats, kind: Ints) -> Floats:
        """M^-1 x for each column."""
        return _applied(self.latent, pull, kind)

    def across(self, multiplier: Floats, kind: Ints) -> Floats:
        """Q' x for each column."""
        return _applied(self.cross.transpose(0, 2, 1), multiplier, kind)


def _applied(matrices: Floats, columns: Floats, kind: Ints) -> Floats:
    if len(matrices) == 1:
        found: Floats = columns @ matrices[0].T
        return found
    found = (matrices[kind] @ columns[:, :, None])[:, :, 0]
    return found


def _latent(weights: Weights, given: Flags) -> Floats:
    rank = weights.factor.shape[1]
    found = np.empty((len(given), rank, rank))
    for at, mask in enumerate(given):
        part = weights.factor[mask]
        found[at] = np.eye(rank) + (part.T / weights.diagonal[mask]) @ part
    back: Floats = np.asarray(np.linalg.inv(found), dtype=np.float64) if rank else found
    return back


def _inverse(whole: Floats) -> Floats:
    """Inverse of positive semidefinite matrices, scaled; a row that nothing free stands in is left out."""
    size = np.sqrt(np.einsum("kii->ki", whole))
    scale = np.divide(1.0, size, out=np.zeros_like(size), where=size > 0)
    scaled = whole * scale[:, :, None] * scale[:, None, :]
    np.einsum("kii->ki", scaled)[:] = 1.0 + RIDGE
    try:
        found: Floats = np.linalg.inv(scaled)
    except np.linalg.LinAlgError:
        found = np.linalg.pinv(scaled, rcond=1e-12, hermitian=True)
    back: Floats = found * scale[:, :, None] * scale[:, None, :]
    return back


def _sides(raw: Floats, base: Floats, bounds: Bounds) -> npt.NDArray[np.int8]:
    """0 free, 1 at the lower bound, 2 at the upper one, 3 locked."""
    slack = 1e-13 * np.abs(base).max(axis=1, keepdims=True, initial=0.0)
    side = np.where(raw < bounds.lower - slack, np.int8(1), np.int8(0))
    side = np.where(raw > bounds.upper + slack, np.int8(2), side)
    return np.where(bounds.locked, np.int8(3), side)


def _kinds(side: npt.NDArray[np.int8]) -> tuple[npt.NDArray[np.int8], Ints]:
    """Different rows, and which of them each row is."""
    as_text = np.ascontiguousarray(side).view(np.dtype((np.void, side.shape[1]))).ravel()
    _, first, kind = np.unique(as_text, return_index=True, return_inverse=True)
    return side[first], kind.astype(np.int64)


def _outer(left: Sparse, right: Sparse, scale: Floats) -> Sparse:
    """Rows of all products left_j right_j' times scale_j: sparse (series, left columns * right columns)."""
    row = np.repeat(np.arange(left.shape[0]), np.diff(left.indptr))
    each = np.diff(right.indptr)[row]
    mine = np.repeat(np.arange(len(row)), each)
    nth = np.arange(len(mine)) - np.repeat(np.cumsum(each) - each, each)
    other = right.indptr[row[mine]] + nth
    column = left.indices[mine].astype(np.int64) * right.shape[1] + right.indices[other]
    values = scale[row[mine]] * left.data[mine] * right.data[other]
    return csr_array((values, (row[mine], column)), shape=(left.shape[0], left.shape[1] * right.shape[1]))
