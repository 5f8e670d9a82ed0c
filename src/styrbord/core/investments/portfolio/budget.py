"""Do adopted, amended and executed budgets agree with each other, and with the ledger, to the cent?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from styrbord.core.investments.portfolio.money import Money, Price, total
from styrbord.core.investments.portfolio.money_facts import Fact, FactKind, newest

Place = tuple[str, Price]
"""Classification code of the budget, and the price in which its amounts are told."""


@dataclass(frozen=True, slots=True)
class Versions:
    """Three versions of one budget code; None where nothing of one is known, which is not 0.

    Attributes
    ----------
    amended : newest amendment; where there is none, what was adopted still holds and this stays None.
    executed : all that was paid.
    """

    classification: str
    adopted: Money | None
    amended: Money | None
    executed: Money | None

    @property
    def in_force(self) -> Money | None:
        """What may be spent: the amendment, else what was adopted."""
        return self.adopted if self.amended is None else self.amended

    @property
    def amended_by(self) -> Money | None:
        """Amended less adopted; None where either is not known."""
        return None if self.amended is None or self.adopted is None else self.amended - self.adopted

    @property
    def left(self) -> Money | None:
        """In force less executed; None where either is not known."""
        held = self.in_force
        return None if held is None or self.executed is None else held - self.executed


def versions(facts: Iterable[Fact]) -> tuple[Versions, ...]:
    """Versions of each budget code, one row for each price that occurs.

    Parameters
    ----------
    facts : in any order; those without a code stand under "".

    Returns
    -------
    tuple of Versions
        In the order of codes. Each line of the plan keeps its own newest adoption and amendment; the rows are
        their sums, so no version is lost when a code has several lines.
    """
    told: dict[Place, list[Fact]] = defaultdict(list)
    for fact in facts:
        told[fact.classification, fact.money.price].append(fact)
    order = sorted(told, key=lambda place: (place[0], str(place[1])))
    return tuple(_versions(place[0], told[place]) for place in order)


def _versions(code: str, facts: list[Fact]) -> Versions:
    paid = total(one.money for one in facts if one.kind is FactKind.PAID)
    return Versions(code, _newest(facts, FactKind.ADOPTED), _amended(facts), paid)


def _newest(facts: list[Fact], *kinds: FactKind) -> Money | None:
    lines: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.kind in kinds:
            lines[fact.line].append(fact)
    return total(newest(one).money for one in lines.values())


def _amended(facts: list[Fact]) -> Money | None:
    """Sum over lines of what holds, once one of them was amended."""
    if not any(one.kind is FactKind.AMENDED for one in facts):
        return None
    return _newest(facts, FactKind.ADOPTED, FactKind.AMENDED)


@dataclass(frozen=True, slots=True)
class Difference:
    """A budget code on which facts and ledger disagree; None where one of them has nothing."""

    classification: str
    facts: Money | None
    ledger: Money | None


def unexplained(facts: Iterable[Fact], ledger: Mapping[str, Money]) -> tuple[Difference, ...]:
    """Codes on which what was paid differs from the ledger of the budget, by any amount at all (R-203).

    Parameters
    ----------
    ledger : executed amount by code, as imported.

    Returns
    -------
    tuple of Difference
        In the order of codes; empty when both agree to the cent. A code that only one of them has is listed,
        and so is one whose payments stand in another price.
    """
    paid: dict[Place, list[Money]] = defaultdict(list)
    for fact in facts:
        if fact.kind is FactKind.PAID:
            paid[fact.classification, fact.money.price].append(fact.money)
    sums = {place: total(amounts) for place, amounts in paid.items()}
    known = {(code, amount.price): amount for code, amount in ledger.items()}
    order = sorted({*sums, *known}, key=lambda place: (place[0], str(place[1])))
    return tuple(
        Difference(place[0], sums.get(place), known.get(place))
        for place in order
        if sums.get(place) != known.get(place)
    )
