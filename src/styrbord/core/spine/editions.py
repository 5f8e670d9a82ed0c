"""From when to when is a value shown, and what had the source said when?

A key's rows are ordered by vintage. What is shown at a moment is the row of the latest vintage that
was released by then, so an older vintage that arrives late never replaces a newer one. Ours, after
the two clocks of bitemporal tables (Snodgrass, Developing Time-Oriented Database Applications, 2000).
"""

import numpy as np
import numpy.typing as npt

Moments = npt.NDArray[np.int64]


def intervals(key: Moments, vintage: Moments, released: Moments, forever: int) -> tuple[Moments, Moments]:
    """Ends of each row's two half-open intervals.

    Parameters
    ----------
    key : int64 (row,): equal for rows of the same key.
    vintage, released : int64 (row,): moments on the source's and the release clock.
    forever : the open end.

    Returns
    -------
    vintage_to, shown_to : int64 (row,)
        The next vintage of the key, and the first release of any later vintage. A row with
        shown_to <= released is never shown.

    Examples
    --------
    >>> end = 99
    >>> vintage_to, shown_to = intervals(
    ...     np.array([1, 1, 2]), np.array([19, 21, 19]), np.array([50, 40, 50]), end)
    >>> vintage_to.tolist(), shown_to.tolist()
    ([21, 99, 99], [40, 99, 99])
    """
    order = np.lexsort((-vintage, key))
    sorted_key = key[order]
    position = _position_in_group(sorted_key)
    vintage_to = np.full(len(key), forever, dtype=np.int64)
    shown_to = np.full(len(key), forever, dtype=np.int64)
    for step in range(1, int(position.max(initial=0)) + 1):
        here = np.flatnonzero(position == step)
        row, later = order[here], order[here - 1]
        vintage_to[row] = vintage[later]
        shown_to[row] = np.minimum(released[later], shown_to[later])
    return vintage_to, shown_to


def _position_in_group(sorted_key: Moments) -> Moments:
    index = np.arange(len(sorted_key))
    is_first = np.r_[True, sorted_key[1:] != sorted_key[:-1]][: len(sorted_key)]
    return index - np.maximum.accumulate(np.where(is_first, index, 0))
