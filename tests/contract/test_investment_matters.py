"""Do benefits, measurements, opinions, orders, forms and items go their ways, and nobody goes past them?"""

from datetime import timedelta
from typing import Any

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.investments.portfolio.moving import Said
from styrbord.services import clock
from styrbord.services.investments import drafting, keeping, matters, moving, seats, seeing
from styrbord.services.rights import NOBODY, rights_of
from styrbord.store.investments.models import Component, Matter, Requirement, Step, StepWords
from styrbord.store.ledger.models import Event
from tests.contract import investing as make
from tests.contract.deciding import travel
from tests.contract.investing import CODE, go
from tests.contract.people import asked, key_of, signed_in
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


def required(code: str = "sign-in") -> None:
    """Let a shared component be required of all."""
    kept = Component.objects.create(code=code, names={"en": "Sign in"}, keeper="top")
    Requirement.objects.create(code=code, component=kept, weight="required", valid_from=make.FIRST)


def test_a_benefit_is_measured_late_by_the_named_body_and_verified_by_another(users: Any) -> None:
    token = make.delivered(users)
    said = {
        "benefit": "B1", "by": "north", "measured_on": clock.now().date().isoformat(), "period": "2026",
        "value": "60", "method": "count",
    }  # fmt: skip
    assert refused(make.matter, users, "other", "measurement", **{**said, "by": "south"}) == [
        "measurement.stranger"
    ]
    assert refused(make.matter, users, "other", "measurement", **said) == ["rights.missing"]
    travel((clock.now().date() + timedelta(days=400)).isoformat())
    said["measured_on"] = clock.now().date().isoformat()
    taken = make.matter(users, "lead", "measurement", **said)
    assert refused(go, users, "lead", taken, "submit") == ["measurement.missing"]
    go(
        users,
        "lead",
        taken,
        "change",
        {k: v for k, v in said.items() if k not in {"benefit", "by"}} | {"counterfactual": "20"},
    )
    go(users, "lead", taken, "submit")
    assert refused(go, users, "lead", taken, "verify") == ["rights.missing"]
    assert refused(make.step, users, "body", "close", document="D-9") == ["gate.not-measured"]
    assert taken not in {one.token for one in matters.rows(NOBODY, "measurement")}
    go(users, "controller", taken, "verify")
    assert taken in {one.token for one in matters.rows(NOBODY, "measurement")}
    go(users, "owner", token, "start")
    go(users, "controller", token, "realise")
    make.step(users, "body", "close", document="D-9")
    row = keeping.row_of(CODE)
    assert (row.stage, row.closed_on) == ("closed", clock.now().date())
    assert row.delivered_on is not None
    assert row.delivered_on < row.closed_on


def test_nobody_baselines_a_benefit_that_they_specified(users: Any) -> None:
    make.decided(users)
    token = str(Matter.objects.get(noun="benefit").token)
    seats.give(users["keeper"], "controller", "benefit-owner")
    go(users, "owner", token, "specify")
    said = {"value": "10", "period": "2025", "method": "count", "measured_by": "north"}
    assert refused(go, users, "owner", token, "baseline", said) == ["portfolio.own"]
    assert refused(go, users, "lead", token, "baseline", said) == ["rights.missing"]
    assert refused(go, users, "controller", token, "baseline", {"value": "x"}) == [
        "matter.missing", "matter.missing", "matter.missing", "matter.missing",
    ]  # fmt: skip
    until = (clock.now().date() + timedelta(days=30)).isoformat()
    assert refused(go, users, "controller", token, "baseline", {"waived_until": until}) == [
        "portfolio.needs-reason"
    ]
    go(users, "controller", token, "baseline", {"waived_until": until}, reason="Counted in spring")
    make.step(users, "body", "start", document="D-2")
    assert keeping.row_of(CODE).stage == "executing"


