"""Is everything that is wrong with an investment told, each at its place?"""

from dataclasses import replace
from decimal import Decimal

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.investments.benefits import BenefitClass
from styrbord.core.investments.portfolio.attribution import claimed_twice
from styrbord.core.investments.portfolio.checking import joint_problems, problems_of
from styrbord.core.investments.portfolio.classes import (
    CONTROLS,
    Class,
    Difficulty,
    Process,
    class_of,
    difficulty_of,
    process_of,
)
from styrbord.core.investments.portfolio.model import Investment, Option, OptionKind, PartyRole, Spread
from styrbord.core.investments.portfolio.money import Money, Price, Prices, is_exact, total
from styrbord.core.investments.portfolio.partners import partners
from tests.core.investments.portfolio.worlds import (
    INVESTMENT,
    PRICE,
    PROFILE,
    benefit_with,
    line_with,
    party,
    sek,
)

TWO_LEADS = tuple(replace(one, roles=one.roles | {PartyRole.LEAD}) for one in INVESTMENT.parties)
NO_FOLLOW_UP = (party("town", PartyRole.LEAD), INVESTMENT.parties[1])
TWO_USUAL = (*INVESTMENT.options, Option("more", OptionKind.AS_USUAL))
USUAL_WITH_LINES = (replace(INVESTMENT.options[0], costs=INVESTMENT.costs), INVESTMENT.options[1])
NAN = Decimal("NaN")
CASES: list[tuple[Investment, list[tuple[str, str]]]] = [
    (INVESTMENT, []),
    (replace(INVESTMENT, parties=TWO_LEADS), [("investment.lead", "lead")]),
    (replace(INVESTMENT, parties=NO_FOLLOW_UP), [("investment.follow-up", "follow-up")]),
    (replace(INVESTMENT, parties=(*INVESTMENT.parties, party("region"))), [("investment.twice", "parties")]),
    (replace(INVESTMENT, options=TWO_USUAL), [("investment.as-usual", "options")]),
    (replace(INVESTMENT, options=INVESTMENT.options[1:]), [("investment.as-usual", "options")]),
    (
        replace(INVESTMENT, options=USUAL_WITH_LINES),
        [("investment.as-usual-lines", "C1"), ("investment.twice", "costs")],
    ),
    (
        replace(INVESTMENT, options=INVESTMENT.options[:1]),
        [
            ("investment.missing", "cost"), ("investment.missing", "benefit"),
            ("investment.preferred", "options"), ("investment.profile", "hours"),
        ],
    ),
    (replace(INVESTMENT, start_year=None, methodology=""), [
        ("investment.missing", "start_year"), ("investment.missing", "methodology"),
    ]),
    (line_with(price=Price("SEK", 2020)), [("investment.price", "C1.price")]),
    (line_with(price=Price("SEK", 2025, Prices.REAL)), [("investment.price", "C1.price")]),
    (line_with(spread=Spread(Decimal(3), Decimal(2), Decimal(4))), [("investment.spread", "C1.amount")]),
    (line_with(spread=Spread(None, Decimal(2), None)), [("investment.spread", "C1.amount")]),
    (line_with(spread=Spread(Decimal(-1), Decimal(2), Decimal(4))), [("investment.below-zero", "C1.amount")]),
    (line_with(spread=Spread(NAN, Decimal(2), Decimal("0.00001"))), [("investment.amount", "C1.amount")] * 2),
    (line_with(pool="", tower=""), [("investment.layers", "C1.pool"), ("investment.layers", "C1.tower")]),
    (line_with(year=2031), [("investment.year", "C1.year")]),
    (line_with(bearer=""), [("investment.bearer", "C1.bearer")]),
    (benefit_with(unit_value=None), [("investment.no-unit-value", "hours.unit_value")]),
    (benefit_with(value_source=""), [("investment.no-value-source", "hours.value_source")]),
    (benefit_with(kind=BenefitClass.CASHABLE_OWN), [("investment.no-cut", "hours.budget_line")]),
    (benefit_with(kind=BenefitClass.CASHABLE_OWN, budget_line="B7", agreed_cut=Decimal(9)), []),
    (benefit_with(share=Decimal(0)), [("investment.share", "hours.share")]),
    (benefit_with(share=NAN), [("investment.share", "hours.share")]),
    (benefit_with(ramp={2026: Decimal("1.1")}), [("investment.ramp", "hours.ramp")]),
    (benefit_with(code="gone"), [("investment.profile", "hours"), ("effect-map.no-node", "gone")]),
]  # fmt: skip


@pytest.mark.parametrize(("investment", "expected"), CASES)
def test_each_fault_is_told_at_its_place(investment: Investment, expected: list[tuple[str, str]]) -> None:
    assert [(one.code, one.place) for one in problems_of(investment)] == expected


def test_every_problem_has_words_for_what_it_tells() -> None:
    for investment, _ in CASES:
        assert all("{" not in str(one) for one in problems_of(investment))


