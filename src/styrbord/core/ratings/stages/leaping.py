"""How many steps of winsorising can be taken before a column comes near to passing?

Without a limit of points, thousands of values may move in a long column. The moments after each step follow
from sums of powers counted outwards from the median, so that a step costs no pass over the column. Nothing is
decided here: whoever leaps stops short of passing, and the exact test goes on from there.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.inputs import Numbers
from styrbord.core.ratings.options import Treatment

CLOSE = 1e-6
"""So near to a threshold, or to even tails, leaping stops; the sums are good to about 1e-9."""
TINY = 1e-9
"""Variance, in squares of the middle half, below which the sums say nothing."""


@dataclass(slots=True)
class _Ends:
    """Places in the sorted column of the values that stand for all below and all above."""

    low: int
    high: int


def leapt(values: Numbers, options: Treatment, limit: float) -> tuple[float, float]:
    """Ends to which the outermost values of a column move while it is far from passing.

    Parameters
    ----------
    values : float64 (row,), NaN = missing.
    options : thresholds of the test.
    limit : points that may move.

    Returns
    -------
    low, high : float
        Values below and above become these; -inf and inf where nothing moves.
    """
    line = np.sort(values[~np.isnan(values)])
    ends = _Ends(0, len(line) - 1)
    sums = _Outwards(line) if len(line) > 3 and line[0] < line[-1] else None
    while sums is not None and ends.low < sums.middle < ends.high:
        skew, kurt = sums.shape(ends)
        if abs(skew) < options.most_skewness + CLOSE or kurt < options.most_kurtosis + CLOSE:
            break
        if (
            abs(skew) < CLOSE
            or ends.low + len(line) - 1 - ends.high >= limit
            or not _step(line, ends, skew > 0)
        ):
            break
    low = line[ends.low] if ends.low else -np.inf
    return low, line[ends.high] if ends.high < len(line) - 1 else np.inf


def _step(line: Numbers, ends: _Ends, is_high: bool) -> bool:
    """Move all values at one end to the next one; False where there is none."""
    if is_high:
        place = int(np.searchsorted(line, line[ends.high], side="left")) - 1
        if place <= ends.low:
            return False
        ends.high = place
        return True
    place = int(np.searchsorted(line, line[ends.low], side="right"))
    if place >= ends.high:
        return False
    ends.low = place
    return True


class _Outwards:
    """Sums of powers of a sorted column, counted from its middle to both sides."""

    def __init__(self, line: Numbers) -> None:
        """Centre by the median and scale by the middle half, so that no power runs away."""
        self.middle = len(line) // 2
        quarter, three = np.percentile(line, (25, 75))
        spread = three - quarter or line[-1] - line[0]
        self.line = (line - line[self.middle]) / spread
        powers = self.line[:, None] ** np.arange(1, 5)
        self.up = np.concatenate([np.zeros((1, 4)), powers[self.middle :].cumsum(0)])
        self.down = np.concatenate([np.zeros((1, 4)), powers[: self.middle][::-1].cumsum(0)])

    def shape(self, ends: _Ends) -> tuple[float, float]:
        """Skewness and kurtosis of type 2 with the outermost values at the ends; 0 where none is left."""
        n = len(self.line)
        inside = self.up[ends.high - self.middle + 1] + self.down[self.middle - ends.low]
        low = ends.low * self.line[ends.low] ** np.arange(1, 5)
        high = (n - 1 - ends.high) * self.line[ends.high] ** np.arange(1, 5)
        s1, s2, s3, s4 = ((inside + low + high) / n).tolist()
        m2, m3 = s2 - s1**2, s3 - 3 * s1 * s2 + 2 * s1**3
        if m2 < TINY:
            return 0.0, 0.0
        m4 = s4 - 4 * s1 * s3 + 6 * s1**2 * s2 - 3 * s1**4
        skew = m3 / m2**1.5 * (n * (n - 1)) ** 0.5 / (n - 2)
        return skew, ((n + 1) * (m4 / m2**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))


def reached(
    values: Numbers, low: float, high: float
) -> tuple[Numbers, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """A column with its ends moved in, and the points that moved down and up.

    Returns
    -------
    values : float64 (row,)
    down, up : bools (row,)
    """
    return np.clip(values, low, high), values > high, values < low
