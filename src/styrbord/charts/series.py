"""What of a line is drawn: unbroken runs, points that stand out, and how it looks?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from styrbord.charts.layers import key_of
from styrbord.charts.scales import dated
from styrbord.charts.theme import (
    ACCENT,
    CATEGORY,
    CATEGORY_TEXT,
    DASHES,
    DOTS,
    FORECAST,
    FORECAST_TEXT,
    INK,
    SUBTLE,
)
from styrbord.charts.words import ROLES, word
from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.text import chosen
from styrbord.figures import format as write
from styrbord.figures.model import Line

PATHS = ("target", "plan")


@dataclass(frozen=True, slots=True)
class Point:
    """One value in its place on the axis of days."""

    period: Period
    day: float
    value: float
    status: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a line is drawn; `text` is the darker colour of its label."""

    colour: str
    text: str
    stroke: float
    dash: list[int]


@dataclass(frozen=True, slots=True)
class Series:
    """One line, ready to be drawn: runs without gaps in order of period, and all their points."""

    line: Line
    name: str
    look: Look
    runs: tuple[tuple[Point, ...], ...]
    points: tuple[Point, ...]

    @property
    def settled(self) -> tuple[Point, ...]:
        """Points that are not forecast."""
        return tuple(point for point in self.points if point.status != "F")

    @property
    def ahead(self) -> tuple[Point, ...]:
        """Points that are forecast."""
        return tuple(point for point in self.points if point.status == "F")

    @property
    def is_path(self) -> bool:
        """Whether the line is a target or plan, which runs on between its dated values."""
        return self.line.role in PATHS

    @property
    def has_gap(self) -> bool:
        """Whether a value is missing between two others."""
        return len(self.runs) > 1 and not self.is_path

    @property
    def is_ahead(self) -> bool:
        """Whether the whole line is a forecast."""
        return self.line.role == "forecast"


def is_known(value: float | None) -> bool:
    """Whether a point has a value to draw."""
    return value is not None and math.isfinite(value)


def rhythm_of(lines: Sequence[Line]) -> Frequency:
    """Frequency of the axis: that of the first line of values, else of any line."""
    ordered = sorted(lines, key=lambda line: line.role in PATHS)
    for line in ordered:
        for period, _, _ in line.points:
            return period.frequency
    return Frequency.ANNUAL


def prepared(lines: Sequence[Line], *, language: str) -> list[Series]:
    """Lines with runs and looks; compared subjects take the colours and dashes in turn."""
    rhythm = rhythm_of(lines)
    subjects = [line for line in lines if line.role in ("subject", "part")]
    looks = {id(line): subject_look(n) for n, line in enumerate(subjects)}
    return [_series(line, looks.get(id(line)) or _role_look(line.role), rhythm, language) for line in lines]


def _series(line: Line, look: Look, rhythm: Frequency, language: str) -> Series:
    runs = _runs(line, rhythm)
    return Series(line, name_of(line, language), look, runs, tuple(point for run in runs for point in run))


def point_key(line: Line, period: Period) -> str:
    """Key of the mark of one point."""
    return key_of(line.role, line.code, f"{period.frequency}{period.ordinal}")


def name_of(line: Line, language: str) -> str:
    """Name of a line as its label and column head."""
    return chosen(line.names, language) or word(ROLES, line.role, language)


def subject_look(n: int) -> Look:
    """Colour and dash of the n-th compared line; both differ, so that grey print tells them apart."""
    turn = n % len(CATEGORY)
    return Look(CATEGORY[turn], CATEGORY_TEXT[turn], 2.25, DASHES[(n + n // len(CATEGORY)) % len(DASHES)])


def _role_look(role: str) -> Look:
    if role in PATHS:
        return Look(INK, INK, 1.5, DOTS)
    if role == "peers-median":
        return Look(SUBTLE, SUBTLE, 1.5, [1, 3])
    if role == "forecast":
        return Look(FORECAST, FORECAST_TEXT, 2.25, [6, 4])
    return Look(ACCENT, ACCENT, 2.25, [])


def _runs(line: Line, rhythm: Frequency) -> tuple[tuple[Point, ...], ...]:
    runs: list[list[Point]] = []
    before: Period | None = None
    for period, value, status in line.points:
        if value is None or not is_known(value):
            continue
        point = Point(period, dated(period, rhythm), value, status)
        if before is not None and (line.role in PATHS or _follows(period, before)):
            runs[-1].append(point)
        else:
            runs.append([point])
        before = period
    return tuple(map(tuple, runs))


def _follows(period: Period, before: Period) -> bool:
    return period.frequency is before.frequency and period.ordinal == before.ordinal + 1


def point_label(series: Series, point: Point, *, unit: str, language: str) -> str:
    """Words of one point: name, period, value and what is special about it."""
    value = write.quantity(
        point.value, decimals=series.line.decimals, unit=series.line.unit or unit, language=language
    )
    return f"{series.name}, {write.period_label(point.period, language=language)}: {value}"
