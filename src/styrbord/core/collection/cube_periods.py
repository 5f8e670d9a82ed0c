"""Which period does the code of a time dimension name?"""

import re

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Refused

_YEAR = r"(?P<year>1[6-9][0-9]{2}|2[0-9]{3})"
_LETTERS = {"H": "S", "B": "S", "K": "Q", "T": "Q", "U": "W", "V": "W", "Y": "A"}
_PART = re.compile(_YEAR + r"[-_ ]?(?P<letter>[AYSHBQKTMWUVD])[-_ ]?(?P<number>[0-9]{1,3})", re.I)
_PLAIN = re.compile(_YEAR + r"[-.]?A?", re.I)
_DATE = re.compile(_YEAR + r"-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?")
_COMPACT = re.compile(_YEAR + r"(?P<month>0[1-9]|1[0-2])(?P<day>[0-9]{2})")
_SPAN = re.compile(
    _YEAR + r"-(?P<month>[0-9]{2})(?:-01(?:T[0-9:.]+Z?)?)?/P(?P<number>[0-9]{1,2})(?P<letter>[YMDW])"
)
_TLIST = {
    "A": "{year}",
    "H": "{year}-S{rest}",
    "Q": "{year}-Q{rest}",
    "M": "{year}-M{rest}",
    "W": "{year}-W{rest}",
}


def period_of(code: str) -> str:
    """Text of `core.base.periods` that a code stands for; empty when that is not clear.

    Returns
    -------
    str

    Examples
    --------
    >>> [period_of(code) for code in ("2010", "2010K1", "2010M3", "2010-S1", "2010H2", "20100131")]
    ['2010', '2010-Q1', '2010-03', '2010-S1', '2010-S2', '2010-01-31']
    >>> [period_of(code) for code in ("2010-01-01/P1Y", "2010-04-01/P3M", "2010-01/P9M", "2010-2012")]
    ['2010', '2010-Q2', '2010-01/P9M', '']
    """
    text = code.strip()
    if _PLAIN.fullmatch(text):
        return text[:4]
    if found := _SPAN.fullmatch(text):
        return _span(found)
    if found := _DATE.fullmatch(text) or _COMPACT.fullmatch(text):
        day = f"-{found['day']}" if found["day"] else ""
        return _canonical(f"{found['year']}-{found['month']}{day}")
    if found := _PART.fullmatch(text):
        return _part(found["year"], found["letter"].upper(), int(found["number"]))
    return ""


def listed(scale: str, code: str) -> str:
    """Period of a code in a list of times of one scale (PC-Axis, keyword TIMEVAL); empty when unclear.

    Returns
    -------
    str

    Examples
    --------
    >>> listed("Q1", "20043"), listed("M1", "200407"), listed("A1", "2004"), listed("H1", "20042")
    ('2004-Q3', '2004-07', '2004', '2004-S2')
    """
    form = _TLIST.get(scale[:1].upper(), "")
    digits = code.strip()
    if not form or not digits.isdigit() or not 4 <= len(digits) <= 6:
        return period_of(code)
    return period_of(form.format(year=digits[:4], rest=digits[4:])) if _fits(scale, digits) else ""


def _fits(scale: str, digits: str) -> bool:
    """Whether as many digits follow the year as the scale needs."""
    rest = len(digits) - 4
    return rest == 0 if scale[:1].upper() == "A" else rest > 0


def _part(year: str, letter: str, number: int) -> str:
    letter = _LETTERS.get(letter, letter)
    if letter == "A":
        return year if number == 1 else ""
    if letter == "D":
        return ""
    width = 2 if letter in "MW" else 1
    return _canonical(f"{year}-{letter}{number:0{width}}")


def _span(found: "re.Match[str]") -> str:
    """Period of a start with a length: 2010-04-01/P3M is a quarter, 2010-01/P9M the year so far."""
    year, month, number = found["year"], int(found["month"]), int(found["number"])
    if found["letter"] == "Y":
        return year if (month, number) == (1, 1) else ""
    if found["letter"] != "M" or not 1 <= month <= 12:
        return ""
    if number == 1:
        return _canonical(f"{year}-{month:02}")
    if month == 1:
        return _canonical(f"{year}-01/P{number}M")
    letter = {3: "Q", 6: "S"}.get(number, "")
    index, rest = divmod(month - 1, number)
    return _canonical(f"{year}-{letter}{index + 1}") if letter and not rest else ""


def _canonical(text: str) -> str:
    """Text as the program writes it; empty when there is no such period."""
    try:
        return str(Period.parse(text))
    except Refused:
        return ""