def test_classes_follow_the_decision_table() -> None:
    table = {
        (common, parties): class_of(is_common=common, parties=parties)
        for common in (True, False)
        for parties in (1, 2, 3)
    }
    assert {key for key, kind in table.items() if kind is Class.SHARED_INFRASTRUCTURE} == {
        (True, n) for n in (1, 2, 3)
    }
    assert {key for key, kind in table.items() if kind is Class.JOINT} == {(False, 2), (False, 3)}
    assert [one.code for one in joint_problems("x", Class.JOINT, INVESTMENT.parties[:1])] == [
        "investment.joint-alone"
    ]
    assert joint_problems("x", Class.JOINT, INVESTMENT.parties) == []
    doubled = (INVESTMENT.parties[0], INVESTMENT.parties[0])
    assert joint_problems("x", Class.JOINT, doubled) != []


def test_the_light_process_is_for_what_is_internal_known_to_be_small_and_not_strategic() -> None:
    small = {"cost": Decimal(1), "is_strategic": False}
    assert process_of(Class.INTERNAL, **small) is Process.LIGHT  # type: ignore[arg-type]
    for kind in (Class.JOINT, Class.SHARED_INFRASTRUCTURE):
        assert process_of(kind, **small) is Process.FULL  # type: ignore[arg-type]
    assert process_of(Class.INTERNAL, cost=None, is_strategic=False) is Process.FULL
    assert process_of(Class.INTERNAL, cost=Decimal(1), is_strategic=True) is Process.FULL
    assert process_of(Class.INTERNAL, cost=Decimal(5), is_strategic=False, below=Decimal(5)) is Process.FULL
    assert INVESTMENT.process() is Process.FULL


def test_controls_grow_with_the_difficulty() -> None:
    assert difficulty_of(Class.SHARED_INFRASTRUCTURE, bearers=1) is Difficulty.MIDDLE
    low, middle, high = (set(CONTROLS[one]) for one in Difficulty)
    assert low < middle < high


def test_one_effect_is_not_claimed_more_than_once_over_investments() -> None:
    half = benefit_with(share=Decimal("0.5"))
    other = replace(half, code="other")
    assert claimed_twice([half, other]) == []
    (found,) = claimed_twice([half, replace(INVESTMENT, code="other")])
    assert found.params["lines"] == "case-system/hours, other/hours"
    assert (found.place, found.params["found"]) == ("waiting-hours", "1.5")
    elsewhere = replace(INVESTMENT, code="other", profiles=(replace(PROFILE, subject="village"),))
    assert claimed_twice([INVESTMENT, elsewhere]) == []


def test_money_of_different_prices_is_never_added_and_never_rounded() -> None:
    assert total([sek("63.4"), sek("70.1"), sek("76.1")]) == sek("209.6")
    assert total([]) is None
    for other in (Price("EUR", 2025), Price("SEK", 2024), Price("SEK", 2025, Prices.REAL)):
        with pytest.raises(Refused, match="cannot be added"):
            total([sek(1), Money(Decimal(1), other)])
    assert total([sek("999999999999999998.9999"), sek("0.0001")]) == sek("999999999999999999")
    for wrong in (NAN, Decimal("0.00001"), Decimal(10) ** 21, 1.5):
        with pytest.raises(ValueError, match="amount="):
            Money(wrong, PRICE)  # type: ignore[arg-type]


def test_an_amount_has_no_more_digits_than_every_database_keeps() -> None:
    kept = ("999999999999999", "99999999999.9999", "-12345678901234.5", "1E14", "100.0000")
    assert all(is_exact(Decimal(one)) for one in kept)
    lost = ("1000000000000000", "12345678901234.56", "999999999999.9999", "0.00001", "NaN", "Infinity")
    assert not any(is_exact(Decimal(one)) for one in lost)


def test_the_cost_is_unknown_while_one_amount_is() -> None:
    assert INVESTMENT.cost() == sek(900)
    for unknown in (Spread(None, None, None), Spread(NAN, NAN, NAN)):
        assert line_with(spread=unknown).cost() is None
        assert replace(line_with(spread=unknown), parties=INVESTMENT.parties[:1]).process() is Process.FULL
    foreign = replace(line_with(price=Price("EUR", 2025)), parties=INVESTMENT.parties[:1])
    assert foreign.process() is Process.FULL


def test_partners_share_needs_and_are_of_other_bodies() -> None:
    def other(code: str, lead: str, *needs: str) -> Investment:
        return replace(INVESTMENT, code=code, parties=(party(lead, PartyRole.LEAD),), needs=frozenset(needs))

    others = [
        other("close", "village", "case-handling", "archive"),
        other("near", "port", "archive", "maps", "bridges"),
        other("own", "town", "archive", "case-handling"),
        other("far", "farm", "tractors"),
    ]
    found = partners(INVESTMENT, others)
    assert [(one.investment, one.lead, one.common) for one in found] == [
        ("close", "village", ("archive", "case-handling")),
        ("near", "port", ("archive",)),
    ]
    assert float(found[1].overlap) == 0.25
    assert partners(INVESTMENT, others, most=1) == found[:1]
