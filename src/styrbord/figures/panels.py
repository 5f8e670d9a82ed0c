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
    def last(self) -> int | None:
        """Position of the newest value, or of a reported dash; None when there is none."""
        known = np.flatnonzero(~np.isnan(self.value) | (self.status == Status.NIL))
        return int(known[-1]) if len(known) else None


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
        return np.array([rows[self._subject[code]] if code in self._subject else np.nan for code in subjects])

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

    def on_axis(self, at: tuple[int, int], periods: tuple[Period, ...]) -> Floats:
        row = self._value[at]
        if not periods or not len(row):
            return np.full(len(periods), np.nan)
        if periods[0].frequency is self._frequency:
            return self._same(row, periods)
        years = [Period.of(self._frequency, period.first_day).ordinal - self._first for period in periods]
        return np.array([row[year] if 0 <= year < len(row) else np.nan for year in years])

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
