"""Which subjects cannot be told apart, though their places differ?

Two subjects are compared within the same recalculation, never by their intervals: these overlap far more
often than the order of two subjects is in doubt.
"""

import numpy as np

from styrbord.core.ratings.doubt.chance import Floats, Ints
from styrbord.core.ratings.doubt.intervals import NONE, Places

LEAST, MOST = 0.05, 0.95
_WIDTH = 64


def lead(places: Places, row: int, others: Ints) -> Floats:
    """Share of the recalculations in which one subject is above others.

    Parameters
    ----------
    places : int32 (recalculation, row), `NONE` where a subject has no place.
    row : the one.
    others : int64 (other,), rows.

    Returns
    -------
    float64 (other,)
        Among the recalculations in which both have a place, equal places counting half; NaN without any.
        The order of the two is in doubt strictly between `LEAST` and `MOST`.

    Source: section 5 of the methods for ratings.

    >>> lead(np.array([[1, 2], [1, 2], [2, 1], [1, 1]], dtype=np.int32), 0, np.array([1]))
    array([0.625])
    """
    return _lead(np.ascontiguousarray(places[:, row]), np.ascontiguousarray(places[:, others].T))


def spans(places: Places, nominal: Places, rows: Ints | None = None) -> tuple[str, ...]:
    """Places among which each subject cannot be told from others, such as "4-7"; its own where it can.

    Parameters
    ----------
    places : int32 (recalculation, row).
    nominal : int32 (row,), places by the method itself.
    rows : int64 (asked row,), subjects that share one ranking; all when left out.

    Returns
    -------
    tuple of str
        From the best to the last place of those that are tied with the subject; "" without a place.
    """
    asked = np.arange(len(nominal)) if rows is None else rows
    order = asked[np.argsort(nominal[asked], kind="stable")]
    order = order[nominal[order] != NONE]
    by_row = np.ascontiguousarray(places[:, order].T)
    low, high = _ends(by_row)  # where these do not meet, one is above in 95 of 100 at least: no tie
    found = dict.fromkeys(asked.tolist(), "")
    for at, row in enumerate(order.tolist()):
        near = np.flatnonzero((low <= high[at]) & (high >= low[at]))
        best = _outermost(by_row, at, near[near < at])
        last = _outermost(by_row, at, near[near > at][::-1])
        ends = int(nominal[order[best]]), int(nominal[order[last]])
        found[row] = f"{ends[0]}" if ends[0] == ends[1] else f"{ends[0]}-{ends[1]}"
    return tuple(found.values())


def _ends(by_row: Places) -> tuple[Places, Places]:
    """Places that at most half of `LEAST` of the recalculations lie beyond, on either side."""
    ordered = np.sort(by_row, axis=1)
    beyond = int(LEAST / 2 * by_row.shape[1])
    low, high = ordered[:, beyond].copy(), ordered[:, by_row.shape[1] - 1 - beyond].copy()
    has_holes = ordered[:, 0] == NONE
    low[has_holes], high[has_holes] = 0, np.iinfo(np.int32).max
    return low, high


def _outermost(by_row: Places, at: int, candidates: Ints) -> int:
    """First of the candidates that is tied with one subject, else the subject itself."""
    for start in range(0, len(candidates), _WIDTH):
        part = candidates[start : start + _WIDTH]
        share = _lead(by_row[at], by_row[part])
        is_tied = np.flatnonzero((share > LEAST) & (share < MOST))
        if is_tied.size:
            return int(part[is_tied[0]])
    return at


def _lead(own: Places, others: Places) -> Floats:
    both = (own != NONE) & (others != NONE)
    above = ((own < others) & both).sum(1) + ((own == others) & both).sum(1) / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = above / both.sum(1)
    return found
