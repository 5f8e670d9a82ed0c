"""What does smoothing say that holds level and potential in one complex number?"""

import numpy as np
import numpy.typing as npt
from statsforecast.ces import auto_ces, forecast_ces


def ahead(history: npt.NDArray[np.float64], season: int, horizon: int) -> npt.NDArray[np.float64]:
    """Complex exponential smoothing; kind of season chosen by the corrected criterion of Akaike.

    Parameters
    ----------
    history : float64 (t,), no gaps.
    season : periods in a season, 1 when there is none.
    horizon : periods to forecast.

    Returns
    -------
    float64 (h,)

    Source: Svetunkov, Kourentzes and Ord 2022, Complex exponential smoothing; statsforecast, AutoCES.
    """
    made: npt.NDArray[np.float64] = forecast_ces(auto_ces(history, season), horizon)["mean"]
    return made
