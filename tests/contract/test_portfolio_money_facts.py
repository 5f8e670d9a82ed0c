"""Is every fact about money recorded, and does one without a result open a case until it is matched?"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.investments.portfolio.incoming import FactIn
from styrbord.core.investments.portfolio.money import Money, Price
from styrbord.core.strategy.deviations.guards import Said
from styrbord.core.strategy.deviations.workflow import Verb
from styrbord.services import clock, deviations
from styrbord.services.investments import drafting, facts, matching, spending
from styrbord.services.reading import principal_for, visible
from styrbord.services.rights import rights_of
from styrbord.store.investments.models import Investment, MoneyFact
from styrbord.store.ledger.models import Event
from styrbord.store.steering.models import Deviation
from tests.contract import investing as make
from tests.contract.investing import CODE
from tests.contract.people import asked, signed_in
from tests.contract.test_submissions_at_once import at_once
from tests.databases import Boards

DAY = date(2026, 1, 15)
SEK = Price("SEK", 2025)


@pytest.fixture
def users(boards: Boards, database_kind: str) -> Any:
    """The small county on each database, with an investment of two lines and somebody who keeps money."""
    with boards.begun(database_kind, make.board) as found:
        make.begun(found)
        found["money"] = signed_in("treasurer", asked("preparer"))
        yield found


def fact(kind: str = "adopted", amount: int | str = 100_000, line: str = "C1", **said: Any) -> FactIn:
    told = {"investment": CODE, "classification": "0410", **said}
    return FactIn(
        kind, Money(Decimal(amount), told.pop("price", SEK)), told.pop("on", DAY), line=line, **told
    )


def refused(do: Any, *arguments: Any, **said: Any) -> list[str]:
    with pytest.raises(Refused) as error:
        do(*arguments, **said)
    return [one.code for one in error.value.problems]


def open_cases() -> list[Deviation]:
    return list(Deviation.objects.filter(track="money", closed_at=None))


def told(users: Any, who: str = "money") -> list[tuple[str, str, Decimal, str]]:
    found = facts.unmatched(rights_of(users[who]))
    return [(one.investment, one.line, one.money.amount, one.reason) for one in found]


def test_a_budget_as_planned_opens_nothing_and_another_one_a_case_until_it_is_matched(users: Any) -> None:
    assert facts.record(users["money"], [fact(), fact(line="C2")]) == 2
    assert told(users) == []
    assert open_cases() == []
    facts.record(users["money"], [fact("amended", 120_000, on=date(2026, 3, 1))])
    assert told(users) == [(CODE, "C1", Decimal(20_000), "other-than-planned")]
    (case,) = open_cases()
    assert (case.indicator.code, case.subject.code, case.holder, case.state) == (
        "people", "north", "lead", "new",
    )  # fmt: skip
    assert case.opened_by.evidence["money"] == 1
    assert "120000" not in str(case.opened_by.evidence)
    assert CODE not in str(case.opened_by.evidence)
    facts.record(users["money"], [fact("amended", 100_000, on=date(2026, 4, 1))])
    assert told(users) == []
    assert open_cases() == []
    assert deviations.tend(clock.now()) == 1
    case.refresh_from_db()
    assert case.state == "closed"
    assert deviations.disagreements() == []


def test_a_case_of_money_is_seen_answered_and_comes_back_as_every_other(users: Any) -> None:
    facts.record(users["money"], [fact(amount=90_000)])
    (case,) = open_cases()
    reading = visible(principal_for(rights_of(users["lead"])))
    (line,) = deviations.listed(reading)
    assert (line.signal.token, line.signal.track, line.signal.value.value) == (case.token, "money", None)
    assert line.holder == "lead"
    page = deviations.find(reading, case.token, users["lead"])
    assert page.line.signal.evidence["money"] == 1
    deviations.move(users["lead"], case.token, Verb.TAKE_UP, Said())
    facts.record(users["money"], [fact("amended", 100_000, on=date(2026, 2, 1))])
    case.refresh_from_db()
    assert case.closed_at is not None
    facts.record(users["money"], [fact("amended", 70_000, on=date(2026, 3, 1))])
    case.refresh_from_db()
    assert (case.closed_at, case.state, case.came_back_at is None) == (None, "taken-up", False)
    assert Deviation.objects.filter(track="money").count() == 1
    assert deviations.disagreements() == []


def test_no_fact_is_refused_for_lacking_line_result_or_investment(users: Any) -> None:
    rows = [
        fact("paid", 7, line=""),
        fact("paid", 8, line="C9"),
        fact("paid", 9, investment="P-404", line="C1"),
        fact("adopted", 10, investment="", line="", body="north"),
        fact("paid", 11, price=Price("EUR", 2026)),
    ]
    assert facts.record(users["money"], rows) == 5
    assert MoneyFact.objects.count() == 5
    found = told(users)
    assert sorted(amount for _, _, amount, _ in found) == [7, 8, 9, 10, 11]
    assert {reason for *_, reason in found} == {"no-line", "other-price"}
    named = {one.named for one in facts.unmatched(rights_of(users["money"])) if not one.investment}
    assert named == {"P-404/C1", ""}
    assert sum(amount for code, _, amount, _ in told(users, "lead") if code == CODE) == 26
    assert told(users, "stranger") == []


def test_what_was_for_nothing_known_is_given_a_line_and_nothing_is_lost(users: Any) -> None:
    facts.record(users["money"], [fact("paid", 7, line=""), fact("adopted", 100_000, line="")])
    assert len(told(users)) == 2
    for row in list(MoneyFact.objects.order_by("pk")):
        facts.assign(users["money"], row.pk, investment=CODE, line="C1")
    assert told(users) == []
    paid = MoneyFact.objects.filter(kind="paid").values_list("money", flat=True)
    assert sum(paid) == 7
    first = MoneyFact.objects.order_by("pk").first()
    again = refused(facts.assign, users["money"], first.pk, investment=CODE, line="C2")
    assert again == ["money.unknown-fact"]


def test_who_may_record_is_asked_of_every_lead(users: Any) -> None:
    make.begun(users, "P-2")
    assert refused(facts.record, None, [fact()]) == ["sign-in.needed"]
    assert refused(facts.record, users["other"], [fact()]) == ["rights.missing"]
    assert refused(facts.record, users["lead"], [fact(), fact(investment="P-404")]) == ["rights.missing"]
    assert facts.record(users["lead"], [fact(), fact(investment="P-2")]) == 2
    assert facts.record(users["controller"], [fact(investment="")]) == 1
    assert refused(facts.record, users["money"], []) == ["money.no-facts"]
    assert refused(facts.record, users["money"], [fact("gifted")]) == ["money.kind"]


def test_a_restricted_investment_opens_no_case_that_others_would_see(users: Any) -> None:
    make.begun(users, "P-9", access="restricted")
    facts.record(users["lead"], [fact(amount=5, investment="P-9")])
    assert open_cases() == []
    assert [code for code, *_ in told(users, "lead")] == ["P-9"]
    assert told(users, "other") == []


def test_the_clock_ends_a_case_that_a_new_plan_matched(users: Any) -> None:
    facts.record(users["money"], [fact(amount=90_000)])
    assert len(open_cases()) == 1
    assert matching.tend(clock.now()) == 0
    plan = make.plan()
    plan["investment"]["options"][1]["costs"][0]["spread"]["likely"] = "90000"
    drafting.change(users["lead"], CODE, plan, revision=1)
    assert matching.tend(clock.now()) == 1
    assert open_cases() == []
    assert matching.tend(clock.now()) == 0


def test_a_stop_order_bars_commitments_and_no_payment(users: Any) -> None:
    token = make.matter(users, "authority", "stop", ground="no-benefit", words="Why")
    make.go(users, "lead", token, "hear", reason="Heard")
    make.go(users, "authority", token, "put-in-force", reason="Because", document="D-9")
    today = clock.now().date()
    assert refused(facts.record, users["money"], [fact("committed", on=today)]) == ["stop.in-force"]
    assert refused(facts.record, users["money"], [fact("contracted", on=today)]) == ["stop.in-force"]
    assert facts.record(users["money"], [fact("paid", on=today), fact(on=today)]) == 2


@pytest.mark.requirement("R-203")
def test_spending_by_body_system_kind_and_programme_sums_to_the_same_cent(users: Any) -> None:
    make.begun(users, "P-2", joint=True, programme="roads", systems={"C1": "desk"})
    rows = [
        fact(),
        fact("committed", "60000.10"),
        fact("contracted", "50000.20"),
        fact("paid", "30000.33", investment="P-2", line="C2"),
        fact("paid", "0.01", investment="P-2", line="C1"),
        fact("paid", "5.50", investment="", line="", body="south", system="desk", cost_kind="capital"),
    ]
    facts.record(users["money"], rows)
    for by in spending.WAYS:
        found = spending.table(rights_of(users["controller"]), by)
        (whole,) = found.totals
        assert [str(one.amount) for one in (whole.planned, whole.in_force, whole.paid) if one] == [
            "400000.0000", "100000.0000", "30005.8400",
        ]  # fmt: skip
        assert (whole.lines, whole.unknown, found.loose) == (4, 0, 1)
        assert sum(one.paid.amount for one in found.rows if one.paid) == Decimal("30005.84")
        assert found.covered.share == 1
    by_body = {one.key: one for one in spending.table(rights_of(users["controller"]), "body").rows}
    assert set(by_body) == {"north", "south"}
    assert by_body["south"].paid is not None
    assert by_body["south"].paid.amount == Decimal("30005.83")
    assert by_body["south"].left is not None
    assert by_body["south"].left.amount == Decimal("69994.17")
    by_system = {one.key: one for one in spending.table(rights_of(users["controller"]), "system").rows}
    assert by_system["desk"].planned is not None
    assert by_system["desk"].planned.amount == 100_000
    assert refused(spending.table, rights_of(users["controller"]), "mood") == ["spending.by"]
    assert spending.table(rights_of(users["stranger"]), "body").rows == ()


def test_writers_at_once_lose_no_fact_and_open_one_case(users: Any) -> None:
    Investment.objects.filter(code=CODE).update(revision=1)
    found = at_once(
        lambda number: facts.record(users["money"], [fact("paid", 40_000, reference=str(number))]), 6
    )
    assert found == [1] * 6
    assert MoneyFact.objects.filter(kind="paid").count() == 6
    assert told(users) == [(CODE, "C1", Decimal(140_000), "beyond-plan")]
    assert len(open_cases()) == 1
    assert Event.objects.filter(verb="investment-money.recorded").count() == 6
    again = at_once(lambda _: facts.record(users["money"], [fact("paid", 1)], key="same"), 4)
    assert again == [1] * 4
    assert MoneyFact.objects.filter(kind="paid").count() == 7
