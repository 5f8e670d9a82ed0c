"""Do scenarios lie in their order, and what gets worse?

Nothing here says what to do: paths are compared, in the good direction of each variable.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from styrbord.core.modelling.operations import Numbers

TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Crossing:
    """Places of periods in which a scenario that should be better is worse, and by how much at most."""

    name: str
    better: str
    worse: str
    periods: tuple[int, ...]
    most: float


def crossings(
    paths: Mapping[str, Mapping[str, Numbers]], is_good_up: Mapping[str, bool], *, tolerance: float = TINY
) -> list[Crossing]:
    """Where scenarios do not lie in their order.

    Parameters
    ----------
    paths : mapping from scenario, the best first, to variable to ndarray with dims (period,)
    is_good_up : mapping from variable to bool
        Variables without a good direction are left out.
    tolerance : float
        Share of the size of a value by which it may be worse.

    Returns
    -------
    list of Crossing

    Examples
    --------
    >>> high, low = np.array([2.0, 2.0]), np.array([1.0, 3.0])
    >>> crossings({"optimistic": {"y": high}, "medium": {"y": low}}, {"y": True})
    [Crossing(name='y', better='optimistic', worse='medium', periods=(1,), most=1.0)]
    """
    found = []
    codes = list(paths)
    for name, is_up in is_good_up.items():
        for better, worse in pairwise(codes):
            one, other = paths[better][name], paths[worse][name]
            behind = (other - one) if is_up else (one - other)
            places = np.flatnonzero(behind > tolerance * np.maximum(1.0, np.abs(other)))
            if places.size:
                most = float(behind[places].max())
                found.append(Crossing(name, better, worse, tuple(places.tolist()), most))
    return found


@dataclass(frozen=True, slots=True)
class WeakSide:
    """A variable that gets worse in a territory: sum over the periods, the worst one and its share there.

    `share` is the worst change against the value before; NaN where that is 0.
    """

    name: str
    territory: int
    total: float
    worst: int
    change: float
    share: float


def weak_sides(
    before: Mapping[str, Numbers],
    after: Mapping[str, Numbers],
    is_good_up: Mapping[str, bool],
    *,
    tolerance: float = TINY,
) -> list[WeakSide]:
    """What gets worse when one path is taken instead of another, the worst share first.

    Parameters
    ----------
    before, after : mapping from variable to ndarray with dims (period,) or (period, territory)
    is_good_up : mapping from variable to bool
    tolerance : float
        Share of the size of a value by which it may get worse unmentioned.

    Returns
    -------
    list of WeakSide
    """
    found = []
    for name, is_up in is_good_up.items():
        one, other = (own.reshape(len(own), -1) for own in (before[name], after[name]))
        change = other - one
        harm = -change if is_up else change
        harm = np.where(harm > tolerance * np.maximum(1.0, np.abs(one)), harm, 0.0)
        for territory in np.flatnonzero(harm.any(axis=0)).tolist():
            with np.errstate(all="ignore"):
                shares = harm[:, territory] / np.abs(one[:, territory])
            at = int(np.argmax(np.where(np.isfinite(shares), shares, harm[:, territory])))
            share = float(shares[at]) if np.isfinite(shares[at]) else float("nan")
            total = float(change[harm[:, territory] > 0, territory].sum())
            found.append(WeakSide(name, territory, total, at, float(change[at, territory]), share))
    return sorted(found, key=lambda one: (np.isnan(one.share), -one.share))
