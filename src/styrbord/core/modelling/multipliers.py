"""How far does each target move with each instrument, now and later?

The solved system is differentiated period after period with exact derivatives:
(I - A_0) dY_t = sum of A_s dY_(t-s) + what the instruments move at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.modelling.asking import Kind, unknown
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.running import Solved, free_in

define(
    "model.no-answer",
    "The equations do not say how {name} moves in {period}.",
    "Look at the equations of that period: they depend on each other.",
)


@dataclass(frozen=True, slots=True)
class Multipliers:
    """d target / d instrument with dims (target, target period, instrument, instrument period)."""

    targets: tuple[str, ...]
    instruments: tuple[str, ...]
    first: int
    values: Numbers


def multipliers(
    solved: Solved, targets: Sequence[str], instruments: Sequence[str], *, lane: int = 0
) -> Multipliers:
    """Multipliers around a lane of the first variant of a run.

    Parameters
    ----------
    solved : Solved
        Of a dynamic or forecast run: later periods are reached through lags. Of a static run only the
        same period is.
    targets : sequence of str
        Endogenous variables.
    instruments : sequence of str
        Exogenous variables; an endogenous name means the add-factor of its equation, or its value where
        it is exogenised.
    lane : int
        Which territory.

    Returns
    -------
    Multipliers
        0 where the instrument acts after the target.

    Raises
    ------
    Refused
        `model.no-variable` for names that the model does not have, `model.no-answer`.
    """
    system = solved.system
    problems = unknown(dict.fromkeys(targets), system.model.endogenous, "endogenous variable")
    problems += unknown(dict.fromkeys(instruments), system.names, "variable")
    if problems:
        raise Refused(problems)
    count, free = solved.asked.count, free_in(system, solved.asked)
    moved = np.zeros((len(solved.rows), len(solved.rows[0]), len(instruments) * count))
    for at, name in enumerate(instruments):
        for step in range(count):
            row = system.rows[name]
            if row < len(system.solved) and row not in free[step]:
                row = system.add_factor(row)
            moved[row, solved.start + step, at * count + step] = 1.0
    for step in range(count):
        _move(solved, step, free[step], moved, lane)
    rows = [system.rows[name] for name in targets]
    values = moved[rows, solved.start : solved.start + count]
    shape = (len(targets), count, len(instruments), count)
    return Multipliers(tuple(targets), tuple(instruments), solved.asked.first, values.reshape(shape))


def _move(solved: Solved, step: int, free: frozenset[int], moved: Numbers, lane: int) -> None:
    """Derivatives of one period's variables by all instruments."""
    system, at = solved.system, solved.start + step
    size = len(system.solved)
    rows = [row[:, lane : lane + 1] if row.shape[1] > 1 else row for row in solved.rows]
    if solved.asked.kind is Kind.STATIC:
        rows = [*(row.copy() for row in rows[:size]), *rows[size:]]
        for row in range(size):
            rows[row][at, 0] = solved.paths[row, step, lane]
    matrix, right = np.eye(size), np.zeros((size, moved.shape[2]))
    for equation, tape in enumerate(system.solved):
        if equation in free:
            right[equation] = moved[equation, at]
            continue
        with np.errstate(all="ignore"):
            slopes = tape.slopes(rows, at)
        for (row, steps), slope in slopes.items():
            if row < size and steps == 0 and row not in free:
                matrix[equation, row] -= float(slope[0])
            elif row < system.kept and not (solved.asked.kind is Kind.STATIC and steps < 0):
                right[equation] += float(slope[0]) * moved[row, at + steps]
    try:
        answer = np.linalg.solve(matrix, right)
    except np.linalg.LinAlgError as error:
        raise Refused(_without_answer(solved, step, 0)) from error
    if not np.isfinite(answer).all():
        raise Refused(_without_answer(solved, step, int(np.argwhere(~np.isfinite(answer))[0, 0])))
    moved[:size, at] = answer


def _without_answer(solved: Solved, step: int, equation: int) -> Problem:
    params = {"name": solved.system.names[equation], "period": f"period {step + 1} of the run"}
    return Problem("model.no-answer", "", params)
