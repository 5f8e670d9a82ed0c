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
    """Add-factors by equation that reproduce the data from `asked.first` to `asked.last`.

    In the units of the left side of each equation; of behavioural ones they are the residuals, in the sample
    and after it.

    Returns
    -------
    dict from name to ndarray with dims (period,), or (period, territory)
        Of an identity 0 where the data agree with it: another number is a fault of the data. With
        territories NaN where one lacks a value.

    Raises
    ------
    Refused
        `model.no-series` or `model.no-value`, the first one of each variable; with territories only where
        all of them lack it.
    """
    count = data.territories
    single = Asked(asked.first, asked.last, lanes=count)
    check(single, system.model, data)
    rows, start = rows_of(system, data, single)
    rows = [row if row.shape[1] == count else np.repeat(row, count, axis=1) for row in rows]
    names = system.model.endogenous
    found = {name: np.zeros((asked.count, count)) for name in names}
    for step in range(asked.count):
        with np.errstate(all="ignore"):
            for at, name in enumerate(names):
                found[name][step] = system.left_over[at].value(rows, start + step)
                rows[system.add_factor(at)][start + step] = found[name][step]
    problems = [
        _missing(system, at, rows, start, data, asked, found[name])
        for at, name in enumerate(names)
        if not np.isfinite(found[name]).any(axis=1).all()
    ]
    if problems:
        raise Refused({str(one): one for one in problems}.values())
    return {name: own[:, 0] if count == 1 else own for name, own in found.items()}


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
    step = int(np.flatnonzero(~np.isfinite(found).any(axis=1))[0])
    name, period = system.names[equation], asked.first + step
    for row, steps in system.left_over[equation].loads:
        if row < len(system.names) and not np.isfinite(rows[row][start + step + steps]).any():
            name, period = system.names[row], asked.first + step + steps
            break
    params = {"name": name, "period": str(data.period(period)), "equation": system.names[equation]}
    return Problem("model.no-value", "", params)
