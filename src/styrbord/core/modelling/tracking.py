"""Which add-factors make a model repeat history?

z_t = g(y_t) less the right side at history, and less the memory of the error, in which the earlier
add-factors stand; computed period after period, so that a run with them gives history again.
"""

import numpy as np

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.modelling.arrays import rows_of
from styrbord.core.modelling.asking import Asked, check
from styrbord.core.modelling.operations import Numbers
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import System


def tracking(system: System, data: Series, asked: Asked) -> dict[str, Numbers]:
    """Add-factors by equation, dims (period,), that reproduce the data from `asked.first` to `asked.last`.

    Returns
    -------
    dict from name to ndarray with dims (period,)
        Of an identity 0 where the data agree with it: another number is a fault of the data.

    Raises
    ------
    Refused
        `model.no-series` or `model.no-value`, the first one of each variable.
    """
    check(asked, system.model, data)
    rows, start = rows_of(system, data, Asked(asked.first, asked.last))
    names = system.model.endogenous
    found = {name: np.zeros(asked.count) for name in names}
    for step in range(asked.count):
        with np.errstate(all="ignore"):
            for at, name in enumerate(names):
                value = system.left_over[at].value(rows, start + step)
                found[name][step] = float(np.ravel(value)[0])
                rows[system.add_factor(at)][start + step] = found[name][step]
    problems = [
        _missing(system, at, rows, start, data, asked, found[name])
        for at, name in enumerate(names)
        if not np.isfinite(found[name]).all()
    ]
    if problems:
        raise Refused({str(one): one for one in problems}.values())
    return found


def _missing(
    system: System,
    equation: int,
    rows: list[Numbers],
    start: int,
    data: Series,
    asked: Asked,
    found: Numbers,
) -> Problem:
    """First value that an equation lacks; its own left side when an operation has no outcome."""
    step = int(np.flatnonzero(~np.isfinite(found))[0])
    name, period = system.names[equation], asked.first + step
    for row, steps in system.left_over[equation].loads:
        if row < len(system.names) and not np.isfinite(rows[row][start + step + steps][0]):
            name, period = system.names[row], asked.first + step + steps
            break
    params = {"name": name, "period": str(data.period(period)), "equation": system.names[equation]}
    return Problem("model.no-value", "", params)
