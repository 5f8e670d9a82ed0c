"""Which values of the spine does a reader see of the series that results and benefits are bound to?

Numbers come through the gateway alone, all series of a rhythm in one question.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from styrbord.core.base.periods import Frequency
from styrbord.core.spine.facts import Query
from styrbord.core.spine.numbers import periods_of
from styrbord.services.investments.notes import Point
from styrbord.services.reading import Reading

Place = tuple[str, str]
"""Indicator and subject."""


@dataclass(frozen=True, slots=True)
class Series:
    """What a reader sees of one series, in order of periods; what is not seen has no points either."""

    is_seen: bool
    unit: str
    points: tuple[Point, ...]

    def by(self, on: date) -> Point | None:
        """Newest value of a period that has ended by a day; None where there is none."""
        told = [one for one in self.points if one.period.last_day <= on]
        return told[-1] if told else None


UNSEEN = Series(False, "", ())


def series_of(reading: Reading, places: Iterable[Place]) -> Mapping[Place, Series]:
    """Series of some indicators and subjects as a reader sees them; one that is not seen is told as such."""
    known = reading.register.indicators()
    asked = dict.fromkeys(places)
    groups: dict[Frequency, list[Place]] = defaultdict(list)
    for indicator, subject in asked:
        if indicator in known and reading.facts.shows(indicator, subject):
            groups[Frequency(known[indicator].frequency)].append((indicator, subject))
    found: dict[Place, Series] = dict.fromkeys(asked, UNSEEN)
    for rhythm, some in groups.items():
        found |= _of_rhythm(reading, rhythm, some)
    return found


def sees(reading: Reading, indicator: str, subject: str) -> bool:
    """Whether a reader sees a series; one that is bound to no indicator hides nothing."""
    if not indicator:
        return True
    return indicator in reading.register.indicators() and (
        not subject or reading.facts.shows(indicator, subject)
    )


def _of_rhythm(reading: Reading, rhythm: Frequency, places: list[Place]) -> dict[Place, Series]:
    indicators = tuple(sorted({one for one, _ in places}))
    subjects = tuple(sorted({one for _, one in places}))
    panel = reading.numbers.panel(Query(indicators, subjects, rhythm))
    values, periods = panel["value"].values, periods_of(panel)
    known = reading.register.indicators()
    found = {}
    for indicator, subject in places:
        row = values[indicators.index(indicator), subjects.index(subject)]
        points = tuple(Point(periods[at], float(row[at])) for at in np.flatnonzero(np.isfinite(row)))
        found[indicator, subject] = Series(True, known[indicator].unit, points)
    return found
