"""Are the tables whole, and is what is not in them refused to everybody?"""

from itertools import product

import pytest

from styrbord.core.investments.portfolio import advising, benefit_gates, guards, opinions, profile, stopping
from styrbord.core.investments.portfolio.moving import NEEDS, Said, Standpoint, Who, may, refusals
from styrbord.core.investments.portfolio.workflow import (
    BEFORE,
    MOVES,
    Noun,
    Stage,
    Standing,
    move_of,
    states_of,
    verbs_in,
)
from tests.core.investments.portfolio.worlds import DAY, sek, somebody

ENDS = {
    Noun.INVESTMENT: {"closed", "stopped"},
    Noun.BENEFIT: {"realised", "replaced"},
    Noun.MEASUREMENT: {"verified"},
    Noun.CHANGE: {"applied", "rejected", "withdrawn"},
    Noun.STOP: {"lifted", "dropped"},
    Noun.WAIVER: {"refused", "withdrawn", "revoked"},
    Noun.CONFORMITY: set(),
    Noun.OPINION: {"answered"},
    Noun.ADVICE: {"followed", "not-followed"},
    Noun.OBSTACLE: {"removed"},
    Noun.ITEM: {"concluded"},
    Noun.PROPOSAL: {"rejected", "done"},
}
FIRST = {
    Noun.INVESTMENT: "idea", Noun.BENEFIT: "identified", Noun.MEASUREMENT: "draft", Noun.CHANGE: "draft",
    Noun.STOP: "proposed", Noun.WAIVER: "asked", Noun.CONFORMITY: "draft", Noun.OPINION: "asked",
    Noun.ADVICE: "given", Noun.OBSTACLE: "open", Noun.ITEM: "on-agenda", Noun.PROPOSAL: "proposed",
}  # fmt: skip
ENUMS = {
    Noun.INVESTMENT: Stage,
    Noun.STOP: stopping.State,
    Noun.OPINION: opinions.State,
    Noun.ADVICE: advising.State,
    Noun.MEASUREMENT: profile.MeasurementState,
}
KNOWN_GUARDS = {
    Noun.INVESTMENT: set(guards.GUARDS),
    Noun.BENEFIT: set(benefit_gates.GUARDS),
    Noun.MEASUREMENT: {"whole"},
    Noun.CHANGE: {"covered", "consents"},
    Noun.STOP: {"heard-by-now"},
    Noun.WAIVER: {"compensated"},
    Noun.CONFORMITY: {"answered"},
    Noun.OPINION: {"past-due"},
    Noun.ITEM: {"quorum", "votes"},
}
SAID = Said("why", "words", "doc-1", sek(0), "other", DAY, "court", DAY)
VERBS = {noun: {verb for _, verb in MOVES[noun]} for noun in Noun}


def ways(noun: Noun, state: str) -> set[str]:
    """States to which a state leads at once; from a pause to every one that can be paused."""
    told = {one.leads_to for one in MOVES[noun].values() if one.state == state}
    paused = {one.state for one in MOVES[noun].values() if one.leads_to == Stage.PAUSED}
    return (told - {BEFORE}) | (paused if BEFORE in told else set())


@pytest.mark.parametrize("noun", Noun)
def test_every_state_is_reached_and_only_ends_are_left_by_nothing(noun: Noun) -> None:
    seen, ahead = set(), {FIRST[noun]}
    while ahead:
        seen |= ahead
        ahead = {to for state in ahead for to in ways(noun, state)} - seen
    assert seen == states_of(noun)
    assert {state for state in seen if not ways(noun, state)} == ENDS[noun]


@pytest.mark.parametrize("noun", ENUMS)
def test_states_of_the_table_are_the_states_that_have_a_name(noun: Noun) -> None:
    assert set(ENUMS[noun]) == states_of(noun)


