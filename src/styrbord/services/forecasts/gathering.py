"""Which series are forecast together, and who sees every number that they rest on?

Every indicator of every subject that has a value, reported or computed, in the indicator's own rhythm. A sum
whose members have not all reported is no value of the whole: it is left out, so that it is nowcast.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.spine.facts import Query
from styrbord.core.spine.indicators import Access, Indicator
from styrbord.core.spine.observations import Status
from styrbord.services.reading import Principal, Reading

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

RHYTHMS = (
    Frequency.ANNUAL, Frequency.HALF, Frequency.QUARTER, Frequency.MONTH, Frequency.WEEK, Frequency.DAY,
)  # fmt: skip
DAILY = (Frequency.WEEK, Frequency.DAY)
"""Rhythms of which there is a new forecast each day."""
FORECASTER = Principal("forecasts", is_signed_in=True, access=Access.RESTRICTED)
"""The program's own reader: all released numbers, none under embargo."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Series of one indicator side by side.

    Attributes
    ----------
    first : ordinal of the first period.
    subjects : codes, dim (subject,), in order.
    values : float64 (subject, period), whole values only; NaN = missing.
    editions : int64 (subject, period); 0 where computed or missing.
    hidden : bool (subject,): whether a cell is withheld.
    """

    indicator: Indicator
    frequency: Frequency
    first: int
    subjects: tuple[str, ...]
    values: Floats
    editions: Counts
    hidden: npt.NDArray[np.bool_]

    @property
    def fingerprint(self) -> str:
        """Text that is equal for the same numbers of the same subjects, bounds and rhythm."""
        one = self.indicator
        told = (self.first, *self.subjects, one.frequency, one.unit, one.over_subjects, one.direction)
        whole = hashlib.sha256("|".join(map(str, told)).encode())
        whole.update(np.ascontiguousarray(self.values).tobytes())
        return whole.hexdigest()

    def last(self, row: int) -> int:
        """Position of the newest value of a subject; -1 where there is none."""
        known = np.flatnonzero(~np.isnan(self.values[row]))
        return int(known[-1]) if len(known) else -1


def blocks(reading: Reading) -> Iterator[Block]:
    """Series of one indicator after the other, of those in a rhythm that is forecast."""
    subjects = tuple(sorted(reading.register.subjects()))
    for _, one in sorted(reading.register.indicators().items()):
        if Frequency(one.frequency) in RHYTHMS and subjects:
            found = block(reading, one, subjects)
            if not np.isnan(found.values).all():
                yield found


def block(
    reading: Reading, indicator: Indicator, subjects: Sequence[str], *, axis: Block | None = None
) -> Block:
    """Series of one indicator for some subjects, on the axis of another block if it is given."""
    frequency = Frequency(indicator.frequency)
    query = Query((indicator.code,), tuple(subjects), frequency)
    if axis is not None and axis.values.shape[1]:
        last = axis.first + axis.values.shape[1] - 1
        query = replace(query, first=Period(frequency, axis.first), last=Period(frequency, last))
    panel = reading.numbers.panel(query)
    ordinals = panel["period"].values
    is_whole = panel["reported"].values[0] >= panel["expected"].values[0]
    return Block(
        indicator,
        frequency,
        int(ordinals[0]) if len(ordinals) else 0,
        tuple(str(code) for code in panel["subject"].values),
        np.where(is_whole, panel["value"].values[0], np.nan),
        panel["edition"].values[0],
        (panel["status"].values[0] == Status.SUPPRESSED.value).any(axis=1),
    )


def seen(reading: Reading, indicator: Indicator, subjects: Sequence[str]) -> tuple[Block, frozenset[str]]:
    """Series as the reader sees them, and those of which they see every number that a forecast rests on.

    A reader who sees a total of fewer members sees another number, and no forecast of it.
    """
    known = tuple(code for code in subjects if reading.facts.shows(indicator.code, code))
    whole = block(beside(reading), indicator, known)
    own = block(reading, indicator, known, axis=whole)
    same = [
        code
        for row, code in enumerate(own.subjects)
        if not own.hidden[row] and _is_same(own.values[row], _row(whole, code))
    ]
    return own, frozenset(same)


def beside(reading: Reading) -> Reading:
    """The program's own reading at the same moment, with the editions that the reader sees early."""
    principal = replace(FORECASTER, posts=reading.principal.posts)
    return Reading(principal, reading.now, reading.as_of, reading.vintage)


def _row(found: Block, subject: str) -> Floats | None:
    return found.values[found.subjects.index(subject)] if subject in found.subjects else None


def _is_same(own: Floats, whole: Floats | None) -> bool:
    return whole is not None and np.array_equal(own, whole, equal_nan=True)
