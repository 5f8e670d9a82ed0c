"""Which classes do the values fall into by themselves?"""

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem, Refused, define

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST_CLASSES = 7

CLASS_COUNT = define(
    "rating.class-count",
    "{count} natural classes are asked for, of {values} different values.",
    "Ask for 1 to {most} classes, and for no more than there are different values.",
)


def natural_cuts(values: Floats, classes: int) -> Floats:
    """Ends of classes with the smallest sum of squares within them, found exactly.

    Parameters
    ----------
    values : float64 (unit,); NaN = missing.
    classes : 1 to 7, no more than there are different values.

    Returns
    -------
    float64 (class - 1,)
        The smallest value of each class but the lowest. Of several best partitions, one with low ends.

    Raises
    ------
    Refused
        With too many or too few classes.

    Source: Fisher 1958; Jenks 1977. The ends of best partitions rise with the last value, so that each half
    of a row searches only its own part (n log n steps a class).

    >>> natural_cuts(np.array([1.0, 2.0, 2.0, 8.0, 9.0, 30.0]), 3)
    array([ 8., 30.])
    """
    points, counts = np.unique(values[~np.isnan(values)], return_counts=True)
    if not 1 <= classes <= min(MOST_CLASSES, len(points)):
        words = {"count": classes, "values": len(points), "most": MOST_CLASSES}
        raise Refused(Problem(CLASS_COUNT.code, "", words))
    sums = _Sums.of(points, counts)
    costs = sums.within(np.zeros(len(points), dtype=np.int64), np.arange(len(points)))
    starts = []
    for number in range(1, classes):
        costs, start = _next_row(sums, costs, number)
        starts.append(start)
    last, ends = len(points) - 1, []
    for start in reversed(starts):
        ends.append(int(start[last]))
        last = ends[-1] - 1
    return np.asarray(points[ends[::-1]], dtype=np.float64)


class _Sums:
    """Sums of squares within runs of sorted values, from running sums."""

    def __init__(self, count: Floats, first: Floats, second: Floats) -> None:
        self.count, self.first, self.second = count, first, second

    @classmethod
    def of(cls, points: Floats, counts: Ints) -> "_Sums":
        centred = (points - points.mean()) / max(1.0, float(np.abs(points).max()))
        running = [np.concatenate([[0.0], np.cumsum(counts * centred**power)]) for power in (0, 1, 2)]
        return cls(*running)

    def within(self, first: Ints, last: Ints) -> Floats:
        """Sum of squares around the mean from the first to the last value, both included."""
        n, a, b = (one[last + 1] - one[first] for one in (self.count, self.first, self.second))
        return np.maximum(b - a**2 / n, 0.0)


def _next_row(sums: _Sums, before: Floats, number: int) -> tuple[Floats, Ints]:
    """Least cost up to each value with one class more, and where its last class starts."""
    count = len(before)
    costs, starts = np.full(count, np.inf), np.zeros(count, dtype=np.int64)
    open_runs = [(number, count - 1, number, count - 1)]
    while open_runs:
        low, high, least, most = open_runs.pop()
        if low > high:
            continue
        middle = (low + high) // 2
        tried = np.arange(least, min(most, middle) + 1)
        found = before[tried - 1] + sums.within(tried, np.full(len(tried), middle))
        best = int(found.argmin())
        costs[middle], starts[middle] = found[best], tried[best]
        open_runs += [(low, middle - 1, least, int(tried[best])), (middle + 1, high, int(tried[best]), most)]
    return costs, starts
