"""Which place has each unit?

Places run from the largest score down; equal scores share the smallest place and the next are left out
("sport" ranks, 1 2 2 4).
"""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

EXACT, NEAR = 0.0, 1e-12
_BLOCK = 1 << 20


def sport_ranks(scores: Floats, *, tolerance: float = NEAR) -> Floats:
    """Places of the units, the largest score first.

    Parameters
    ----------
    scores : float64 (..., unit), never rounded; NaN = missing.
    tolerance : share of the range of the scores within which neighbours in the order are tied, so that the
        order of a summation decides no place. `EXACT` ties equal numbers only.

    Returns
    -------
    float64 (..., unit)
        Places from 1; NaN where the score is missing.

    Source: section 2 of the methods for ratings.

    >>> sport_ranks(np.array([7.0, 9.0, np.nan, 7.0, 1.0]))
    array([ 2.,  1., nan,  2.,  4.])
    """
    found = np.empty(scores.shape)
    if not scores.size:
        return found
    flat, places = scores.reshape(-1, scores.shape[-1]), found.reshape(-1, scores.shape[-1])
    height = max(1, _BLOCK // flat.shape[1])
    for start in range(0, len(flat), height):
        rows = slice(start, start + height)
        places[rows] = _places(flat[rows], tolerance * _ranges(flat[rows]) if tolerance else None)
    return found


def group_ranks(scores: Floats, groups: Ints, *, tolerance: float = NEAR, smallest: int = 1) -> Floats:
    """Places of the units inside their groups.

    Parameters
    ----------
    scores : float64 (..., unit), never rounded; NaN = missing.
    groups : int64 (unit,): number of each unit's group; negative = none.
    tolerance : as in `sport_ranks`; the range is that of all units, so that a tie is the same in every group.
    smallest : groups with fewer units that have a score get no places.

    Returns
    -------
    float64 (..., unit)
        Places from 1 in each group; NaN where the score is missing, without a group, in a group too small.

    >>> group_ranks(np.array([7.0, 9.0, 8.0, 1.0]), np.array([0, 1, 0, -1]))
    array([ 2.,  1.,  1., nan])
    """
    found = np.full(scores.shape, np.nan)
    room = tolerance * _ranges(scores) if tolerance else None
    for group in np.unique(groups[groups >= 0]):
        units = np.flatnonzero(groups == group)
        own = scores[..., units]
        is_enough = (~np.isnan(own)).sum(-1, keepdims=True) >= smallest
        found[..., units] = np.where(is_enough, _places(own, room), np.nan)
    return found


def _ranges(scores: Floats) -> Floats:
    """Largest less smallest score, (..., 1); 0 where nothing is present."""
    missing = np.isnan(scores)
    high = np.where(missing, -np.inf, scores).max(-1, keepdims=True, initial=-np.inf)
    low = np.where(missing, np.inf, scores).min(-1, keepdims=True, initial=np.inf)
    return np.where(high > low, high - low, 0.0)


def _places(scores: Floats, room: Floats | None) -> Floats:
    order = np.argsort(-scores, axis=-1)
    ordered = np.take_along_axis(scores, order, -1)
    place = np.ones(ordered.shape)
    if room is None:
        is_new = ordered[..., 1:] < ordered[..., :-1]
    else:
        is_new = ordered[..., :-1] - ordered[..., 1:] > room
    place[..., 1:] = np.where(is_new, np.arange(2, ordered.shape[-1] + 1), 1)
    np.maximum.accumulate(place, axis=-1, out=place)
    place[np.isnan(ordered)] = np.nan
    found = np.empty_like(place)
    np.put_along_axis(found, order, place, -1)
    return found
