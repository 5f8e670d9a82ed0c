"""Is an investment begun, changed and taken through its gates by those who may, and by nobody else?"""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from styrbord.core.base.problems import Refused
from styrbord.core.investments.portfolio.moving import Said
from styrbord.core.investments.portfolio.results import problems_of_result
from styrbord.services.investments import assenting, drafting, keeping, moving, seats, seeing, standing
from styrbord.services.rights import NOBODY, rights_of
from styrbord.store.investments.models import Baseline, Investment, Matter, PlanLine, PlanVersion, Step
from styrbord.store.ledger.models import Event
from styrbord.web.investments.addresses import urlpatterns
from tests.contract import investing as make
from tests.contract.investing import CODE
from tests.databases import Boards


@pytest.fixture
def users(boards: Boards, database_kind: str) -> Any:
    """The small county on each database, with a user of each kind."""
    with boards.begun(database_kind, make.board) as found:
        yield found


def refused(do: Any, *arguments: Any, **said: Any) -> list[str]:
    """Codes of what something is refused with."""
    with pytest.raises(Refused) as error:
        do(*arguments, **said)
    return [one.code for one in error.value.problems]


def test_the_lead_begins_an_investment_and_lists_read_its_lines(users: Any) -> None:
    assert make.begun(users) == CODE
    row = keeping.row_of(CODE)
    assert (row.stage, row.version, row.kind, row.process) == ("idea", 1, "internal", "light")
    assert (row.cost, row.lead.code, row.owner, row.is_large) == (200_000, "north", "lead", False)
    assert list(PlanLine.objects.order_by("code").values_list("code", "likely", "is_confirmed")) == [
        ("B1", 75_000, True),
        ("C1", 100_000, True),
        ("C2", 100_000, True),
    ]
    told = Event.objects.get(verb="investment.begun")
    assert told.data["text_hash"] == PlanVersion.objects.get().text_hash
    assert "One desk" not in str(told.data)
    assert keeping.plan_of_row(row).names["sv"] == "En disk"


def test_nobody_begins_for_a_body_they_do_not_act_for(users: Any) -> None:
    assert refused(drafting.begin, None, make.plan()) == ["sign-in.needed"]
    assert refused(drafting.begin, users["other"], make.plan()) == ["rights.missing"]
    assert refused(drafting.begin, users["body"], make.plan()) == ["rights.missing"]
    assert not Investment.objects.exists()


def test_a_repeated_request_begins_once_and_a_code_is_taken_once(users: Any) -> None:
    for _ in range(2):
        assert drafting.begin(users["lead"], make.plan(), key="k") == CODE
    assert refused(drafting.begin, users["lead"], make.plan()) == ["investment.code-taken"]
    assert PlanVersion.objects.count() == 1


def test_what_cannot_be_kept_is_refused_with_its_place(users: Any) -> None:
    wrong = make.plan()
    wrong["investment"]["parties"] += [{"body": "nowhere"}]
    wrong["investment"]["options"][1]["benefits"][0]["code"] = "C1"
    wrong["investment"]["options"][1]["costs"][1]["spread"]["likely"] = "0.00001"
    wrong["investment"]["options"][1]["costs"][0]["pool"] = "x" * 65
    found = refused(drafting.begin, users["lead"], wrong)
    assert set(found) >= {
        "investment.unknown-body",
        "investment.twice",
        "investment.amount",
        "plan.too-long",
    }
    assert refused(drafting.begin, users["lead"], {"investment": {"code": "A"}})[0] == "plan.missing"


def test_the_lead_writes_the_whole_plan_until_it_is_decided_and_words_after(users: Any) -> None:
    make.begun(users)
    again = make.plan(purpose={"en": "Another"}, ends_on="2028-01-31")
    assert refused(drafting.change, users["lead"], CODE, again, revision=9) == ["investment.moved-on"]
    assert drafting.change(users["lead"], CODE, again, revision=1, key="a") == 2
    assert drafting.change(users["lead"], CODE, again, revision=1, key="a") == 2
    assert refused(drafting.change, users["lead"], CODE, again, revision=2) == ["investment.nothing-new"]
    assert refused(drafting.change, users["other"], CODE, again, revision=2) == ["investment.not-found"]
    make.step(users, "lead", "propose")
    make.step(users, "body", "approve", document="D-1")
    revision = keeping.row_of(CODE).revision
    dearer = make.plan(ends_on="2028-01-31")
    dearer["investment"]["options"][1]["costs"][0]["spread"]["likely"] = "100001"
    assert refused(drafting.change, users["lead"], CODE, dearer, revision=revision) == ["investment.locked"]
    worded = make.plan(purpose={"en": "Third"}, ends_on="2028-01-31")
    assert drafting.change(users["lead"], CODE, worded, revision=revision) == revision + 1
    assert keeping.row_of(CODE).cost == 200_000


