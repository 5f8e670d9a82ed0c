"""Are exactly the moves of the hand-written table legal, with their rights, reasons and eyes?"""

from itertools import product

import pytest

from styrbord.core.collection.workflow import MOVES, Mark, State, Verb, actions_of, eyes_on, move, verbs_in
from styrbord.core.people.roles import Action

LEGAL = {
    ("draft", "save"): "draft",
    ("draft", "submit"): "submitted",
    ("returned", "save"): "returned",
    ("returned", "submit"): "submitted",
    ("submitted", "take-back"): "draft",
    ("submitted", "return"): "returned",
    ("submitted", "approve"): "approved",
    ("approved", "unlock"): "submitted",
    ("approved", "return"): "returned",
    ("approved", "schedule"): "scheduled",
    ("scheduled", "reschedule"): "scheduled",
    ("scheduled", "unschedule"): "approved",
    ("scheduled", "release"): "released",
    ("released", "correct"): "released",
    ("released", "succeed"): "corrected",
    ("released", "withdraw"): "withdrawn",
    ("corrected", "withdraw"): "withdrawn",
}
BY_THE_PROGRAM = {("scheduled", "release"), ("released", "succeed")}
WITH_REASON = {
    ("submitted", "return"),
    ("approved", "unlock"),
    ("approved", "return"),
    ("scheduled", "reschedule"),
    ("scheduled", "unschedule"),
    ("released", "correct"),
    ("released", "withdraw"),
    ("corrected", "withdraw"),
}
BY_ANOTHER = {("submitted", "return"), ("submitted", "approve"), ("approved", "return")}


@pytest.mark.parametrize(("state", "verb"), list(product(State, Verb)))
def test_every_state_and_verb_does_what_the_table_says(state: State, verb: Verb) -> None:
    pair, found = (state.value, verb.value), move(state, verb)
    assert (found.leads_to.value if found else None) == LEGAL.get(pair)
    if found:
        assert (found.action is None) == (pair in BY_THE_PROGRAM)
        assert (found.needs_reason, found.needs_other) == (pair in WITH_REASON, pair in BY_ANOTHER)


def test_every_state_but_the_last_can_be_left_and_every_one_is_reached() -> None:
    left = {one.state for one in MOVES.values() if one.leads_to is not one.state}
    assert set(State) - left == {State.WITHDRAWN}
    assert {one.leads_to for one in MOVES.values()} | {State.DRAFT} == set(State)


def test_a_verb_names_the_rights_it_may_need() -> None:
    assert actions_of(Verb.RETURN) == (Action.REVIEW, Action.RELEASE)
    assert actions_of(Verb.RELEASE) == ()
    assert Verb.RELEASE not in verbs_in(State.SCHEDULED)


def marks(*said: tuple[str, int, str]) -> list[Mark]:
    return [Mark(Verb(verb), package, eyes) for verb, package, eyes in said]


def test_a_package_keeps_the_eyes_that_it_has_had() -> None:
    done = marks(("submit", 1, "a"), ("approve", 1, "b"), ("return", 1, "c"), ("submit", 3, "d"))
    assert eyes_on(done, 1) == {"a", "b"}
    assert eyes_on(done, 3) == {"d"}
    assert eyes_on(done, 2) == frozenset()


def test_only_the_last_approval_is_unlocked() -> None:
    done = marks(("submit", 1, "a"), ("approve", 1, "b"), ("approve", 1, "c"), ("unlock", 1, "d"))
    assert eyes_on(done, 1) == {"a", "b"}
    assert eyes_on([*done, *marks(("approve", 1, "e"))], 1) == {"a", "b", "e"}
