"""Does every table of states allow what it says, to whom it says, and nothing else?

The tables are the data of these tests: each state is tried with each verb of its noun by each standing.
"""

from itertools import product

import pytest

from styrbord.core.investments.portfolio.moving import NEEDS, Said, Standpoint, Who, may, refusals
from styrbord.core.investments.portfolio.workflow import (
    BEFORE,
    MOVES,
    Noun,
    Standing,
    move_of,
    states_of,
    verbs_in,
)


@pytest.mark.parametrize("noun", Noun)
def test_every_state_verb_and_standing_is_as_the_table_says(noun: Noun) -> None:
    verbs = {verb for _, verb in MOVES[noun]}
    tried = 0
    for state, verb, standing in product(sorted(states_of(noun)), sorted(verbs), Standing):
        line = move_of(noun, state, verb)
        who = Who(frozenset({standing}), "anna")
        is_legal = line is not None and standing in line.who
        assert may(Standpoint(noun, state), verb, who) == is_legal
        asked = Standpoint(noun, state, frozenset({"anna"}))
        assert may(asked, verb, who) == (is_legal and line is not None and not line.is_other)
        tried += 1
    assert tried == len(states_of(noun)) * len(verbs) * len(Standing)


@pytest.mark.parametrize("noun", Noun)
def test_nobody_unknown_takes_a_step_that_asks_for_another_person(noun: Noun) -> None:
    for line in MOVES[noun].values():
        unknown = Who(line.who)
        assert may(Standpoint(noun, line.state), line.verb, unknown) == (not line.is_other)


@pytest.mark.parametrize("noun", Noun)
def test_every_step_asks_for_all_that_it_needs_and_for_every_guard(noun: Noun) -> None:
    for line in MOVES[noun].values():
        who, point = Who(line.who, "anna"), Standpoint(noun, line.state)
        quiet = refusals(point, line.verb, who, said=Said(), found=dict.fromkeys(line.guards, ()))
        assert {one.code for one in quiet} == {f"portfolio.needs-{name}" for name in line.needs}
        assert line.needs <= set(NEEDS)
        for guard in line.guards:
            with pytest.raises(KeyError):
                refusals(point, line.verb, who, found=dict.fromkeys(set(line.guards) - {guard}, ()))


@pytest.mark.parametrize("noun", Noun)
def test_every_state_is_reached_and_led_out_of_only_by_lines(noun: Noun) -> None:
    lines = MOVES[noun].values()
    first = next(iter(lines)).state
    reached, new = {first}, {first}
    while new:
        new = {one.leads_to for one in lines if one.state in reached} - reached - {BEFORE}
        reached |= new
    assert reached == states_of(noun)
    for state in states_of(noun):
        by_hand = {one.verb for one in lines if one.state == state and one.who != {Standing.PROGRAM}}
        assert set(verbs_in(noun, state)) == by_hand
