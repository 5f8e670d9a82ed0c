"""Which series are judged together, and on which editions do they rest?

Every indicator of every subject that has a value, reported or computed, in the indicator's own rhythm. All
series of an indicator end with the newest period of any of them, so that who is late is told as missing. A
partial sum is no value: of a whole it says nothing. The course of a daily series is judged by whole weeks,
its plan and the health of its numbers by the day.
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.signals.series import FloatArray, Series
from styrbord.core.spine.indicators import Access, Indicator, OverTime
from styrbord.figures.panels import Column, Panel
from styrbord.services.reading import Principal, Reading
from styrbord.services.signals.weeks import whole_weeks

SEASONS = {
    Frequency.ANNUAL: 1,
    Frequency.HALF: 2,
    Frequency.QUARTER: 4,
    Frequency.MONTH: 12,
    Frequency.WEEK: 52,
    Frequency.DAY: 365,
}
"""Rows a year of the rhythms that the rules are made for; sums since the year's start are none."""
WATCHER = Principal("signals", is_signed_in=True, access=Access.RESTRICTED)
"""The program's own reader: all released numbers, none under embargo."""


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Rows by which it is judged whether a series has left its usual course.

    Attributes
    ----------
    last : ordinal of the newest row
    """

    series: Series
    frequency: Frequency
    last: int

    @property
    def value(self) -> float:
        """Newest value; NaN where it is missing or there is none."""
        return float(self.series.values[-1]) if len(self.series.values) else float("nan")


@dataclass(frozen=True, slots=True, eq=False)
class Watched:
    """One series with what it belongs to, rests on and is planned to be.

    Attributes
    ----------
    last : ordinal of the newest row
    status : str (row,), letter of each row
    edition : of the newest row that is known; 0 where it is computed
    editions : all that its values came in
    targets : float64 (row,), path of the plan; NaN = none
    baseline, goal : value before the path begins, and where it ends; NaN = no plan
    """

    definition: Indicator
    subject: str
    series: Series
    frequency: Frequency
    last: int
    status: npt.NDArray[np.str_]
    edition: int
    editions: tuple[int, ...]
    targets: FloatArray
    baseline: float
    goal: float
    course: Course

    @property
    def indicator(self) -> str:
        """Code of the indicator."""
        return self.definition.code

    @property
    def planned(self) -> float:
        """Size of the planned change; NaN without a plan, 0 where the level is to be kept."""
        return abs(self.goal - self.baseline)

    @property
    def known(self) -> int | None:
        """Row of the newest value; None when there is none."""
        rows = np.flatnonzero(~np.isnan(self.series.values))
        return int(rows[-1]) if len(rows) else None

    def fingerprint(self, *more: object) -> str:
        """Equal for equal numbers and plans: a release that leaves them so is none for this series."""
        return self._fingerprint(self.series, self.last, *more)

    def fingerprint_of_course(self) -> str:
        """The same for the rows of its course: another day in a week that is not over changes nothing."""
        return self._fingerprint(self.course.series, self.course.last)

    def _fingerprint(self, series: Series, last: int, *more: object) -> str:
        told = hashlib.sha256(series.values.tobytes())
        told.update(self.targets.tobytes() if series is self.series else repr(self.goal).encode())
        told.update(repr((last, *more)).encode())
        return told.hexdigest()


def watched(reading: Reading, only: Collection[str] = ()) -> Iterator[list[Watched]]:
    """Series of one indicator after the other; of some alone where they are named."""
    subjects = tuple(sorted(reading.register.subjects()))
    for code, one in sorted(reading.register.indicators().items()):
        frequency = Frequency(one.frequency)
        if frequency in SEASONS and (not only or code in only):
            yield series_of(reading, one, subjects, frequency) if subjects else []


def series_of(
    reading: Reading, definition: Indicator, subjects: tuple[str, ...], frequency: Frequency
) -> list[Watched]:
    """Series of one indicator."""
    panel = Panel(reading, (definition.code,), subjects, frequency)
    columns = {subject: panel.column(definition.code, subject) for subject in subjects}
    ends = [column.newest for column in columns.values()]
    stop = max((end + 1 for end in ends if end is not None), default=0)
    found = []
    for subject, column in columns.items():
        known = np.isfinite(column.comparable[:stop])
        if known.any():
            targets, path = panel.targets(definition.code, subject)
            rows = slice(int(known.argmax()), stop)
            plan = (targets[rows], *_ends(column.comparable[:stop], path))
            found.append(_watched(definition, subject, column, rows, plan))
    return found


def _watched(
    definition: Indicator,
    subject: str,
    column: Column,
    rows: slice,
    plan: tuple[FloatArray, float, float],
) -> Watched:
    periods = column.periods[rows]
    series = Series(
        f"{definition.code}|{subject}",
        tuple(period.first_day for period in periods),
        column.comparable[rows],
        definition.direction,
        SEASONS[periods[0].frequency],
    )
    frequency, last = periods[0].frequency, periods[-1].ordinal
    used = column.edition[rows]
    newest = int(used[np.flatnonzero(~np.isnan(series.values))[-1]])
    targets, baseline, goal = plan
    return Watched(
        definition,
        subject,
        series,
        frequency,
        last,
        column.status[rows],
        newest,
        tuple(int(one) for one in np.unique(used) if one),
        targets,
        baseline,
        goal,
        _course(definition, series, frequency, last),
    )


def _course(definition: Indicator, series: Series, frequency: Frequency, last: int) -> Course:
    """The series itself, or the weeks of its days."""
    if frequency is not Frequency.DAY:
        return Course(series, frequency, last)
    first = last - len(series.values) + 1
    values, week = whole_weeks(series.values, first, OverTime(definition.over_time))
    at = tuple(Period(Frequency.WEEK, week + place).first_day for place in range(len(values)))
    weekly = replace(series, at=at, values=values, season=SEASONS[Frequency.WEEK])
    return Course(weekly, Frequency.WEEK, week + len(values) - 1)


def _ends(values: FloatArray, path: FloatArray) -> tuple[float, float]:
    """Value before a path of targets begins, its first target where none is known, and its last target."""
    ahead = np.flatnonzero(~np.isnan(path))
    if not len(ahead):
        return float("nan"), float("nan")
    before = values[: ahead[0]]
    known = before[~np.isnan(before)]
    return float(known[-1] if len(known) else path[ahead[0]]), float(path[ahead[-1]])
