"""Which rows belong together on one chart?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from styrbord.core.signals.rules.plot_the_dots.asked import Asked
from styrbord.core.signals.series import FloatArray

IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows of all series one after the other; a stretch is one group of one series.

    Attributes
    ----------
    values : float64 (row,), NaN = missing
    days : int64 (row,), `date.toordinal()`
    owner : int64 (row,), number of the series
    group : int64 (row,), number of the group inside its series, raised on every rebase day
    stretch : int64 (row,), number of the stretch
    place : int64 (row,), 0, 1, 2 ... inside the stretch
    begin, length : int64 (stretch,), first row and number of rows, never 0
    """

    values: FloatArray
    days: IntArray
    owner: IntArray
    group: IntArray
    stretch: IntArray
    place: IntArray
    begin: IntArray
    length: IntArray

    def same(self, back: int) -> BoolArray:
        """Whether the row that many rows before is of the same stretch, dim (row,)."""
        return self.place >= back


def rows_of(asked: Sequence[Asked]) -> Rows:
    """Rows of what was asked, in order of series and day."""
    lengths = np.array([len(one.series.at) for one in asked], dtype=np.int64)
    owner = np.repeat(np.arange(len(asked)), lengths)
    values = np.concatenate([np.empty(0), *(one.series.values for one in asked)]).astype(np.float64)
    days = _days(asked)
    starts = np.cumsum(lengths) - lengths
    opens = _rebased(asked)
    raised = np.cumsum(opens.astype(np.int64))
    at_first = (raised - opens)[starts[lengths > 0]]
    group = raised - np.repeat(at_first, lengths[lengths > 0])
    is_new = opens.copy()
    is_new[starts[lengths > 0]] = True
    begin = np.flatnonzero(is_new)
    length = np.diff(np.append(begin, len(values)))
    stretch = np.cumsum(is_new) - 1
    place = np.arange(len(values)) - np.repeat(begin, length)
    return Rows(values, days, owner, group, stretch, place, begin, length)


def _days(asked: Sequence[Asked]) -> IntArray:
    known: dict[int, IntArray] = {}
    parts = []
    for one in asked:
        at = one.series.at
        if id(at) not in known:
            known[id(at)] = np.array([day.toordinal() for day in at], dtype=np.int64)
        parts.append(known[id(at)])
    return np.concatenate([np.empty(0, np.int64), *parts])


def _rebased(asked: Sequence[Asked]) -> BoolArray:
    parts = [_is_rebase(one.series.at, one.rebase) for one in asked]
    return np.concatenate([np.empty(0, np.bool_), *parts])


def _is_rebase(at: tuple[date, ...], rebase: frozenset[date]) -> BoolArray:
    if not rebase:
        return np.zeros(len(at), dtype=np.bool_)
    return np.array([day in rebase for day in at], dtype=np.bool_)
