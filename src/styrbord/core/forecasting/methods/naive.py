"""What if the last season simply comes again?"""

import numpy as np
import numpy.typing as npt


def ahead(history: npt.NDArray[np.float64], season: int, horizon: int) -> npt.NDArray[np.float64]:
    """Seasonal naive forecast: the value one season earlier; without a season the last value.

    Parameters
    ----------
    history : float64 (t,), no gaps, at least one value.
    season : periods in a season; where the history is shorter, 1 is taken.
    horizon : periods to forecast.

    Returns
    -------
    float64 (h,)

    Source: Makridakis and Hibon 2000, The M3-Competition, appendix A (Naive 2 of series without season).

    Examples
    --------
    >>> ahead(np.array([9.0, 1.0, 2.0]), 2, 3)
    array([1., 2., 1.])
    """
    length = season if len(history) >= season else 1
    return history[len(history) - length + np.arange(horizon) % length]
