"""What does a check look at, and what does it hand back?"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.base.unit_table import COUNTS
from styrbord.core.base.units import parse
from styrbord.core.collection.forms.model import Form, Item, Weight
from styrbord.core.collection.packages import Entry, Package
from styrbord.core.spine.indicators import Indicator
from styrbord.core.spine.observations import Status

Key = tuple[str, str]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: a hard one stops, a soft one wants a note in the entry of its key.

    `is_own`: about this cell alone, not about how several agree. `asks` False: told, and nothing more.
    """

    problem: Problem
    indicator: str
    breakdown: str
    weight: Weight
    place: str
    is_own: bool = True
    asks: bool = True

    @property
    def key(self) -> Key:
        """Indicator and breakdown of the cell."""
        return self.indicator, self.breakdown

    def of_several(self) -> "Found":
        """The same as a finding about how several cells agree."""
        return replace(self, is_own=False)


@dataclass(frozen=True)
class Series:
    """Reported values of one key: float64 (period,), NaN missing; the first is of ordinal `first`."""

    first: int
    values: Floats

    def before(self, ordinal: int) -> tuple[Ints, Floats]:
        """Ordinals and values that are known before an ordinal, in order."""
        ordinals = np.arange(self.first, self.first + len(self.values), dtype=np.int64)
        is_known = ~np.isnan(self.values) & (ordinals < ordinal)
        return ordinals[is_known], self.values[is_known]


@dataclass(frozen=True)
class Peers:
    """Reported values of the type's other subjects: float64 (subject, period), NaN missing."""

    first: int
    values: Floats

    def at(self, ordinal: int) -> Floats:
        """Values of a period, dim (subject,); NaN missing."""
        place = ordinal - self.first
        if not 0 <= place < self.values.shape[1]:
            return np.full(self.values.shape[0], np.nan)
        return self.values[:, place]

    def last_before(self, ordinal: int) -> Floats:
        """Newest known values before a period, dim (subject,); NaN where there is none."""
        found = np.full(self.values.shape[0], np.nan)
        for column in self.values[:, : max(ordinal - self.first, 0)].T:
            found = np.where(np.isnan(column), found, column)
        return found


@dataclass(frozen=True, slots=True)
class Coarser:
    """A longer period that holds the one handed in: its reported value, and those of the other parts."""

    period: str
    value: float
    others: tuple[float, ...]


@dataclass(frozen=True)
class Case:
    """A package with everything that is known about its subject; what is unknown is left out.

    Parameters
    ----------
    package, form : what was handed in, and what was asked.
    indicators : definitions by code, as the preparer may see them.
    history : own reported values by key.
    peers : values of the type's other subjects by key.
    codes : codes of each dimension with the code that they add up to, "" for the total.
    finer : values of the shorter periods inside this one by key; NaN missing.
    coarser : longer periods that hold this one, by key.
    members : values of the subject's members in this period by key; NaN missing.
    """

    package: Package
    form: Form
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    history: Mapping[Key, Series] = field(default_factory=dict)
    peers: Mapping[Key, Peers] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    finer: Mapping[Key, Sequence[float]] = field(default_factory=dict)
    coarser: Mapping[Key, Sequence[Coarser]] = field(default_factory=dict)
    members: Mapping[Key, Sequence[float]] = field(default_factory=dict)

    @cached_property
    def period(self) -> Period | None:
        """Period of the package; None when it is not one."""
        try:
            return Period.parse(self.package.period)
        except Refused:
            return None

    @cached_property
    def cells(self) -> tuple[tuple[Item, Entry], ...]:
        """Items of the form, each with its entry; a blank one where none was handed in."""
        entries = self.package.by_key
        return tuple((item, entries.get(item.key, Entry(*item.key))) for item in self.form.items)

    @cached_property
    def numbers(self) -> tuple[tuple[Item, Entry, float], ...]:
        """Items with a finite value."""
        return tuple(
            (item, entry, float(entry.value))
            for item, entry in self.cells
            if entry.value is not None and math.isfinite(entry.value)
        )

    @cached_property
    def amounts(self) -> Mapping[Key, float]:
        """Values by key for adding up: a dash is 0; what is missing has none."""
        found = {item.key: value for item, _, value in self.numbers}
        nil = {item.key: 0.0 for item, entry in self.cells if entry.status == Status.NIL.value}
        return {**nil, **found}

    def definition(self, code: str) -> Indicator:
        """Definition of an indicator; a bare one when it is not known."""
        return self.indicators.get(code) or Indicator(code, {}, "")

    def decimals(self, item: Item) -> int:
        """Decimals that an item takes."""
        own = item.decimals
        return self.definition(item.indicator).decimals if own is None else own

    def step(self, item: Item) -> float:
        """Rounding step of an item's values; 0 for things that are counted one by one."""
        definition, decimals = self.definition(item.indicator), self.decimals(item)
        dimensions = parse(definition.unit).dimensions
        is_count = len(dimensions) == 1 and dimensions[0][0] in COUNTS and dimensions[0][1] == 1
        return 0.0 if decimals == 0 and definition.unit_multiplier == 0 and is_count else 10.0**-decimals

    def known_before(self, key: Key) -> tuple[Ints, Floats]:
        """Ordinals and own values known before the period; both empty when nothing is."""
        series = self.history.get(key)
        if series is None or self.period is None:
            return np.empty(0, np.int64), np.empty(0)
        return series.before(self.period.ordinal)

    def found(self, code: str, entry: Entry, **params: object) -> Found:
        """A hard finding on a cell, at its place in the file, else at the indicator's code."""
        place = entry.place or entry.indicator
        problem = Problem(code, place, params)
        return Found(problem, entry.indicator, entry.breakdown, Weight.HARD, place)

    def soft(self, code: str, entry: Entry, **params: object) -> Found:
        """A finding that a note in the cell's entry settles."""
        return replace(self.found(code, entry, **params), weight=Weight.SOFT)

    @property
    def year(self) -> int:
        """Periods in a year; 1 where a year has no season of the form's frequency."""
        steps = {Frequency.HALF: 2, Frequency.QUARTER: 4, Frequency.MONTH: 12, Frequency.YEAR_TO_DATE: 12}
        return steps.get(self.period.frequency, 1) if self.period else 1
