"""Which series are judged together, and on which editions do they rest?

Every indicator of every subject that has a value, reported or computed, in the indicator's own rhythm. All
series of an indicator end with the newest period of any of them, so that who is late is told as missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.signals.series import Series
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import Access, Indicator
from styrbord.services.reading import Principal, Reading

SEASONS = {Frequency.ANNUAL: 1, Frequency.HALF: 2, Frequency.QUARTER: 4, Frequency.MONTH: 12}
"""Rows a year of the rhythms that the rules are made for."""
WATCHER = Principal("signals", is_signed_in=True, access=Access.RESTRICTED)
"""The program's own reader: all released numbers, none under embargo."""


@dataclass(frozen=True, slots=True, eq=False)
class Watched:
    """One series with the codes that it belongs to and the editions that its values came in."""

    indicator: str
    subject: str
    series: Series
    frequency: Frequency
    last: int
    edition: int
    editions: tuple[int, ...]


def watched(reading: Reading) -> Iterator[list[Watched]]:
    """Series of one indicator after the other."""
    subjects = tuple(sorted(reading.register.subjects()))
    for _, one in sorted(reading.register.indicators().items()):
        frequency = Frequency(one.frequency)
        if frequency in SEASONS:
            yield _series(reading, one, subjects, frequency) if subjects else []


def _series(
    reading: Reading, indicator: Indicator, subjects: tuple[str, ...], frequency: Frequency
) -> list[Watched]:
    panel = reading.numbers.panel(Query((indicator.code,), subjects, frequency))
    values = panel["value"].values[0]
    editions = panel["edition"].values[0]
    known = np.isfinite(values)
    if not known.any():
        return []
    stop = int(np.flatnonzero(known.any(axis=0))[-1]) + 1
    ordinals = panel["period"].values[:stop]
    days = [Period(frequency, int(ordinal)).first_day for ordinal in ordinals]
    found = []
    for row, subject in enumerate(panel["subject"].values):
        if not known[row].any():
            continue
        start = int(known[row].argmax())
        key = f"{indicator.code}|{subject}"
        series = Series(
            key, tuple(days[start:]), values[row, start:stop], indicator.direction, SEASONS[frequency]
        )
        used = editions[row, start:stop]
        found.append(
            Watched(
                indicator.code,
                str(subject),
                series,
                frequency,
                int(ordinals[-1]),
                int(used[-1]),
                tuple(int(one) for one in np.unique(used) if one),
            )
        )
    return found
