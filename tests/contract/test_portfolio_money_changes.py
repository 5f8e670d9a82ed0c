"""Does money move with its results, in one act over all plans, by those who may, and in no other way?"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from styrbord.core.base.problems import Refused
from styrbord.core.investments.portfolio.moving import Said
from styrbord.services.investments import (
    baselines,
    changing,
    drafting,
    facts,
    keeping,
    matters,
    policies,
)
from styrbord.services.rights import rights_of
from styrbord.store.investments.models import Baseline, Investment, Matter, PlanLine, PlanVersion, Step
from styrbord.store.ledger.models import Event
from tests.contract import investing as make
from tests.contract.people import asked, signed_in
from tests.contract.test_portfolio_money_facts import fact, open_cases
from tests.contract.test_submissions_at_once import at_once
from tests.databases import Boards

FILE = "reference/investments/behaviour.json"
BOTH = {"C1": "E", "C2": "E"}


def board(folder: Path) -> dict[str, Any]:
    """Two decided investments of two leads whose money may be moved within one envelope."""
    users = make.board(folder)
    users["head"] = signed_in("head", asked("owner"))
    users["money"] = signed_in("treasurer", asked("preparer"))
    make.decided(users, "P-1", envelopes=BOTH)
    other = make.plan("P-2", envelopes=BOTH)
    text = json.dumps(other).replace('"north"', '"south"')
    drafting.begin(users["other"], json.loads(text))
    make.step(users, "other", "propose", code="P-2")
    make.step(users, "body", "approve", code="P-2", document="D-2")
    return users


@pytest.fixture
def users(boards: Boards, database_kind: str) -> Any:
    """Both investments on each database."""
    with boards.begun(database_kind, board) as found:
        yield found


def refused(do: Any, *arguments: Any, **said: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as error:
        do(*arguments, **said)
    return [(one.code, one.place) for one in error.value.problems]


def versions(*codes: str) -> dict[str, int]:
    return dict(Investment.objects.filter(code__in=codes).values_list("code", "version"))


def request(amount: str = "15000", **said: Any) -> dict[str, Any]:
    """Money from the one to the other with a change of both results, with all that it must say."""
    found = {
        "words": "Prices have changed",
        "money": [{"line": "P-1/C1", "amount": f"-{amount}"}, {"line": "P-2/C1", "amount": amount}],
        "results": [{"result": "P-1/R1", "change": "-1.5"}, {"result": "P-2/R1", "change": "1.5"}],
        "versions": versions("P-1", "P-2"),
    }
    return {**found, **said}


def revision(token: str) -> int:
    return int(Matter.objects.get(token=token).revision)


def state(token: str) -> str:
    return str(Matter.objects.get(token=token).state)


def agreed(users: Any, **said: Any) -> str:
    token = changing.draft(users["lead"], request(**said))
    changing.preview(users["lead"], token, revision=1)
    make.go(users, "other", token, "agree")
    return token


def line(code: str, place: str = "C1") -> Decimal:
    return Decimal(PlanLine.objects.get(investment__code=code, code=place).likely)


@pytest.mark.requirement("R-205")
def test_money_moves_with_its_results_in_one_act_that_makes_versions_of_all_plans(users: Any) -> None:
    token = agreed(users)
    assert state(token) == "agreed"
    assert (line("P-1"), line("P-2")) == (100_000, 100_000)
    make.go(users, "body", token, "approve", document="D-9")
    assert state(token) == "applied"
    assert (line("P-1"), line("P-2")) == (85_000, 115_000)
    for code, target in (("P-1", "18.5"), ("P-2", "21.5")):
        row = keeping.row_of(code)
        plan = keeping.plan_of_row(row)
        assert (row.version, str(plan.results[0].target)) == (2, target)
        assert PlanVersion.objects.get(investment=row, number=2).change == token
        first, second = baselines.history(row)
        assert (first.number, second.number, second.decision) == (1, 2, "D-9")
        assert second.cost - first.cost == (-15_000 if code == "P-1" else 15_000)
        assert second.author != second.approver
    spread = keeping.plan_of_row(keeping.row_of("P-1")).investment.costs[0].spread
    assert (spread.low, spread.likely, spread.high) == (75_000, 85_000, 135_000)
    told = [one.verb for one in Event.objects.filter(about=token).order_by("pk")]
    assert told == [
        f"investment-change.{past}"
        for past in ("begun", "previewed", "consented", "agreed", "approved", "applied")
    ]


@pytest.mark.requirement("R-205")
def test_money_without_its_result_is_refused_and_nothing_changes(users: Any) -> None:
    wrong = request(results=[])
    assert {one.code for one in changing.request_problems(users["lead"], wrong)} == {"lock.uncovered"}
    token = changing.draft(users["lead"], wrong)
    assert refused(changing.preview, users["lead"], token, revision=1) == [
        ("lock.uncovered", "P-1/C1"), ("lock.uncovered", "P-2/C1"),
    ]  # fmt: skip
    cut = request(money=[])
    token = changing.draft(users["lead"], cut)
    assert refused(changing.preview, users["lead"], token, revision=1) == [
        ("lock.cut-without-release", "P-1/R1")
    ]
    left = request(money=[{"line": "P-1/C1", "amount": "-15000"}, {"line": "P-2/C1", "amount": "14999.99"}])
    assert [one.code for one in changing.request_problems(users["lead"], left)] == ["lock.unbalanced"]
    assert (line("P-1"), line("P-2")) == (100_000, 100_000)
    assert Baseline.objects.count() == 2
    changing.change(users["lead"], token, {k: v for k, v in request().items() if k != "words"}, revision=1)
    changing.preview(users["lead"], token, revision=2)


@pytest.mark.requirement("R-200")
def test_the_reference_cases_of_the_lock_hold_through_the_services(users: Any, shared: Path) -> None:
    place = {"L1": "P-1/C1", "L2": "P-2/C1", "I1": "P-1/R1", "I2": "P-2/R1"}
    for case in json.loads((shared / FILE).read_text(encoding="utf-8")):
        said = case["input"]
        data = request(
            money=[
                {"line": place[one["money_line"]], "amount": str(one["amount"])}
                for one in said["money_deltas"]
            ],
            results=[
                {"result": place[one["indicator"]], "change": str(one["delta"])}
                for one in said["indicator_deltas"]
            ],
        )
        found = changing.request_problems(users["lead"], data)
        assert sorted(one.place for one in found) == sorted(place[one] for one in case["error_names"])
        before = (line("P-1"), line("P-2"))
        token = changing.draft(users["lead"], data)
        if case["outcome"] == "refused":
            refused(changing.preview, users["lead"], token, revision=1)
            assert (line("P-1"), line("P-2")) == before
        else:
            changing.preview(users["lead"], token, revision=1)
            make.go(users, "other", token, "agree")
            make.go(users, "body", token, "approve", document="D-9")
            assert (line("P-1"), line("P-2")) == (before[0] - 15, before[1] + 15)
            assert versions("P-1", "P-2") == {"P-1": 2, "P-2": 2}


def test_a_statement_of_no_effect_counts_once_somebody_above_has_signed_it(users: Any) -> None:
    said = request(
        results=[{"result": "P-2/R1", "change": "1.5"}],
        no_effects=[{"line": "P-1/C1", "result": "P-1/R1", "reason": "Only a cheaper contract"}],
    )
    token = changing.draft(users["lead"], said)
    assert ("lock.signed-too-low", "P-1/C1") in refused(changing.preview, users["lead"], token, revision=1)
    sign: dict[str, Any] = {"line": "P-1/C1", "result": "P-1/R1", "revision": 1}
    assert refused(changing.sign, users["lead"], token, **sign) == [("portfolio.own", "")]
    assert refused(changing.sign, users["other"], token, **sign) == [("lock.signed-too-low", "P-1/C1")]
    assert changing.sign(users["head"], token, **sign) == 2
    again = {**sign, "revision": 2}
    assert refused(changing.sign, users["head"], token, **again) == [("change.no-statement", "")]
    changing.preview(users["lead"], token, revision=2)
    changing.change(users["lead"], token, {k: v for k, v in said.items() if k != "words"}, revision=3)
    assert Matter.objects.get(token=token).data["signed"] == []
    assert Matter.objects.get(token=token).data["consents"] == {}


def test_money_for_a_result_in_words_alone_is_tied_and_moves_by_a_signed_statement(users: Any) -> None:
    words = [{"code": f"R{number}", "indicator": "people", "subject": "north"} for number in (1, 2)]
    plan = make.plan("P-4", results=words)
    plan["investment"]["profiles"][0]["indicator"] = "people"
    drafting.begin(users["lead"], plan)
    make.step(users, "lead", "propose", code="P-4")
    make.step(users, "body", "approve", code="P-4", document="D-4")
    facts.record(users["money"], [fact("adopted", 100_000, investment="P-4")])
    assert facts.unmatched(rights_of(users["money"])) == ()
    moved = {
        "words": "Why",
        "money": [{"line": "P-4/C1", "amount": "-5"}, {"line": "P-4/C2", "amount": "5"}],
        "no_effects": [
            {"line": f"P-4/C{number}", "result": f"P-4/R{number}", "reason": "Only prices"}
            for number in (1, 2)
        ],
        "versions": {"P-4": 1},
    }
    unsigned = {one.code for one in changing.request_problems(users["lead"], moved)}
    assert unsigned == {"lock.signed-too-low", "lock.uncovered"}
    token = changing.draft(users["lead"], moved)
    for number in (1, 2):
        changing.sign(users["head"], token, line=f"P-4/C{number}", result=f"P-4/R{number}", revision=number)
    changing.preview(users["lead"], token, revision=3)
    make.go(users, "body", token, "approve", document="D-9")
    assert (line("P-4"), line("P-4", "C2")) == (99_995, 100_005)


def test_who_asked_does_not_approve_and_every_plan_must_agree(users: Any) -> None:
    token = changing.draft(users["lead"], request())
    assert refused(changing.draft, users["stranger"], request())[0][0] == "investment.not-found"
    assert refused(changing.draft, None, request()) == [("sign-in.needed", "")]
    assert refused(changing.draft, users["lead"], request(words=" ")) == [("change.no-words", "words")]
    changing.preview(users["lead"], token, revision=1)
    assert Matter.objects.get(token=token).data["consents"] == {"P-1": "lead"}
    early = refused(matters.move, users["body"], token, "approve", Said(document="D"), revision=2)
    assert early == [("portfolio.not-possible", "")]
    assert refused(matters.move, users["lead"], token, "approve", Said(document="D"), revision=2)
    make.go(users, "other", token, "reject", reason="We need it ourselves")
    assert state(token) == "rejected"
    assert (line("P-1"), line("P-2")) == (100_000, 100_000)


def test_a_plan_that_has_changed_since_makes_a_request_stale(users: Any) -> None:
    first, second = agreed(users), agreed(users)
    make.go(users, "body", first, "approve", document="D-9")
    found = refused(
        matters.move, users["body"], second, "approve", Said(document="D-9"), revision=revision(second)
    )
    assert found == [("lock.stale", "P-1"), ("lock.stale", "P-2")]
    assert state(second) == "agreed"


def test_a_plan_before_its_decision_or_after_its_end_is_changed_by_no_request(users: Any) -> None:
    make.begun(users, "P-3")
    data = {"words": "Why", "ends_on": {"P-3": "2028-01-01"}, "versions": {"P-3": 1}}
    assert refused(changing.draft, users["lead"], data) == [("change.not-open", "P-3")]
    make.step(users, "body", "stop", code="P-1", reason="r", document="d", residual=make.money(0))
    ended = {"words": "Why", "ends_on": {"P-1": "2028-01-01"}, "versions": {"P-1": 1}}
    assert refused(changing.draft, users["lead"], ended) == [("change.not-open", "P-1")]
    assert refused(changing.draft, users["lead"], {"words": "Why"}) == [("lock.empty", "")]
    assert refused(changing.draft, users["lead"], {"words": "Why", "money": [{"line": "P-2/C1"}]}) == [
        ("plan.missing", "money[0].amount")
    ]


def test_days_and_targets_of_benefits_move_by_a_request_with_a_baseline_more(users: Any) -> None:
    data = {
        "words": "The supplier is late",
        "ends_on": {"P-1": "2028-06-30"},
        "targets": [{"plan": "P-1", "benefit": "B1", "period": "2026", "value": "40"}],
        "no_effects": [{"line": "", "result": "P-1/B1", "reason": "No money is left to release"}],
        "versions": {"P-1": 1},
    }
    token = changing.draft(users["lead"], data)
    unsigned = refused(changing.preview, users["lead"], token, revision=1)
    assert ("lock.cut-without-release", "P-1/B1") in unsigned
    changing.sign(users["head"], token, result="P-1/B1", revision=1)
    changing.preview(users["lead"], token, revision=2)
    assert state(token) == "agreed"
    make.go(users, "body", token, "approve", document="D-9")
    row = keeping.row_of("P-1")
    assert str(row.ends_on) == "2028-06-30"
    assert str(baselines.history(row)[-1].ends_on) == "2028-06-30"
    (cut,) = baselines.late_cuts(row)
    assert (cut.benefit, cut.before, cut.after) == ("B1", 50, 40)
    unknown = {**data, "targets": [{"plan": "P-1", "benefit": "B9", "period": "2026", "value": "40"}]}
    assert refused(changing.draft, users["lead"], unknown) == [("measurement.no-benefit", "P-1")]


@pytest.mark.requirement("R-294")
@pytest.mark.requirement("R-307")
def test_rules_attached_to_a_kind_of_programme_enforce_the_same_refusals_in_their_scope(users: Any) -> None:
    wrong = request(results=[])
    loose: dict[str, Any] = {
        "needs_result": False,
        "needs_release": False,
        "is_balanced": False,
        "document": "O-1",
    }
    assert refused(policies.attach, users["lead"], "free", ["roads"], **loose) == [("rights.missing", "")]
    policies.attach(users["body"], "free", ["*"], **loose)
    assert changing.request_problems(users["lead"], wrong) == []
    policies.attach(users["body"], "strict", ["road-building"], document="O-2", scope="internal")
    policies.name_kind(users["body"], "R-1", "road-building")
    assert changing.request_problems(users["lead"], wrong) == []
    Investment.objects.filter(code="P-2").update(programme="R-1")
    assert {one.code for one in changing.request_problems(users["lead"], wrong)} == {"lock.uncovered"}
    Investment.objects.filter(code="P-2").update(kind="joint")
    assert changing.request_problems(users["lead"], wrong) == []
    policies.attach(users["body"], "strict", ["road-building"], document="O-3", scope="both")
    assert {one.code for one in changing.request_problems(users["lead"], wrong)} == {"lock.uncovered"}
    assert [one.code for one in policies.in_force()] == ["free", "strict"]


def test_a_request_follows_the_budget_and_ends_the_case_that_it_opened(users: Any) -> None:
    facts.record(users["money"], [fact("adopted", 120_000, investment="P-1")])
    assert len(open_cases()) == 1
    more = {
        "words": "The budget gives more",
        "money": [{"line": "P-1/C1", "amount": "20000"}],
        "results": [{"result": "P-1/R1", "change": "2"}],
        "versions": {"P-1": 1},
    }
    beyond = {**more, "money": [{"line": "P-1/C1", "amount": "20000.01"}]}
    assert [one.code for one in changing.request_problems(users["lead"], beyond)] == ["lock.unbalanced"]
    token = changing.draft(users["lead"], more)
    changing.preview(users["lead"], token, revision=1)
    make.go(users, "body", token, "approve", document="D-9")
    assert line("P-1") == 120_000
    assert open_cases() == []
    assert facts.unmatched(rights_of(users["money"])) == ()


def test_before_it_is_saved_a_request_shows_what_it_does_up_the_tree(users: Any) -> None:
    found = changing.impact_of_data(users["lead"], request(results=[{"result": "P-1/R1", "change": "-3"}]))
    assert [one.code for one in found.problems] == ["lock.uncovered"]
    assert not Matter.objects.filter(noun="change").exists()
    nodes = {(one.kind, one.code): one.change for one in found.effects}
    assert nodes["result", "P-1/R1"] == -3
    assert nodes["series", "people@north"] == -3
    assert nodes["series", "people@top"] == -3
    assert [(one.plan, one.lead.code, one.agreed_by) for one in found.plans] == [
        ("P-1", "north", ""), ("P-2", "south", ""),
    ]  # fmt: skip
    assert [(one.line, str(one.change)) for one in found.proposed] == [("P-1/C1", "-1.5"), ("P-2/C1", "1.5")]
    assert [one.code for one in found.warnings] == ["lock.other-than-proposed"]
    assert next((one.code, one.before, one.after) for one in found.deltas if one.what == "line") == (
        "P-1/C1", "100000.0000", "85000.0000",
    )  # fmt: skip
    assert {one.reason for one in found.chances} == {"no-forecast"}
    assert {one.code for one in found.signers} >= {"head", "body-post"}
    token = changing.draft(users["lead"], request())
    assert changing.preview(users["lead"], token, revision=1).plans[0].agreed_by == "lead"
    assert changing.impact_of(rights_of(users["body"]), token).problems == ()
    assert refused(changing.impact_of, rights_of(users["stranger"]), token) == [("matter.not-found", "")]


def test_approvals_at_once_apply_once_and_lose_no_money(users: Any) -> None:
    tokens = [agreed(users, amount=str(1000 * number)) for number in (1, 2, 3, 4)]
    seen = {token: revision(token) for token in tokens}
    found = at_once(
        lambda number: matters.move(
            users["body"],
            tokens[number % 4],
            "approve",
            Said(document="D-9"),
            revision=seen[tokens[number % 4]],
        ),
        8,
    )
    done = [one for one in tokens if state(one) == "applied"]
    assert len(done) == 1
    assert sum(isinstance(one, int) for one in found) == 1
    assert line("P-1") + line("P-2") == 200_000
    assert line("P-2") - 100_000 == 1000 * (tokens.index(done[0]) + 1)
    assert versions("P-1", "P-2") == {"P-1": 2, "P-2": 2}
    assert Baseline.objects.count() == 4
    assert Step.objects.filter(verb="apply").count() == 1


def test_a_repeated_request_is_drafted_once(users: Any) -> None:
    first = changing.draft(users["lead"], request(), key="k")
    assert changing.draft(users["lead"], request(), key="k") == first
    assert Matter.objects.filter(noun="change").count() == 1
