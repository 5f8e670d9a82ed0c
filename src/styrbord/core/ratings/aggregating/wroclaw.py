"""How far is each unit from one that would be best in everything?"""

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.statistics.moments import deviation, means

Floats = npt.NDArray[np.float64]


def wroclaw(values: Floats) -> Floats:
    """Distance to an ideal unit that is best in everything, in units of the distances' mean and spread.

        d_i = |x_i - max|,    d_i / (mean d + 2 sd d),    sd of a sample (n - 1).

    Parameters
    ----------
    values : float64 (unit, child), normalised and turned so that high is good; NaN = missing.

    Returns
    -------
    float64 (unit,)
        Small is good, 0 = the ideal; NaN where a child is missing, since a distance needs all of them.

    Source: Hellwig 1968; the taxonomic method of Wroclaw.

    >>> wroclaw(np.array([[3.0, 4.0], [0.0, 0.0]])).round(6)
    array([0.      , 0.522408])
    """
    ideal = np.where(np.isnan(values), -np.inf, values).max(0, initial=-np.inf)
    with np.errstate(invalid="ignore"):
        distance = np.sqrt(((values - ideal) ** 2).sum(1))[:, None]
    scale = means(distance) + 2 * deviation(distance)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = (distance / np.where(scale > 0, scale, 1.0))[:, 0]
    return found
