"""What are the nearest numbers that add up, keep their bounds and leave locked cells as they are?"""

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat

import numpy as np

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.spine.coherence.active import Bounds, System
from styrbord.core.spine.coherence.exact import Impossible, nearest
from styrbord.core.spine.coherence.locks import refuse_conflicts
from styrbord.core.spine.coherence.structure import Flags, Floats, Structure
from styrbord.core.spine.coherence.weights import Weights, structural

NOTHING_KNOWN = define(
    "coherence.nothing-known",
    "Nothing is known that {series} could be worked out from.",
    "Give a number for it, or for what it adds up to.",
)
RELATIVE = 1e-9
MENDED = 2


def projected(structure: Structure, weights: Weights, base: Floats) -> Floats:
    """Coherent numbers nearest to the base without bounds or locks: f - W C' (C W C')^-1 C f = S G f.

    Parameters
    ----------
    base : float64 (series, column): f, none missing. Errors may be projected too, the map is linear.

    Returns
    -------
    float64 (series, column)

    Source: Wickramasuriya, Athanasopoulos and Hyndman 2019, eq. 9 and its equivalence to S G.

    Examples
    --------
    >>> from styrbord.core.spine.coherence.structure import structure_of
    >>> from styrbord.core.spine.coherence.weights import ordinary
    >>> made = structure_of(["all", "a", "b"], [("a", "all"), ("b", "all")])
    >>> projected(made, ordinary(made), np.array([[9.0], [2.0], [4.0]])).ravel().tolist()
    [8.0, 3.0, 5.0]
    """
    sums, factor = structure.sums, weights.factor
    if not sums.shape[0]:
        return base
    crossed = np.asarray(sums @ factor)
    moves = (sums * weights.diagonal).toarray() + crossed @ factor.T
    steps = np.linalg.solve(np.asarray(sums @ moves.T), np.asarray(sums @ base))
    bottom: Floats = (base - moves.T @ steps)[structure.bottom]
    return structure.filled(bottom)