@pytest.mark.requirement("R-197")
def test_terms_are_not_approved_before_every_opinion_is_answered_or_silent(users: Any) -> None:
    make.begun(users)
    make.step(users, "lead", "propose")
    due = (clock.now().date() + timedelta(days=10)).isoformat()
    token = make.matter(users, "lead", "opinion", body="n1", due=due)
    assert refused(make.matter, users, "lead", "opinion", body="n1", due=due) == ["matter.twice"]
    assert refused(make.step, users, "body", "approve", document="D-1") == ["opinion.waiting"]
    assert refused(go, users, "other", token, "give", words="No") == ["matter.not-found"]
    go(users, "stranger", token, "give", words="Mind the north")
    assert refused(make.step, users, "body", "approve", document="D-1") == ["opinion.unanswered"]
    go(users, "lead", token, "answer", words="We do")
    make.step(users, "body", "approve", document="D-1")
    assert not any("north" in str(one.data) for one in Event.objects.filter(about=token))
    assert set(StepWords.objects.values_list("text", flat=True)) == {"Mind the north", "We do"}


@pytest.mark.requirement("R-213")
def test_a_required_component_is_met_waived_or_the_gate_stays_shut(users: Any) -> None:
    required()
    make.baselined(users, make.decided(users))
    assert refused(make.step, users, "body", "start", document="D") == ["gate.component"]
    form = make.matter(users, "lead", "conformity", answers={"sign-in": {"answer": "met"}})
    assert refused(go, users, "lead", form, "submit") == ["component.no-evidence"]
    go(users, "lead", form, "change", {"answers": {"sign-in": {"answer": "not-met"}}})
    go(users, "lead", form, "submit")
    go(users, "board", form, "approve")
    assert refused(make.step, users, "body", "start", document="D") == ["gate.component"]
    until = clock.now().date() + timedelta(days=5)
    asked = {"requirement": "sign-in", "expires": until.isoformat(), "reason": "Later"}
    waiver = make.matter(users, "lead", "waiver", **asked)
    assert refused(go, users, "board", waiver, "grant", reason="Well", expires=until) == [
        "component.no-compensation", "component.no-compensation",
    ]  # fmt: skip
    go(users, "lead", waiver, "withdraw")
    waiver = make.matter(users, "lead", "waiver", **asked, risk="Small", compensation="By hand")
    assert refused(go, users, "lead", waiver, "grant", reason="Well", expires=until) == ["rights.missing"]
    go(users, "board", waiver, "grant", reason="Well", expires=until)
    travel((until + timedelta(days=1)).isoformat())
    assert refused(make.step, users, "body", "start", document="D") == ["gate.component"]
    travel(until.isoformat())
    make.step(users, "body", "start", document="D")


@pytest.mark.requirement("R-196")
def test_a_stop_order_blocks_every_step_until_it_is_lifted_or_overridden(users: Any) -> None:
    make.decided(users)
    token = make.matter(users, "board", "stop", ground="duplicate", words="The same as another")
    assert refused(make.matter, users, "lead", "stop", ground="duplicate", words="x") == ["rights.missing"]
    assert refused(go, users, "authority", token, "put-in-force", reason="So", document="S") == [
        "stop.not-heard"
    ]
    go(users, "lead", token, "hear", reason="It is not")
    go(users, "authority", token, "put-in-force", reason="It is", document="S-1")
    assert refused(make.step, users, "lead", "procure") == ["stop.in-force"]
    go(users, "lead", token, "appeal", reason="Look again")
    assert refused(make.step, users, "lead", "procure") == ["stop.in-force"]
    assert refused(go, users, "authority", token, "uphold", reason="No", document="S-2") == ["portfolio.own"]
    seats.give(users["keeper"], "authority", "chair-post")
    go(users, "chair", token, "lift", reason="Parted", document="S-2")
    make.step(users, "lead", "procure")


