"""What do level, trend and season say when older values count less and less?"""

import numpy as np
import numpy.typing as npt
from statsforecast.ets import ets_f, forecast_ets


def ahead(history: npt.NDArray[np.float64], season: int, horizon: int) -> npt.NDArray[np.float64]:
    """Exponential smoothing; error, trend, damping and season chosen by the corrected criterion of Akaike.

    Parameters
    ----------
    history : float64 (t,), no gaps.
    season : periods in a season, 1 when there is none.
    horizon : periods to forecast.

    Returns
    -------
    float64 (h,)

    Source: Hyndman and Khandakar 2008, Automatic time series forecasting, section 2; statsforecast, AutoETS.
    """
    made: npt.NDArray[np.float64] = forecast_ets(ets_f(history, m=season), h=horizon)["mean"]
    return made
