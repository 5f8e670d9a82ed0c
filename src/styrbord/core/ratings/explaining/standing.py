"""Where does a unit stand in a rating, and does that attain a goal?"""

from dataclasses import dataclass

import numpy as np

from styrbord.core.ratings.explaining.peers import peers_of, row_of
from styrbord.core.ratings.rated import Rated
from styrbord.core.ratings.statistics.ranks import EXACT, NEAR


@dataclass(frozen=True, slots=True)
class Standing:
    """Score and place of a unit; NaN where it has none.

    `place` shares ties from above, `place_alone` from below: the number of units of the table that are as
    good or better. `of` is the number of units with a score in the table; `band` the class, "" without a
    place.
    """

    score: float
    place: float
    place_alone: float
    of: int
    band: str = ""


NOWHERE = Standing(np.nan, np.nan, np.nan, 0)


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be attained; what is None or "" is not asked. All that is asked must hold.

    `ties_count` says whether sharing the asked place counts as reaching it (the method's rule; by default it
    does, as ties share the better place).
    """

    place: int | None = None
    score: float | None = None
    band: str = ""
    ties_count: bool = True

    def is_attained(self, standing: Standing) -> bool:
        """Whether a standing attains it; one without a score never does."""
        if np.isnan(standing.score):
            return False
        place = standing.place if self.ties_count else standing.place_alone
        is_placed = self.place is None or bool(place <= self.place)
        is_scored = self.score is None or standing.score >= self.score
        return is_placed and is_scored and (not self.band or standing.band == self.band)


def standing_of(rated: Rated, unit: str, period: str, bands: tuple[str, ...] = ()) -> Standing:
    """Where a unit stands.

    Parameters
    ----------
    rated : Rated
    unit, period : of which row ("" where there is no time).
    bands : classes by rated row, if the class is asked.

    Returns
    -------
    Standing
    """
    row = row_of(rated, unit, period)
    if row is None:
        return NOWHERE
    scores = rated.scores[peers_of(rated, row, is_table=True), -1]
    present, own = scores[~np.isnan(scores)], float(rated.scores[row, -1])
    room = (EXACT if rated.method.is_parity else NEAR) * float(np.ptp(present)) if len(present) else 0.0
    place = float(rated.ranks[row, -1])
    alone = float((present >= own - room).sum()) if not np.isnan(place) else np.nan
    return Standing(own, place, alone, len(present), bands[row] if bands else "")
