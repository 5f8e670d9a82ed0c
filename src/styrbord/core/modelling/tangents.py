"""How does every variable of every lane move with a few levers?

The solved system is differentiated period after period with exact derivatives, for all lanes at once:
(I - A_0) dY_t = sum of A_s dY_(t-s) + what the levers move at once.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from styrbord.core.base.progress import Progress, silent
from styrbord.core.modelling.arrays import reach_back, rows_of
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.running import Solved, free_in
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.tape import Tape

MOST = 4_000_000
"""Numbers of the matrices that are solved together."""


def tangents(
    solved: Solved,
    data: Series,
    directions: Sequence[Mapping[str, Numbers]],
    *,
    progress: Progress = silent,
) -> Numbers:
    """Derivative of all endogenous variables by the size of each direction.

    Parameters
    ----------
    solved : Solved
        Of a dynamic or forecast run without draws.
    data : Series
        Of the run.
    directions : sequence of mapping from variable to ndarray with dims (period,) or (period, lane)
        Moves of exogenous series, and of add-factors of endogenous variables.
    progress : Progress

    Returns
    -------
    ndarray with dims (direction, variable, period, lane)
        NaN where a lane has no solution, or where its equations do not say.
    """
    moved = spread(solved, data, directions, progress=progress)
    size, start = len(solved.system.solved), reach_back(solved.system)
    found = np.stack([moved[row][start : start + solved.asked.count] for row in range(size)])
    return np.ascontiguousarray(found.transpose(2, 0, 1, 3))


def spread(
    solved: Solved,
    data: Series,
    directions: Sequence[Mapping[str, Numbers]],
    *,
    progress: Progress = silent,
) -> dict[int, Numbers]:
    """Derivatives of all rows that move, as in `tangents`.

    Returns
    -------
    dict from row to ndarray with dims (period, direction, lane)
        Periods before and after the run included.
    """
    system, asked = solved.system, solved.asked
    size, start = len(system.solved), reach_back(system)
    rows = arrays(solved, data)
    moved: dict[int, Numbers] = {}
    shape = len(rows[0]), len(directions), asked.lanes
    for at, direction in enumerate(directions):
        for name, path in direction.items():
            row = system.rows[name] if system.rows[name] >= size else system.add_factor(system.rows[name])
            moved.setdefault(row, np.zeros(shape))
            moved[row][start : start + asked.count, at] = path.reshape(asked.count, -1)
    moved |= {row: np.zeros(shape) for row in range(size)}
    at_once = max(MOST // size**2, 1)
    for low in range(0, asked.lanes, at_once):
        lanes = slice(low, min(low + at_once, asked.lanes))
        own = [row[:, lanes] if row.shape[1] > 1 else row for row in rows]
        views = {row: values[:, :, lanes] for row, values in moved.items()}
        for step, free in enumerate(free_in(system, asked)):
            _period(system.solved, own, views, start + step, free)
        progress(lanes.stop, asked.lanes, "differentiate")
    return moved


def arrays(solved: Solved, data: Series) -> list[Numbers]:
    """Arrays of all lanes of a run, with what is solved.

    Returns
    -------
    list of ndarray with dims (period, lane)
    """
    system, asked = solved.system, solved.asked
    start, times = solved.start, asked.lanes // solved.territories
    explained = [np.tile(solved.rows[row], (1, times)) for row in range(len(system.solved))]
    for own, path in zip(explained, solved.paths, strict=True):
        own[start : start + asked.count] = path
    return rows_of(system, data, asked, explained)[0]


def _period(
    tapes: Sequence[Tape], rows: list[Numbers], moved: dict[int, Numbers], at: int, free: frozenset[int]
) -> None:
    """Derivatives of a period's variables."""
    size, (_, count, lanes) = len(tapes), moved[0].shape
    matrix = np.tile(np.eye(size), (lanes, 1, 1))
    right = np.zeros((lanes, size, count))
    with np.errstate(all="ignore"):
        for equation, tape in enumerate(tapes):
            for (row, steps), slope in {} if equation in free else tape.slopes(rows, at).items():
                if row < size and steps == 0 and row not in free:
                    matrix[:, equation, row] -= slope
                elif row in moved:
                    right[:, equation] += (slope * moved[row][at + steps]).T
        answer = _answers(matrix, right)
    for equation in range(size):
        moved[equation][at] = answer[:, equation].T


def _answers(matrix: Numbers, right: Numbers) -> Numbers:
    """Solutions by lane; NaN in lanes that have none."""
    found = np.full(right.shape, np.nan)
    is_whole = np.isfinite(matrix).all(axis=(1, 2)) & np.isfinite(right).all(axis=(1, 2))
    try:
        found[is_whole] = np.linalg.solve(matrix[is_whole], right[is_whole])
    except np.linalg.LinAlgError:
        for lane in np.flatnonzero(is_whole):
            if np.linalg.cond(matrix[lane]) < 1e15:
                found[lane] = np.linalg.solve(matrix[lane], right[lane])
    return found
