"""Between which ranks does a subject stand among its peers?"""

import numpy as np
import numpy.typing as npt

from styrbord.core.spine.indicators import Direction

SMALLEST_GROUP = 5


def rank_span(
    own: float, values: npt.NDArray[np.float64], *, direction: Direction, decimals: int
) -> tuple[int, int] | None:
    """Lowest and highest rank that the shown digits allow; 1 is best.

    Values are compared as shown, rounded to `decimals`: equal digits are a tie, and a tie is a span.

    Parameters
    ----------
    own : the subject's value.
    values : float64 (peer,) of the whole group, own value among them; NaN = missing and left out.
    direction : up ranks the largest first, down the smallest; range and none rank the largest first.

    Returns
    -------
    (low, high) or None
        None when fewer than 5 peers have a value, or own is missing.

    Source: competition ranking with ties as spans; 5 is the smallest group of DESIGN section 2.

    Examples
    --------
    >>> group = np.array([7.31, 7.34, 5.0, 6.1, 9.0])
    >>> rank_span(7.31, group, direction=Direction.DOWN, decimals=1)
    (3, 4)
    >>> rank_span(7.31, group[:4], direction=Direction.DOWN, decimals=1) is None
    True
    """
    known = np.round(values[~np.isnan(values)], decimals)
    if len(known) < SMALLEST_GROUP or np.isnan(own):
        return None
    sign = 1.0 if direction is Direction.DOWN else -1.0
    mine = sign * np.round(own, decimals)
    better = int((sign * known < mine).sum())
    equal = int((sign * known == mine).sum())
    return better + 1, better + max(equal, 1)