@pytest.mark.requirement("R-204", "R-292")
def test_a_large_one_needs_a_valid_conclusion_on_the_plan_as_it_is(users: Any) -> None:
    large = make.plan()
    spread = large["investment"]["options"][1]["costs"][0]["spread"]
    spread.update(low="60000000", likely="70000000", high="80000000")
    drafting.begin(users["lead"], large)
    make.step(users, "lead", "propose")
    assert refused(make.step, users, "body", "approve", document="D") == ["gate.no-conclusion"]
    today = clock.now().date().isoformat()
    item = make.matter(users, "chair", "item", sitting=today, questions="Is it worth it?")
    said = {"present": ["chair-post"], "outcome": "supported"}
    votes = [{"member": "chair-post", "vote": "for"}]
    assert refused(
        go, users, "chair", item, "conclude", {**said, "votes": votes}, reason="Good", document="M"
    ) == ["review.no-quorum"]
    said["present"] = ["chair-post", "member-post"]
    assert refused(
        go, users, "chair", item, "conclude", {**said, "votes": []}, reason="Good", document="M"
    ) == ["review.no-votes"]
    go(users, "chair", item, "conclude", {**said, "votes": votes}, reason="Good", document="M-1")
    spread.update(likely="71000000")
    drafting.change(users["lead"], CODE, large, revision=keeping.row_of(CODE).revision)
    assert refused(make.step, users, "body", "approve", document="D") == ["gate.no-conclusion"]
    again = make.matter(users, "chair", "item", sitting=today)
    go(users, "chair", again, "conclude", {**said, "votes": votes}, reason="Good", document="M-2")
    make.step(users, "body", "approve", document="D")
    assert Step.objects.get(matter__token=again, verb="conclude").document == "M-2"


@pytest.mark.requirement("R-223")
def test_experts_advise_on_flagged_ones_alone_and_their_advice_is_answered(users: Any) -> None:
    make.begun(users, "PLAIN")
    flagged = make.plan("FLAG")
    flagged["investment"]["is_strategic"] = True
    drafting.begin(users["lead"], flagged)
    assert refused(make.matter, users, "expert", "advice", code="PLAIN", words="Wait") == [
        "investment.not-found"
    ]
    token = make.matter(users, "expert", "advice", code="FLAG", words="Wait a year")
    assert refused(go, users, "expert", token, "follow", reason="x") == ["portfolio.not-possible"]
    go(users, "lead", token, "answer", words="We wait")
    go(users, "expert", token, "follow", reason="They did")
    assert Matter.objects.get(token=token).state == "followed"
    assert matters.rows(NOBODY, "advice").count() == 0


@pytest.mark.requirement("R-215")
def test_an_obstacle_in_law_is_referred_answered_by_its_day_and_removed(users: Any) -> None:
    make.begun(users)
    token = make.matter(users, "lead", "obstacle", words="The law forbids it", law="2 kap. 3 §")
    assert refused(go, users, "lead", token, "refer", due=make.DAY) == ["portfolio.needs-to"]
    assert refused(go, users, "lead", token, "refer", to="nowhere", due=make.DAY) == [
        "investment.unknown-body"
    ]
    go(users, "lead", token, "refer", to="n1", due=make.DAY)
    row = Matter.objects.get(token=token)
    assert (row.body, row.due_on) == ("n1", make.DAY)
    go(users, "stranger", token, "answer", words="It may be changed")
    go(users, "body", token, "remove", reason="Changed")


@pytest.mark.requirement("R-306", "R-307")
def test_a_proposal_is_followed_to_its_decision_and_outcome(users: Any) -> None:
    said = {"body": "north", "title": "Name who follows up", "scope": "joint", "words": "In every case"}
    assert refused(matters.begin, users["lead"], "proposal", {**said, "scope": "all"}) == ["matter.missing"]
    assert refused(matters.begin, users["other"], "proposal", said) == ["rights.missing"]
    token = matters.begin(users["lead"], "proposal", said, key="k")
    assert matters.begin(users["lead"], "proposal", said, key="k") == token
    assert matters.rows(NOBODY, "proposal").count() == 0
    go(users, "body", token, "accept", reason="Good", document="D-5")
    assert matters.rows(NOBODY, "proposal").count() == 1
    go(users, "lead", token, "finish", words="It is so")
    assert Matter.objects.get(token=token).state == "done"


