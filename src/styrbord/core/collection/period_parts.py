"""Which days of a year does a part of it cover, and how is it written?"""

from datetime import date, timedelta

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused

_MONTHS = {"Q": 3, "S": 6}


def iso_text(year: int, part: str = "") -> str:
    """Text of `core.base.periods` for a year and a part of it; empty when there is no such period.

    Returns
    -------
    str

    Examples
    --------
    >>> iso_text(2012, "P9M"), iso_text(2020, "Q1"), iso_text(2021, "02-29")
    ('2012-01/P9M', '2020-Q1', '')
    """
    text = f"{year}-01/{part}" if part.startswith("P") else f"{year}-{part}" if part else str(year)
    try:
        return str(Period.parse(text))
    except Refused:
        return ""


def span_text(first: date, last: date) -> str:
    """Text of `core.base.periods` for the whole months from a day to another; empty for any other days.

    Returns
    -------
    str

    Examples
    --------
    >>> span_text(date(2024, 1, 1), date(2024, 9, 30)), span_text(date(2024, 4, 1), date(2024, 6, 30))
    ('2024-01/P9M', '2024-Q2')
    """
    if first.year != last.year or first.day != 1 or (last + timedelta(days=1)).day != 1:
        return ""
    months = last.month - first.month + 1
    if months == 1:
        return iso_text(first.year, f"{first.month:02}")
    if months == 3 and first.month % 3 == 1:
        return iso_text(first.year, f"Q{last.month // 3}")
    if first.month == 1:
        return iso_text(first.year, f"P{months}M" if months < 12 else "")
    return ""


def _days(part: str) -> tuple[int, int]:
    """First and last day that a part covers, as 100 * month + day."""
    if part[0] in _MONTHS:
        months = _MONTHS[part[0]]
        last = months * int(part[1:])
        return (last - months + 1) * 100, last * 100 + 99
    if part[0] == "P":
        return 100, int(part[1:-1]) * 100 + 99
    if part[0] == "W":
        return 0, 0
    month, _, day = part.partition("-")
    return int(month) * 100 + int(day or 0), int(month) * 100 + int(day or 99)


def length(part: str) -> int:
    """Days of a part of a year, roughly; only to tell the longer from the shorter."""
    first, last = _days(part)
    return last - first


def lies_in(part: str, other: str) -> bool:
    """Whether a part of a year is a part of another, too; never of a span from the year's start."""
    first, last = _days(part)
    outer_first, outer_last = _days(other)
    return other[0] != "P" and outer_first <= first and last <= outer_last
