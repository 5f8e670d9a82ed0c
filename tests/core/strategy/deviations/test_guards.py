"""Is no guard of a deviation skipped, whatever is tried in whatever order?"""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from styrbord.core.strategy.deviations.guards import Case, Said, Who, after, refusal
from styrbord.core.strategy.deviations.workflow import MOVES, OUTCOMES, Cause, Outcome, Standing, State, Verb

DAY = date(2026, 5, 1)
PLANNER = Who(frozenset({"planner"}), "p1", owns=True)
HEAD = Who(frozenset({"head"}), "p2", owns=True)
CLERK = Who(frozenset({"clerk"}), "p3")
PROGRAM = Who(is_program=True)
WHO = (
    PLANNER,
    HEAD,
    CLERK,
    Who(frozenset({"planner"}), "p4"),
    Who(frozenset({"third"}), "p1", owns=True),
    PROGRAM,
)
HELD = Case(state=State.TAKEN_UP, holder="planner")
SAID = Said(words="Why", cause="staff", action=DAY, to="clerk", outcome="accepted")


def code(case: Case, verb: Verb, who: Who, said: Said | None = SAID) -> str:
    found = refusal(case, verb, who, said)
    return found.code if found else ""


def test_every_state_but_closed_leads_on_and_closed_is_left_by_nothing() -> None:
    assert {state for state, _ in MOVES} == set(State) - {State.CLOSED}
    assert {verb for _, verb in MOVES} == set(Verb)
    assert {state for (state, verb) in MOVES if verb is Verb.CLOSE} == set(OUTCOMES)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("verb", Verb)
def test_what_is_not_in_the_table_is_not_possible_for_anybody(state: State, verb: Verb) -> None:
    if (state, verb) not in MOVES:
        case = Case(state=state, holder="planner", asked="clerk", is_beyond=False)
        assert {code(case, verb, who) for who in WHO} == {"deviation.not-possible"}


def test_beyond_its_tolerance_a_case_needs_cause_and_action_or_an_accepted_explanation() -> None:
    bare = replace(HELD, state=State.VERIFYING)
    said = Said(outcome=Outcome.EFFECTIVE)
    answered = replace(bare, cause=Cause.STAFF, action_on=DAY)
    for one in (bare, replace(bare, cause=Cause.STAFF), replace(bare, action_on=DAY)):
        assert code(one, Verb.CLOSE, PLANNER, said) == "deviation.unanswered"
        assert code(replace(one, is_beyond=False), Verb.CLOSE, PLANNER, said) == ""
    assert code(answered, Verb.CLOSE, PLANNER, said) == ""
    told = replace(HELD, state=State.EXPLAINED, cause=Cause.LAW, explained_by="planner", explainer="p1")
    assert code(told, Verb.CLOSE, PLANNER) == "deviation.unanswered"
    assert code(after(told, Verb.ACCEPT, Said(), post="head"), Verb.CLOSE, PLANNER) == ""


def test_the_program_closes_nothing_that_was_beyond_its_tolerance() -> None:
    assert code(Case(), Verb.SETTLE, PROGRAM) == "deviation.unanswered"
    assert code(Case(is_beyond=False), Verb.SETTLE, PROGRAM) == ""
    assert code(Case(is_beyond=False), Verb.SETTLE, PLANNER) == "rights.missing"


def test_an_explanation_is_accepted_by_another_post_and_another_person() -> None:
    told = after(HELD, Verb.EXPLAIN, SAID, post="planner", person="p1")
    got = {who.person: code(told, Verb.ACCEPT, who) for who in WHO[:3]}
    assert got == {"p1": "deviation.own", "p2": "", "p3": "rights.missing"}
    same_person = Who(frozenset({"third"}), "p1", owns=True)
    same_post = Who(frozenset({"planner"}), "p9", owns=True)
    assert {code(told, Verb.ACCEPT, who) for who in (same_person, same_post)} == {"deviation.own"}


