"""Can all locked values hold together, and if not, which of them stand against each other?"""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.spine.coherence.structure import Floats, Ints, Structure

CONFLICT = define(
    "coherence.locks-conflict",
    "The locked values of {cells} cannot all hold: their sums or bounds contradict each other.",
    "Correct one of them, or unlock it.",
)
TOLERANCE = 1e-9


def refuse_conflicts(
    structure: Structure, lower: Floats, upper: Floats, locks: Floats, *, place: str = ""
) -> None:
    """Refuse locked values that no numbers can keep.

    Parameters
    ----------
    lower, upper : float64 (series,) bounds; infinite = none.
    locks : float64 (series,); NaN = not locked.
    place : where the values stand, a period for instance.

    Raises
    ------
    Refused
        With a smallest set of cells that contradict each other: without any one of them the others can hold.
    """
    locked = np.flatnonzero(~np.isnan(locks))
    if not len(locked):
        return
    outside = (locks < lower - _room(lower)) | (locks > upper + _room(upper))
    if outside.any():
        _refuse(structure, np.flatnonzero(outside)[:1], locks, place)
    if not np.isin(locked, structure.aggregates).any():
        return

    def holds(rows: Sequence[int]) -> bool:
        return _holds(structure, lower, upper, locks, np.array(rows, dtype=np.int64))

    if not holds(locked.tolist()):
        _refuse(structure, np.array(_smallest(locked.tolist(), holds)), locks, place)


def _room(bound: Floats) -> Floats:
    found: Floats = TOLERANCE * np.maximum(1.0, np.abs(np.where(np.isfinite(bound), bound, 0.0)))
    return found


def _refuse(structure: Structure, rows: Ints, locks: Floats, place: str) -> None:
    cells = ", ".join(f"{structure.codes[row]} = {locks[row]:.12g}" for row in rows)
    raise Refused(Problem(CONFLICT.code, place, {"cells": cells}))


def _holds(structure: Structure, lower: Floats, upper: Floats, locks: Floats, rows: Ints) -> bool:
    """Whether some bottom series keep the locks of these rows and all bounds (a linear programme)."""
    size = max(1.0, float(np.abs(locks[rows]).max(initial=0.0)))
    low, high = lower[structure.bottom] / size, upper[structure.bottom] / size
    others = np.setdiff1d(structure.aggregates, rows)
    floor, ceiling = others[np.isfinite(lower[others])], others[np.isfinite(upper[others])]
    summing = csr_array(structure.summing)
    beside = {}
    if len(floor) + len(ceiling):
        beside["A_ub"] = csr_array(np.vstack([-summing[floor].toarray(), summing[ceiling].toarray()]))
        beside["b_ub"] = np.concatenate([-lower[floor], upper[ceiling]]) / size
    told = linprog(
        np.zeros(len(structure.bottom)),
        A_eq=summing[rows],
        b_eq=locks[rows] / size,
        bounds=np.column_stack([low, high]),
        method="highs",
        **beside,
    )
    return bool(told.status != 2)


def _smallest(rows: list[int], holds: Callable[[Sequence[int]], bool]) -> list[int]:
    """A smallest contradicting set by leaving out halves first (Junker 2004, QuickXplain)."""

    def explained(kept: list[int], left: list[int], was_added: bool) -> list[int]:
        if was_added and not holds(kept):
            return []
        if len(left) == 1:
            return left
        half = len(left) // 2
        second = explained(kept + left[:half], left[half:], True)
        first = explained(kept + second, left[:half], bool(second))
        return first + second

    return sorted(explained([], rows, False))
