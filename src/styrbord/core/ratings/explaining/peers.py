"""With which rated rows is a row compared?"""

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.rated import Rated

Rows = npt.NDArray[np.intp]


def peers_of(rated: Rated, row: int, *, is_table: bool = False) -> Rows:
    """Rows of the same period and, where the method groups peers, of the same group; the row itself included.

    Parameters
    ----------
    rated : Rated
    row : place among the rated rows.
    is_table : whether those are meant that share one table of places: all groups, where the method says that
        a common place may be given.

    Returns
    -------
    ints (peer,)
        Places among the rated rows, in their order.
    """
    periods = np.array(rated.periods)
    same = periods == periods[row]
    name = rated.method.peers.group
    if name and not (is_table and rated.method.peers.is_common):
        groups = np.array(rated.inputs.groups[name])[rated.rows]
        same &= groups == groups[row]
    return np.flatnonzero(same)


def rows_of(rated: Rated, period: str | None = None) -> Rows:
    """Rows of a period, of the last one if None is given; all rows where there is no time.

    Returns
    -------
    ints (row,)
    """
    periods = np.array(rated.periods)
    return np.flatnonzero(periods == (max(rated.periods, default="") if period is None else period))


def row_of(rated: Rated, unit: str, period: str | None = None) -> int | None:
    """Place of a unit among the rated rows of a period (the last one if None); None if it is not there.

    Returns
    -------
    int or None
    """
    return next((int(row) for row in rows_of(rated, period) if rated.units[row] == unit), None)
