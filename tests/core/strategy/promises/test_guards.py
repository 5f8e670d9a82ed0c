"""Is no guard of a promise skipped, and does a broken one stay so, whatever is tried in whatever order?"""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from styrbord.core.strategy.promises.guards import Case, Said, Who, after, aged, refusal
from styrbord.core.strategy.promises.workflow import MOVES, OPEN, Standing, State, Verb, move

DAY = date(2026, 5, 1)
HOLDER = Who(frozenset({"holder"}))
ASKER = Who(frozenset({"asker"}))
OWNER = Who(frozenset({"head"}), owns=True)
BOTH = Who(frozenset({"holder", "asker"}), owns=True)
TAKER = Who(frozenset({"taker"}))
PROGRAM = Who(is_program=True)
WHO = (HOLDER, ASKER, OWNER, BOTH, TAKER, Who(), PROGRAM)
GIVEN = Case(DAY, DAY, holder="holder", asker="asker")
SAID = Said("Why", DAY + timedelta(days=9), "taker")


def code(case: Case, verb: Verb, who: Who, today: date = DAY, said: Said | None = SAID) -> str:
    """Code of the refusal; "" when there is none."""
    found = refusal(case, verb, who, today, said)
    return found.code if found else ""


def test_what_was_refused_or_released_is_left_by_nothing_and_every_verb_is_somewhere() -> None:
    assert {state for state, _ in MOVES} == {*OPEN, State.KEPT}
    assert {verb for _, verb in MOVES} == set(Verb)
    assert move(State.RELEASED, Verb.REOPEN) is None


@pytest.mark.parametrize("verb", [verb for (_, verb), line in MOVES.items() if line.who is Standing.ASKER])
def test_who_holds_a_promise_neither_agrees_with_themselves_nor_lets_it_go(verb: Verb) -> None:
    state = State.KEPT if verb is Verb.REOPEN else State.PROMISED
    case = replace(GIVEN, state=state, wished_on=SAID.due)
    assert [code(case, verb, who) for who in (HOLDER, BOTH)] == ["promise.own", "promise.own"]
    assert [code(case, verb, who) for who in (ASKER, OWNER)] == ["", ""]
    assert code(case, verb, TAKER) == "rights.missing"
    own = replace(case, asker="holder")
    assert (code(own, verb, HOLDER), code(own, verb, OWNER)) == ("promise.own", "")


def test_the_day_itself_still_counts_and_the_day_after_does_not() -> None:
    kept = after(GIVEN, Verb.KEEP, Said(), DAY)
    late = after(GIVEN, Verb.KEEP, Said(), DAY + timedelta(days=1))
    assert (kept.broken_on, kept.kept_on) == (None, DAY)
    assert late.broken_on == late.kept_on == DAY + timedelta(days=1)
    assert aged(replace(GIVEN, state=State.ASKED), date(2027, 1, 1)).broken_on is None


def test_a_later_day_is_later_and_counts_once_agreed() -> None:
    assert code(GIVEN, Verb.POSTPONE, HOLDER, said=Said("Why", DAY)) == "promise.not-later"
    assert code(GIVEN, Verb.POSTPONE, HOLDER, said=Said("Why")) == "promise.needs-due"
    assert code(GIVEN, Verb.POSTPONE, HOLDER, said=Said("", SAID.due)) == "promise.needs-words"
    assert code(GIVEN, Verb.AGREE, ASKER) == "promise.nothing-wished"
    wished = after(GIVEN, Verb.POSTPONE, SAID, DAY)
    assert (wished.due_on, wished.postponed) == (DAY, 0)
    agreed = after(wished, Verb.AGREE, Said(), DAY)
    assert (agreed.due_on, agreed.first_due_on, agreed.postponed) == (SAID.due, DAY, 1)
    later = DAY + timedelta(days=1)
    assert code(aged(wished, later), Verb.AGREE, ASKER, later) == "promise.past"


def test_a_wish_ends_with_whoever_had_it() -> None:
    case = replace(GIVEN, wished_on=SAID.due, asked="taker")
    assert after(case, Verb.TAKE_OVER, Said(), DAY).wished_on is None


def test_random_steps_never_take_back_that_it_was_broken_or_leave_the_table() -> None:
    chance = Random(7)
    for _ in range(300):
        case, today = replace(GIVEN, state=State.ASKED), DAY - timedelta(days=chance.randint(0, 9))
        for _ in range(40):
            today += timedelta(days=chance.choice((0, 0, 1, 3)))
            case, verb, who = aged(case, today), chance.choice(list(Verb)), chance.choice(WHO)
            said = Said("Why", today + timedelta(days=chance.randint(-5, 20)), "taker")
            if refusal(case, verb, who, today, said):
                continue
            line = move(case.state, verb)
            assert line is not None
            found = after(case, verb, said, today)
            assert found.broken_on == case.broken_on or case.broken_on is None
            assert found.first_due_on == DAY
            assert found.state is line.leads_to
            assert found.due_on == case.due_on or (
                verb is Verb.AGREE and found.postponed == case.postponed + 1
            )
            is_late = found.state is State.PROMISED and today > found.due_on
            assert not is_late or found.broken_on is not None
            case = found
