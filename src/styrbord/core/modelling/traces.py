"""By which way does a move of a lever reach a variable?

The first-order change of a variable is the sum, over what its equation uses, of slope times the change of
that; each of these may be traced on. The parts add up to the whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from styrbord.core.base.problems import Refused
from styrbord.core.modelling.arrays import reach_back
from styrbord.core.modelling.asking import unknown
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.running import Solved, free_in
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.tangents import arrays, spread

ADD_FACTOR = "add-factor"


@dataclass(frozen=True, slots=True)
class Part:
    """What a variable's change owes to one that its equation uses, `steps` periods before (after, below 0).

    `slope` is the derivative, `elasticity` the change in per cent for one of a per cent (NaN where a value is
    0), `move` the change of what is used, `share` slope times move. `name` is `add-factor` for the equation's
    own.
    """

    name: str
    steps: int
    slope: float
    elasticity: float
    move: float
    share: float


def traced(
    solved: Solved, data: Series, direction: Mapping[str, Numbers], name: str, step: int, *, lane: int = 0
) -> list[Part]:
    """Parts of a variable's change in a period of a run, the largest first.

    Parameters
    ----------
    solved : Solved
        Dynamic or forecast, without draws.
    data : Series
    direction : mapping from variable to ndarray with dims (period,) or (period, lane)
        As in `tangents`.
    name : str
        Endogenous variable.
    step : int
        Place of the period in the run.
    lane : int

    Returns
    -------
    list of Part
        Those that do not move are left out; none where the equation does not hold.

    Raises
    ------
    Refused
        `model.no-variable`
    """
    system = solved.system
    problems = unknown({name: None}, system.model.endogenous, "endogenous variable")
    problems += unknown(direction, system.names, "variable")
    if problems:
        raise Refused(problems)
    moved = spread(solved, data, [direction])
    row, at = system.rows[name], reach_back(system) + step
    if row in free_in(system, solved.asked)[step]:
        return []
    rows = [own[:, lane : lane + 1] if own.shape[1] > 1 else own for own in arrays(solved, data)]
    with np.errstate(all="ignore"):
        slopes = system.solved[row].slopes(rows, at)
    value = float(rows[row][at, 0])
    found = []
    for (used, shift), slope in slopes.items():
        move = float(moved[used][at + shift, 0, lane]) if used in moved else 0.0
        own = float(np.ravel(slope)[0])
        if move and own:
            is_factor = used >= len(system.names)
            size = float(rows[used][at + shift, 0])
            elasticity = own * size / value if value and size and not is_factor else float("nan")
            shown = ADD_FACTOR if is_factor else system.names[used]
            found.append(Part(shown, -shift, own, elasticity, move, own * move))
    return sorted(found, key=lambda part: -abs(part.share))
