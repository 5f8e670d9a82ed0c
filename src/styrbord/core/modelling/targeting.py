"""Which values of the instruments bring the targets about?

Newton: v <- v + M^-1 (target - y(v)) with the multipliers M of the run at v. With more instruments than
targets the smallest change of the instruments is taken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.modelling.asking import Asked
from styrbord.core.modelling.multipliers import multipliers
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.running import Solved, run
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import System

define(
    "model.few-levers",
    "{found} values of instruments cannot reach {needed} targets.",
    "Give as many instruments as there are targets in a period, or more.",
)
define(
    "model.unmoved",
    "{name} in {period} cannot be moved by {instruments}.",
    "Choose other instruments or an earlier start: they act too late, weakly, or only with another target.",
)
define(
    "model.not-reached",
    "The targets were not reached in {rounds} rounds; {name} in {period} is off by {distance}.",
    "Choose targets nearer to the path, or other instruments.",
)
define("model.outside", "The target {name} in {period} lies outside of the run.", "Choose a longer run.")
ROUNDS = 20
CLOSE = 1e-9
WORST = 1e12
Targets = Mapping[tuple[str, int], float]
"""Value by endogenous variable and ordinal."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Levels of the instruments with dims (instrument, period), and the run under them.

    Of an endogenous instrument the level is its add-factor.
    """

    instruments: tuple[str, ...]
    levels: Numbers
    solved: Solved


def reached(
    system: System,
    data: Series,
    asked: Asked,
    targets: Targets,
    instruments: Sequence[str],
    *,
    progress: Progress = silent,
) -> Reached:
    """Instruments that bring the targets about.

    Parameters
    ----------
    system : System
    data : Series
    asked : Asked
    targets : mapping from (variable, ordinal) to float
    instruments : sequence of str
        As in `multipliers`; each may move in every period of the run.
    progress : Progress

    Returns
    -------
    Reached

    Raises
    ------
    Refused
        `model.few-levers`, `model.unmoved`, `model.not-reached`, `model.outside`, and what `run` refuses.
    """
    _check(asked, data, targets, instruments)
    moves = np.zeros((len(instruments), asked.count))
    order = list(targets)
    names = tuple(dict.fromkeys(name for name, _ in order))
    wanted = np.array([targets[one] for one in order])
    gap = np.full(len(order), np.inf)
    for number in range(ROUNDS):
        solved = run(system, data, _moved(asked, system, instruments, moves))
        found = multipliers(solved, names, instruments)
        places = [(names.index(name), ordinal - asked.first) for name, ordinal in order]
        gap = wanted - np.array([solved.path(name)[at - asked.first, 0] for name, at in order])
        progress(number + 1, ROUNDS, "target")
        if (np.abs(gap) < CLOSE * np.maximum(1.0, np.abs(wanted))).all():
            return Reached(tuple(instruments), _levels(system, data, asked, instruments, moves), solved)
        matrix = np.array([found.values[row, at].ravel() for row, at in places])
        _look(matrix, order, data, instruments)
        moves = moves + np.linalg.lstsq(matrix, gap, rcond=None)[0].reshape(moves.shape)
    worst = int(np.argmax(np.abs(gap)))
    params = {"rounds": ROUNDS, "name": order[worst][0], "distance": f"{abs(gap[worst]):.3g}"}
    raise Refused(Problem("model.not-reached", "", {**params, "period": str(data.period(order[worst][1]))}))


def _check(asked: Asked, data: Series, targets: Targets, instruments: Sequence[str]) -> None:
    problems = [
        Problem("model.outside", "", {"name": name, "period": str(data.period(ordinal))})
        for name, ordinal in targets
        if not asked.first <= ordinal <= asked.last
    ]
    if len(instruments) * asked.count < len(targets):
        params = {"found": len(instruments) * asked.count, "needed": len(targets)}
        problems.append(Problem("model.few-levers", "", params))
    if problems:
        raise Refused(problems)


def _look(matrix: Numbers, order: list[tuple[str, int]], data: Series, instruments: Sequence[str]) -> None:
    """Refuse targets that nothing moves, or that only move with another."""
    sides, sizes, _ = np.linalg.svd(matrix)
    if sizes[0] > 0 and len(sizes) >= len(order) and sizes[-1] * WORST > sizes[0]:
        return
    still = np.flatnonzero(~(np.abs(matrix) > 0).any(axis=1))
    worst = int(still[0]) if len(still) else int(np.argmax(np.abs(sides[:, -1])))
    name, ordinal = order[worst]
    params = {"name": name, "period": str(data.period(ordinal)), "instruments": ", ".join(instruments)}
    raise Refused(Problem("model.unmoved", "", params))


def _moved(asked: Asked, system: System, instruments: Sequence[str], moves: Numbers) -> Asked:
    """What is asked, with the instruments moved."""
    changes, factors = dict(asked.changes), dict(asked.lane_factors)
    for name, move in zip(instruments, moves, strict=True):
        if name in system.rows:
            into = changes if system.rows[name] >= len(system.solved) else factors
            into[name] = into[name] + move if name in into else move
    return replace(asked, changes=changes, lane_factors=factors)


def _levels(
    system: System, data: Series, asked: Asked, instruments: Sequence[str], moves: Numbers
) -> Numbers:
    found = moves.copy()
    for at, name in enumerate(instruments):
        if system.rows[name] >= len(system.solved):
            found[at] += data.window(name, asked.first, asked.last) + asked.changes.get(name, 0.0)
        else:
            found[at] += asked.factors.get(name, 0.0) + asked.lane_factors.get(name, 0.0)
    return found