@pytest.mark.requirement("R-224")
def test_light_answers_make_a_whole_plan_that_passes_its_first_gate(users: Any) -> None:
    said = {
        "code": "L-1", "title": "A small thing", "lead": "north", "owner": "lead", "cost": "12 000,50",
        "year": "2026", "target": "20", "indicator": "people", "benefit_owner": "benefit-owner",
        "baseline_due": "2026-06-30",
    }  # fmt: skip
    assert refused(drafting.begin_light, users["lead"], {**said, "cost": "much"}) == ["plan.unreadable"]
    assert len(refused(drafting.begin_light, users["lead"], {})) == 10
    assert drafting.begin_light(users["lead"], said) == "L-1"
    make.step(users, "lead", "propose", code="L-1")
    make.step(users, "body", "approve", code="L-1", document="D-1")
    row = keeping.row_of("L-1")
    assert (row.stage, str(row.cost), row.process) == ("decided", "12000.5000", "light")
    (result,) = keeping.plan_of_row(row).results
    assert problems_of_result(result) == []
    assert (result.indicator, result.subject, result.target) == ("people", "north", 20)


@pytest.mark.requirement("R-200")
def test_the_gate_names_what_is_missing_and_nobody_decides_their_own(users: Any) -> None:
    bare = make.plan()
    bare["investment"]["profiles"] = []
    bare["investment"]["options"][1]["benefits"][0]["owner"] = ""
    bare["investment"]["options"][1]["costs"][0]["result"] = ""
    bare["investment"]["options"][1]["costs"][1]["result"] = "R9"
    drafting.begin(users["lead"], bare)
    assert refused(make.step, users, "body", "approve") == ["portfolio.not-possible"]
    assert refused(make.step, users, "lead", "propose") == ["investment.unknown-result"]
    bare["investment"]["options"][1]["costs"][1]["result"] = "R1"
    drafting.change(users["lead"], CODE, bare, revision=1)
    make.step(users, "lead", "propose")
    assert refused(make.step, users, "lead", "approve", document="D") == ["rights.missing"]
    assert set(refused(make.step, users, "body", "approve")) == {
        "portfolio.needs-document", "gate.no-result", "gate.no-owner", "gate.no-baseline-plan",
    }  # fmt: skip
    wanted = moving.wanting(rights_of(users["lead"]), keeping.row_of(CODE), "approve")
    assert {one.code for one in wanted} == {"gate.no-result", "gate.no-owner", "gate.no-baseline-plan"}
    assert moving.wanting(NOBODY, keeping.row_of(CODE), "approve") == []
    seats.give(users["keeper"], "body", "lead")
    assert refused(make.step, users, "lead", "approve", document="D") == ["portfolio.own"]
    assert Baseline.objects.count() == 0


def test_a_decision_fixes_the_first_baseline_and_begins_each_benefit(users: Any) -> None:
    make.decided(users)
    kept = Baseline.objects.get()
    assert (kept.number, kept.cost, kept.ends_on.isoformat()) == (1, 200_000, "2027-12-31")
    assert kept.author != kept.approver
    assert kept.targets == [{"benefit": "B1", "period": "2026", "value": "50"}]
    benefit = Matter.objects.get(noun="benefit")
    assert (benefit.code, benefit.state, benefit.post) == ("B1", "identified", "benefit-owner")
    told = list(Event.objects.filter(about=CODE).order_by("pk").values_list("verb", "rules_version"))
    assert told == [
        ("investment.begun", "investment/1"),
        ("investment.proposed", "investment/1"),
        ("investment.approved", "investment/1"),
    ]
    assert Step.objects.get(verb="approve").document == "D-1"
    with pytest.raises(DatabaseError), transaction.atomic():
        Baseline.objects.update(cost=1)


def test_a_step_is_taken_once_and_only_on_what_was_read(users: Any) -> None:
    make.begun(users)
    for _ in range(2):
        assert moving.move(users["lead"], CODE, "propose", Said(), revision=1, key="k") == 2
    assert Step.objects.filter(verb="propose").count() == 1
    assert refused(moving.move, users["body"], CODE, "return", Said(reason="No"), revision=1) == [
        "investment.moved-on"
    ]


@pytest.mark.requirement("R-211")
def test_a_joint_one_starts_when_every_body_signed_the_same_picture(users: Any) -> None:
    make.decided(users, joint=True)
    assert keeping.row_of(CODE).kind == "joint"
    make.step(users, "lead", "procure")
    found = refused(make.step, users, "body", "start", document="D-2")
    assert found.count("gate.picture") == 2
    assert found.count("gate.no-agreement") == 2
    make.signed(users)
    assert refused(make.step, users, "body", "start", document="D-2") == ["gate.no-baseline"]
    revision = keeping.row_of(CODE).revision
    other = make.plan(joint=True, picture={"en": "Another picture"})
    drafting.change(users["lead"], CODE, other, revision=revision)
    assert "gate.picture" in refused(make.step, users, "body", "start", document="D-2")


