"""What do readers get of investments: lists with totals, cards and benefits, outsiders what is decided?"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.people.rights import Rights
from styrbord.services import clock
from styrbord.services.investments import (
    assenting,
    benefits,
    carding,
    changing,
    committees,
    components,
    drafting,
    joint,
    listing,
    partnering,
    reporting,
    stops,
)
from styrbord.services.investments.notes import CardNote, Filter
from styrbord.services.reading import PUBLIC, Reading, principal_for, visible
from styrbord.services.rights import NOBODY, rights_of
from styrbord.store.investments.models import Component, Investment, MoneyFact, Requirement
from tests.contract import investing as make
from tests.contract.deciding import travel
from tests.databases import Boards


@pytest.fixture
def users(boards: Boards, database_kind: str) -> Any:
    """The small county on each database, with a user of each kind."""
    with boards.begun(database_kind, make.board) as found:
        yield found


def of(user: object) -> tuple[Reading, Rights]:
    """How somebody reads now."""
    rights = rights_of(user)
    return visible(principal_for(rights)), rights


def seen(user: object, code: str = make.CODE) -> CardNote:
    """Card of an investment as somebody sees it."""
    return carding.card(*of(user), code)


def rated(code: str, **said: Any) -> dict[str, Any]:
    """What differs in a plan that names rates that are known, and its words."""
    found = make.plan(code, **said)
    return {"investment": {**found["investment"], "methodology": "sweden-transport/2"}, **said}


def paid(code: str, amount: str, line: str = "C1") -> None:
    """A payment, kept as the services of money keep it."""
    row = Investment.objects.get(code=code)
    MoneyFact.objects.create(
        kind="paid", investment=row, line=line, money=Decimal(amount), on=clock.now().date(),
        currency=row.currency, price_year=row.price_year, prices=row.prices, at=0, by="lead",
    )  # fmt: skip


def test_the_portfolio_lists_what_is_seen_and_sums_it_by_owner_goal_and_component(users: Any) -> None:
    make.decided(users, "P-1", goals=["g1", "g2"], components=["id"])
    make.begun(users, "P-2", goals=["g1"])
    paid("P-1", "1000.01")
    paid("P-1", "0.02")
    reading, rights = of(users["lead"])
    found = listing.portfolio(reading, rights, Filter(by="goal"))
    assert [(one.code, one.cost, one.paid) for one in found.rows] == [
        ("P-1", Decimal(200_000), Decimal("1000.03")),
        ("P-2", Decimal(200_000), None),
    ]
    assert {(one.what.code, one.count, one.cost, one.paid) for one in found.totals} == {
        ("g1", 2, Decimal(400_000), Decimal("1000.03")),
        ("g2", 1, Decimal(200_000), Decimal("1000.03")),
    }
    assert [(one.count, one.cost) for one in found.whole] == [(2, Decimal(400_000))]
    for by, code in (("owner", "lead"), ("lead", "north"), ("class", "internal"), ("risk", "")):
        (total,) = listing.portfolio(reading, rights, Filter(by=by)).totals
        assert (total.what.code, total.cost, total.paid) == (code, Decimal(400_000), Decimal("1000.03"))
    component = listing.portfolio(reading, rights, Filter(by="component", component="id"))
    assert [one.code for one in component.rows] == ["P-1"]
    assert [
        one.code for one in listing.portfolio(reading, rights, Filter(text="en DISK", stage="idea")).rows
    ] == ["P-2"]
    assert {one.code for one in found.choices["stage"]} == {"idea", "decided"}
    public = listing.portfolio(visible(PUBLIC), NOBODY)
    assert [one.code for one in public.rows] == ["P-1"]
    with pytest.raises(Refused):
        listing.portfolio(reading, rights, Filter(by="person"))


def test_sums_keep_every_cent_of_many_amounts(users: Any) -> None:
    make.begun(users, "P-1")
    for number in range(200):
        paid("P-1", f"{10**9 + number}.{number % 100:02}")
    exact = sum(Decimal(f"{10**9 + number}.{number % 100:02}") for number in range(200))
    (row,) = listing.portfolio(*of(users["lead"])).rows
    assert row.paid == exact


def test_the_card_tells_those_inside_all_and_outsiders_what_is_decided(users: Any) -> None:
    make.begun(users, **rated("P-1"))
    with pytest.raises(Refused):
        carding.card(visible(PUBLIC), NOBODY, "P-1")
    inside = seen(users["lead"])
    assert inside.is_inside
    assert inside.plan is not None
    assert [(one.verb, bool(one.problems)) for one in inside.wanting] == [("propose", False)]
    make.step(users, "lead", "propose")
    make.matter(users, "lead", "opinion", body="south", due=clock.now().date().isoformat())
    make.step(users, "body", "pause", reason="wait")
    make.step(users, "body", "resume", reason="go on")
    assert [one.noun for one in seen(users["lead"]).matters] == ["opinion"]
    assert "wait" in [one.words for one in seen(users["body"]).steps]


def test_gates_money_and_results_stand_on_the_card_with_their_rules(users: Any) -> None:
    make.decided(users, "P-1", **rated("P-1"))
    paid("P-1", "50000")
    found = seen(users["reader"])
    assert [(one.stage, one.state) for one in found.gates][:3] == [
        ("idea", "passed"),
        ("appraising", "passed"),
        ("decided", "now"),
    ]
    assert "procuring" not in [one.stage for one in found.gates]
    assert found.gates[2].document == "D-1"
    assert found.gates[2].on == clock.now().date()
    assert found.headline.paid_share == Decimal("0.25")
    assert [one.planned for one in found.money if one.planned is not None] == [0, 100_000, 200_000]
    own = {one.code: one for one in found.results}
    assert own["R1"].is_seen
    assert own["R1"].measured
    assert own["R1"].lines == ("C1",)
    assert (own["R1"].cost, own["R1"].paid) == (Decimal(100_000), Decimal(50_000))
    assert found.matrix is not None
    assert found.matrix.total == found.worth.appraisals[0].npv.quantize(Decimal("0.01"))
    assert found.matrix.total == sum((one.net for one in found.matrix.rows), Decimal(0))
    assert any("house rule" in one for one in found.labels)


def later(days: int) -> str:
    """Let some days pass; the day after them."""
    day = clock.now().date() + timedelta(days=days)
    travel(day.isoformat())
    return clock.now().date().isoformat()


def measured(users: Any) -> None:
    """A measurement of the benefit of the delivered investment, verified by another."""
    said = {
        "benefit": "B1", "by": "north", "measured_on": later(400), "period": "2026", "value": "40",
        "method": "count", "counterfactual": "20",
    }  # fmt: skip
    token = make.matter(users, "lead", "measurement", **said)
    make.go(users, "lead", token, "submit")
    make.go(users, "controller", token, "verify")


@pytest.mark.requirement("R-219")
def test_after_the_end_a_benefit_is_told_as_claimed_confirmed_and_realised(users: Any) -> None:
    make.delivered(users)
    before = benefits.after_closure(*of(users["lead"]), "P-1")
    assert [one.state for one in before.benefits[0].dues] == ["ahead"] * 3
    assert (before.sums.claimed, before.sums.confirmed, before.sums.realised) == (75_000, 75_000, 0)
    measured(users)
    found = benefits.after_closure(*of(users["lead"]), "P-1")
    (own,) = found.benefits
    assert [one.state for one in own.dues] == ["overdue", "done-late", "ahead"]
    assert (own.baseline, own.target, own.newest, own.counterfactual) == (10, 50, 40, 20)
    assert own.way.share == Decimal("0.75")
    assert own.realised == Decimal(25_000) * Decimal("0.5")
    assert (found.sums.planned, found.sums.rate) == (25_000, Decimal("0.5"))
    public = benefits.after_closure(visible(PUBLIC), NOBODY, "P-1")
    assert (public.is_inside, public.measurements, public.benefits[0].newest) == (False, (), None)
    told = benefits.register(*of(users["lead"]))
    assert [(one.code, one.realised) for one in told.rows] == [("B1", Decimal(12_500))]
    assert told.sums[0].realised == Decimal(12_500)
    assert not benefits.register(*of(users["lead"]), kind="not_priced").rows
    assert [one.code for one in benefits.register(*of(users["lead"]), kind="redeployed_own").rows] == ["B1"]


def test_a_benefit_elsewhere_counts_nothing_until_its_body_confirms(users: Any) -> None:
    make.decided(users, "P-1", **rated("P-1", joint=True))
    note = seen(users["lead"]).benefits[0]
    assert (note.claimed, note.confirmed) == (75_000, 0)
    assenting.assent(users["other"], "P-1", "line", "B1", body="south")
    note = seen(users["lead"]).benefits[0]
    assert (note.claimed, note.confirmed) == (75_000, 75_000)


def test_shares_of_a_joint_one_stand_side_by_side_and_sum_to_its_costs(users: Any) -> None:
    make.begun(users, **rated("P-1", joint=True))
    found = joint.matrix(*of(users["lead"]), "P-1")
    assert found.shares is not None
    assert {one.name for one in found.shares.ways if one.shares} >= {"equal", "shapley", "nucleolus"}
    for way in (one for one in found.shares.ways if one.shares):
        assert sum(way.shares.values()) == found.shares.whole
    assert found.bodies["south"]
    with pytest.raises(Refused):
        joint.matrix(visible(PUBLIC), NOBODY, "P-1")
    make.begun(users, **rated("P-2"))
    assert [one.code for one in joint.matrix(*of(users["lead"]), "P-2").problems] == ["sharing.too-few"]


def test_partners_are_suggested_among_other_bodies_that_the_reader_sees(users: Any) -> None:
    make.begun(users, "P-1")
    data = make.plan("P-2")
    data["investment"]["owner"] = "other"
    data["investment"]["parties"] = [{"body": "south", "roles": ["lead", "follow-up"]}]
    for line in (*data["investment"]["options"][1]["costs"], *data["investment"]["options"][1]["benefits"]):
        line["bearer"] = "south"
    drafting.begin(users["other"], data)
    found = partnering.partners(*of(users["body"]), "P-1")
    assert [(one.code, one.lead.code, one.common, one.overlap) for one in found] == [
        ("P-2", "south", ("sign-in",), 1.0)
    ]
    assert not partnering.partners(*of(users["lead"]), "P-1")


def test_required_components_are_told_with_who_meets_waives_and_misses_them(users: Any) -> None:
    kept = Component.objects.create(code="id", names={"en": "Sign in"}, keeper="top", offers=["sign-in"])
    Requirement.objects.create(code="sign-in", component=kept, weight="required", valid_from=make.FIRST)
    make.begun(users, "P-1")
    make.begun(users, "P-2", components=["id"])
    form = make.matter(
        users, "lead", "conformity", answers={"sign-in": {"answer": "met", "evidence": "test"}}
    )
    make.go(users, "lead", form, "submit")
    make.go(users, "board", form, "approve")
    own = components.conformity(*of(users["lead"]), "P-1")
    assert [(one.code, one.answer, one.state) for one in own.requirements] == [("sign-in", "met", "met")]
    assert [one.code for one in own.candidates] == ["id"]
    (listed,) = components.catalogue(*of(users["lead"]))
    assert (listed.code, listed.users, [one.code for one in listed.requirements]) == ("id", 1, ["sign-in"])
    found = components.reuse(*of(users["lead"]))
    assert (found.rate, found.unmet) == (Decimal("0.5"), (("P-2", "sign-in"),))
    assert seen(users["lead"]).headline.parts_met == 1


def test_a_sitting_has_its_agenda_and_minutes_and_outsiders_see_what_was_concluded(users: Any) -> None:
    make.begun(users, "P-1")
    make.step(users, "lead", "propose")
    Investment.objects.filter(code="P-1").update(is_large=True)
    assert [one.code for one in committees.agenda(*of(users["chair"])).waiting] == ["P-1"]
    today = clock.now().date()
    item = make.matter(users, "chair", "item", sitting=today.isoformat(), questions="Why now?")
    found = committees.agenda(*of(users["chair"]))
    assert (found.waiting, [one.on for one in found.ahead]) == ((), [today])
    assert found.ahead[0].items[0].questions == "Why now?"
    with pytest.raises(Refused):
        committees.minutes(*of(users["chair"]), today)
    said = {
        "present": ["chair-post", "member-post"], "outcome": "supported-with-conditions",
        "votes": [{"member": "chair-post", "vote": "for"}, {"member": "member-post", "vote": "for"}],
        "conditions": [{"words": "Tell of it", "owner": "lead", "due": "2036-06-30"}],
    }  # fmt: skip
    make.go(users, "chair", item, "conclude", said, reason="good", document="M-1")
    (one,) = committees.minutes(*of(users["chair"]), today).items
    assert (one.outcome, one.votes) == (
        "supported-with-conditions",
        (("chair-post", "for"), ("member-post", "for")),
    )
    assert committees.agenda(*of(users["chair"])).duties[0][:3] == ("P-1", "Tell of it", "lead")
    with pytest.raises(Refused):
        committees.sitting(visible(PUBLIC), NOBODY, today)


def test_stop_orders_are_listed_and_outsiders_see_those_in_force_without_words(users: Any) -> None:
    make.decided(users)
    order = make.matter(users, "authority", "stop", ground="no-benefit", words="nobody uses it")
    assert not stops.stop_list(visible(PUBLIC), NOBODY).open
    make.go(users, "lead", order, "hear", reason="they will")
    make.go(users, "authority", order, "put-in-force", reason="they will not", document="S-1")
    (own,) = stops.stop_list(*of(users["lead"])).open
    assert (own.blocks, own.ground) == (True, "no-benefit")
    assert "they will not" in [one.words for one in own.matter.steps]
    (told,) = stops.stop_list(visible(PUBLIC), NOBODY).open
    assert [one.words for one in told.matter.steps] == ["", "", ""]
    make.go(users, "authority", order, "lift", reason="done")
    assert [one.matter.state for one in stops.stop_list(*of(users["lead"])).ended] == ["lifted"]


def test_both_ratings_and_the_way_from_each_baseline_stand_on_the_card(users: Any) -> None:
    make.baselined(users, make.decided(users))
    make.step(users, "body", "start", document="D-2")
    reporting.report(users["lead"], "P-1", "green", "All is well", Decimal(260_000), date(2028, 6, 30))
    own = seen(users["lead"])
    assert own.ratings is not None
    assert own.ratings.pair.owner is not None
    assert (own.ratings.pair.owner.words, own.ratings.pair.is_contradiction) == ("All is well", True)
    assert "house rule" in own.ratings.label
    assert [(one.number, one.author, one.approver) for one in own.baselines] == [(1, "", "")]
    assert own.variances is not None
    assert own.variances.to_original.cost_share == Decimal("0.3")
    public = carding.card(visible(PUBLIC), NOBODY, "P-1")
    assert public.ratings is not None
    assert public.ratings.pair.owner is not None
    assert public.ratings.pair.owner.words == ""


def test_outsiders_get_no_drafts_words_or_hidden_series_of_a_decided_one(users: Any) -> None:
    make.begun(users, **rated("P-1"))
    make.step(users, "lead", "propose")
    opinion = make.matter(users, "lead", "opinion", body="south", due=clock.now().date().isoformat())
    make.go(users, "other", opinion, "give", words="They asked nobody")
    make.go(users, "lead", opinion, "answer", words="We ask you now")
    make.step(users, "body", "approve", document="D-1")
    make.step(users, "body", "pause", reason="Not now, they quarrel")
    public = carding.card(visible(PUBLIC), NOBODY, "P-1")
    assert (public.is_inside, public.plan, public.terms, public.wanting) == (False, None, {}, ())
    assert public.matters == ()
    assert {one.words for one in public.steps} == {""}
    assert public.gates[2].state == "paused"
    (benefit,) = public.benefits
    assert (benefit.indicator.names, benefit.baseline, benefit.target, benefit.quantity) == (
        {},
        None,
        None,
        None,
    )
    assert all(not one.verbs for one in public.benefits)
    assert "quarrel" not in repr(public)
    assert "quarrel" in repr(seen(users["lead"]))


def test_a_change_request_stands_on_the_card_with_numbers_before_and_after(users: Any) -> None:
    make.decided(users, goals=["g1"])
    said = {
        "money": [
            {"line": "P-1/C1", "amount": "-10000"},
            {"line": "P-1/C2", "amount": "10000"},
        ],
        "results": [
            {"result": "P-1/R1", "change": "-1"},
            {"result": "P-1/R2", "change": "1"},
        ],
        "versions": {"P-1": 1},
        "words": "The second part costs more",
    }  # fmt: skip
    token = changing.draft(users["lead"], said)
    (change,) = seen(users["lead"]).changes
    assert (change.token, change.state, change.plans) == (token, "draft", ("P-1",))
    assert change.reason == "The second part costs more"
    assert [(one.what, one.code, one.before, one.after, one.change) for one in change.deltas] == [
        ("line", "P-1/C1", "100000", "90000", "-10000"),
        ("line", "P-1/C2", "100000", "110000", "+10000"),
        ("result", "P-1/R1", "20", "19", "-1"),
        ("result", "P-1/R2", "20", "21", "+1"),
    ]
    assert not carding.card(visible(PUBLIC), NOBODY, "P-1").changes
