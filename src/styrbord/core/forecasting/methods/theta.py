"""What do half the long trend and the smoothed level say together?"""

import numpy as np
import numpy.typing as npt
from statsforecast.theta import auto_theta, forecast_theta


def ahead(history: npt.NDArray[np.float64], season: int, horizon: int) -> npt.NDArray[np.float64]:
    """Standard theta method; a season is taken out by classical decomposition if a test finds one.

    Parameters
    ----------
    history : float64 (t,), no gaps.
    season : periods in a season, 1 when there is none.
    horizon : periods to forecast.

    Returns
    -------
    float64 (h,)

    Source: Assimakopoulos and Nikolopoulos 2000, The theta model; statsforecast, Theta.
    """
    made: npt.NDArray[np.float64] = forecast_theta(auto_theta(history, season, model="STM"), horizon)["mean"]
    return made
