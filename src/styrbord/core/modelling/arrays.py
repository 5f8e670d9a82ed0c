"""Which arrays is a run solved in?

One for each variable, add-factor and coefficient that differs by lane, with dims (period, lane); one lane
stands for all where they do not differ. Lags and leads of the first and last period are inside.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.modelling.asking import Asked, Drawn
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import System

define(
    "model.lane-coefficient",
    "{coefficient} of {equation} is the same in all lanes.",
    "Say that lanes have their own when the model is made ready.",
)
Flags = npt.NDArray[np.bool_]


def reach_back(system: System) -> int:
    """Periods before the first one that the equations use.

    Returns
    -------
    int
    """
    return max((-steps for tape in (*system.solved, *system.left_over) for _, steps in tape.loads), default=0)


def rows_of(
    system: System,
    data: Series,
    asked: Asked,
    explained: Sequence[Numbers] | None = None,
    drawn: Drawn | None = None,
) -> tuple[list[Numbers], int]:
    """Arrays of a run before it is solved, and the place of its first period.

    Parameters
    ----------
    system : System
    data : Series
    asked : Asked
        For the lanes of this part of the run.
    explained : sequence of ndarray with dims (period, lane)
        Of the endogenous variables, to be written into; the data when left out.
    drawn : Drawn

    Returns
    -------
    tuple of (list of ndarray with dims (period, lane), int)

    Raises
    ------
    Refused
        `model.lane-coefficient`
    """
    back, ahead = reach_back(system), max(system.model.ahead, 0)
    low, high = asked.first - back, asked.last + ahead
    inside = slice(back, back + asked.count)
    more = drawn or Drawn()
    rows: list[Numbers] = []
    for name, row in system.rows.items():
        if row < len(system.solved) and explained is not None:
            rows.append(explained[row])
            continue
        own = _wide(data.window(name, low, high), asked.lanes)
        if row < len(system.solved):
            rows.append(np.repeat(own, asked.lanes // own.shape[1], axis=1))
        else:
            rows.append(_added(own, name, inside, (asked.changes, _taken(more.changes, name))))
    for name in system.model.endogenous:
        given = (asked.factors, asked.lane_factors, _taken(more.factors, name))
        rows.append(_added(np.zeros((high - low + 1, 1)), name, inside, given))
    rows += [rows[at] for at in range(len(system.solved))]
    _look_at({**asked.coefficients, **more.coefficients}, system)
    for key, value in system.by_lane.items():
        own = more.coefficients.get(key, asked.coefficients.get(key, value))
        wide = _wide(np.atleast_1d(own)[None, :], asked.lanes)
        rows.append(np.broadcast_to(wide, (high - low + 1, wide.shape[1])))
    return rows, back


def _look_at(given: Mapping[tuple[str, str], Numbers], system: System) -> None:
    """Refuse coefficients that the system has the same of in all lanes."""
    problems = [
        Problem("model.lane-coefficient", "", {"coefficient": name, "equation": equation})
        for equation, name in given
        if (equation, name) not in system.by_lane
    ]
    if problems:
        raise Refused(problems)


def _taken(drawn: dict[str, Numbers], name: str) -> dict[str, Numbers]:
    """What is drawn for a variable, which is kept nowhere else from then on."""
    return {name: drawn.pop(name)} if name in drawn else {}


def _wide(own: Numbers, lanes: int) -> Numbers:
    """Array with dims (period, lane): the territories' again and again, or one lane for all."""
    if own.ndim == 1:
        return own[:, None]
    return own if own.shape[1] in (1, lanes) else np.tile(own, (1, lanes // own.shape[1]))


def _added(own: Numbers, name: str, inside: slice, given: Sequence[Mapping[str, Numbers]]) -> Numbers:
    changes = [one[name] for one in given if name in one]
    if not changes:
        return own
    found = own
    for change in changes:
        wide = change[:, None] if change.ndim == 1 else change
        if wide.shape[1] > found.shape[1]:
            found = np.repeat(found, wide.shape[1], axis=1)
        elif found is own:
            found = own.copy()
        found[inside] += wide
    return found


def moved(asked: Asked, drawn: Drawn, first: Asked, *, looks_ahead: bool = False) -> Flags:
    """Whether a lane differs from the first variant by a period of the run.

    Parameters
    ----------
    asked : Asked
        For the lanes of this part of the run.
    drawn : Drawn
    first : Asked
        For the lanes of the first variant.
    looks_ahead : bool
        Whether equations use later periods, so that any change counts from the start on.

    Returns
    -------
    ndarray of bool with dims (period, lane)
    """
    found = np.zeros((asked.count, asked.lanes), dtype=bool)
    for given, before in ((asked.changes, first.changes), (asked.lane_factors, first.lane_factors)):
        for name, own in given.items():
            if own.ndim == 2:
                found |= own != _wide(before[name], asked.lanes)
    for more in (drawn.changes, drawn.factors):
        for own in more.values():
            found |= own != 0
    if asked.coefficients or drawn.coefficients:
        found[:] = True
    if looks_ahead:
        found[:] = found.any(axis=0)
    return np.asarray(np.logical_or.accumulate(found, axis=0), dtype=bool)
