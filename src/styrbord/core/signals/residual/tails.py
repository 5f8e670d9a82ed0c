"""Are the tails of the noise heavy? The series of a pool tell it together.

One series of some dozen rows does not show it; sixty do. The share of heavy-tailed series in a pool and the
odds of each series are found in turns (Dempster, Laird and Rubin 1977), starting from one half.
"""

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

TURNS = 200


def heaviness(log_odds: FloatArray, pools: IntArray) -> FloatArray:
    """Probability that each series has heavy tails.

    Parameters
    ----------
    log_odds : float64 (series,), by the series' own residuals when half of all series have heavy tails.
    pools : int64 (series,), numbers of the pools.

    Returns
    -------
    FloatArray
        float64 (series,) in (0, 1). Two imagined series, one of each kind, stand beside every pool, so that a
        pool of one stays near its own odds.
    """
    if not len(log_odds):
        return np.empty(0)
    ratio = np.exp(np.clip(log_odds, -30.0, 30.0))
    count = np.bincount(pools)
    share = np.full(len(count), 0.5)
    own = np.full(len(ratio), 0.5)
    for _ in range(TURNS):
        prior = share[pools]
        own = prior * ratio / (prior * ratio + 1 - prior)
        share = (np.bincount(pools, weights=own) + 1) / (count + 2)
    return own
