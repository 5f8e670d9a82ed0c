"""Of what values, denominators and groups is an index made?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Inputs:
    """Values before the first step; a row is a unit (subject) in a period.

    `values` (row, indicator), in the order of `indicators`, NaN where missing; `periods` has one text a row
    (2024, 2024-Q1), or is empty where there is no time; `denominators` and `groups` have one entry a row, NaN
    and "" where missing. A pair (unit, period) stands once.
    """

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    values: Numbers
    periods: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    denominators: Mapping[str, Numbers] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