@pytest.mark.parametrize("noun", Noun)
def test_every_state_verb_and_role_is_allowed_by_the_table_or_refused(noun: Noun) -> None:
    for state, verb, role in product(states_of(noun), VERBS[noun], Standing):
        line = move_of(noun, state, verb)
        found = dict.fromkeys(line.guards, ()) if line else {}
        told = refusals(Standpoint(noun, state), verb, somebody(role), said=SAID, found=found)
        codes = [one.code for one in told]
        if line is None:
            assert codes == ["portfolio.not-possible"]
        else:
            assert codes == ([] if role in line.who else ["rights.missing"])


@pytest.mark.parametrize("noun", Noun)
def test_what_has_to_be_said_and_seen_by_another_person_is_asked_for(noun: Noun) -> None:
    for line in MOVES[noun].values():
        who = Who(line.who, "author")
        told = refusals(
            Standpoint(noun, line.state, frozenset({"author"})),
            line.verb,
            who,
            said=Said(),
            found=nothing(line.guards),
        )
        codes = {one.code for one in told}
        if line.is_other:
            assert codes == {"portfolio.own"}
        else:
            assert codes == {f"portfolio.needs-{name}" for name in line.needs}
        assert line.needs <= set(NEEDS)
        anonymous = refusals(
            Standpoint(noun, line.state), line.verb, Who(line.who), said=SAID, found=nothing(line.guards)
        )
        assert bool(anonymous) is line.is_other


def nothing(names: tuple[str, ...]) -> dict[str, tuple[()]]:
    return dict.fromkeys(names, ())


def test_a_guard_that_was_not_looked_at_is_an_error_not_a_way_through() -> None:
    for noun in Noun:
        assert {name for line in MOVES[noun].values() for name in line.guards} == KNOWN_GUARDS.get(
            noun, set()
        )
    who, stand = somebody(Standing.BODY), Standpoint(Noun.INVESTMENT, Stage.REALISING)
    with pytest.raises(KeyError, match="measured"):
        refusals(stand, "close", who, said=SAID, found={"free": ()})


def test_delivered_is_not_closed_and_nothing_is_approved_or_closed_by_its_lead() -> None:
    assert {one.state for one in MOVES[Noun.INVESTMENT].values() if one.leads_to == Stage.CLOSED} == {
        "realising"
    }
    for verb in ("approve", "start", "close"):
        lines = [one for one in MOVES[Noun.INVESTMENT].values() if one.verb == verb]
        assert {(one.who, one.is_other, "document" in one.needs) for one in lines} == {
            (frozenset({Standing.BODY}), True, True)
        }


def test_every_open_stage_can_be_paused_and_stopped() -> None:
    unpaused = {Stage.PAUSED, Stage.CLOSED, Stage.STOPPED}
    assert {stage for stage in Stage if move_of(Noun.INVESTMENT, stage, "pause")} == set(Stage) - unpaused
    stopped = {stage for stage in Stage if move_of(Noun.INVESTMENT, stage, "stop")}
    assert stopped == set(Stage) - {Stage.CLOSED, Stage.STOPPED}


def test_an_order_to_stop_blocks_every_step_but_the_end() -> None:
    free = {one.verb for one in MOVES[Noun.INVESTMENT].values() if "free" not in one.guards}
    assert free == {"stop"}


def test_the_program_puts_no_order_in_force_and_decides_nothing() -> None:
    alone = frozenset({Standing.PROGRAM})
    by_program = {
        (noun, one.verb) for noun in Noun for one in MOVES[noun].values() if Standing.PROGRAM in one.who
    }
    assert by_program == {(Noun.CHANGE, "settle"), (Noun.CHANGE, "apply"), (Noun.OPINION, "lapse")}
    assert all(
        one.who == alone for noun, verb in by_program for one in MOVES[noun].values() if one.verb == verb
    )
    assert "lapse" not in verbs_in(Noun.OPINION, "asked")


def test_what_may_be_done_next_is_told_without_judging_the_guards() -> None:
    stand = Standpoint(Noun.INVESTMENT, Stage.REALISING, frozenset({"p1"}))
    assert not may(stand, "close", somebody(Standing.BODY))
    assert may(stand, "close", somebody(Standing.BODY, person="p2"))
    assert not may(stand, "approve", somebody(Standing.BODY, person="p2"))
