"""At which rates, and at which time of a year, does an investment discount what it plans?"""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.discount_schedules import SCHEDULES, schedule
from styrbord.core.investments.discounting import Band, Convention, factor
from styrbord.core.investments.methodology import Methodology, Origin

define(
    "appraisal.rates",
    "'{text}' names no schedule of discount rates.",
    "Choose one of {known}, or state a rate of your own as own/0.035.",
)
OWN = "own/"
TIMING = "@"
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates by year with their timing and their rule.

    Attributes
    ----------
    text : as the plan names them.
    bands : in order of years.
    timing : when in a year its amounts come.
    methodology : whose rates they are; shown beside every figure.
    """

    text: str
    bands: tuple[Band, ...]
    timing: Convention
    methodology: Methodology

    @property
    def first(self) -> Decimal:
        """Rate of the first year, a fraction."""
        return self.bands[0].rate

    def factors(self, count: int) -> tuple[Decimal, ...]:
        """Discount factors of years 0, 1, ...

        Parameters
        ----------
        count : number of years.

        Returns
        -------
        tuple of Decimal, length count
            With the timing t0 the factor of year t is DF_t; at the end of the year DF_(t+1); in the middle
            sqrt(DF_t * DF_(t+1)), which is (1 + r)^-(t + 0.5) at one rate.

        Raises
        ------
        Refused
            `discounting.beyond` when no band holds a year.

        Source: HM Treasury, The Green Book, annex A6. The geometric mean for the middle of a year over
        several bands is a house rule of Styrbord.

        Examples
        --------
        >>> [round(one, 4) for one in rates_of("own/0.08@mid_year").factors(2)]
        [Decimal('0.9623'), Decimal('0.8910')]
        """
        whole = [factor(self.bands, year) for year in range(count + (self.timing is not Convention.AT_START))]
        if self.timing is Convention.AT_START:
            return tuple(whole)
        if self.timing is Convention.AT_END:
            return tuple(whole[1:])
        return tuple((one * other) ** _HALF for one, other in pairwise(whole))


def rates_of(text: str) -> Rates:
    """Rates that a plan names.

    Parameters
    ----------
    text : code of a schedule, or `own/` and a rate as a fraction; then perhaps `@` and t0, mid_year or
        end_year.

    Returns
    -------
    Rates

    Raises
    ------
    Refused
        `appraisal.rates`

    Examples
    --------
    >>> found = rates_of("uk-green-book/1@mid_year")
    >>> str(found.first), found.timing.value, found.methodology.origin.value
    ('0.035', 'mid_year', 'guidance')
    """
    name, _, timing = text.strip().partition(TIMING)
    try:
        when = Convention(timing or Convention.AT_START)
        if name.startswith(OWN):
            return Rates(text, (Band(None, _own(name)),), when, _stated(name))
        found = schedule(name)
    except (KeyError, ValueError, InvalidOperation):
        known = ", ".join(one.code for one in SCHEDULES)
        raise Refused(
            Problem("appraisal.rates", "methodology", {"text": text[:64], "known": known})
        ) from None
    return Rates(text, found.bands, when, Methodology(found.code, Origin.GUIDANCE, found.source))


def _own(name: str) -> Decimal:
    rate = Decimal(name.removeprefix(OWN))
    if not (rate.is_finite() and 0 <= rate < 1 and len(name) < 20):
        raise ValueError(name)
    return rate


def _stated(name: str) -> Methodology:
    return Methodology(
        name, Origin.HOUSE, "rate that the board has set itself; its reason stands in the plan"
    )
