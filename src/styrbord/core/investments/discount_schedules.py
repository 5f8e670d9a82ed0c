"""Which discount rates do states prescribe, for which years, since when, and how sure is that?

A schedule is a record: another one for another year is a new record, never an edit. `is_checked` says that
the text of the source was read; what is known only from general knowledge must be looked up before it is
quoted. No rate for Russia is shipped, for none was found: its user sets one and says why.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from styrbord.core.investments.discounting import Band


@dataclass(frozen=True, slots=True)
class Schedule:
    """Rates of one body for one field.

    Attributes
    ----------
    code : name with its version.
    country : code of ISO 3166.
    bands : rates in order of years.
    source : where the rates are printed.
    is_checked : whether all of them were read there.
    valid_from, valid_to : days between which the body prescribed it; None when open or not known.
    """

    code: str
    country: str
    bands: tuple[Band, ...]
    source: str
    is_checked: bool
    valid_from: date | None = None
    valid_to: date | None = None


def _bands(*pairs: tuple[int | None, str]) -> tuple[Band, ...]:
    return tuple(Band(last, Decimal(rate)) for last, rate in pairs)


_GREEN_BOOK = "HM Treasury, The Green Book, annex A6 (its review of discounting began in December 2025)"
_DANISH = "Finansministeriet, note on the socio-economic discount rate, 7 January 2021"

SCHEDULES = (
    Schedule(
        "uk-green-book/1",
        "GB",
        _bands((30, "0.035"), (75, "0.03"), (125, "0.025"), (200, "0.02"), (300, "0.015"), (None, "0.01")),
        _GREEN_BOOK,
        is_checked=True,
    ),
    Schedule("uk-health/1", "GB", _bands((None, "0.015")), _GREEN_BOOK, is_checked=True),
    Schedule(
        "denmark/2",
        "DK",
        _bands((35, "0.035"), (70, "0.025"), (None, "0.015")),
        f"{_DANISH}; the rate after year 70 from general knowledge",
        is_checked=False,
        valid_from=date(2021, 1, 7),
    ),
    Schedule(
        "denmark/1",
        "DK",
        _bands((35, "0.04"), (70, "0.03"), (None, "0.02")),
        f"{_DANISH}, on what was valid before it; its years from general knowledge",
        is_checked=False,
        valid_to=date(2021, 1, 6),
    ),
    Schedule(
        "norway/1",
        "NO",
        _bands((40, "0.04"), (75, "0.03"), (None, "0.02")),
        "general knowledge: Finansdepartementet, circular on socio-economic analysis",
        is_checked=False,
    ),
    Schedule(
        "sweden-transport/2",
        "SE",
        _bands((None, "0.035")),
        "general knowledge: ASEK, Trafikverket",
        is_checked=False,
    ),
    Schedule(
        "sweden-transport/1",
        "SE",
        _bands((None, "0.04")),
        "ASEK, an older edition, Trafikverket",
        is_checked=True,
    ),
    Schedule(
        "sweden-health/1",
        "SE",
        _bands((None, "0.03")),
        "Inera, method for benefits realisation, step 8; may be changed by its user",
        is_checked=True,
    ),
)


def schedule(code: str) -> Schedule:
    """One of the shipped schedules.

    Returns
    -------
    Schedule

    Raises
    ------
    KeyError
        If there is none of this code.

    Examples
    --------
    >>> schedule("sweden-health/1").bands[0].rate
    Decimal('0.03')
    """
    return {one.code: one for one in SCHEDULES}[code]
