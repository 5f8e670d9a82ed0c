"""What is known of a series, and what is asked about what comes next?"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.forecasting.transforms import Transform

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """One series as it is known.

    Attributes
    ----------
    key : what it is called.
    values : float64 (t,), consecutive periods; NaN = missing. Missing values at the ends are left off, so
        that the forecast begins after the last known value.
    lower, upper : bounds that its values cannot pass.
    kind : series of one kind lend each other growth and spread, such as an indicator within a type.
    transform : scale that methods work on; the series' own where a value does not fit it.
    """

    key: str
    values: Numbers
    lower: float = -np.inf
    upper: float = np.inf
    kind: str = ""
    transform: Transform = Transform.NONE


@dataclass(frozen=True, slots=True)
class Asked:
    """How far ahead, with what season, and how sure.

    Attributes
    ----------
    horizon : periods to forecast, from 1.
    season : periods in a season: 1, 4, 12.
    levels : percents that the intervals should hold.
    extra : methods beyond the usual ones, such as `arima`.
    methods : the methods that are fitted; empty = the usual ones and `extra`.
    """

    horizon: int
    season: int = 1
    levels: tuple[float, ...] = (80.0, 95.0)
    extra: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
