"""How is a change request written down as data, and read again with every mistake told by its place?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from styrbord.core.base.periods import Period
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.investments.portfolio.money import Money, Price, Prices, is_exact
from styrbord.core.investments.portfolio.plan_text import read_as
from styrbord.core.investments.portfolio.plans import NoEffect, Plans, Request

define(
    "money.inexact",
    "'{amount}' cannot be kept to the last decimal.",
    "Write an amount of 15 digits at most, four of them decimals at most.",
)


@dataclass(frozen=True, slots=True)
class MoneyChange:
    """A line and what it gets more, or below 0 less; without a currency in that of the line."""

    line: str
    amount: Decimal
    currency: str = ""
    year: int | None = None
    prices: Prices | None = None


@dataclass(frozen=True, slots=True)
class ResultChange:
    """A result, and by how much its target changes, in its unit."""

    result: str
    change: Decimal


@dataclass(frozen=True, slots=True)
class Statement:
    """That a change of a line leaves a result as it is; signed by another, elsewhere."""

    result: str
    reason: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class TargetChange:
    """The new target of a benefit in a period, in the unit of its indicator."""

    plan: str
    benefit: str
    period: Period
    value: Decimal


@dataclass(frozen=True, slots=True)
class ChangeText:
    """One set of changes as it is written.

    Attributes
    ----------
    versions : of the plans that the author looked at.
    ends_on : plan and its new day of delivery.
    """

    money: tuple[MoneyChange, ...] = ()
    results: tuple[ResultChange, ...] = ()
    no_effects: tuple[Statement, ...] = ()
    ends_on: Mapping[str, date] = field(default_factory=dict)
    targets: tuple[TargetChange, ...] = ()
    versions: Mapping[str, int] = field(default_factory=dict)

    @property
    def plans(self) -> tuple[str, ...]:
        """Investments that it names, in order of the alphabet; by lines and results, known or not."""
        named = [one.line for one in self.money] + [one.result for one in self.results]
        found = {code.partition("/")[0] for code in named} | {one.plan for one in self.targets}
        return tuple(sorted(found | set(self.ends_on) | set(self.versions)))


def change_text(data: object) -> ChangeText:
    """Set of changes that some data say.

    Returns
    -------
    ChangeText

    Raises
    ------
    Refused
        Everything that cannot be read, with its place as `money[0].amount`.

    Examples
    --------
    >>> found = change_text({"money": [{"line": "P-1/C1", "amount": "-15"}], "versions": {"P-1": 2}})
    >>> found.money[0].amount, found.plans
    (Decimal('-15'), ('P-1',))
    """
    found = read_as(ChangeText, data)
    if problems := list(_inexact(found)):
        raise Refused(problems)
    return found


def _inexact(text: ChangeText) -> Iterator[Problem]:
    amounts = [(f"money[{at}].amount", one.amount) for at, one in enumerate(text.money)]
    amounts += [(f"results[{at}].change", one.change) for at, one in enumerate(text.results)]
    amounts += [(f"targets[{at}].value", one.value) for at, one in enumerate(text.targets)]
    for place, amount in amounts:
        if not is_exact(amount):
            yield Problem("money.inexact", place, {"amount": str(amount)[:64]})


def request_from(
    text: ChangeText, plans: Plans, *, author: str, signers: Mapping[tuple[str, str], str]
) -> Request:
    """The request as the lock judges it.

    Parameters
    ----------
    plans : from which a change without a price takes that of its line.
    author : post that writes it.
    signers : post that has signed a statement, by line and result; one that nobody has signed is unsigned.

    Returns
    -------
    Request
    """
    return Request(
        author,
        tuple((one.line, Money(one.amount, _price(one, plans))) for one in text.money),
        tuple((one.result, one.change) for one in text.results),
        tuple(
            NoEffect(one.line, one.result, one.reason, signers.get((one.line, one.result), ""))
            for one in text.no_effects
        ),
        dict(text.versions),
        tuple(sorted(text.ends_on.items())),
        tuple((one.plan, one.benefit, one.period, one.value) for one in text.targets),
    )


def _price(one: MoneyChange, plans: Plans) -> Price:
    line = plans.lines.get(one.line)
    own = line.money.price if line else Price("XXX", 0)
    return Price(one.currency or own.currency, one.year or own.year, one.prices or own.prices)
