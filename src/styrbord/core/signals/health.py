"""Can the numbers of a series be relied on at all?

A track of its own beside the warning rules: what is late, missing, frozen or in another unit is told as
that, and a series without a verdict is unknown, never normal. Bounds: ours, by judgement.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from styrbord.core.signals import drift
from styrbord.core.signals.rules.plot_the_dots import Asked, charts, words
from styrbord.core.signals.rules.plot_the_dots.icons import UNKNOWN
from styrbord.core.signals.series import FloatArray, Series


class Trouble(StrEnum):
    """What is wrong with the numbers."""

    NEVER_REPORTED = "never_reported"
    LATE = "late"
    MISSING_LAST = "missing_last"
    MISSING_INSIDE = "missing_inside"
    GAP = "gap"
    CONSTANT = "constant"
    ZERO_SPREAD = "zero_spread"
    SHORT = "short"
    FROZEN = "frozen"
    UNIT_JUMP = "unit_jump"
    REVISED = "revised"
    METHOD_BREAK = "method_break"


OF_CHART = frozenset(
    {
        Trouble.MISSING_LAST,
        Trouble.MISSING_INSIDE,
        Trouble.GAP,
        Trouble.CONSTANT,
        Trouble.ZERO_SPREAD,
        Trouble.SHORT,
    }
)
FORBIDS = frozenset({Trouble.NEVER_REPORTED, Trouble.LATE})


@dataclass(frozen=True, slots=True)
class Due:
    """The newest period that should be known: its first day, the day by which, and days of grace."""

    period: date
    by: date
    grace: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Checked:
    """A series and what is known about its delivery.

    Attributes
    ----------
    series : as it is known now
    due : the newest due period; None = no calendar
    earlier : values of earlier vintages at the same rows, oldest first, float64 (row,) each, NaN = not known
    breaks : first days of periods from which on the definition or method is another one
    spread : standard deviation of what the series does by itself, in its unit; None = from its steps
    """

    series: Series
    due: Due | None = None
    earlier: Sequence[FloatArray] = ()
    breaks: frozenset[date] = frozenset()
    spread: float | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One trouble, with the first days of the rows that show it; empty where it is about no row."""

    trouble: Trouble
    at: tuple[date, ...] = ()
    factor: float | None = None  # of a jump of the unit: the power of ten


@dataclass(frozen=True, slots=True)
class Health:
    """All that is wrong with a series; `is_unknown` where no rule may say that it is normal."""

    findings: tuple[Finding, ...] = field(default_factory=tuple)
    is_unknown: bool = False

    @property
    def troubles(self) -> frozenset[Trouble]:
        """Which troubles were found."""
        return frozenset(one.trouble for one in self.findings)


def health(checked: Sequence[Checked], now: date) -> list[Health]:
    """Troubles of many series, each by itself.

    Parameters
    ----------
    now : the day on which lateness is judged

    Returns
    -------
    list of Health
        In the given order; findings in order of `Trouble`.
    """
    asked = [Asked(one.series, due=one.due.period if one.due else None) for one in checked]
    icons = charts(asked).icons
    return [
        _health(one, words(icon.codes), icon.display == UNKNOWN, now)
        for one, icon in zip(checked, icons, strict=True)
    ]


def _health(checked: Checked, codes: Sequence[str], is_unknown: bool, now: date) -> Health:
    found = [_of_chart(checked.series, Trouble(code)) for code in codes if code in OF_CHART]
    found += _late(checked, now)
    found += _of_values(checked)
    order = list(Trouble)
    found.sort(key=lambda one: order.index(one.trouble))
    return Health(tuple(found), is_unknown or any(one.trouble in FORBIDS for one in found))


def _of_chart(series: Series, trouble: Trouble) -> Finding:
    if trouble is not Trouble.MISSING_INSIDE:
        return Finding(trouble)
    missing = np.flatnonzero(np.isnan(series.values[:-1]))
    return Finding(trouble, tuple(series.at[row] for row in missing))


def _late(checked: Checked, now: date) -> list[Finding]:
    """Lateness of the newest due period, or of everything."""
    series, due = checked.series, checked.due
    known = [day for day, value in zip(series.at, series.values, strict=True) if value == value]
    if due is None or now <= due.by + timedelta(days=due.grace) or (known and known[-1] >= due.period):
        return []
    return [Finding(Trouble.LATE, (due.period,)) if known else Finding(Trouble.NEVER_REPORTED)]


def _of_values(checked: Checked) -> list[Finding]:
    series = checked.series
    found = []
    if frozen := drift.frozen_rows(series):
        found.append(Finding(Trouble.FROZEN, tuple(series.at[row] for row in frozen)))
    if (power := drift.unit_jump(series.values, checked.spread)) is not None:
        last = int(np.flatnonzero(~np.isnan(series.values))[-1])
        found.append(Finding(Trouble.UNIT_JUMP, (series.at[last],), 10.0**power))
    if revised := drift.revised_rows(series.values, checked.earlier):
        found.append(Finding(Trouble.REVISED, tuple(series.at[row] for row in revised)))
    if breaks := sorted(day for day in checked.breaks if series.at and series.at[0] < day <= series.at[-1]):
        found.append(Finding(Trouble.METHOD_BREAK, tuple(breaks)))
    return found
