"""Are all three versions of a budget kept, and differences from the ledger told to the cent?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from styrbord.core.investments.portfolio.budget import unexplained, versions
from styrbord.core.investments.portfolio.money import Money, Price
from styrbord.core.investments.portfolio.money_facts import Fact, FactKind
from tests.core.investments.portfolio.worlds import sek

DAY = date(2026, 1, 15)


def fact(kind: FactKind, line: str, amount: int | str, code: str = "0410", month: int = 1) -> Fact:
    return Fact(kind, line, sek(amount), date(2026, month, 15), code)


FACTS = [
    fact(FactKind.ADOPTED, "L1", 100),
    fact(FactKind.ADOPTED, "L2", 50),
    fact(FactKind.AMENDED, "L1", 120, month=3),
    fact(FactKind.AMENDED, "L1", 90, month=2),
    fact(FactKind.PAID, "L1", "60.01", month=4),
    fact(FactKind.PAID, "L2", "0.99", month=5),
    fact(FactKind.PAID, "L3", 5, "0412"),
]


def test_adopted_amended_and_executed_stand_side_by_side_and_reconcile() -> None:
    first, second = versions(FACTS)
    assert (first.classification, first.adopted, first.amended, first.executed) == (
        "0410",
        sek(150),
        sek(170),
        sek(61),
    )
    assert (first.amended_by, first.in_force, first.left) == (sek(20), sek(170), sek(109))
    assert first.adopted is not None
    assert first.amended_by is not None
    assert first.adopted + first.amended_by == first.in_force
    assert (second.adopted, second.amended, second.executed, second.left) == (None, None, sek(5), None)


def test_without_an_amendment_what_was_adopted_holds() -> None:
    (found,) = versions(FACTS[:2])
    assert (found.in_force, found.amended, found.amended_by, found.left) == (sek(150), None, None, None)


def test_prices_are_kept_apart() -> None:
    old = replace(FACTS[0], money=Money(Decimal(7), Price("SEK", 2020)))
    assert [one.adopted for one in versions([old, FACTS[1]])] == [old.money, sek(50)]


def test_what_the_ledger_says_otherwise_is_listed_by_code() -> None:
    assert unexplained(FACTS, {"0410": sek(61), "0412": sek(5)}) == ()
    found = unexplained(FACTS, {"0410": sek("61.01"), "0599": sek(0)})
    assert [(one.classification, one.facts, one.ledger) for one in found] == [
        ("0410", sek(61), sek("61.01")),
        ("0412", sek(5), None),
        ("0599", None, sek(0)),
    ]
    foreign = {"0410": Money(Decimal(61), Price("EUR", 2025)), "0412": sek(5)}
    assert len(unexplained(FACTS, foreign)) == 2


CENTS = st.integers(-(10**9), 10**9).map(lambda cents: Decimal(cents) / 100)


@given(st.lists(st.tuples(st.sampled_from("abc"), CENTS), max_size=30), CENTS)
def test_any_cent_too_much_is_found(paid: list[tuple[str, Decimal]], extra: Decimal) -> None:
    facts = [Fact(FactKind.PAID, code, sek(amount), DAY, code) for code, amount in paid]
    ledger = {
        code: sek(sum((amount for one, amount in paid if one == code), Decimal(0)))
        for code in {one for one, _ in paid}
    }
    assert unexplained(facts, ledger) == ()
    if extra and ledger:
        code = min(ledger)
        (found,) = unexplained(facts, {**ledger, code: ledger[code] + sek(extra)})
        assert (found.classification, found.facts) == (code, ledger[code])