@dataclass(frozen=True, eq=False)
class Adjusting:
    """A structure with weights; what many columns share is multiplied out once, when it is first needed."""

    structure: Structure
    weights: Weights

    @cached_property
    def system(self) -> System:
        """Products for the numbers that meet a bound or a lock."""
        return System.of(self.structure.sums, self.weights)

    def adjusted(
        self,
        base: Floats,
        *,
        lower: Floats | None = None,
        upper: Floats | None = None,
        locks: Floats | None = None,
        place: str = "",
    ) -> Floats:
        """Coherent numbers nearest to the base: min (y - f)' W^-1 (y - f).

        Parameters
        ----------
        base : float64 (series, column): f; NaN = unknown, worked out of the others.
            A series must be unknown in all columns or in none.
        lower, upper : float64 (series,) bounds; None or infinite = none.
        locks : float64 (series,) values that stay as they are; NaN or None = none.
        place : where the numbers stand (a period), for what is refused.

        Returns
        -------
        float64 (series, column)
            y = S x with x the bottom series, coherent to 1e-9 of the size of what is added up. Bottom series
            are never outside their bounds; locked cells have exactly their values.

        Raises
        ------
        Refused
            If locked values contradict each other, or nothing is known of a series or of anything above it.

        Source: Wickramasuriya, Turlach and Hyndman 2020, Optimal non-negative forecast reconciliation,
        section 2.
        """
        limits = self._limits(lower, upper, locks)
        fixed = np.full(self.structure.size, np.nan) if locks is None else locks
        refuse_conflicts(self.structure, limits.lower, limits.upper, fixed, place=place)
        unknown = np.isnan(base).any(axis=1) & np.isnan(fixed)
        self._refuse_unknown(unknown)
        f = np.where(np.isnan(base), np.nan_to_num(fixed)[:, None], base)
        way = self if not unknown.any() else Adjusting(self.structure, self.weights.without(unknown))
        return way._solved(f, limits, fixed)

    def _solved(self, base: Floats, limits: Bounds, fixed: Floats) -> Floats:
        """Columns that meet no bound are projected; of the others the quick way, or else the certain one."""
        if not limits.locked.any():
            whole = projected(self.structure, self.weights, base)
            beyond = (whole < limits.lower[:, None]) | (whole > limits.upper[:, None])
            left = beyond.any(axis=0)
            if left.any():
                whole[:, left] = self._active(base[:, left], limits, fixed)
            return whole
        return self._active(base, limits, fixed)

    def _active(self, base: Floats, limits: Bounds, fixed: Floats) -> Floats:
        bounds = _implied(self.structure, limits, fixed)
        found, is_done = self.system.solved(np.ascontiguousarray(base.T), bounds)
        whole = self._closed(found.T, limits, fixed)
        kept = is_done & self._keeps(whole, limits)
        for column in np.flatnonzero(~kept):
            whole[:, [column]] = self._certain(base[:, column], limits, fixed)
        return whole

    def _certain(self, base: Floats, limits: Bounds, fixed: Floats) -> Floats:
        """One column by the dual method; where rounding spoils it, with weights of the structure alone."""
        plain = structural(self.structure)
        for first in (self.weights, self.weights.tempered(), plain):
            whole = base[:, None]
            with suppress(Impossible, np.linalg.LinAlgError):  # by rounding; real conflicts were refused
                for weights in (first, *repeat(plain, MENDED)):  # what rounding left is small beside the base
                    whole = self._nearest(whole[:, 0], weights, limits, fixed)
                    if self._keeps(whole, limits).all():
                        return whole
        raise ArithmeticError("no coherent numbers were found to working precision")

    def _nearest(self, base: Floats, weights: Weights, limits: Bounds, fixed: Floats) -> Floats:
        """Numbers (series, 1) by the dual method, clipped and added up."""
        one = np.full((self.structure.size, 1), np.nan)
        one[self.structure.bottom, 0] = nearest(
            base, self.structure, weights, limits.lower, limits.upper, fixed
        )
        return self._closed(one, limits, fixed)

    def _closed(self, values: Floats, limits: Bounds, fixed: Floats) -> Floats:
        """Clip dust off the bottom series, add up anew, and write locked values as they were given."""
        rows = self.structure.bottom
        bottom = np.clip(values[rows], limits.lower[rows, None], limits.upper[rows, None])
        is_locked = ~np.isnan(fixed)
        bottom = np.where(is_locked[rows, None], fixed[rows, None], bottom)
        whole = self.structure.filled(bottom)
        whole[is_locked] = fixed[is_locked, None]
        return whole

    def _keeps(self, whole: Floats, limits: Bounds) -> Flags:
        """Whether sums hold and aggregates keep their bounds, by column."""
        sizes = np.asarray(self.structure.summing @ np.abs(whole[self.structure.bottom]))
        room = RELATIVE * sizes + np.finfo(float).tiny
        gaps = np.abs(self.structure.gaps(whole)) <= room
        inside = (whole >= limits.lower[:, None] - room) & (whole <= limits.upper[:, None] + room)
        found: Flags = np.asarray((gaps & inside).all(axis=0), dtype=np.bool_)
        return found

    def _limits(self, lower: Floats | None, upper: Floats | None, locks: Floats | None) -> Bounds:
        """Bounds of all series; those of an aggregate that its bottom series keep anyway are left out."""
        size, structure = self.structure.size, self.structure
        low = np.full(size, -np.inf) if lower is None else np.array(lower, dtype=np.float64)
        high = np.full(size, np.inf) if upper is None else np.array(upper, dtype=np.float64)
        locked = np.zeros(size, dtype=bool) if locks is None else ~np.isnan(locks)
        above = structure.aggregates
        with np.errstate(invalid="ignore"):
            least = np.asarray(structure.summing @ low[structure.bottom])
            most = np.asarray(structure.summing @ high[structure.bottom])
        low[above[least[above] >= low[above]]] = -np.inf
        high[above[most[above] <= high[above]]] = np.inf
        return Bounds(low, high, locked)

    def _refuse_unknown(self, unknown: Flags) -> None:
        """A bottom series needs a number itself, or one of a sum that it stands in."""
        if not unknown.any():
            return
        known = (~unknown).astype(np.float64)
        has_one = np.asarray(self.structure.summing.T @ known) > 0
        if not has_one.all():
            codes = [self.structure.codes[self.structure.bottom[at]] for at in np.flatnonzero(~has_one)]
            raise Refused([Problem(NOTHING_KNOWN.code, params={"series": code}) for code in codes])


def _implied(structure: Structure, limits: Bounds, fixed: Floats) -> Bounds:
    """Bounds with locked values in them; a locked sum that leaves its series no room locks them too."""
    low = np.where(np.isnan(fixed), limits.lower, fixed)
    high = np.where(np.isnan(fixed), limits.upper, fixed)
    locked = np.array(limits.locked)
    for row in structure.aggregates[limits.locked[structure.aggregates]]:
        start, end = structure.summing.indptr[row], structure.summing.indptr[row + 1]
        below = structure.bottom[structure.summing.indices[start:end]]
        room = RELATIVE * max(abs(fixed[row]), np.finfo(float).tiny)
        for side in (low, high):
            if abs(fixed[row] - side[below].sum()) <= room:
                locked[below] = True
                low[below] = high[below] = side[below]
    return Bounds(low, high, locked)