def test_a_bearer_confirms_its_own_lines_and_what_changes_is_confirmed_no_more(users: Any) -> None:
    make.begun(users, joint=True)
    assert refused(assenting.assent, users["lead"], CODE, "line", "B1", body="south") == ["rights.missing"]
    assert refused(assenting.assent, users["lead"], CODE, "line", "B1", body="north") == [
        "investment.not-borne"
    ]
    assenting.assent(users["other"], CODE, "line", "B1", body="south")
    assert keeping.overlaid(keeping.row_of(CODE)).benefits[0].is_confirmed
    assert PlanLine.objects.get(code="B1").is_confirmed
    assert not PlanLine.objects.get(code="C2").is_confirmed
    more = make.plan(joint=True)
    more["investment"]["options"][1]["benefits"][0]["unit_value"] = "900"
    drafting.change(users["lead"], CODE, more, revision=1)
    assert not PlanLine.objects.get(code="B1").is_confirmed
    assenting.assent(users["other"], CODE, "line", "B1", body="south")
    assenting.assent(users["other"], CODE, "line", "B1", body="south", is_given=False)
    assert not keeping.overlaid(keeping.row_of(CODE)).benefits[0].is_confirmed


def test_what_somebody_sees_follows_access_stage_and_seat(users: Any) -> None:
    make.begun(users, "OPEN")
    make.decided(users, "DONE", share="0.3")
    make.decided(users, "INNER", access="internal", share="0.3")
    make.decided(users, "CLOSE", access="restricted", share="0.3")
    flagged = make.plan("FLAG", access="internal")
    flagged["investment"]["is_strategic"] = True
    drafting.begin(users["lead"], flagged)

    def seen(who: str) -> set[str]:
        rights = rights_of(users[who]) if who else NOBODY
        return set(seeing.seen(rights).values_list("code", flat=True))

    everything = {"OPEN", "DONE", "INNER", "CLOSE", "FLAG"}
    assert seen("") == {"DONE"}
    assert seen("keeper") == {"DONE"}
    assert seen("stranger") == {"DONE"}
    assert seen("expert") == {"DONE", "FLAG"}
    assert seen("lead") == seen("body") == seen("chair") == seen("reader") == everything
    assert seen("member") == everything - {"CLOSE"}
    assert seen("owner") == {"DONE", "INNER"}
    row = keeping.row_of("DONE")
    assert not seeing.is_inside(NOBODY, row)
    assert seeing.is_inside(rights_of(users["lead"]), row)
    assert refused(seeing.seen_row, NOBODY, "INNER") == refused(seeing.seen_row, NOBODY, "NOT-THERE")


def test_a_seat_is_given_and_ended_by_who_gives_rights_and_counts_no_more(users: Any) -> None:
    assert refused(seats.give, users["lead"], "body", "lead") == ["rights.missing"]
    assert refused(seats.give, users["keeper"], "throne", "nobody") == [
        "investment.unknown-seat",
        "investment.unknown-post",
    ]
    number = seats.give(users["keeper"], "body", "other")
    assert refused(seats.give, users["keeper"], "body", "other") == ["investment.seat-taken"]
    assert "body" in standing.who(rights_of(users["other"])).standings
    seats.end(users["keeper"], number)
    assert "body" not in standing.who(rights_of(users["other"])).standings
    assert refused(seats.end, users["keeper"], number) == ["investment.no-seat"]


def test_no_effect_is_claimed_twice_over_several_investments(users: Any) -> None:
    make.decided(users, "ONE", share="0.6")
    make.begun(users, "TWO", share="0.5")
    make.step(users, "lead", "propose", code="TWO")
    assert refused(make.step, users, "body", "approve", code="TWO", document="D") == [
        "investment.counted-twice"
    ]
    make.step(users, "body", "stop", code="ONE", reason="No", document="D", residual=make.money(0))
    make.step(users, "body", "approve", code="TWO", document="D")
    assert keeping.row_of("ONE").residual == 0


@pytest.mark.requirement("R-201")
def test_a_result_that_cannot_be_measured_passes_no_gate_of_the_full_process(users: Any) -> None:
    plan = make.plan(joint=True)
    plan["results"][0].update(unit="", source="", indicator="nothing")
    drafting.begin(users["lead"], plan)
    assert refused(make.step, users, "lead", "propose") == [
        "result.missing", "result.missing", "investment.unknown-series",
    ]  # fmt: skip
    drafting.change(users["lead"], CODE, make.plan(joint=True), revision=1)
    make.step(users, "lead", "propose")


def test_no_code_is_the_address_of_a_page(users: Any) -> None:
    fixed = {str(one.pattern).partition("/")[0] for one in urlpatterns}
    assert {one for one in fixed if one and not one.startswith("<")} == drafting.PAGES
    plan = make.plan("Funds")
    assert refused(drafting.begin, users["lead"], plan) == ["investment.code-of-page"]
