"""What stands in for a missing value inside a series?"""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

MOST_MISSING = 0.2


def trimmed(values: Numbers) -> Numbers:
    """Series from its first to its last known value.

    Parameters
    ----------
    values : float64 (t,); NaN = missing.

    Returns
    -------
    float64 (t,)
        Empty when nothing is known.
    """
    known = np.flatnonzero(~np.isnan(values))
    return values[known[0] : known[-1] + 1] if len(known) else values[:0]


def filled(values: Numbers, *, season: int) -> Numbers:
    """Series without gaps: between the same seasons before and after, else between the neighbours.

    Parameters
    ----------
    values : float64 (t,); NaN = missing; first and last are known.
    season : periods in a season, 1 when there is none.

    Returns
    -------
    float64 (t,)

    Source: linear interpolation within each season, after Hyndman and Athanasopoulos 2021, Forecasting:
    principles and practice, section 13.9 (there after a decomposition).

    Examples
    --------
    >>> filled(np.array([1.0, 10.0, np.nan, 12.0, 3.0, 14.0]), season=2)
    array([ 1., 10.,  2., 12.,  3., 14.])
    """
    found = values.copy()
    for first in range(season):
        found[first::season] = _between(found[first::season])
    return _between(found)


def is_too_thin(values: Numbers) -> bool:
    """Whether so much is missing inside that the series counts as a short one.

    Returns
    -------
    bool
        True above a fifth.
    """
    return bool(np.isnan(values).mean() > MOST_MISSING) if len(values) else True


def _between(values: Numbers) -> Numbers:
    """Gaps inside filled on a straight line; what lies before the first or after the last known stays."""
    known = np.flatnonzero(~np.isnan(values))
    if len(known) < 2:
        return values
    places = np.arange(len(values))
    found = np.interp(places, known, values[known])
    found[(places < known[0]) | (places > known[-1])] = np.nan
    return np.asarray(found)
