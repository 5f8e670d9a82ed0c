"""Which series have an open case of having left their course, for pages that know the numbers already?

One question to the store for a page. Who is shown a case is decided by the page's own numbers: all cells of
the series must be there for the reader, and the newest number be the one that was judged.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.spine.indicators import OverTime
from styrbord.core.spine.observations import Status
from styrbord.figures.panels import Column
from styrbord.services.reading import Reading
from styrbord.services.signals.finding import RESIDUAL
from styrbord.services.signals.listing import is_same, last_end, signal_at
from styrbord.services.signals.weeks import whole_weeks
from styrbord.store.clock import to_ms
from styrbord.store.steering.models import Deviation, SignalRun


@dataclass(frozen=True, slots=True)
class Standing:
    """An open case as the store has it, before it is known who may see it."""

    direction: str
    period: Period
    since: Period
    value: float
    expected: float

    def is_seen(self, column: Column, rule: OverTime) -> bool:
        """Whether the reader's own series is whole and ends with the number that was judged.

        `rule` joins days over time, where the case is of weeks that they made.
        """
        if (column.status == Status.SUPPRESSED.value).any() or not column.periods:
            return False
        values, first = column.comparable, column.periods[0].ordinal
        rhythm = column.periods[0].frequency
        if rhythm is Frequency.DAY and self.period.frequency is Frequency.WEEK:
            rhythm = Frequency.WEEK
            values, first = whole_weeks(values, first, rule)
        newest = np.flatnonzero(~np.isnan(values))
        is_last = len(newest) and Period(rhythm, first + int(newest[-1])) == self.period
        return bool(is_last) and is_same(float(values[newest[-1]]), self.value)


def newest(reading: Reading) -> tuple[int, int]:
    """Run that the reader's moment knows, and the last end of a case; part of what a page rests on."""
    at = to_ms(reading.as_of)
    runs = SignalRun.objects.filter(at__lte=at).order_by("-at", "-pk")
    return runs.values_list("pk", flat=True).first() or 0, last_end(at)


def standing(reading: Reading) -> Mapping[tuple[str, str], Standing]:
    """Open cases of having left the usual course, by indicator and subject."""
    at = to_ms(reading.as_of)
    rows = Deviation.objects.filter(opened_at__lte=at, track=RESIDUAL).exclude(closed_at__lte=at)
    found = {}
    for row in rows.select_related("indicator", "subject", "last__run", "opened_by").order_by("pk"):
        signal, codes = signal_at(row, at), (row.indicator.code, row.subject.code)
        frequency = Frequency(signal.frequency)
        if signal.value is not None and signal.expected is not None:
            found[codes] = Standing(
                row.direction,
                Period(frequency, signal.period),
                Period(frequency, signal.since),
                signal.value,
                signal.expected,
            )
    return found
