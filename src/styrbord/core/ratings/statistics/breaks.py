"""Where does one class of units end and the next begin?

Classes are numbered from the lowest, 0, up. A class takes its own lower end and not its upper one, [low,
high), but the last takes everything above. Equal values always stand in one class.
"""

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem, Refused, define

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_ROUNDING = 1e-9

CUTS = define(
    "rating.cuts",
    "The ends of classes are {found}.",
    "Give numbers that rise, each larger than the one before.",
)
SHARES = define(
    "rating.cut-shares",
    "The shares at the ends of classes are {found}.",
    "Give shares from 0 to 1 that rise, each larger than the one before.",
)


def by_cuts(values: Floats, cuts: Floats) -> Ints:
    """Class of each value between fixed ends.

    Parameters
    ----------
    values : float64 (..., unit), scores or shares of the maximum; NaN = missing.
    cuts : float64 (class - 1,), rising: lower ends of all classes but the lowest.

    Returns
    -------
    int64 (..., unit)
        From 0, the lowest; -1 where the value is missing.

    Raises
    ------
    Refused
        If the ends do not rise.

    >>> by_cuts(np.array([0.2, 0.25, 0.75, np.nan]), np.array([0.25, 0.5, 0.75]))
    array([ 0,  1,  3, -1])
    """
    _refuse_falling(cuts, CUTS.code)
    found = np.searchsorted(cuts, values, side="right")
    return np.where(np.isnan(values), -1, found).astype(np.int64)


def shares_of_maximum(values: Floats, maximum: float | None = None) -> Floats:
    """Values as shares of the largest that can be, or else of the largest that is.

    Returns
    -------
    float64 (..., unit)
        NaN where missing, or where the largest is not above 0.

    >>> shares_of_maximum(np.array([5.0, 10.0])), shares_of_maximum(np.array([5.0, 10.0]), 20.0)
    (array([0.5, 1. ]), array([0.25, 0.5 ]))
    """
    top = np.where(np.isnan(values), -np.inf, values).max(-1, keepdims=True) if maximum is None else maximum
    return values / np.where(np.asarray(top) > 0, top, np.nan)


def quantile_cuts(values: Floats, probabilities: Floats) -> Floats:
    """Ends of classes at quantiles of the present values.

    Parameters
    ----------
    values : float64 (..., unit); NaN = missing.
    probabilities : float64 (class - 1,), 0 to 1, rising.

    Returns
    -------
    float64 (..., class - 1)
        Quantiles of type 7; NaN where nothing is present.

    Raises
    ------
    Refused
        If the probabilities are no rising shares.

    Source: Hyndman and Fan 1996, type 7.

    >>> quantile_cuts(np.array([1.0, 2.0, 3.0, 4.0]), np.array([0.25, 0.75]))
    array([1.75, 3.25])
    """
    _refuse_shares(probabilities)
    ordered = np.sort(values, axis=-1)
    count = (~np.isnan(values)).sum(-1, keepdims=True)
    exact = np.maximum(count - 1, 0) * probabilities
    place = np.where(np.abs(exact - np.rint(exact)) < _ROUNDING, np.rint(exact), exact)
    below = np.floor(place).astype(np.int64)
    low = np.take_along_axis(ordered, below, -1)
    high = np.take_along_axis(ordered, np.minimum(below + 1, np.maximum(count - 1, 0)), -1)
    found: Floats = low + (place - below) * (high - low)
    return found


def by_quantiles(values: Floats, probabilities: Floats) -> Ints:
    """Class of each value by the quantiles of all; equal values stay together.

    Returns
    -------
    int64 (..., unit)
        From 0, the lowest; -1 where the value is missing.

    >>> by_quantiles(np.array([1.0, 2.0, 2.0, 9.0]), np.array([0.5]))
    array([0, 1, 1, 1])
    """
    cuts = quantile_cuts(values, probabilities)
    found = (values[..., :, None] >= cuts[..., None, :]).sum(-1)
    return np.where(np.isnan(values), -1, found).astype(np.int64)


def by_rank_shares(ranks: Floats, shares: Floats) -> Ints:
    """Class of each place by its share of all places; the class of the first places is the highest.

    Parameters
    ----------
    ranks : float64 (..., unit), 1 = best, ties with the smallest place; NaN = missing.
    shares : float64 (class - 1,), rising, counted from the top: (0.1, 0.5) = the first tenth, up to the half,
        the rest. A place p of n belongs to the first share s with p <= s n.

    Returns
    -------
    int64 (..., unit)
        From 0, the lowest; -1 where the place is missing.

    Raises
    ------
    Refused
        If the shares do not rise from 0 to 1.

    >>> by_rank_shares(np.array([1.0, 2.0, 3.0, 4.0, np.nan]), np.array([0.25, 0.75]))
    array([ 2,  1,  1,  0, -1])
    """
    _refuse_shares(shares)
    missing = np.isnan(ranks)
    count = (~missing).sum(-1, keepdims=True)[..., None]
    found = (ranks[..., None] <= shares * count + _ROUNDING).sum(-1)
    return np.where(missing, -1, found).astype(np.int64)


def _refuse_falling(cuts: Floats, code: str) -> None:
    if not (np.isfinite(cuts).all() and (np.diff(cuts) > 0).all()):
        raise Refused(Problem(code, "", {"found": ", ".join(f"{one:g}" for one in cuts)}))


def _refuse_shares(shares: Floats) -> None:
    _refuse_falling(shares, SHARES.code)
    if len(shares) and not (shares[0] >= 0 and shares[-1] <= 1):
        raise Refused(Problem(SHARES.code, "", {"found": ", ".join(f"{one:g}" for one in shares)}))
