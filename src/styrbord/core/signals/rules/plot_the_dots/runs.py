"""Which rows lie in a run that chance rarely makes?

A window never looks across the border of a stretch and does not fire when it holds a missing value;
the reference stops with an error in some of these cases.
"""

import numpy as np

from styrbord.core.signals.rules.plot_the_dots.marks import Marks, Sides
from styrbord.core.signals.rules.plot_the_dots.rows import BoolArray, IntArray, Rows

LONG = 7
TRIPLE = 3


def steps(rows: Rows) -> Sides:
    """Sign of the step from the row before, int8 (row,); 0 on a first row and next to a missing value."""
    signs = np.zeros(len(rows.values), dtype=np.int8)
    later, earlier = rows.values[1:], rows.values[:-1]
    signs[1:] = (later > earlier).astype(np.int8) - (later < earlier).astype(np.int8)
    signs[rows.begin] = 0
    return signs


def in_trend(signs: Sides) -> BoolArray:
    """Whether the row is one of seven that only rise or only fall, dim (row,)."""
    rising, falling = (_whole(signs == way, LONG - 1) for way in (1, -1))
    return _spread(rising | falling, LONG)


def in_shift(rows: Rows, marks: Marks) -> BoolArray:
    """Whether the row is one of seven on the same side of the mean, dim (row,)."""
    above, below = (_whole(marks.side == way, LONG) for way in (1, -1))
    return _spread((above | below) & rows.same(LONG - 1), LONG)


def two_in_three(rows: Rows, marks: Marks) -> BoolArray:
    """Whether the row is near a limit, in three rows of one side of which two are near, dim (row,)."""
    above, below = (_whole(marks.side == way, TRIPLE) for way in (1, -1))
    has_two = _counted(marks.near, TRIPLE) >= TRIPLE - 1
    fired = (above | below) & has_two & rows.same(TRIPLE - 1)
    return _spread(fired, TRIPLE) & marks.near


def _counted(flags: BoolArray, width: int) -> IntArray:
    """Flags among the last so many rows, int64 (row,)."""
    sums = np.concatenate([np.zeros(width, np.int64), np.cumsum(flags)])
    return np.asarray(sums[width:] - sums[:-width], dtype=np.int64)


def _whole(flags: BoolArray, width: int) -> BoolArray:
    """Whether all of the last so many rows are flagged, dim (row,)."""
    return np.asarray(_counted(flags, width) == width)


def _spread(fired: BoolArray, width: int) -> BoolArray:
    """Every row of a window whose last row fired, dim (row,)."""
    return np.asarray(_counted(fired[::-1], width)[::-1] > 0)
