"""What does a trend that is estimated anew at every step say, bent by an estimated theta?"""

import numpy as np
import numpy.typing as npt
from statsforecast.theta import auto_theta, forecast_theta


def ahead(history: npt.NDArray[np.float64], season: int, horizon: int) -> npt.NDArray[np.float64]:
    """Dynamic optimised theta method; a season is taken out by classical decomposition if a test finds one.

    Parameters
    ----------
    history : float64 (t,), no gaps.
    season : periods in a season, 1 when there is none.
    horizon : periods to forecast.

    Returns
    -------
    float64 (h,)

    Source: Fiorucci et al. 2016, Models for optimising the theta method; statsforecast,
    DynamicOptimizedTheta.
    """
    made: npt.NDArray[np.float64] = forecast_theta(auto_theta(history, season, model="DOTM"), horizon)["mean"]
    return made
