"""On which days does a country work?

Public holidays and what is one in fact (Midsummer Eve in Sweden) come from the package `holidays`, days
moved by a government (working Saturdays in Russia) as well, as far as they are announced.
"""

from datetime import date, timedelta
from functools import lru_cache

import holidays

from styrbord.core.base.codes import nearest

_ALPHA_2 = 2
_KINDS = ("public", "de_facto")


def is_calendar(code: str) -> bool:
    """Whether days can be counted by a calendar; without one every day counts.

    Parameters
    ----------
    code : code of a country after ISO 3166, or of its part after a hyphen; empty for none.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_calendar("SE"), is_calendar("DE-BY"), is_calendar(""), is_calendar("se"), is_calendar("SE-X")
    (True, True, True, False, False)
    """
    country, hyphen, part = code.partition("-")
    if not code:
        return True
    return country in _countries() and (part in _countries()[country] if hyphen else True)


def nearest_calendar(code: str) -> str:
    """Code of the calendar that was probably meant; empty when none is like it.

    Returns
    -------
    str
    """
    country, _, part = code.partition("-")
    known = _countries()
    found = country if country in known else nearest(country.upper(), known)
    near = nearest(part, known.get(found, ())) if part else ""
    return f"{found}-{near}" if near else found


def is_working(day: date, code: str) -> bool:
    """Whether a day is one of work; every day is, where there is no calendar.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_working(date(2026, 6, 19), "SE"), is_working(date(2024, 12, 28), "RU")
    (False, True)
    """
    return not code or _calendar(code).is_working_day(day)


def after(day: date, count: int, code: str) -> date:
    """Working day that comes so many working days after a day.

    Parameters
    ----------
    day : date
        Not counted itself, whether it is one of work or not.
    count : not negative; 0 is the day itself, or the next working day when it is none.
    code : calendar; empty counts every day.

    Returns
    -------
    date

    Examples
    --------
    >>> after(date(2025, 12, 31), 2, "SE"), after(date(2025, 12, 31), 2, "")
    (datetime.date(2026, 1, 5), datetime.date(2026, 1, 2))
    """
    if not code:
        return day + timedelta(days=count)
    while count:
        day += timedelta(days=1)
        count -= is_working(day, code)
    while not is_working(day, code):
        day += timedelta(days=1)
    return day


@lru_cache(maxsize=1)
def _countries() -> dict[str, frozenset[str]]:
    listed = holidays.list_supported_countries()
    return {code: frozenset(parts) for code, parts in listed.items() if len(code) == _ALPHA_2}


@lru_cache(maxsize=32)
def _calendar(code: str) -> holidays.HolidayBase:
    country, _, part = code.partition("-")
    kinds = getattr(holidays, country).supported_categories
    return holidays.country_holidays(
        country, subdiv=part or None, categories=tuple(kind for kind in _KINDS if kind in kinds)
    )
