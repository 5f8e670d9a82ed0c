"""On which side of the mean does a point lie, and how far out?"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.signals.rules.plot_the_dots.limits import Limits
from styrbord.core.signals.rules.plot_the_dots.rows import BoolArray, Rows

Sides = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Marks of each row, dim (row,).

    Attributes
    ----------
    outside : bool, above the upper or below the lower limit; False where not judged
    near : bool, beyond two thirds of the way to a limit and not outside; False where not judged
    side : int8, 1 above the mean, -1 below, 0 on it; 0 where not sided
    is_judged : bool, the row has a value and its stretch has limits
    is_sided : bool, the row has a value and its stretch has a mean
    """

    outside: BoolArray
    near: BoolArray
    side: Sides
    is_judged: BoolArray
    is_sided: BoolArray


def marks(rows: Rows, limits: Limits) -> Marks:
    """Marks of each row against the limits of its stretch; all comparisons are strict."""
    at, values = rows.stretch, rows.values
    outside = (values > limits.upper[at]) | (values < limits.lower[at])
    is_far = (values < limits.near_lower[at]) | (values > limits.near_upper[at])
    mean = limits.mean[at]
    side = (values > mean).astype(np.int8) - (values < mean).astype(np.int8)
    has_value = ~np.isnan(values)
    return Marks(
        outside=outside,
        near=is_far & ~outside,
        side=side,
        is_judged=has_value & ~np.isnan(limits.lower[at]),
        is_sided=has_value & ~np.isnan(mean),
    )
