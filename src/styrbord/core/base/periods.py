"""Which span of days does a period's text name, and which period comes next?

Texts follow ISO 8601 and SDMX 3.0 (section 6, "Time"): 2020, 2020-S1, 2020-Q1, 2020-03, 2020-W05,
2020-03-01. A span from the year's start, 2020-01/P9M, is a frequency of its own (T, ours), so
that year-to-date is never read as a quarter.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from styrbord.core.base.problems import Problem, Refused, define

define(
    "period.unreadable",
    "'{text}' is not a period.",
    "Write one of {forms}.",
)


class Frequency(StrEnum):
    """Length of a period, by its letter in SDMX; T is ours."""

    ANNUAL = "A"
    HALF = "S"
    QUARTER = "Q"
    MONTH = "M"
    WEEK = "W"
    DAY = "D"
    YEAR_TO_DATE = "T"


FREQUENCY_CODE: dict[Frequency, int] = {frequency: code for code, frequency in enumerate(Frequency, start=1)}
FREQUENCY_OF_CODE: dict[int, Frequency] = {code: frequency for frequency, code in FREQUENCY_CODE.items()}

FORMS = "2020, 2020-S1, 2020-Q1, 2020-03, 2020-W05, 2020-03-01, 2020-01/P9M"

_PER_YEAR = {Frequency.ANNUAL: 1, Frequency.HALF: 2, Frequency.QUARTER: 4, Frequency.MONTH: 12}
_NESTS_IN: Mapping[Frequency, str] = {
    Frequency.ANNUAL: "A",
    Frequency.HALF: "SA",
    Frequency.QUARTER: "QSA",
    Frequency.MONTH: "MQSA",
    Frequency.WEEK: "W",
    Frequency.DAY: "DWMQSA",
    Frequency.YEAR_TO_DATE: "TA",
}
_SHAPE = re.compile(
    r"(?P<year>[0-9]{4})(?:"
    r"-(?P<letter>[ASQMW])(?P<number>[0-9]{1,2})"
    r"|-01/P(?P<span>[0-9]{1,2})M"
    r"|-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?"
    r")?"
)
_DIGITS = {"A": 1, "S": 1, "Q": 1, "M": 2, "W": 2}
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days of one frequency; consecutive periods have consecutive ordinals.

    Ordinals: A year; S year*2+h-1; Q year*4+q-1; M year*12+m-1; W number of the ISO week since
    the week of 0001-01-01; D `date.toordinal()`; T year*12+months-1, so that a shift of 12 is
    the same span one year later.
    """

    frequency: Frequency
    ordinal: int

    @staticmethod
    def parse(text: str) -> "Period":
        """Period that a text names; the forms of SDMX 2020-A1 and 2020-M03 are read too.

        Returns
        -------
        Period

        Raises
        ------
        Refused
            `period.unreadable` when the text is in no accepted form or names no such period.

        Examples
        --------
        >>> Period.parse("2020-Q1").shift(-1), str(Period.parse("2020-M03"))
        (Period('2019-Q4'), '2020-03')
        """
        return _parsed(text)

    @staticmethod
    def of(frequency: Frequency, day: date) -> "Period":
        """Period of a frequency that holds a day; year-to-date runs to the end of its month.

        Returns
        -------
        Period

        Examples
        --------
        >>> Period.of(Frequency.WEEK, date(2021, 1, 1)), Period.of(Frequency.HALF, date(2020, 7, 1))
        (Period('2020-W53'), Period('2020-S2'))
        """
        if frequency is Frequency.DAY:
            return Period(frequency, day.toordinal())
        if frequency is Frequency.WEEK:
            return Period(frequency, (day.toordinal() - 1) // 7)
        parts = _PER_YEAR.get(frequency, 12)
        return Period(frequency, day.year * parts + (day.month - 1) * parts // 12)

    @property
    def year(self) -> int:
        """Calendar year; of a week, its ISO year (the year of its Thursday)."""
        return (
            (self.first_day + timedelta(days=3)).year
            if self.frequency is Frequency.WEEK
            else self.first_day.year
        )

    @property
    def first_day(self) -> date:
        """First day; of year-to-date, 1 January."""
        if self.frequency is Frequency.DAY:
            return date.fromordinal(self.ordinal)
        if self.frequency is Frequency.WEEK:
            return date.fromordinal(self.ordinal * 7 + 1)
        if self.frequency is Frequency.YEAR_TO_DATE:
            return date(self.ordinal // 12, 1, 1)
        parts = _PER_YEAR[self.frequency]
        year, part = divmod(self.ordinal, parts)
        return date(year, part * 12 // parts + 1, 1)

    @property
    def last_day(self) -> date:
        """Last day, inclusive."""
        if self.frequency is Frequency.DAY:
            return self.first_day
        if self.frequency is Frequency.WEEK:
            return self.first_day + timedelta(days=6)
        parts = _PER_YEAR.get(self.frequency, 12)
        year, part = divmod(self.ordinal, parts)
        return _end_of_month(year, (part + 1) * 12 // parts)

    def shift(self, steps: int) -> "Period":
        """Period that many steps of its own frequency later; negative is earlier."""
        return Period(self.frequency, self.ordinal + steps)

    def contains(self, other: "Period") -> bool:
        """Whether every day of the other period is a day of this one."""
        return self.first_day <= other.first_day and other.last_day <= self.last_day

    def __str__(self) -> str:
        """Canonical text."""
        if self.frequency is Frequency.DAY:
            return self.first_day.isoformat()
        if self.frequency is Frequency.WEEK:
            year, week, _ = self.first_day.isocalendar()
            return f"{year:04}-W{week:02}"
        year, part = divmod(self.ordinal, _PER_YEAR.get(self.frequency, 12))
        endings = {"A": "", "M": f"-{part + 1:02}", "T": f"-01/P{part + 1}M"}
        return f"{year:04}{endings.get(self.frequency, f'-{self.frequency}{part + 1}')}"

    def __repr__(self) -> str:
        """Canonical text, as shown to developers."""
        return f"Period('{self}')"

    def __lt__(self, other: object) -> bool:
        """Whether it comes before another of the same frequency."""
        return self.ordinal < _comparable(self, other)

    def __le__(self, other: object) -> bool:
        """Whether it comes before, or is, another of the same frequency."""
        return self.ordinal <= _comparable(self, other)

    def __gt__(self, other: object) -> bool:
        """Whether it comes after another of the same frequency."""
        return self.ordinal > _comparable(self, other)

    def __ge__(self, other: object) -> bool:
        """Whether it comes after, or is, another of the same frequency."""
        return self.ordinal >= _comparable(self, other)


def nested_in(finer: Frequency, coarser: Frequency) -> bool:
    """Whether every period of one frequency lies within exactly one of another.

    Weeks nest in nothing but themselves; year-to-date spans overlap, so nothing nests in them.

    Returns
    -------
    bool
        True of a frequency and itself.

    Examples
    --------
    >>> nested_in(Frequency.MONTH, Frequency.QUARTER), nested_in(Frequency.WEEK, Frequency.MONTH)
    (True, False)
    """
    return coarser.value in _NESTS_IN[finer]


def periods_between(first: Period, last: Period) -> tuple[Period, ...]:
    """Periods from the first to the last, both included; empty when the last comes earlier.

    Returns
    -------
    tuple of Period

    Raises
    ------
    TypeError
        If the two are of different frequency.
    """
    stop = _comparable(first, last) + 1
    return tuple(Period(first.frequency, ordinal) for ordinal in range(first.ordinal, stop))


def first_days(frequency: Frequency, ordinals: npt.ArrayLike) -> npt.NDArray[np.datetime64]:
    """First days of many periods.

    Parameters
    ----------
    frequency : Frequency
        One for all.
    ordinals : array of int, any shape

    Returns
    -------
    ndarray of datetime64[D], of the same shape
    """
    numbers = np.asarray(ordinals, dtype=np.int64)
    if frequency is Frequency.DAY:
        return _as_days(numbers - _EPOCH)
    if frequency is Frequency.WEEK:
        return _as_days(numbers * 7 + 1 - _EPOCH)
    if frequency is Frequency.YEAR_TO_DATE:
        return _month_starts(numbers // 12 * 12)
    return _month_starts(numbers * (12 // _PER_YEAR[frequency]))


def last_days(frequency: Frequency, ordinals: npt.ArrayLike) -> npt.NDArray[np.datetime64]:
    """Last days of many periods, inclusive; shapes as `first_days`."""
    following = np.asarray(ordinals, dtype=np.int64) + 1
    is_span = frequency is Frequency.YEAR_TO_DATE
    after = _month_starts(following) if is_span else first_days(frequency, following)
    return _as_days(after.astype(np.int64) - 1)


def _as_days(days: npt.NDArray[np.int64]) -> npt.NDArray[Any]:
    return days.astype("datetime64[D]")


def _month_starts(months: npt.NDArray[np.int64]) -> npt.NDArray[Any]:
    return (months - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]")


def _comparable(period: Period, other: object) -> int:
    if not isinstance(other, Period) or other.frequency is not period.frequency:
        raise TypeError(f"{period!r} has no order against {other!r}: they are of different frequency")
    return other.ordinal


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@lru_cache(maxsize=16_384)
def _parsed(text: str) -> Period:
    match = _SHAPE.fullmatch(text)
    try:
        period = _from_groups(match.groupdict()) if match else None
        if period and period.first_day and period.last_day:
            return period
    except (ValueError, OverflowError):
        pass
    raise Refused(Problem("period.unreadable", params={"text": text, "forms": FORMS}))


def _from_groups(groups: Mapping[str, str | None]) -> Period | None:
    year = int(groups["year"] or 0)
    if day := groups["day"]:
        return Period.of(Frequency.DAY, date(year, int(groups["month"] or 0), int(day)))
    if month := groups["month"]:
        return _part(Frequency.MONTH, year, int(month))
    if span := groups["span"]:
        return _part(Frequency.YEAR_TO_DATE, year, int(span))
    if not (letter := groups["letter"]):
        return Period(Frequency.ANNUAL, year)
    number = groups["number"] or ""
    if len(number) != _DIGITS[letter]:
        return None
    if letter == "W":
        return Period.of(Frequency.WEEK, date.fromisocalendar(year, int(number), 1))
    return _part(Frequency(letter), year, int(number))


def _part(frequency: Frequency, year: int, number: int) -> Period | None:
    parts = _PER_YEAR.get(frequency, 12)
    return Period(frequency, year * parts + number - 1) if 1 <= number <= parts else None
