"""What happened to the money of one investment, by its lines?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from styrbord.core.investments.portfolio.model import CostLine, Option
from styrbord.core.investments.portfolio.money import Money, Price
from styrbord.core.investments.portfolio.money_facts import BUDGETED, Fact, FactKind, newest
from styrbord.core.investments.portfolio.plan import Plan
from styrbord.services.investments.listing import price_of
from styrbord.services.investments.naming import Names
from styrbord.services.investments.notes import CostNote
from styrbord.store.investments.models import Investment, MoneyFact


@dataclass(frozen=True)
class Spent:
    """Facts of one investment in its own price, up to a day; those in other prices are not among them."""

    facts: tuple[Fact, ...]

    def of(self, line: str, kind: FactKind) -> Decimal | None:
        """Sum of a kind on a line; None where there is none."""
        told = [one.money.amount for one in self.facts if one.line == line and one.kind is kind]
        return sum(told, Decimal(0)) if told else None

    def in_force(self, line: str) -> Decimal | None:
        """What may be spent on a line by the newest budget; None where there is none."""
        told = [one for one in self.facts if one.line == line and one.kind in BUDGETED]
        return newest(told).money.amount if told else None

    @property
    def payments(self) -> list[tuple[date, Decimal]]:
        """Day and amount of each payment."""
        return [(one.on, one.money.amount) for one in self.facts if one.kind is FactKind.PAID]

    @property
    def paid(self) -> Decimal | None:
        """All that was paid; None where nothing is known."""
        told = self.payments
        return sum((amount for _, amount in told), Decimal(0)) if told else None

    @property
    def paid_by_line(self) -> Mapping[str, Decimal]:
        """What was paid, by line."""
        found: dict[str, Decimal] = defaultdict(Decimal)
        for one in self.facts:
            if one.kind is FactKind.PAID:
                found[one.line] += one.money.amount
        return found


def spent_on(row: Investment, today: date) -> Spent:
    """Facts of an investment up to a day."""
    price = price_of(row)
    rows = MoneyFact.objects.filter(
        investment=row,
        on__lte=today,
        kind__in=list(FactKind),
        currency=price.currency,
        price_year=price.year,
        prices=price.prices,
    )
    return Spent(tuple(_fact(one, price) for one in rows.order_by("pk")))


def _fact(row: MoneyFact, price: Price) -> Fact:
    return Fact(
        FactKind(row.kind), row.line, Money(row.money, price), row.on, row.classification, row.reference
    )


def cost_notes(names: Names, plan: Plan, options: Iterable[Option], spent: Spent) -> tuple[CostNote, ...]:
    """Cost lines of all options, those of the preferred one with what happened to their money."""
    preferred = plan.investment.preferred
    code = preferred.code if preferred else ""
    return tuple(
        _note(names, plan, option.code, line, spent if option.code == code else Spent(()))
        for option in sorted(options, key=lambda one: one.code != code)
        for line in option.costs
    )


def _note(names: Names, plan: Plan, option: str, line: CostLine, spent: Spent) -> CostNote:
    return CostNote(
        line.code,
        plan.line_names.get(line.code, {}),
        option,
        names.body(line.bearer),
        line.year,
        line.spread.low,
        line.spread.likely,
        line.spread.high,
        line.kind,
        line.result,
        plan.envelope_of(line.code),
        line.pool,
        line.tower,
        plan.systems.get(line.code, ""),
        line.phase,
        line.certainty,
        line.source,
        line.is_confirmed,
        spent.in_force(line.code),
        spent.of(line.code, FactKind.COMMITTED),
        spent.of(line.code, FactKind.CONTRACTED),
        spent.of(line.code, FactKind.PAID),
    )
