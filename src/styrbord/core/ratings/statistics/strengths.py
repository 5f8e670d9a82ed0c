"""In what is a unit strong, and in what weak, among all and among its peers?"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrbord.core.ratings.statistics.ranks import EXACT, sport_ranks

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stands in one indicator.

    Attributes
    ----------
    column : number of the indicator
    rank, of : its place, 1 = best, among so many units with a value
    value : own unit of the indicator
    median, best : of those units; best = the value at place 1
    """

    column: int
    rank: int
    of: int
    value: float
    median: float
    best: float


@dataclass(frozen=True, slots=True)
class Profile:
    """Best and worst places of a unit, each in order: the best first, the worst first."""

    strengths: tuple[Place, ...]
    weaknesses: tuple[Place, ...]


def profile(
    values: Floats,
    directions: Ints,
    unit: int,
    *,
    count: int = 5,
    peers: npt.NDArray[np.bool_] | None = None,
    drops_bottom: bool = True,
) -> Profile:
    """Strengths and weaknesses of a unit by its place in each indicator.

    Parameters
    ----------
    values : float64 (unit, indicator), own unit of each indicator; NaN = missing.
    directions : (indicator,), +1 where high is good, -1 where low is good.
    unit : row of the unit.
    count : how many of each; never more than half of the indicators that the unit has, so that none is both.
    peers : bool (unit,), those that the unit is held against, itself counted always; None = all.
    drops_bottom : leave out indicators in which the unit shares the very last place, such as the many that
        have nothing.

    Returns
    -------
    Profile
        By rank; equal ranks in the order of the indicators. Indicators that the unit or all others lack are
        left out.

    Source: section 3.8 of the methods for ratings, after COINr 1.1.14.

    >>> values = np.array([[9.0, 1.0, 5.0], [5.0, 2.0, 4.0], [1.0, 3.0, 6.0]])
    >>> found = profile(values, np.array([1, -1, 1]), 1, count=1)
    >>> [(place.column, place.rank) for place in (*found.strengths, *found.weaknesses)]
    [(0, 2), (2, 3)]
    """
    rows = np.ones(len(values), dtype=bool) if peers is None else peers.copy()
    rows[unit] = True
    places = [
        place
        for column in range(values.shape[1])
        if (place := _place(values[rows, column], int(directions[column]), int(rows[:unit].sum()), column))
        and not (drops_bottom and _shares_bottom(values[rows, column], int(directions[column]), place))
    ]
    most = min(count, len(places) // 2)
    best = sorted(places, key=lambda place: place.rank)[:most]
    worst = sorted(places, key=lambda place: -place.rank)[:most]
    return Profile(tuple(best), tuple(one for one in worst if one not in best))


def _place(column: Floats, direction: int, row: int, number: int) -> Place | None:
    present = column[~np.isnan(column)]
    if np.isnan(column[row]) or len(present) < 2:
        return None
    rank = sport_ranks(direction * column, tolerance=EXACT)[row]
    best = (present * direction).max() * direction
    return Place(number, int(rank), len(present), float(column[row]), float(np.median(present)), float(best))


def _shares_bottom(column: Floats, direction: int, place: Place) -> bool:
    turned = direction * column[~np.isnan(column)]
    is_last = turned == turned.min()
    return bool(direction * place.value == turned.min() and is_last.sum() > 1)
