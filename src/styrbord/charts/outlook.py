"""What of a forecast and of signals stands on a chart over time, and in which words?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from styrbord.charts.model import Table
from styrbord.charts.words import STATUS, TABLE, word
from styrbord.core.base.periods import Period
from styrbord.figures import format as write
from styrbord.figures.forecasts import Ahead
from styrbord.figures.model import Line, Verdict

ROLE = "forecast"


class Flag(NamedTuple):
    """Periods in which a signal lasts on the actual line, for the worse or not; `label` says so in words."""

    since: Period
    period: Period
    verdict: Verdict
    label: str

    def holds(self, period: Period) -> bool:
        """Whether a period is one of them."""
        is_same = period.frequency is self.since.frequency
        return is_same and self.since.ordinal <= period.ordinal <= self.period.ordinal


@dataclass(frozen=True, slots=True)
class Outlook:
    """Forecast periods in order, and what signals say of the periods before."""

    ahead: tuple[Ahead, ...] = ()
    flags: tuple[Flag, ...] = ()

    @property
    def levels(self) -> tuple[int, ...]:
        """Levels of the bands in per cent, narrowest first."""
        return tuple(sorted({level for one in self.ahead for level in one.bands}))

    def bounds(self, level: int) -> list[tuple[Period, float, float]]:
        """Periods with both bounds of a level."""
        found = [(one.period, one.bands[level]) for one in self.ahead if level in one.bands]
        return [
            (period, band.low.value, band.high.value)
            for period, band in found
            if band.low.value is not None and band.high.value is not None
        ]

    def lines(self, like: Sequence[Line]) -> list[Line]:
        """The forecast as a line of its own, in the unit of the actual one."""
        if not self.ahead:
            return []
        own = next((line for line in like if line.role == "actual"), None)
        first = self.ahead[0].mean
        points = tuple((one.period, one.mean.value, "N" if one.is_nowcast else "F") for one in self.ahead)
        unit, decimals = (own.unit, own.decimals) if own else (first.unit, first.decimals)
        return [Line(ROLE, own.code if own else "", {}, points, unit, decimals)]

    def words_of(self, period: Period, unit: str, language: str) -> str:
        """Bounds of a period in words, "" where no spread is known."""
        found = next((one for one in self.ahead if one.period == period), None)
        if found is None:
            return ""
        told = []
        for level in sorted(found.bands):
            low, high = found.bands[level].low, found.bands[level].high
            ends = [
                write.quantity(one.value, decimals=one.decimals, unit=unit, language=language)
                for one in (low, high)
            ]
            told.append(f"{per_cent(level, language)}: {ends[0]} – {ends[1]}")
        return ", ".join(told)

    def flagged(self, period: Period) -> Flag | None:
        """Signal that lasts in a period."""
        return next((flag for flag in self.flags if flag.holds(period)), None)


NOTHING = Outlook()


def per_cent(level: int, language: str) -> str:
    """Level of a band as readers write it."""
    return write.quantity(level, decimals=0, unit="%", language=language)


def with_outlook(table: Table, lines: Sequence[Line], outlook: Outlook, *, language: str) -> Table:
    """The chart's table with a column to each bound, and one that says what each row is."""
    periods = {write.period_label(one.period, language=language): one for one in outlook.ahead}
    flagged = _flagged(lines, outlook, language)
    actual = next((n for n, line in enumerate(lines, start=1) if line.role == "actual"), None)
    heads = [
        f"{per_cent(level, language)}, {word(TABLE, end, language)}"
        for level in outlook.levels
        for end in ("from", "to")
    ]
    rows = []
    for row in table.rows:
        one = periods.get(str(row[0]))
        kinds = [word(STATUS, "actual", language)] if actual and row[actual] is not None else []
        kinds += [word(STATUS, "N" if one.is_nowcast else "F", language)] if one else []
        kinds += [flagged[str(row[0])]] if str(row[0]) in flagged else []
        rows.append((*row, *_ends(one, outlook.levels), ", ".join(kinds)))
    return Table((*table.columns, *heads, word(TABLE, "kind", language)), tuple(rows))


def _flagged(lines: Sequence[Line], outlook: Outlook, language: str) -> Mapping[str, str]:
    own = [period for line in lines if line.role == "actual" for period, _, _ in line.points]
    return {
        write.period_label(period, language=language): flag.label
        for period in own
        if (flag := outlook.flagged(period)) is not None
    }


def _ends(one: Ahead | None, levels: Sequence[int]) -> list[float | None]:
    bands = [one.bands.get(level) if one else None for level in levels]
    return [end.value if end else None for band in bands for end in (band and band.low, band and band.high)]
