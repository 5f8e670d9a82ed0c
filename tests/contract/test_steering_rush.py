"""Do many writers at once who try anything by chance skip a guard or lose a promise?

`./run soak steering-sqlite steering-postgresql --size long` tries 100,000 steps on each database.
"""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from bench import steering_replay as replay
from bench import steering_writers as rush
from styrbord.services import clock, decisions, deviations
from styrbord.store.steering.models import Decision, Deviation, Promise
from tests.contract.deciding import travel

pytestmark = pytest.mark.usefixtures("database")
STEPS, WRITERS = 40, 4


def test_no_guard_is_skipped_and_no_promise_is_lost_by_many_writers_at_once(tmp_path: Path) -> None:
    """And the look at it, whose rules are written down apart, finds what was changed past the guards."""
    here, chance = rush.world(tmp_path), Random(2026)
    travel("2024-02-01")
    rush.filled(here, chance)
    found = rush.at_once(here, [chance.randrange(2**31) for _ in range(WRITERS)], STEPS)
    done = [each for one in found for each in one.done]
    answers = sum((one.answers for one in found), Counter[str]())
    assert [one.failures for one in found] == [[]] * WRITERS
    assert sum(answers.values()) == STEPS * WRITERS
    assert len({noun for noun, *_ in done}) == 3
    assert rush.wrong_after(here, done) == []
    assert [*deviations.disagreements(), *decisions.disagreements()] == []
    assert found_when_changed(here, done) == []


def found_when_changed(here: rush.World, done: list[rush.Done]) -> list[str]:
    """Changes past the program that the look does not find."""
    noun_of = {"deviation": Deviation, "promise": Promise, "decision": Decision}
    missed = []
    for noun, table in noun_of.items():
        token = next(token for one, token, *_ in done if one == noun)
        state = table.objects.get(token=token).state
        table.objects.filter(token=token).update(state="dancing")
        if not rush.wrong_after(here, done):
            missed.append(f"the state of a {noun}")
        table.objects.filter(token=token).update(state=state)
    fewer = [one for one in done if one != done[-1]]
    lost = [("promise", next(iter(here.promises)), "keep", 99)]
    if not list(replay.acknowledged([*done, *lost], here.alive)):
        missed.append("a move that is not there")
    if not list(replay.acknowledged(fewer, here.alive)):
        missed.append("a move that nobody was told of")
    if not replay.promises(["gone"], here.people, clock.now().date()):
        missed.append("a promise that is lost")
    return missed
