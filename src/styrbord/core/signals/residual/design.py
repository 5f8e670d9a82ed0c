"""Which columns explain a series, how many last points are withheld, and what is too short?

Methods 4.1 and 4.4. Beside level, season and the previous value there is a linear trend, unless all series of
the pool do without: a series that grows as it has always grown is no news.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

LEAST_ROWS = 8
LEAST_FREEDOM = 8
LEAST_POOLED_FREEDOM = 3
WINDOW = 4
LONG_SEASON = 12
LONG_YEARS = 16  # rows of years that can spare as many as the longest window


@dataclass(frozen=True, slots=True)
class Design:
    """What a series of so many rows and such a season is explained by.

    Attributes
    ----------
    rows : rows of the series, counted from its first value
    season : rows a year
    has_season : whether sine and cosine of the season are among the columns
    has_trend : whether time is among the columns
    has_own_memory : whether the weight of the previous value is fitted; otherwise it is given from outside
    is_shared : whether a pool of many tells the memory and the like of its series
    """

    rows: int
    season: int
    has_season: bool
    has_trend: bool = True
    has_own_memory: bool = True
    is_shared: bool = False

    @property
    def withheld(self) -> int:
        """Last rows that the fit does not see: 4 in months and quarters; 2 in years, or 4 if shared."""
        return WINDOW if self.is_shared and self.rows >= LONG_YEARS else withheld(self.season)

    @property
    def window(self) -> int:
        """Longest window of the statistic, in rows."""
        return min(WINDOW, self.withheld)

    @property
    def kind(self) -> str:
        """Name of the table of the null that fits: rows a year, columns of the season, trend, memory."""
        year = 12 if self.season > 4 else 4 if self.season > 2 else 1
        columns = len(harmonics(self.season)) if self.has_season else 0
        trend, memory = "trend" if self.has_trend else "flat", "own" if self.has_own_memory else "given"
        if self.is_shared:
            return f"{year}-{trend}-shared"
        return f"{year}-{columns}-{trend}-{memory}"

    @property
    def columns(self) -> int:
        """How many numbers the fit estimates."""
        season = len(harmonics(self.season)) if self.has_season else 0
        return 1 + season + self.has_trend + self.has_own_memory

    @property
    def freedom(self) -> int:
        """Degrees of freedom of the spread when nothing is missing."""
        return self.rows - 1 - self.withheld - self.columns

    def matrix(self) -> FloatArray:
        """Columns that are the same for all series of this design.

        Returns
        -------
        FloatArray
            float64 (row, column): 1, time from -1 to 1 if there is a trend, then waves of the season.
        """
        time = np.arange(self.rows)
        columns = [np.ones(self.rows)]
        columns += [2 * time / max(self.rows - 1, 1) - 1] if self.has_trend else []
        if self.has_season:
            columns += [wave(2 * np.pi * k * time / self.season) for wave, k in harmonics(self.season)]
        return np.stack(columns, axis=1)


def withheld(season: int) -> int:
    """How many last rows the fit does not see.

    Returns
    -------
    int
        As many as the longest window: 4 for more than two rows a year, else 2 (methods 4.1, where it is 6 for
        months; why it is less here: docs/decisions/0019).
    """
    return WINDOW if season > 2 else WINDOW // 2


def harmonics(season: int) -> tuple[tuple[np.ufunc, int], ...]:
    """Waves of the season: up to two, without the sine that is 0 everywhere.

    Returns
    -------
    tuple of (np.sin or np.cos, k)
        Empty for one row a year.
    """
    found: list[tuple[np.ufunc, int]] = []
    for k in range(1, min(2, season // 2) + 1):
        found += [(np.cos, k)] if 2 * k == season else [(np.sin, k), (np.cos, k)]
    return tuple(found)


def has_years(rows: int, season: int) -> bool:
    """Whether so many rows show a season: two years where a year has more than 12 rows.

    Returns
    -------
    bool

    Examples
    --------
    >>> has_years(103, 52), has_years(104, 52), has_years(13, 12)
    (False, True, True)
    """
    return season <= LONG_SEASON or rows >= 2 * season


def design_for(rows: int, season: int) -> Design | None:
    """The richest design that so many rows carry (methods 4.4).

    Parameters
    ----------
    rows : rows of the series, counted from its first value.
    season : rows a year.

    Returns
    -------
    Design or None
        None when the series is too short for any test.
    """
    if rows < LEAST_ROWS:
        return None
    for has_season in (True, False) if season > 1 and has_years(rows, season) else (False,):
        design = Design(rows, season, has_season)
        if design.freedom >= LEAST_FREEDOM:
            return design
    design = Design(rows, season, has_season=False, has_own_memory=False)
    return design if design.freedom >= LEAST_POOLED_FREEDOM else None