def test_a_step_of_a_matter_is_taken_once_and_only_on_what_was_read(users: Any) -> None:
    make.begun(users)
    token = make.matter(users, "lead", "obstacle", words="The law forbids it")
    said = Said(to="n1", due=make.DAY)
    for _ in range(2):
        assert matters.move(users["lead"], token, "refer", said, revision=1, key="k") == 2
    assert refused(matters.move, users["stranger"], token, "answer", Said(words="x"), revision=1) == [
        "investment.moved-on"
    ]
    assert refused(go, users, "stranger", token, "answer", {"more": "x"}, words="x") == [
        "matter.says-nothing"
    ]
    assert matters.verbs_for(rights_of(users["stranger"]), Matter.objects.get(token=token)) == ("answer",)
    assert matters.verbs_for(NOBODY, Matter.objects.get(token=token)) == ()


def test_one_matter_is_seen_by_those_in_whose_lists_it_stands(users: Any) -> None:
    """Whatever its noun and state, and whoever asks; an investment likewise."""
    make.delivered(users)
    make.begun(users, "INNER", access="internal")
    make.begun(users, "CLOSE", access="restricted")
    for code in (CODE, "INNER", "CLOSE"):
        go(
            users,
            "lead",
            make.matter(users, "lead", "obstacle", code=code, words="x"),
            "refer",
            to="n1",
            due=make.DAY,
        )
        make.matter(users, "board", "stop", code=code, ground="duplicate", words="x")
    matters.begin(users["lead"], "proposal", {"body": "north", "title": "x", "scope": "both", "words": "x"})
    taken = make.matter(
        users, "lead", "measurement", benefit="B1", by="north", measured_on=clock.now().date().isoformat(),
        period="2026", value="1", counterfactual="0", method="count",
    )  # fmt: skip
    go(users, "lead", taken, "submit")
    go(users, "controller", taken, "verify")
    for user in (None, *users.values()):
        rights = rights_of(user)
        listed = {one.token for noun in matters.HANDLINGS for one in matters.rows(rights, noun)}
        for token in Matter.objects.values_list("token", flat=True):
            try:
                is_there = bool(matters.matter_row(rights, token))
            except Refused:
                is_there = False
            assert is_there == (token in listed)
        codes = set(seeing.seen(rights).values_list("code", flat=True))
        for code in (CODE, "INNER", "CLOSE"):
            try:
                is_there = bool(seeing.seen_row(rights, code))
            except Refused:
                is_there = False
            assert is_there == (code in codes)


def test_who_asked_for_a_change_that_was_applied_decides_no_gate_of_the_plan(users: Any) -> None:
    make.decided(users)
    second = signed_in("second", asked("preparer", subject="north", hierarchy="administrative"))
    data = {
        "money": [{"line": f"{CODE}/C1", "amount": "-10"}, {"line": f"{CODE}/C2", "amount": "10"}],
        "results": [{"result": f"{CODE}/R1", "change": "-1"}, {"result": f"{CODE}/R2", "change": "1"}],
        "versions": {CODE: 1},
    }
    token = matters.begin(second, "change", {**data, "words": "The north grows"})
    revision = matters.move(second, token, "preview", Said(), revision=1)
    matters.move(users["body"], token, "approve", Said(document="D-3"), revision=revision)
    row = keeping.row_of(CODE)
    assert (row.version, row.cost) == (2, 200_000)
    assert key_of(second) in row.asked_by
    assert key_of(users["body"]) not in row.asked_by
    baselined = {"value": "10", "period": "2025", "method": "count", "measured_by": "north"}
    benefit = str(Matter.objects.get(noun="benefit").token)
    go(users, "owner", benefit, "specify")
    go(users, "controller", benefit, "baseline", baselined)
    seats.give(users["keeper"], "body", "second")
    said = Said(document="D-4")
    assert refused(moving.move, second, CODE, "start", said, revision=row.revision) == ["portfolio.own"]
    moving.move(users["body"], CODE, "start", said, revision=row.revision)
