"""How much less does an amount weigh the later it comes?

The factor of year t is the product of the yearly rates up to it,

    DF_t = prod_{y=1..t} 1 / (1 + r_y),    DF_0 = 1.

A band's rate raised to the power of t, (1 + r)^-t, would let the factor jump up where a band with a lower
rate begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from styrbord.core.base.problems import Problem, Refused, define

NOT_RISING = define(
    "discounting.bands",
    "Band {number} ends in year {last}, which is not after the band before it.",
    "Order the bands by their last year; only the last band may be open.",
)
NO_BAND = define(
    "discounting.beyond",
    "Year {year} lies beyond the schedule, which ends with year {last}.",
    "Leave the last year of the last band open (null), or ask for earlier years.",
)
_HALF = Decimal("0.5")


class Convention(StrEnum):
    """When in a year its amounts come; stored with an appraisal."""

    AT_START = "t0"
    MID_YEAR = "mid_year"
    AT_END = "end_year"


@dataclass(frozen=True, slots=True)
class Band:
    """A rate and the last year, inclusive, that it is valid in; None when it stays for ever."""

    last_year: int | None
    rate: Decimal


def checked_bands(bands: Sequence[Band]) -> tuple[Band, ...]:
    """Bands themselves, once they follow each other.

    Returns
    -------
    tuple of Band

    Raises
    ------
    Refused
        `discounting.bands` where a band ends before it begins, or follows an open one.
    """
    before: int | None = 0
    for number, band in enumerate(bands):
        if before is None or (band.last_year is not None and band.last_year <= before):
            last = "open" if band.last_year is None else band.last_year
            raise Refused(
                Problem(
                    NOT_RISING.code, f"schedule[{number}].last_year", {"number": number + 1, "last": last}
                )
            )
        before = band.last_year
    return tuple(bands)


def factor(bands: Sequence[Band], year: int) -> Decimal:
    """Discount factor of a year.

    Parameters
    ----------
    bands : in order of their years; rates as fractions (0.035 = 3.5 %), above -1.
    year : years from the start of the appraisal, from 0.

    Returns
    -------
    Decimal
        1 for year 0; it falls strictly while rates lie above 0.

    Raises
    ------
    Refused
        `discounting.beyond` when no band holds the year.

    Source: HM Treasury, The Green Book, annex A6; the factor is the cumulative product of yearly rates.

    Examples
    --------
    >>> uk = [Band(30, Decimal("0.035")), Band(75, Decimal("0.03"))]
    >>> round(factor(uk, 30), 4), round(factor(uk, 31), 4)
    (Decimal('0.3563'), Decimal('0.3459'))
    """
    growth, begun = Decimal(1), 0
    for band in bands:
        end = year if band.last_year is None else min(year, band.last_year)
        growth *= (1 + band.rate) ** (end - begun)
        begun = end
        if begun == year:
            return 1 / growth
    raise Refused(Problem(NO_BAND.code, "years", {"year": year, "last": begun}))


def factors_at(rate: Decimal, convention: Convention, count: int) -> tuple[Decimal, ...]:
    """Discount factors of years 0, 1, ... at one rate.

    Parameters
    ----------
    rate : fraction, above -1.
    convention : t0 has the exponent t, mid_year t + 0.5, end_year t + 1.
    count : number of years.

    Returns
    -------
    tuple of Decimal, length count

    Examples
    --------
    >>> [round(one, 5) for one in factors_at(Decimal("0.08"), Convention.MID_YEAR, 2)]
    [Decimal('0.96225'), Decimal('0.89097')]
    """
    growth = 1 + rate
    first = {
        Convention.AT_START: Decimal(1),
        Convention.MID_YEAR: growth**_HALF,
        Convention.AT_END: growth,
    }[convention]
    return tuple(1 / (first * growth**year) for year in range(count))


def social_discount_rate(
    pure_time_preference: Decimal, catastrophe_risk: Decimal, elasticity: Decimal, growth: Decimal
) -> Decimal:
    """Social time preference rate: delta + L + mu * g.

    Parameters
    ----------
    pure_time_preference, catastrophe_risk, growth : delta, L and g, fractions a year.
    elasticity : mu, of marginal utility.

    Returns
    -------
    Decimal
        Fraction a year.

    Source: HM Treasury, The Green Book, annex A6; Review of discounting, terms of reference, Dec 2025.

    Examples
    --------
    >>> social_discount_rate(Decimal("0.005"), Decimal("0.01"), Decimal(1), Decimal("0.02"))
    Decimal('0.035')
    """
    return pure_time_preference + catastrophe_risk + elasticity * growth