def test_a_new_explanation_is_not_accepted_by_what_was_said_of_the_old_one() -> None:
    told = after(HELD, Verb.EXPLAIN, SAID, post="planner", person="p1")
    accepted = after(told, Verb.ACCEPT, Said(), post="head", person="p2")
    again = after(accepted, Verb.EXPLAIN, SAID, post="planner", person="p1")
    assert (accepted.is_accepted, again.is_accepted) == (True, False)


def test_it_is_handed_over_with_the_consent_of_the_post_that_is_asked() -> None:
    asked = after(HELD, Verb.HAND_OVER, SAID, post="planner")
    assert (asked.holder, asked.asked) == ("planner", "clerk")
    assert {who.person: code(asked, Verb.CONSENT, who) for who in WHO[:3]} == {
        "p1": "rights.missing", "p2": "rights.missing", "p3": "",
    }  # fmt: skip
    assert after(asked, Verb.CONSENT, Said(), post="clerk").holder == "clerk"
    assert after(asked, Verb.DECLINE, SAID, post="clerk").holder == "planner"
    assert code(HELD, Verb.CONSENT, CLERK) == "deviation.nothing-asked"


def test_what_did_not_help_goes_back_without_its_action() -> None:
    case = replace(HELD, state=State.VERIFYING, cause=Cause.MONEY, action_on=DAY, is_accepted=True)
    back = after(case, Verb.GO_BACK, SAID, post="planner")
    assert (back.state, back.action_on, back.may_close) == (State.TAKEN_UP, None, False)


def test_what_is_missing_is_named_first() -> None:
    bare = Said(words=" ")
    told = replace(HELD, state=State.EXPLAINED, explained_by="planner", explainer="p1")
    assert code(HELD, Verb.EXPLAIN, PLANNER, bare) == "deviation.needs-cause"
    assert code(HELD, Verb.EXPLAIN, PLANNER, Said(cause="law")) == "deviation.needs-words"
    assert code(HELD, Verb.DECIDE, PLANNER, bare) == "deviation.needs-action"
    assert code(HELD, Verb.HAND_OVER, PLANNER, bare) == "deviation.needs-to"
    assert code(told, Verb.CLOSE, PLANNER, Said(outcome=Outcome.EFFECTIVE)) == "deviation.needs-outcome"


def test_20000_random_steps_skip_no_guard() -> None:
    random = Random(6)
    case = Case(holder="planner")
    closed = {True: 0, False: 0}
    for _ in range(20_000):
        legal = [verb for state, verb in MOVES if state is case.state]
        verb, who = random.choice([*legal, random.choice(list(Verb))]), random.choice(WHO)
        said = replace(SAID, outcome=random.choice(list(Outcome)), to=random.choice(("clerk", "head", "")))
        if refusal(case, verb, who, said):
            continue
        before, case = case, after(case, verb, said, post=min(who.posts, default=""), person=who.person)
        assert_kept(before, verb, who, case)
        if case.state is State.CLOSED:
            closed[before.is_beyond] += 1
            case = Case(holder="planner", is_beyond=random.random() < 0.7)
    assert min(closed.values()) > 10, closed


def assert_kept(before: Case, verb: Verb, who: Who, case: Case) -> None:
    """What must hold of every step that was taken, whatever the table says."""
    if case.state is State.CLOSED and before.is_beyond:
        assert before.is_accepted or (before.cause and before.action_on)
        assert not who.is_program
    if case.is_accepted and not before.is_accepted:
        assert before.explained_by not in who.posts
        assert before.explainer != who.person
    if case.holder != before.holder:
        assert verb is Verb.TAKE_UP or (verb is Verb.CONSENT and case.holder in who.posts)
    if verb is Verb.CONSENT:
        assert before.asked in who.posts
    assert MOVES[before.state, verb].leads_to is case.state
    assert who.is_program is (MOVES[before.state, verb].who is Standing.PROGRAM)
