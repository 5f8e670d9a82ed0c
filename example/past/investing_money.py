"""What is adopted, contracted and paid for the investments, and what do their owners report?"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from example.investments.plans import ends_on, payers
from example.investments.table import Row
from example.past.investing_board import LEADS
from example.past.people import user_of
from example.past.walking import Step, by_people
from styrbord.core.investments.portfolio.money import Money, Price, Prices
from styrbord.services.investments import facts

LAST = date(2026, 1, 29)
QUARTER = timedelta(days=91)
OVERRUN = {
    "A-406": Decimal("1.34"),
    "A-408": Decimal("1.22"),
    "A-414": Decimal("1.5"),
    "M-502": Decimal("1.16"),
    "J-204": Decimal("1.12"),
}
"""How much more than planned some cost in the end, as their owners expect it."""


def in_sek(amount: Decimal) -> Money:
    """Money of the county: crowns in prices of 2025."""
    return Money(amount.quantize(Decimal("0.01"), ROUND_HALF_UP), Price("SEK", 2025, Prices.REAL))


def money_of(row: Row, amount: Decimal) -> Money:
    """Money in the price of an investment."""
    price = Price("RUB", 2025, Prices.NOMINAL) if row.is_federal else in_sek(amount).price
    return Money(amount.quantize(Decimal("0.01"), ROUND_HALF_UP), price)


def steps(row: Row, is_carried_out: bool) -> Iterator[Step]:
    """Budgets as they are adopted, payments by quarter, and reports while it is carried out."""
    if not is_carried_out or "light" in row.flags:
        return
    begin, end = row.begun + timedelta(days=85), min(LAST, ends_on(row))
    for step, amount in enumerate(row.build):
        day = max(begin, date(row.start + step, 1, 15))
        if day <= LAST:
            place = f"plans.csv: {row.code}, budget of {row.start + step}"
            yield by_people(
                day, place, lambda step=step, amount=amount, day=day: _adopt(row, step, amount, day)
            )
    day, number = begin + QUARTER, 1
    while day <= end:
        yield by_people(day, f"plans.csv: {row.code}, paid", lambda day=day, n=number: _pay(row, day, n))
        day, number = day + QUARTER, number + 1


def _adopt(row: Row, step: int, amount: Decimal, day: date) -> None:
    found = [
        facts.FactIn(
            "adopted",
            money_of(row, amount * share),
            day,
            investment=row.code,
            line=f"C{step + 1}.{place}",
            classification=f"09.{row.start + step}.{place:02}",
            reference=f"B-{row.start + step}",
            body=body,
        )
        for place, (body, share) in enumerate(payers(row), 1)
    ]
    facts.record(user_of("finance-office"), found)


def _pay(row: Row, day: date, number: int) -> None:
    """An even part of what the year has, a little less each second quarter."""
    step = min(max(day.year - row.start, 0), len(row.build) - 1)
    share = Decimal("0.21") if number % 2 else Decimal("0.18")
    found = [
        facts.FactIn(
            "paid",
            money_of(row, row.build[step] * part * share * OVERRUN.get(row.code, Decimal(1))),
            day,
            investment=row.code,
            line=f"C{step + 1}.{place}",
            classification=f"09.{row.start + step}.{place:02}",
            reference=f"V-{row.code}-{number}",
            body=body,
        )
        for place, (body, part) in enumerate(payers(row), 1)
    ]
    facts.record(user_of("finance-office"), found)


__all__ = ["LEADS", "in_sek", "money_of", "steps"]
