"""Which period does the label of a row or a column name?"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused
from styrbord.core.collection.grid import Cell
from styrbord.core.collection.marks import split_marks
from styrbord.core.collection.period_forms import Named, named
from styrbord.core.collection.period_titles import period_in
from styrbord.core.collection.period_tokens import normalised, tokens

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "PeriodLabel",
    "combine",
    "iso_text",
    "period_in",
    "read_period",
    "read_scenario",
]

FIRST_YEAR, LAST_YEAR = 1800, 2100
_LONGEST = 80
_CODES = (
    re.compile(r"(?P<year>[0-9]{4})[- ]?[QKКкqk](?P<Q>[1-4])"),
    re.compile(r"(?P<Q>[1-4])[Qq][- ]?(?P<year>[0-9]{4}|[0-9]{2})"),
    re.compile(r"(?P<year>[0-9]{4})[- ]?[HSTh](?P<S>[12])"),
    re.compile(r"(?P<year>[0-9]{4})(?:[Mm]|-M|[-.])(?P<month>0[1-9]|1[0-2])"),
    re.compile(r"(?P<month>0?[1-9]|1[0-2])[./-](?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})-?[WwVv](?P<week>[0-9]{2})"),
    re.compile(r"(?P<year>[0-9]{4})-01/P(?P<span>[0-9]{1,2})M"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<day>[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?"),
)
_SHORT_MONTH = re.compile(r"(?P<month>[^\W\d_]{3,8})[.'-]\s?(?P<year>[0-9]{2})")
_SLASHED = re.compile(r"(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})/(?P<year>[0-9]{4})")
_MONTHS = {"Q": 3, "S": 6}


@dataclass(frozen=True, slots=True)
class PeriodLabel:
    """What a label says of a period.

    `year` is None where other labels say it; `part` is S1, Q1, 03, P9M, 03-01 or W05, empty for a whole
    year. `is_split` says that the label names two years, 2010/11, of which `year` is the first.
    `scenario` is actual, plan, forecast, target, optimistic, medium, pessimistic, estimate or provisional
    where the label has such a word. `is_date` says that the cell held a date and no text: a first of a
    month may then stand for the whole month.
    """

    year: int | None
    part: str = ""
    marks: tuple[str, ...] = ()
    scenario: str = ""
    is_split: bool = False
    is_date: bool = False


def read_period(cell: Cell, known: frozenset[str] = frozenset(), raised: str = "") -> PeriodLabel | None:
    """Period that a whole cell names, after its footnote marks; None when it names none.

    Parameters
    ----------
    cell : Cell
        A number is a year when it is whole and from 1800 to 2100.
    known : frozenset of str
        Marks whose footnotes the sheet prints.
    raised : str
        Superscript text at the cell's end.

    Returns
    -------
    PeriodLabel, or None

    Examples
    --------
    >>> read_period("20223)").year, read_period("II      квартал").part, read_period("январь-декабрь 2").part
    (2022, 'Q2', 'P12M')
    >>> read_period("31.12.2020").part, read_period("Омская область")
    ('12-31', None)
    """
    if isinstance(cell, str):
        return _read_text(cell.strip(), known, raised) if 0 < len(cell) <= _LONGEST else None
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        if raised and cell == int(cell):
            return _read_text(str(int(cell)), known, raised)
        return PeriodLabel(int(cell)) if FIRST_YEAR <= cell <= LAST_YEAR and cell == int(cell) else None
    if isinstance(cell, (date, datetime)):
        return PeriodLabel(cell.year, f"{cell.month:02}-{cell.day:02}", is_date=True)
    return None


def read_scenario(text: str) -> str:
    """Scenario that a whole cell names, such as "план" or "Forecast"; empty when it names none.

    Returns
    -------
    str
        As in `PeriodLabel.scenario`.
    """
    found = set(tokens(text)) - {"~", "(", ")"} if len(text) <= _LONGEST else set()
    return found.pop()[1:] if len(found) == 1 and next(iter(found))[0] == "!" else ""


def combine(labels: list[PeriodLabel] | tuple[PeriodLabel, ...]) -> str:
    """Period that labels name together, from the top down.

    Parameters
    ----------
    labels : sequence of PeriodLabel

    Returns
    -------
    str
        A text of `core.base.periods`; empty when no year is named, or when they contradict each other.

    Examples
    --------
    >>> combine([PeriodLabel(2009), PeriodLabel(None, "Q1")]), combine([PeriodLabel(None, "Q1")])
    ('2009-Q1', '')
    """
    years = {label.year for label in labels if label.year is not None}
    parts = sorted({label.part for label in labels if label.part}, key=_length)
    if len(years) != 1 or not all(_lies_in(parts[0], part) for part in parts[1:]):
        return ""
    return iso_text(years.pop(), parts[0] if parts else "")


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


def _first_and_last(part: str) -> tuple[int, int]:
    """Days of a year as 100 * month + day, roughly, that a part covers."""
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


def _length(part: str) -> int:
    first, last = _first_and_last(part)
    return last - first


def _lies_in(part: str, other: str) -> bool:
    first, last = _first_and_last(part)
    outer_first, outer_last = _first_and_last(other)
    return other[0] != "P" and outer_first <= first and last <= outer_last


@lru_cache(maxsize=16_384)
def _read_text(text: str, known: frozenset[str], raised: str) -> PeriodLabel | None:
    if not raised and (found := _whole(text)):
        return _label(found, ())
    rest, marks = split_marks(text, known, raised)
    if marks and (found := _whole(rest)):
        return _label(found, marks)
    loose = re.fullmatch(r"(.*[^\W\d_]\.?)\s*([1-9][0-9]?)", rest)
    found = _whole(loose[1]) if loose else None
    return _label(found, (loose[2], *marks)) if loose and found else None


def _label(found: Named, marks: tuple[str, ...]) -> PeriodLabel:
    return PeriodLabel(found.year, found.part, marks, found.scenario, found.is_split)


def _whole(text: str) -> Named | None:
    plain = normalised(text)
    for pattern in _CODES:
        if match := pattern.fullmatch(plain):
            return _coded(match.groupdict())
    if match := _SLASHED.fullmatch(plain):
        return _slashed(int(match["a"]), int(match["b"]), int(match["year"]))
    if (match := _SHORT_MONTH.fullmatch(plain)) and tokens(match["month"])[0][0] == "m":
        return Named(_year(match["year"]), tokens(match["month"])[0][1:])
    found = named(tokens(text))
    return found if found and _is_real(found) else None


def _coded(groups: dict[str, str | None]) -> Named | None:
    (key, number), *_ = [(key, text) for key, text in groups.items() if text and key != "year"]
    year = _year(groups["year"] or "")
    parts = {
        "month": f"{number:0>2}",
        "week": f"W{number}",
        "span": f"P{int(number)}M" if key == "span" else "",
        "day": number,
    }
    found = Named(year, parts.get(key, f"{key}{number}"))
    return found if FIRST_YEAR <= year <= LAST_YEAR and _is_real(found) else None


def _slashed(a: int, b: int, year: int) -> Named | None:
    """Day of 31/12/2020 or 12/31/2020; none where day and month could be either."""
    if a != b and a <= 12 and b <= 12:
        return None
    found = Named(year, f"{b:02}-{a:02}" if b <= 12 else f"{a:02}-{b:02}")
    return found if _is_real(found) else None


def _year(digits: str) -> int:
    number = int(digits)
    return number if len(digits) == 4 else 2000 + number if number < 70 else 1900 + number


def _is_real(found: Named) -> bool:
    return bool(iso_text(found.year or 2020, found.part))
