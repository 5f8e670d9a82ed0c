"""Which arrays do the tiles of several indicators and subjects stand on?"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import xarray as xr

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.spine.facts import Query
from styrbord.core.spine.numbers import Origin, periods_of
from styrbord.core.spine.observations import Status
from styrbord.figures.context import Context

Floats = npt.NDArray[np.float64]


@dataclass(slots=True)
class Column:
    """One indicator of one subject over consecutive periods."""

    periods: tuple[Period, ...]
    value: Floats
    status: npt.NDArray[np.str_]
    origin: npt.NDArray[np.int8]
    reported: npt.NDArray[np.int64]
    expected: npt.NDArray[np.int64]
    edition: npt.NDArray[np.int64]

    @property
    def is_whole(self) -> npt.NDArray[np.bool_]:
        """Whether every unit that is expected in a period has reported, dim (period,)."""
        return self.reported >= self.expected

    @property
    def comparable(self) -> Floats:
        """Values that may be held against a target or another period: a partial sum may not."""
        return np.where(self.is_whole, self.value, np.nan)

    @property
    def last(self) -> int | None:
        """Position of the newest whole value or reported dash, else of the newest partial one, else None."""
        known = self._known
        whole = np.flatnonzero(known & self.is_whole)
        if len(whole):
            return int(whole[-1])
        found = np.flatnonzero(known)
        return int(found[-1]) if len(found) else None

    @property
    def newest(self) -> int | None:
        """Position of the newest value or reported dash, whole or partial; None when there is none."""
        found = np.flatnonzero(self._known)
        return int(found[-1]) if len(found) else None

    @property
    def _known(self) -> npt.NDArray[np.bool_]:
        return np.asarray(~np.isnan(self.value) | (self.status == Status.NIL), dtype=np.bool_)


class Panel:
    """Values and targets of indicators of one frequency for some subjects, read once."""

    def __init__(
        self,
        context: Context,
        indicators: tuple[str, ...],
        subjects: tuple[str, ...],
        frequency: Frequency,
        *,
        first: Period | None = None,
        last: Period | None = None,
        targets: bool = True,
    ) -> None:
        """Read the numbers, and the targets of the same and of yearly frequency."""
        query = Query(indicators, subjects, frequency, first, last)
        self.frequency = frequency
        self.indicators = indicators
        self._indicator = {code: index for index, code in enumerate(indicators)}
        self._subject = {code: index for index, code in enumerate(subjects)}
        self._place_memo: dict[tuple[str, ...], npt.NDArray[np.int64]] = {}
        values = context.numbers.panel(query)
        self.periods = periods_of(values)
        self._arrays = {str(name): array.values for name, array in values.data_vars.items()}
        self._targets: list[_Targets] = []
        if targets:
            self._read_targets(context, query)

    def column(self, indicator: str, subject: str) -> Column:
        """Arrays of one indicator of one subject."""
        at = (self._indicator[indicator], self._subject[subject])
        arrays = self._arrays
        return Column(
            self.periods,
            arrays["value"][at],
            arrays["status"][at],
            arrays["origin"][at],
            arrays["reported"][at],
            arrays["expected"][at],
            arrays["edition"][at],
        )

    def values_at(self, indicator: str, subjects: tuple[str, ...], period: Period) -> Floats:
        """Values of some subjects in one period, dim (subject,); NaN where unknown."""
        position = period.ordinal - self.periods[0].ordinal if self.periods else -1
        if not 0 <= position < len(self.periods):
            return np.full(len(subjects), np.nan)
        rows = self._arrays["value"][self._indicator[indicator], :, position]
        places = self._places(subjects)
        found: Floats = np.append(rows, np.nan)[places]
        return found

    def _places(self, subjects: tuple[str, ...]) -> npt.NDArray[np.int64]:
        """Positions in the panel; -1, the last of all, where a subject was not read."""
        if subjects not in self._place_memo:
            found = [self._subject.get(code, -1) for code in subjects]
            self._place_memo[subjects] = np.array(found, dtype=np.int64)
        return self._place_memo[subjects]

    def targets(self, indicator: str, subject: str) -> tuple[Floats, Floats]:
        """Targets of the panel's periods, and the whole path on the same axis and beyond."""
        at = (self._indicator[indicator], self._subject[subject])
        for source in self._targets:
            path = source.on_axis(at, self.periods)
            if not np.isnan(path).all():
                return path[: len(self.periods)], path
        empty = np.full(len(self.periods), np.nan)
        return empty, empty

    def _read_targets(self, context: Context, query: Query) -> None:
        own = context.facts.panel(replace(query, scenario="target", first=None, last=None))
        self._targets.append(_Targets(own))
        if query.frequency is not Frequency.ANNUAL:
            yearly = replace(query, scenario="target", frequency=Frequency.ANNUAL, first=None, last=None)
            self._targets.append(_Targets(context.facts.panel(yearly)))


class _Targets:
    """Targets of one frequency, laid on an axis of the same or shorter periods."""

    def __init__(self, panel: xr.Dataset) -> None:
        self._value = panel["value"].values
        self._frequency = Frequency(panel.attrs["frequency"])
        self._first = int(panel["period"].values[0]) if panel.sizes["period"] else 0
        self._memo: tuple[int, npt.NDArray[np.int64], npt.NDArray[np.bool_]] | None = None

    def on_axis(self, at: tuple[int, int], periods: tuple[Period, ...]) -> Floats:
        row = self._value[at]
        if not periods or not len(row):
            return np.full(len(periods), np.nan)
        if periods[0].frequency is self._frequency:
            return self._same(row, periods)
        places, is_inside = self._places(periods)
        return np.where(is_inside, row[places], np.nan)

    def _places(self, periods: tuple[Period, ...]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        """Position in the targets' axis of each shorter period, and whether it has one."""
        if self._memo is None or self._memo[0] != len(periods):
            longer = [Period.of(self._frequency, period.first_day).ordinal for period in periods]
            found = np.array(longer) - self._first
            is_inside = (found >= 0) & (found < self._value.shape[-1])
            self._memo = (len(periods), np.where(is_inside, found, 0), is_inside)
        return self._memo[1], self._memo[2]

    def _same(self, row: Floats, periods: tuple[Period, ...]) -> Floats:
        start = periods[0].ordinal
        end = max(periods[-1].ordinal, self._first + len(row) - 1)
        path = np.full(end - start + 1, np.nan)
        shift = self._first - start
        source = row[max(-shift, 0) :]
        path[max(shift, 0) : max(shift, 0) + len(source)] = source
        return path


def is_computed(origin: int) -> bool:
    """Whether a value was computed rather than reported."""
    return origin not in (Origin.NONE, Origin.REPORTED)
