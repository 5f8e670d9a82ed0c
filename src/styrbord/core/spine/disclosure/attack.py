"""How closely can an attacker work out a hidden cell from all that is published?

Everything is told in deviations from the true values: those of seen cells are 0, those of hidden ones keep
every equality and bound. Source: linear programming audit, Fischetti and Salazar, Solving the cell
suppression problem on tabular data with linear constraints, Management Science 47 (2001), section 2.
"""

import numpy as np
from scipy.linalg import null_space
from scipy.optimize import linprog

from styrbord.core.spine.disclosure.table import Flags, Floats, Table, Whole, parts, rows_of

CLOSE = 1e-7


def intervals(table: Table, hidden: Flags) -> tuple[Floats, Floats]:
    """Smallest and largest value that each cell may have for an attacker who sees the rest.

    Parameters
    ----------
    table : Table
    hidden : bool (cell,)

    Returns
    -------
    low, high : float64 (cell,)
        Equal to the value where the cell is seen or can be worked out exactly; inf without a bound.
    """
    low, high = table.value.copy(), table.value.copy()
    for group in parts(table.links, table.unknown(hidden)):
        for cell in group.tolist():
            high[cell] = table.value[cell] + furthest(table, group, cell, 1)[0]
            low[cell] = table.value[cell] - furthest(table, group, cell, -1)[0]
    return low, high


def furthest(table: Table, group: Whole, cell: int, sign: int, limit: float = np.inf) -> tuple[float, Floats]:
    """How far a hidden cell may lie from its value on one side, up to a limit, and one way to it.

    Parameters
    ----------
    table : Table
    group : int64 (cell,): all unknown cells that are bound together with this one.
    cell : position in the table.
    sign : 1 for above, -1 for below.
    limit : where to stop looking.

    Returns
    -------
    float, float64 (cell of the group,)
        The distance, inf without a bound, and the deviations that reach it.
    """
    own = int(np.searchsorted(group, cell))
    bounds = np.column_stack([-table.room_below()[group], np.full(len(group), np.inf)])
    bounds[own] = np.clip(bounds[own], -limit, limit)
    cost = np.zeros(len(group))
    cost[own] = -sign
    links = rows_of(table.links, group)
    found = linprog(cost, A_eq=links, b_eq=np.zeros(links.shape[0]), bounds=bounds, method="highs")
    if found.status == 3:
        return np.inf, np.zeros(len(group))
    if found.x is None:  # 0 is always a way, so this is a failure of the arithmetic: trust in nothing
        return 0.0, np.zeros(len(group))
    return max(float(sign * found.x[own]), 0.0), found.x


def worked_out(table: Table, group: Whole, seen: Flags) -> Whole:
    """Unknown cells that equalities alone give away to someone who also sees some of them.

    Parameters
    ----------
    table : Table
    group : int64 (cell,): unknown cells that are bound together.
    seen : bool (cell,): those that this reader sees beyond what is published.

    Returns
    -------
    int64 (cell,)
        Positions in the table; a cell is among them when no deviation of the others moves it.
    """
    rest = group[~seen[group]]
    if not len(rest):
        return rest
    links = rows_of(table.links, rest)
    if not links.shape[0]:
        return rest[:0]
    free = null_space(links.toarray())
    moved = np.abs(free).max(axis=1, initial=0.0) > CLOSE
    given: Whole = rest[~moved]
    return given
