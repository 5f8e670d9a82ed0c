"""What was planned, budgeted, committed, contracted and paid, and what is left of it?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from styrbord.core.investments.portfolio.money import Money, Price
from styrbord.core.investments.portfolio.money_facts import BUDGETED, Fact, FactKind, in_force
from styrbord.core.investments.portfolio.plans import METHODOLOGY

METHOD = METHODOLOGY.label
"""What stands beside every figure of the table."""


@dataclass(frozen=True, slots=True)
class Spending:
    """One row: a body, system, kind or programme in one price; None where nothing of it is known, not 0.

    Attributes
    ----------
    planned : likely cost of the plans as they are now.
    in_force : newest budget of each line and code.
    lines : lines of plans that are in it; `unknown` of them have no amount.
    """

    key: str
    price: Price
    planned: Money | None = None
    in_force: Money | None = None
    committed: Money | None = None
    contracted: Money | None = None
    paid: Money | None = None
    lines: int = 0
    unknown: int = 0

    @property
    def left(self) -> Money | None:
        """Budget in force, or where none is known the plan, less what was paid; None without both."""
        held = self.planned if self.in_force is None else self.in_force
        if held is None:
            return None
        return held if self.paid is None else held - self.paid

    @property
    def uncommitted(self) -> Money | None:
        """The same less what was committed; None without both."""
        held = self.planned if self.in_force is None else self.in_force
        if held is None:
            return None
        return held if self.committed is None else held - self.committed

    @property
    def paid_share(self) -> Decimal | None:
        """Share paid of what may be spent; None where either is not known, or nothing may be spent."""
        held = self.planned if self.in_force is None else self.in_force
        if held is None or self.paid is None or not held.amount:
            return None
        return self.paid.amount / held.amount


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A cost line as the table takes it: under which key, and its likely amount; None = not known."""

    key: str
    price: Price
    money: Money | None


@dataclass(slots=True)
class _Row:
    planned: list[Money] = field(default_factory=list)
    unknown: int = 0
    facts: list[Fact] = field(default_factory=list)


_COLUMNS: Mapping[FactKind, str] = {
    FactKind.COMMITTED: "committed",
    FactKind.CONTRACTED: "contracted",
    FactKind.PAID: "paid",
}


def spending_rows(lines: Iterable[PlannedLine], facts: Iterable[tuple[str, Fact]]) -> tuple[Spending, ...]:
    """Plan, budget, commitments, contracts and payments by key and price.

    Parameters
    ----------
    lines : of the plans.
    facts : each with the key under which it stands.

    Returns
    -------
    tuple of Spending
        In the order of keys and prices; the rows of one price sum to the total of everything that came in, to
        the last decimal. A missing amount is never counted as 0.

    Source: ours, decided in docs/decisions/0028-portfolio-core.md.
    """
    found: dict[tuple[str, Price], _Row] = defaultdict(_Row)
    for line in lines:
        row = found[line.key, line.price]
        if line.money is None:
            row.unknown += 1
        else:
            row.planned.append(line.money)
    for key, fact in facts:
        found[key, fact.money.price].facts.append(fact)
    order = sorted(found, key=lambda place: (place[0], str(place[1])))
    return tuple(_spending(key, price, found[key, price]) for key, price in order)


def total_rows(rows: Iterable[Spending]) -> tuple[Spending, ...]:
    """Sums over the rows, one for each price.

    Parameters
    ----------
    rows : of one table.

    Returns
    -------
    tuple of Spending
        A column that no row knows is None.

    Source: ours, decided in docs/decisions/0028-portfolio-core.md.
    """
    found: dict[Price, list[Spending]] = defaultdict(list)
    for row in rows:
        found[row.price].append(row)
    return tuple(_total(price, found[price]) for price in sorted(found, key=str))


def _spending(key: str, price: Price, row: _Row) -> Spending:
    sums = {name: _sum(one.money for one in row.facts if one.kind is kind) for kind, name in _COLUMNS.items()}
    return Spending(
        key,
        price,
        planned=_sum(row.planned),
        in_force=_sum(_budget(row.facts)),
        lines=len(row.planned) + row.unknown,
        unknown=row.unknown,
        **sums,
    )


def _budget(facts: Iterable[Fact]) -> Iterable[Money]:
    """The newest budget of each line and code."""
    by_line: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.kind in BUDGETED:
            by_line[fact.line].append(fact)
    for told in by_line.values():
        yield from (one.money for one in in_force(told))


def _total(price: Price, rows: Iterable[Spending]) -> Spending:
    told = list(rows)
    names = ("planned", "in_force", "committed", "contracted", "paid")
    sums = {name: _sum(one for row in told if (one := getattr(row, name)) is not None) for name in names}
    return Spending(
        "",
        price,
        lines=sum(row.lines for row in told),
        unknown=sum(row.unknown for row in told),
        **sums,
    )


def _sum(amounts: Iterable[Money]) -> Money | None:
    found: Money | None = None
    for amount in amounts:
        found = amount if found is None else found + amount
    return found
