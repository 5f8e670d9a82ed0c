"""Which years, sums and months of an investment are so far off that they can neither be kept nor shown?"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from styrbord.core.base.problems import Problem, define
from styrbord.core.investments.portfolio.model import BenefitLine, Investment, Option
from styrbord.core.investments.portfolio.money import LARGEST, is_exact
from styrbord.core.investments.portfolio.results import PlannedResult

define(
    "investment.months",
    "'{benefit}' is to be measured {months} months after the end.",
    "Enter 1 to {most} months.",
)
FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST_MONTHS = 600


def bound_problems(investment: Investment) -> list[Problem]:
    """Years, sums and months that lie beyond every calendar, column and chart.

    Parameters
    ----------
    investment : as it is written; what is missing is nothing wrong here.

    Returns
    -------
    list of Problem
        `investment.year` outside 1900 to 2200, `investment.amount` of sums of 10^15 and more,
        `investment.months` outside 1 to 600.

    Source: house rule of Styrbord.
    """
    return [
        *_of_years(investment),
        *(found for option in investment.options for found in _of_costs(option)),
        *(found for option in investment.options for line in option.benefits for found in _of_worth(line)),
        *_of_months(investment),
    ]


def result_problems(results: Iterable[PlannedResult]) -> list[Problem]:
    """Starts and targets of results that no column can hold.

    Returns
    -------
    list of Problem
        `investment.amount` of 10^15 and more, either way of zero.

    Source: house rule of Styrbord.
    """
    return [
        Problem(
            "investment.amount", f"results.{one.code}.{name}", {"line": one.code, "found": f"{number:.3E}"}
        )
        for one in results
        for name, number in (("base", one.base), ("target", one.target))
        if number is not None and abs(number) >= LARGEST
    ]


def _of_years(investment: Investment) -> Iterator[Problem]:
    for place, line, year in _years(investment):
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            told = {"line": line, "year": year, "first": FIRST_YEAR, "last": LAST_YEAR}
            yield Problem("investment.year", place, told)


def _years(investment: Investment) -> Iterable[tuple[str, str, int | None]]:
    yield "investment.start_year", investment.code, investment.start_year
    yield "investment.price.year", investment.code, investment.price.year
    for option in investment.options:
        yield from ((f"{one.code}.year", one.code, one.year) for one in option.costs)
        for line in option.benefits:
            yield from ((f"{line.code}.ramp", line.code, year) for year in line.ramp)


def _of_costs(option: Option) -> Iterator[Problem]:
    known = [one.likely.amount for one in option.costs if one.likely is not None]
    whole = sum(known, Decimal(0))
    if len(known) > 1 and not is_exact(whole):
        place = f"investment.options.{option.code}"
        yield Problem("investment.amount", place, {"line": option.code, "found": str(whole)})


def _of_worth(line: BenefitLine) -> Iterator[Problem]:
    """Worth over all years; amounts that are not even numbers are told elsewhere."""
    parts = (line.quantity.likely, line.unit_value, line.share, *line.ramp.values())
    if not all(one is None or (one.is_finite() and abs(one) < LARGEST) for one in parts):
        return
    whole = sum((line.amount_in(year) or Decimal(0) for year in line.ramp), Decimal(0))
    if abs(whole) >= LARGEST:
        place = f"{line.code}.unit_value"
        yield Problem("investment.amount", place, {"line": line.code, "found": f"{whole:.3E}"})


def _of_months(investment: Investment) -> Iterator[Problem]:
    for profile in investment.profiles:
        for one in profile.follow_ups:
            if not 1 <= one.months <= MOST_MONTHS:
                told = {"benefit": profile.benefit, "months": one.months, "most": MOST_MONTHS}
                yield Problem("investment.months", f"{profile.benefit}.follow_ups", told)
