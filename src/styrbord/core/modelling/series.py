"""Which values do the variables of a model have, in which periods?"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from styrbord.core.base.codes import nearest
from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.modelling.model import STEP
from styrbord.core.modelling.operations import Numbers

define("model.no-series", "There is no series {name}.", "Add it to the data, or correct its name{meant}.")
define(
    "model.no-value",
    "{name} has no value in {period}, which {equation} needs.",
    "Add it to the data, or choose other periods.",
)
define(
    "model.frequency",
    "{period} is not of the same length as the periods of the data ({frequency}).",
    "Give data of one frequency, and periods like theirs.",
)

_NOTHING = np.empty(0)
_STEP = re.compile(rf"{STEP}([0-9]{{1,4}})_([0-9]{{1,3}})")
PER_YEAR = {Frequency.ANNUAL: 1, Frequency.HALF: 2, Frequency.QUARTER: 4, Frequency.MONTH: 12}


@dataclass(frozen=True, slots=True)
class Series:
    """Values by variable over consecutive periods of one frequency; NaN is missing.

    `first` is the ordinal of the first period; every array has the dims (period,), or (period, territory)
    where the territories have their own.
    """

    frequency: Frequency
    first: int
    values: Mapping[str, Numbers]

    @property
    def last(self) -> int:
        """Ordinal of the last period."""
        return self.first + len(next(iter(self.values.values()), ())) - 1

    @property
    def territories(self) -> int:
        """Number of territories; 1 where no variable tells them apart."""
        return max((own.shape[1] for own in self.values.values() if own.ndim == 2), default=1)

    def period(self, ordinal: int) -> Period:
        """Period of an ordinal."""
        return Period(self.frequency, ordinal)

    def window(self, name: str, first: int, last: int) -> Numbers:
        """Values of a variable from one period to another; missing outside of the data.

        A series from__2014_1 is 0 before that period and 1 from it on.

        Returns
        -------
        ndarray of float64 with dims (period,), or (period, territory)
        """
        if match := _STEP.fullmatch(name):
            start = self.of_year(int(match[1]), int(match[2]))
            return np.where(np.arange(first, last + 1) >= start, 1.0, 0.0)
        own = self.values.get(name, _NOTHING)
        found = np.full((last - first + 1, *own.shape[1:]), np.nan)
        low, high = max(first, self.first), min(last, self.last)
        if name in self.values and low <= high:
            found[low - first : high - first + 1] = own[low - self.first : high - self.first + 1]
        return found

    def ordinal(self, period: Period, place: str = "") -> int:
        """Ordinal of a period.

        Returns
        -------
        int

        Raises
        ------
        Refused
            `model.frequency`
        """
        if period.frequency is not self.frequency:
            params = {"period": str(period), "frequency": self.frequency.name.lower()}
            raise Refused(Problem("model.frequency", place, params))
        return period.ordinal

    def of_year(self, year: int, number: int) -> int:
        """Ordinal of the period with so many a number in a year, as TSRANGE writes it."""
        return year * PER_YEAR[self.frequency] + number - 1

    def known(self, names: Iterable[str], place: str) -> list[Problem]:
        """One `model.no-series` for each name that the data do not have."""
        problems = []
        for name in sorted(set(names) - set(self.values)):
            if _STEP.fullmatch(name):
                continue
            near = nearest(name, self.values)
            meant = f" (did you mean {near}?)" if near else ""
            problems.append(Problem("model.no-series", place, {"name": name, "meant": meant}))
        return problems


def series_of(cells: Sequence[tuple[str, Period, float]]) -> Series:
    """Series of cells of one frequency.

    Parameters
    ----------
    cells : sequence of (variable, period, value)

    Returns
    -------
    Series
    """
    ordinals = [period.ordinal for _, period, _ in cells]
    first, last = min(ordinals), max(ordinals)
    values = {name: np.full(last - first + 1, np.nan) for name in dict.fromkeys(name for name, *_ in cells)}
    for name, period, value in cells:
        values[name][period.ordinal - first] = value
    return Series(cells[0][1].frequency, first, values)
