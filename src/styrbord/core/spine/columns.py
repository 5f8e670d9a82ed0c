"""How is one indicator of one subject held over the periods, and how do two ways to it meet?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from styrbord.core.spine.cells import Cells
from styrbord.core.spine.observations import Status
from styrbord.core.spine.rollup import Rolled

Flags = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]


class Origin(IntEnum):
    """How a value came about."""

    NONE = 0
    REPORTED = 1
    DERIVED = 2
    ROLLED_UP = 3
    CARRIED_BACK = 4


@dataclass(slots=True)
class Column:
    """Value (NaN missing), status, origin, coverage and edition, as arrays of dim (period,).

    A block of many keys has dims (indicator, subject, period).
    """

    value: npt.NDArray[np.float64]
    status: npt.NDArray[np.str_]
    origin: npt.NDArray[np.int8]
    reported: Counts
    expected: Counts
    edition: Counts

    @staticmethod
    def empty(*shape: int) -> "Column":
        """No value and nobody expected."""
        zeros = np.zeros(shape, dtype=np.int64)
        status = np.full(shape, "", dtype="U1")
        return Column(np.full(shape, np.nan), status, np.zeros(shape, np.int8), zeros, zeros, zeros)

    @staticmethod
    def computed(rolled: Rolled, origin: Origin) -> "Column":
        """Column of a computed value, which belongs to no edition."""
        known = ~np.isnan(rolled.value)
        status = np.where(known, Status.NORMAL.value, "")
        if rolled.refused is not None:
            status = np.where(rolled.refused, Status.SUPPRESSED.value, status)
        origins = np.where(known, origin, Origin.NONE).astype(np.int8)
        editions = np.zeros(len(known), dtype=np.int64)
        return Column(rolled.value, status, origins, rolled.reported, rolled.expected, editions)

    def put(self, at: tuple[int, int], other: "Column") -> None:
        """Write another column at an indicator and subject of this block."""
        for name in PARTS:
            getattr(self, name)[at] = getattr(other, name)

    @property
    def has(self) -> Flags:
        """Where the subject has reported: a value, or a dash."""
        has: Flags = ~np.isnan(self.value) | (self.status == Status.NIL.value)
        return has

    def instead(self, other: "Column", where: Flags) -> "Column":
        """Column with the other one's cells where the flags are set."""
        return Column(**{name: np.where(where, getattr(other, name), getattr(self, name)) for name in PARTS})


PARTS = tuple(part.name for part in fields(Column))


class Block:
    """Rows of one read, with positions of codes and all arrays on common periods."""

    def __init__(self, raw: Cells, ordinals: Counts) -> None:
        (_, indicators), (_, subjects) = raw.axes
        self._indicators = {code: i for i, code in enumerate(indicators)}
        self._subjects = {code: i for i, code in enumerate(subjects)}
        start = int(raw.first - ordinals[0]) if len(ordinals) else 0
        shape = (len(indicators), len(subjects), len(ordinals))
        self._value = _spread(raw.value, start, shape, np.nan)
        self._status = _spread(raw.status, start, shape, "")
        self._edition = _spread(raw.edition, start, shape, 0)
        self._decimals = _spread(raw.decimals, start, shape, -2)

    def column(self, indicator: str, subject: str) -> Column | None:
        """Stored rows of a key; None when the subject was not read."""
        if subject not in self._subjects:
            return None
        return self._at((self._indicators[indicator], self._subjects[subject]))

    def taken(self, indicators: Sequence[str], subjects: Sequence[str]) -> Column:
        """Stored rows of many keys at once, dims (indicator, subject, period); a copy."""
        rows = [self._indicators[code] for code in indicators]
        return self._at(np.ix_(rows, [self._subjects[code] for code in subjects]))

    def _at(self, at: tuple[Any, ...]) -> Column:
        value, status = self._value[at], self._status[at]
        origin = np.where(status != "", Origin.REPORTED, Origin.NONE).astype(np.int8)
        expected = (status != Status.CANNOT_EXIST.value).astype(np.int64)
        column = Column(value, status, origin, expected.copy(), expected, self._edition[at])
        column.reported[...] = column.has
        return column

    def decimals(self, indicator: str, subject: str) -> int | None:
        """Largest number of printed decimals, -1 when one is unknown; None without a value."""
        if subject not in self._subjects:
            return None
        at = (self._indicators[indicator], self._subjects[subject])
        printed = self._decimals[at][~np.isnan(self._value[at])]
        return None if not len(printed) else (-1 if (printed == -1).any() else int(printed.max()))


def worst_coverage(inputs: Iterable[Column], length: int) -> tuple[Counts, Counts]:
    """Coverage, by period, of the input that lacks the most units; (1, 1) without inputs."""
    columns = list(inputs)
    if not columns:
        ones = np.ones(length, dtype=np.int64)
        return ones, ones.copy()
    missing = np.array([column.expected - column.reported for column in columns])
    worst = missing.argmax(axis=0)
    every = np.arange(length)
    reported = np.array([column.reported for column in columns])[worst, every]
    return reported, np.array([column.expected for column in columns])[worst, every]


def is_uneven(inputs: Iterable[Column], length: int) -> npt.NDArray[np.bool_]:
    """Periods in which a formula's inputs lack different numbers of units.

    A rate of a partial sum to a whole one would be wrong and not look it, so there is none then;
    inputs that lack equally many units of equally many are taken to lack the same ones.

    Returns
    -------
    numpy.ndarray of bool (period,)
    """
    columns = list(inputs)
    if len(columns) < 2:
        return np.zeros(length, dtype=bool)
    lacking = np.array([column.expected - column.reported for column in columns])
    expected = np.array([column.expected for column in columns])
    is_partial = (lacking > 0).any(axis=0)
    differs = (lacking != lacking[0]).any(axis=0) | (expected != expected[0]).any(axis=0)
    return np.asarray(is_partial & differs, dtype=np.bool_)


def is_suppressed(inputs: Iterable[Column], length: int) -> Flags:
    """Periods in which some input is suppressed, so that nothing is made of the others.

    Returns
    -------
    numpy.ndarray of bool (period,)
    """
    found = np.zeros(length, dtype=bool)
    for column in inputs:
        found |= column.status == Status.SUPPRESSED.value
    return found


def _spread(values: npt.NDArray[Any], start: int, shape: tuple[int, ...], empty: object) -> npt.NDArray[Any]:
    if values.shape == shape:
        return values
    result: npt.NDArray[Any] = np.full(shape, empty, dtype=values.dtype)
    result[..., start : start + values.shape[-1]] = values
    return result
