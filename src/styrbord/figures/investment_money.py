"""How does planned money of an investment run beside what was paid?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class MoneyPoint:
    """Cumulated money by a day: what was planned by the end of a year, or what was paid by the day."""

    on: date
    planned: Decimal | None = None
    paid: Decimal | None = None


def money_points(
    planned: Iterable[tuple[int, Decimal]], paid: Iterable[tuple[date, Decimal]]
) -> tuple[MoneyPoint, ...]:
    """Cumulated plan by year ends, and cumulated payments by their days.

    Parameters
    ----------
    planned : year and likely amount of each cost line.
    paid : day and amount of each payment.

    Returns
    -------
    tuple of MoneyPoint
        In order of days; the plan begins with 0 on the first day of its first year.
    """
    found = []
    years: dict[int, Decimal] = {}
    for year, amount in planned:
        years[year] = years.get(year, Decimal(0)) + amount
    if years:
        found.append(MoneyPoint(date(min(years), 1, 1), planned=Decimal(0)))
    whole = Decimal(0)
    for year in range(min(years, default=0), max(years, default=-1) + 1):
        whole += years.get(year, Decimal(0))
        found.append(MoneyPoint(date(year, 12, 31), planned=whole))
    return tuple(sorted((*found, *_paid(paid)), key=lambda one: (one.on, one.planned is None)))


def _paid(paid: Iterable[tuple[date, Decimal]]) -> list[MoneyPoint]:
    days: dict[date, Decimal] = {}
    for on, amount in paid:
        days[on] = days.get(on, Decimal(0)) + amount
    whole, found = Decimal(0), []
    for on in sorted(days):
        whole += days[on]
        found.append(MoneyPoint(on, paid=whole))
    return found
