"""How far ahead is looked, from a week to 15 years, and how much of the past stands beside it?

Horizons are durations of ISO 8601 (`P7D`, `P3M`, `P15Y`), counted from the last day that is known.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.figures.model import Line

define("ahead.unknown", "'{horizon}' is not a horizon of the board.", "Choose one of {allowed}.")
HORIZONS = ("P7D", "P14D", "P1M", "P3M", "P1Y", "P3Y", "P5Y", "P10Y", "P15Y")
PAST = 6  # the past that is shown, in lengths of the horizon
FEWEST = 24  # periods of the past that are shown at least


def end_of(horizon: str, known: date) -> date:
    """Last day of a horizon, counted from the last day that is known.

    Returns
    -------
    date
        The last day of a month, counted in months or years from the last day of one.

    Raises
    ------
    Refused
        `ahead.unknown` if the board has no such horizon.

    Examples
    --------
    >>> [end_of(one, date(2026, 11, 30)).isoformat() for one in ("P7D", "P3M", "P15Y")]
    ['2026-12-07', '2027-02-28', '2041-11-30']
    """
    if horizon not in HORIZONS:
        raise Refused(Problem("ahead.unknown", "ahead", {"horizon": horizon, "allowed": ", ".join(HORIZONS)}))
    count, unit = int(horizon[1:-1]), horizon[-1]
    if unit == "D":
        return known + timedelta(days=count)
    months = known.year * 12 + known.month - 1 + count * (12 if unit == "Y" else 1)
    year, month = months // 12, months % 12 + 1
    is_end = known.day == monthrange(known.year, known.month)[1]
    last = monthrange(year, month)[1]
    return date(year, month, last if is_end else min(known.day, last))


def offered(known: Period, last: date) -> tuple[str, ...]:
    """Horizons that hold one period more than is known, up to the first that holds all there is to show.

    Parameters
    ----------
    known : newest known period.
    last : last day of which something is forecast or aimed at.

    Returns
    -------
    tuple of str
        Shortest first; empty where nothing lies ahead.
    """
    following = known.shift(1).last_day
    if last < following:
        return ()
    whole = [one for one in HORIZONS if end_of(one, known.last_day) >= following]
    short = [one for one in whole if end_of(one, known.last_day) < last]
    return tuple(whole[: len(short) + 1])


def cut(line: Line, known: Period, horizon: str) -> Line:
    """Points of a line inside a horizon, with a past that leaves what lies ahead large enough to read."""
    end = end_of(horizon, known.last_day)
    span = (end - known.last_day).days * PAST
    start = min(known.last_day - timedelta(days=span), known.shift(1 - FEWEST).first_day)
    kept = tuple(point for point in line.points if start <= point[0].first_day and point[0].last_day <= end)
    return replace(line, points=kept)


def last_day(lines: Sequence[Line], periods: Sequence[Period], known: Period) -> date:
    """Last day of which something is said."""
    ends = [period.last_day for line in lines for period, value, _ in line.points if value is not None]
    return max([known.last_day, *ends, *(period.last_day for period in periods)])
