"""Which scores and places had a unit over time, and what moved each?"""

from dataclasses import dataclass

import numpy as np

from styrbord.core.ratings.chain import rate
from styrbord.core.ratings.explaining.changing import Change, change_of
from styrbord.core.ratings.explaining.cornering import Side
from styrbord.core.ratings.explaining.standing import Standing, standing_of
from styrbord.core.ratings.inputs import Inputs
from styrbord.core.ratings.method import Method
from styrbord.core.ratings.rated import Rated


@dataclass(frozen=True, slots=True)
class Point:
    """One period: where the unit stood, and what changed since the last period in which it had a score."""

    period: str
    standing: Standing
    change: Change | None


def history(method: Method, inputs: Inputs, unit: str, *, rated: Rated | None = None) -> tuple[Point, ...]:
    """Scores and places of a unit in every period of a panel, each change split exactly.

    Parameters
    ----------
    method, inputs : Method, Inputs
    unit : code.
    rated : rating of the inputs, if it is at hand.

    Returns
    -------
    tuple of Point
        In the order of time; periods in which the unit has no score are left out.

    Raises
    ------
    Refused
        Whatever the chain refuses.
    """
    whole = rated if rated is not None else rate(method, inputs)
    found: list[Point] = []
    for period in sorted(set(whole.periods)):
        standing = standing_of(whole, unit, period)
        if np.isnan(standing.score):
            continue
        sides = (Side(method, whole, found[-1].period), Side(method, whole, period)) if found else None
        found.append(Point(period, standing, change_of(*sides, unit) if sides else None))
    return tuple(found)
