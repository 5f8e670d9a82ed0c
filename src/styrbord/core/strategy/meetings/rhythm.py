"""On which days does a circle meet?"""

from dataclasses import dataclass
from datetime import date, timedelta

WEEK = 7
MOST_WEEKS = 13


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every so many weeks on a weekday.

    Attributes
    ----------
    weekday : 1 = Monday to 7 = Sunday, ISO 8601
    weeks : weeks from one meeting to the next, 1 to `MOST_WEEKS`
    since : day from which it holds; the first meeting is on the first such weekday from it on
    """

    weekday: int
    weeks: int
    since: date

    @property
    def first(self) -> date:
        """Day of the first meeting."""
        return self.since + timedelta(days=(self.weekday - self.since.isoweekday()) % WEEK)

    def next_from(self, day: date) -> date:
        """First day of a meeting on or after a day.

        Returns
        -------
        date

        Examples
        --------
        >>> Rhythm(1, 2, date(2026, 1, 1)).next_from(date(2026, 1, 6))
        datetime.date(2026, 1, 19)
        """
        step = WEEK * self.weeks
        gone = max((day - self.first).days, 0)
        return self.first + timedelta(days=-(-gone // step) * step)

    def after(self, day: date) -> date:
        """First day of a meeting after a day; what is due until then belongs to the meeting of the day.

        Returns
        -------
        date

        Examples
        --------
        >>> Rhythm(1, 1, date(2026, 1, 1)).after(date(2026, 1, 5))
        datetime.date(2026, 1, 12)
        """
        return self.next_from(day + timedelta(days=1))
