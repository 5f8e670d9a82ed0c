"""What does a warning rule look at?"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from styrbord.core.spine.indicators import Direction

FloatArray = npt.NDArray[np.float64]

NO_FACET = "no facet"  # name of the only series of a table, after NHSRplotthedots
GOOD = {Direction.UP: 1, Direction.DOWN: -1, Direction.RANGE: 0, Direction.NONE: 0}


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """Values of one indicator for one subject, in order of time.

    Attributes
    ----------
    key : name of the series, unique among those that are judged together
    at : first day of each row's period, strictly ascending, dim (row,)
    values : float64 (row,), the indicator's unit; NaN = missing
    direction : which way is good; a range has no good way and counts as none
    season : rows a year: 12, 4, 52, 1

    Raises
    ------
    ValueError
        If days and values differ in number, or the days are not strictly ascending.
    """

    key: str
    at: tuple[date, ...]
    values: FloatArray
    direction: Direction
    season: int = 1

    def __post_init__(self) -> None:
        """Hold what every rule relies on."""
        if self.values.shape != (len(self.at),):
            raise ValueError(f"{self.key}: {len(self.at)} days, but values of shape {self.values.shape}")
        if any(later <= earlier for earlier, later in zip(self.at, self.at[1:], strict=False)):
            raise ValueError(f"{self.key}: days are not strictly ascending")

    @property
    def good(self) -> int:
        """+1 when an increase is an improvement, -1 when a decrease is, 0 when neither."""
        return GOOD[self.direction]
