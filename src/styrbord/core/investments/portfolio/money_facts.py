"""Which money has been adopted, committed or paid that no planned result stands behind?

A fact is never refused: what was adopted or paid has happened. What it lacks is told until it is matched.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from styrbord.core.investments.portfolio.money import Money, total
from styrbord.core.investments.portfolio.plans import Plans


class FactKind(StrEnum):
    """What happened to money, from the plan to the cash (R-203, R-299)."""

    ADOPTED = "adopted"
    AMENDED = "amended"
    COMMITTED = "committed"
    CONTRACTED = "contracted"
    PAID = "paid"


BUDGETED = frozenset({FactKind.ADOPTED, FactKind.AMENDED})
"""Kinds of which the newest of a line and code counts; amounts of the others are added."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened to money.

    Attributes
    ----------
    line : line of the plan; "" or an unknown one = nobody knows yet what for.
    classification : codes of the budget, as they were imported.
    reference : document or row by which it is known.
    """

    kind: FactKind
    line: str
    money: Money
    on: date
    classification: str = ""
    reference: str = ""


class Reason(StrEnum):
    """Why money stands without result."""

    NO_LINE = "no-line"
    NO_RESULT = "no-result"
    OTHER_THAN_PLANNED = "other-than-planned"
    BEYOND_PLAN = "beyond-plan"
    OTHER_PRICE = "other-price"


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Money without result: of which kind and line, how much, why, and since when.

    `money` is what has no result behind it; below 0 where the budget gives less than is planned.
    """

    kind: FactKind
    line: str
    money: Money
    reason: Reason
    since: date


def money_without_result(plans: Plans, facts: Iterable[Fact]) -> tuple[Unmatched, ...]:
    """Facts that no planned result stands behind; nothing is left out and nothing counted twice.

    Parameters
    ----------
    plans : as they stand now; a change request that moves the plan to the fact matches it.
    facts : in any order.

    Returns
    -------
    tuple of Unmatched
        Of a line without result, or that nobody knows, the whole amount. Of a budget, in which each
        classification code of a line counts with its newest fact, the difference from the plan; of
        commitments, contracts and payments what goes beyond it. In the order of lines and kinds.
    """
    by_line: dict[tuple[str, FactKind], list[Fact]] = defaultdict(list)
    for fact in facts:
        kind = FactKind.ADOPTED if fact.kind in BUDGETED else fact.kind
        by_line[fact.line, kind].append(fact)
    order = sorted(by_line, key=lambda key: (key[0], tuple(FactKind).index(key[1])))
    return tuple(one for line, kind in order for one in _of_line(plans, line, kind, by_line[line, kind]))


def _of_line(plans: Plans, code: str, kind: FactKind, facts: list[Fact]) -> Iterator[Unmatched]:
    line = plans.lines.get(code)
    for counted in _by_price(kind, facts):
        amount = total(one.money for one in counted)
        if amount is None:
            continue
        since = min(one.on for one in counted)
        if line is None or not line.results:
            yield Unmatched(kind, code, amount, Reason.NO_RESULT if line else Reason.NO_LINE, since)
        elif amount.price != line.money.price:
            yield Unmatched(kind, code, amount, Reason.OTHER_PRICE, since)
        elif kind is FactKind.ADOPTED and amount != line.money:
            yield Unmatched(kind, code, amount - line.money, Reason.OTHER_THAN_PLANNED, since)
        elif amount.amount > line.money.amount:
            yield Unmatched(kind, code, amount - line.money, Reason.BEYOND_PLAN, since)


def _by_price(kind: FactKind, facts: list[Fact]) -> Iterator[list[Fact]]:
    prices: Mapping[object, list[Fact]] = defaultdict(list)
    for fact in facts:
        prices[fact.money.price].append(fact)
    for told in prices.values():
        yield in_force(told) if kind is FactKind.ADOPTED else told


def in_force(facts: list[Fact]) -> list[Fact]:
    """What holds of the budget of one line: the newest fact of each classification code that it has.

    Returns
    -------
    list of Fact
        In the order of codes; a line whose budget stands under two codes has the sum of both.
    """
    codes = sorted({one.classification for one in facts})
    return [newest([one for one in facts if one.classification == code]) for code in codes]


def newest(facts: list[Fact]) -> Fact:
    """The fact that holds among some of one line.

    Returns
    -------
    Fact
        Of one day an amendment comes after the adoption, and the later row after the earlier.
    """
    return max(enumerate(facts), key=lambda one: (one[1].on, one[1].kind is FactKind.AMENDED, one[0]))[1]
