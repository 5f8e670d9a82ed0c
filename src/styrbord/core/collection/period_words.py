"""Which period does the label of a row or a column name?"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from styrbord.core.collection.grid import Cell
from styrbord.core.collection.marks import split_marks
from styrbord.core.collection.period_forms import Named, named
from styrbord.core.collection.period_parts import iso_text, length, lies_in
from styrbord.core.collection.period_titles import period_in
from styrbord.core.collection.period_tokens import normalised, tokens

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "PeriodLabel",
    "combine",
    "is_unclear_year",
    "iso_text",
    "period_in",
    "read_period",
    "read_scenario",
    "settled",
]

FIRST_YEAR, LAST_YEAR = 1800, 2100
_LONGEST = 80
_CODES = (
    re.compile(r"(?P<year>[0-9]{4})[- ]?[QKКкqk](?P<Q>[1-4])"),
    re.compile(r"(?P<Q>[1-4])[Qq][- ]?(?P<year>[0-9]{4}|[0-9]{2})"),
    re.compile(r"(?P<year>[0-9]{4})[- ]?[HSTh](?P<S>[12])"),
    re.compile(r"(?P<year>[0-9]{4})(?:[Mm]|-M|[-.])(?P<month>0[1-9]|1[0-2])"),
    re.compile(r"(?P<month>0?[1-9]|1[0-2])[./-](?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})/(?P<slashed>0[1-9]|1[0-2])"),
    re.compile(r"Q(?P<Q>[1-4])[ '’/-]+(?P<year>[0-9]{2})"),
    re.compile(r"(?P<year>[0-9]{4})-?[WwVv](?P<week>[0-9]{2})"),
    re.compile(r"(?P<year>[0-9]{4})-01/P(?P<span>[0-9]{1,2})M"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<day>[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?"),
)
_SHORT_MONTH = re.compile(r"(?P<month>[^\W\d_]{3,8})[.'-]\s?(?P<year>[0-9]{2})")
_HAS_WORD_OR_YEAR = re.compile(r"[^\W\d_]|1[89][0-9]{2}|20[0-9]{2}|2100|[0-9]Q")
_TWICE = re.compile(r"^(?P<code>\S+) \[(?:YR)?(?P=code)\]$")
_PAIR = re.compile(r"(?P<year>[0-9]{4})-(?P<next>[0-9]{2})")
_FLAGGED = re.compile(r"(?P<year>(?:1[89]|20)[0-9]{2})\s?(?P<flag>[pefPEF])")
_FLAGS = {"p": "provisional", "e": "estimate", "f": "forecast"}
_SLASHED = re.compile(r"(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})/(?P<year>[0-9]{4})")


class PeriodLabel(NamedTuple):
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


def is_unclear_year(text: str) -> bool:
    """Whether a text is a misprinted year with a footnote, such as "20210)", that must not be guessed.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_unclear_year("20210)"), is_unclear_year("20223)"), is_unclear_year("(12345)")
    (True, False, False)
    """
    return bool(re.fullmatch(r"\s*(?:19|20)[0-9]{2,4}\)\s*", text)) and read_period(text) is None


def settled(labels: Sequence[PeriodLabel | None]) -> list[PeriodLabel | None]:
    """Labels of one row or column, with 2010/11 and 2010-11 read as their neighbours are.

    Among months of 2010 it is November, among such pairs of years it is a pair, too.

    Returns
    -------
    list of PeriodLabel or None
        In the given order.
    """
    years = [label.year for label in labels if label and re.fullmatch("[0-9]{2}", label.part)]
    has_pairs = any(label and label.is_split for label in labels)
    return [label and _settled(label, years, has_pairs) for label in labels]


def read_scenario(text: str) -> str:
    """Scenario that a whole cell names, such as "план" or "Forecast"; empty when it names none.

    Returns
    -------
    str
        As in `PeriodLabel.scenario`.
    """
    found = set(tokens(text)) - {"~", "(", ")"} if len(text) <= _LONGEST else set()
    return found.pop()[1:] if len(found) == 1 and next(iter(found))[0] == "!" else ""


def combine(labels: Sequence[PeriodLabel]) -> str:
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
    parts = sorted({label.part for label in labels if label.part}, key=length)
    if len(years) != 1 or not all(lies_in(parts[0], part) for part in parts[1:]):
        return ""
    return iso_text(years.pop(), parts[0] if parts else "")


def _settled(label: PeriodLabel, years_of_months: Sequence[int | None], has_pairs: bool) -> PeriodLabel:
    number = ((label.year or 0) + 1) % 100
    if label.is_split and 1 <= number <= 12 and label.year in years_of_months:
        return label._replace(part=f"{number:02}", is_split=False)
    if has_pairs and label.part == f"{number:02}" and years_of_months.count(label.year) == 1:
        return label._replace(part="", is_split=True)
    return label


@lru_cache(maxsize=16_384)
def _read_text(text: str, known: frozenset[str], raised: str) -> PeriodLabel | None:
    if not _HAS_WORD_OR_YEAR.search(text):
        return None
    text = _TWICE.sub(r"\g<code>", text)
    if not raised and (found := _whole(text)):
        return _label(found, ())
    rest, marks = split_marks(text, known, raised)
    if marks and (found := _whole(rest)):
        return _label(found, marks)
    loose = re.fullmatch(r"(.*[^\W\d_]\.?)\s*([1-9])", rest)
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
    if match := _FLAGGED.fullmatch(plain):
        return Named(int(match["year"]), "", scenario=_FLAGS[match["flag"].casefold()])
    if (match := _PAIR.fullmatch(plain)) and int(match["next"]) == (int(match["year"]) + 1) % 100:
        return Named(int(match["year"]), "", is_split=True)
    found = named(tokens(text))
    return found if found and _is_real(found) else None


def _coded(groups: dict[str, str | None]) -> Named | None:
    (key, number), *_ = [(key, text) for key, text in groups.items() if text and key != "year"]
    year = _year(groups["year"] or "")
    if key == "slashed" and int(number) == (year + 1) % 100:
        return Named(year, "", is_split=True)
    parts = {
        "month": f"{number:0>2}",
        "slashed": number,
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
