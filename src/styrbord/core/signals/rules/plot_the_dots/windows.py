"""Which runs cannot be seen, because a value or a period is missing in their window?"""

import numpy as np

from styrbord.core.signals.rules.plot_the_dots.codes import Code
from styrbord.core.signals.rules.plot_the_dots.results import Points
from styrbord.core.signals.rules.plot_the_dots.rows import BoolArray, IntArray
from styrbord.core.signals.rules.plot_the_dots.runs import LONG

Span = tuple[int, int]


def broken(points: Points) -> dict[int, list[Span]]:
    """Rows that a window of seven shares with a missing row, or with a period that has no row.

    A window with a missing row does not fire. Over a missing period it may fire, as in the reference, but
    is longer in time than it looks.

    Returns
    -------
    dict of int to list of (first row, last row)
        By number of the series; only series that have such rows.
    """
    missing = np.flatnonzero(points.codes & (Code.MISSING_LAST | Code.MISSING_INSIDE) & _empty(points))
    after_gap = np.flatnonzero(points.codes & Code.GAP)
    touched = np.zeros(len(points.owner), dtype=np.bool_)
    for back in range(1 - LONG, LONG):
        touched[_neighbours(points, missing, back)] = True
        if back < LONG - 1:
            touched[_neighbours(points, after_gap, back)] = True
    return _spans(points, touched)


def _empty(points: Points) -> IntArray:
    """All bits set where the row has no value, int64 (row,)."""
    return -np.isnan(points.values).astype(np.int64)


def _neighbours(points: Points, rows: IntArray, by: int) -> IntArray:
    """Rows so many further on, those of the same group."""
    to = rows + by
    inside = (to >= 0) & (to < len(points.owner))
    rows, to = rows[inside], to[inside]
    same = (points.owner[rows] == points.owner[to]) & (points.group[rows] == points.group[to])
    return np.asarray(to[same])


def _spans(points: Points, touched: BoolArray) -> dict[int, list[Span]]:
    rows = np.flatnonzero(touched)
    breaks = np.flatnonzero((np.diff(rows) > 1) | (np.diff(points.owner[rows]) != 0))
    first = rows[np.append(0, breaks + 1)] if len(rows) else rows
    last = rows[np.append(breaks, len(rows) - 1)] if len(rows) else rows
    found: dict[int, list[Span]] = {}
    for begin, end in zip(first.tolist(), last.tolist(), strict=True):
        found.setdefault(int(points.owner[begin]), []).append((begin, end))
    return found
