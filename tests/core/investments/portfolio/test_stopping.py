"""Is work that does not fit stopped by people, blocked until lifted, and bought only after looking?"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from styrbord.core.investments.portfolio.components import (
    Answer,
    Conformity,
    Requirement,
    Standing,
    State,
    Waiver,
    Weight,
    form_problems,
    reuse_rate,
    waiver_problems,
    why_not_conform,
    why_not_waived,
)
from styrbord.core.investments.portfolio.moving import PROGRAM, Said
from styrbord.core.investments.portfolio.reuse import ReuseDecision, Step, reuse_problems
from styrbord.core.investments.portfolio.stopping import (
    BLOCKING,
    Ground,
    Override,
    StopOrder,
    blocked,
    heard_by_now,
    override_problems,
    proposal,
    why_not,
)
from styrbord.core.investments.portfolio.stopping import State as StopState
from styrbord.core.investments.portfolio.workflow import Standing as Role
from tests.core.investments.portfolio.worlds import DAY, somebody

NEXT = DAY + timedelta(1)
ASKED = (Requirement("sign-in", component="identity"), Requirement("map", Weight.OPTIONAL, "gis"))
WAIVER = Waiver("sign-in", "late", "low", "own sign-in", DAY, is_granted=True)
ORDER = StopOrder("S1", Ground.NON_CONFORMITY, StopState.IN_FORCE, ("sign-in",), since=DAY)


def standing(*conformities: Conformity, waivers: tuple[Waiver, ...] = ()) -> Standing:
    return Standing(ASKED, conformities, waivers)


def test_an_answer_counts_once_it_is_approved_and_a_waiver_until_its_last_day() -> None:
    met = Conformity("sign-in", Answer.MET, "report")
    assert standing(met).state_of("sign-in", DAY) is State.NOT_MET
    assert standing(replace(met, is_approved=True)).state_of("sign-in", DAY) is State.MET
    unapplied = Conformity("sign-in", Answer.NOT_APPLICABLE, is_approved=True)
    assert standing(unapplied).state_of("sign-in", DAY) is State.NOT_APPLICABLE
    waived = standing(waivers=(WAIVER,))
    assert [waived.state_of("sign-in", day) for day in (DAY, NEXT)] == [State.WAIVED, State.NOT_MET]
    for lacking in (replace(WAIVER, is_granted=False), replace(WAIVER, expires=None)):
        assert standing(waivers=(lacking,)).unmet(DAY) == ["sign-in"]
    renewed = standing(
        replace(met, is_approved=True), Conformity("sign-in", Answer.NOT_MET, is_approved=True)
    )
    assert renewed.unmet(DAY) == ["sign-in"]


def test_a_form_is_handed_in_with_every_required_answer_and_what_shows_it() -> None:
    assert [(one.code, one.place) for one in form_problems(standing())] == [
        ("component.unanswered", "sign-in")
    ]
    bare = standing(Conformity("sign-in", Answer.MET), Conformity("map", Answer.MET))
    assert [one.code for one in form_problems(bare)] == ["component.no-evidence"] * 2
    assert form_problems(standing(Conformity("sign-in", Answer.NOT_MET))) == []


def test_a_waiver_names_reason_risk_and_compensation_and_a_day_ahead() -> None:
    assert waiver_problems(WAIVER, DAY) == []
    assert [one.code for one in waiver_problems(WAIVER, NEXT)] == ["component.expired-at-once"]
    bare = Waiver("sign-in", " ")
    assert [one.params["what"] for one in waiver_problems(bare, DAY)] == ["reason", "risk", "compensation"]


def test_the_rate_of_reuse_counts_what_applies() -> None:
    met = standing(Conformity("sign-in", Answer.MET, "r", is_approved=True))
    unapplied = standing(Conformity("sign-in", Answer.NOT_APPLICABLE, is_approved=True))
    assert reuse_rate([met, unapplied, standing(waivers=(WAIVER,))], DAY) == Decimal("0.5")
    assert reuse_rate([unapplied], DAY) is None


def test_the_program_proposes_what_is_not_met_and_nobody_has_taken_up() -> None:
    assert proposal(standing(), [], DAY) == ("sign-in",)
    assert proposal(standing(waivers=(WAIVER,)), [], DAY) == ()
    assert proposal(standing(waivers=(WAIVER,)), [], NEXT) == ("sign-in",)
    assert proposal(standing(), [replace(ORDER, state=StopState.PROPOSED)], DAY) == ()
    assert proposal(standing(), [replace(ORDER, state=StopState.DROPPED)], DAY) == ("sign-in",)


@pytest.mark.parametrize("state", StopState)
def test_an_order_blocks_from_when_people_put_it_in_force_until_it_is_lifted(state: StopState) -> None:
    order = replace(ORDER, state=state)
    assert bool(blocked([order], DAY)) is (state in BLOCKING)
    assert blocked([order], DAY - timedelta(1)) == []


def test_an_override_names_authority_reason_and_day_and_ends() -> None:
    held = Override("minister", "harvest is due", DAY)
    assert not replace(ORDER, overrides=(held,)).blocks(DAY)
    assert replace(ORDER, overrides=(held,)).blocks(NEXT)
    for name in ("authority", "reason"):
        lacking = replace(held, **{name: " "})  # type: ignore[arg-type]
        assert [one.params["what"] for one in override_problems("S1", lacking)] == [name]
        assert replace(ORDER, overrides=(lacking,)).blocks(DAY)
    assert replace(ORDER, overrides=(replace(held, expires=None),)).blocks(DAY)


def test_an_owner_is_heard_or_has_had_the_time() -> None:
    order = replace(ORDER, state=StopState.PROPOSED, hear_until=DAY)
    assert [one.code for one in heard_by_now(order, DAY)] == ["stop.not-heard"]
    assert heard_by_now(order, NEXT) == []
    assert heard_by_now(replace(order, hear_until=None), date(2099, 1, 1)) != []


def test_what_is_bought_or_built_is_preceded_by_reasons_against_what_is_there() -> None:
    need = ReuseDecision("maps", Step.REUSE, ("gis-1", "gis-2"), ("offer",), (), "anna")
    assert reuse_problems(need) == []
    assert reuse_problems(replace(need, step=Step.ADAPT)) == []
    buy = replace(need, step=Step.BUY, rejected=(("gis-1", "no layers"), ("gis-2", " ")))
    assert [one.place for one in reuse_problems(buy)] == ["gis-2"]
    build = replace(buy, step=Step.BUILD, architect="")
    assert [one.place for one in reuse_problems(build)] == ["gis-2", "offer", "architect"]


def test_an_order_is_put_in_force_by_an_authority_and_its_appeal_decided_by_another_person() -> None:
    owner, said = somebody(Role.LEAD), Said("it fits", document="2026-19")
    minister = somebody(Role.AUTHORITY, person="minister")
    order = replace(ORDER, state=StopState.PROPOSED, hear_until=DAY)
    assert [one.code for one in why_not(order, "put-in-force", PROGRAM, NEXT, said=said)] == [
        "rights.missing"
    ]
    assert [one.code for one in why_not(order, "put-in-force", minister, DAY, said=said)] == [
        "stop.not-heard"
    ]
    assert why_not(order, "put-in-force", minister, NEXT, said=said) == []
    assert why_not(replace(order, state=StopState.HEARD), "put-in-force", minister, DAY, said=said) == []
    assert why_not(ORDER, "appeal", owner, DAY, said=said) == []
    appealed, by = replace(ORDER, state=StopState.APPEALED), frozenset({"minister"})
    for verb in ("uphold", "lift"):
        told = why_not(appealed, verb, minister, DAY, asked_by=by, said=said)
        assert [one.code for one in told] == ["portfolio.own"]
        other = somebody(Role.AUTHORITY, person="deputy")
        assert why_not(appealed, verb, other, DAY, asked_by=by, said=said) == []


def test_a_waiver_is_granted_by_the_board_to_another_person_with_a_day_ahead() -> None:
    board, asked_by = somebody(Role.BOARD, person="architect"), frozenset({"p1"})
    asked = replace(WAIVER, expires=None, is_granted=False)
    said = Said("for now", expires=NEXT)
    assert why_not_waived(asked, "asked", "grant", board, DAY, asked_by=asked_by, said=said) == []
    past = replace(said, expires=DAY - timedelta(1))
    told = why_not_waived(asked, "asked", "grant", board, DAY, asked_by=asked_by, said=past)
    assert [one.code for one in told] == ["component.expired-at-once"]
    own = why_not_waived(asked, "asked", "grant", board, DAY, asked_by=frozenset({"architect"}), said=said)
    assert [one.code for one in own] == ["portfolio.own"]


def test_a_form_of_conformity_is_handed_in_answered_and_approved_by_another() -> None:
    lead, board = somebody(Role.LEAD), somebody(Role.BOARD, person="p2")
    met, by = standing(Conformity("sign-in", Answer.MET, "report")), frozenset({"p1"})
    told = why_not_conform(standing(), "draft", "submit", lead, asked_by=by, said=Said())
    assert [one.code for one in told] == ["component.unanswered"]
    assert why_not_conform(met, "draft", "submit", lead, asked_by=by, said=Said()) == []
    assert why_not_conform(met, "in-review", "approve", board, asked_by=by, said=Said()) == []
