"""What do the differences of the series say about themselves?"""

import numpy as np
import numpy.typing as npt
from statsforecast.models import AutoARIMA


def ahead(history: npt.NDArray[np.float64], season: int, horizon: int) -> npt.NDArray[np.float64]:
    """ARIMA with orders found step by step; about forty times the work of exponential smoothing.

    Parameters
    ----------
    history : float64 (t,), no gaps.
    season : periods in a season, 1 when there is none.
    horizon : periods to forecast.

    Returns
    -------
    float64 (h,)

    Source: Hyndman and Khandakar 2008, section 3; statsforecast, AutoARIMA.
    """
    made: npt.NDArray[np.float64] = AutoARIMA(season_length=season).forecast(y=history, h=horizon)["mean"]
    return made
