"""Is nobody's promise lost when many move it at once, and who is told by the clock?"""

from collections import Counter
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from styrbord.core.strategy.promises.workflow import MOVES, State, Verb
from styrbord.services import clock, promises
from styrbord.store.collection.models import Notice
from styrbord.store.steering.models import Promise, PromiseStep
from tests.contract.deviating import loaded, owner
from tests.contract.promising import ahead, given, moved, parties, said, torn, wandering
from tests.contract.test_signals import passed
from tests.contract.test_submissions_at_once import MANY, at_once

pytestmark = pytest.mark.usefixtures("database")
DAY = 86_400


def test_who_holds_asked_or_answers_above_is_reminded_and_told_once_each(tmp_path: Path) -> None:
    loaded(tmp_path)
    who = parties()
    owner("north-head", "north")
    owner("head", "")
    told = lambda: list(Notice.objects.order_by("pk").values_list("kind", "post"))  # noqa: E731
    token = given(who["asker"], days=20)
    passed(4 * DAY)
    assert (promises.tend(clock.now()), promises.tend(clock.now())) == (1, 0)
    assert told()[-1] == ("promise.unanswered", "holder")
    moved(who["holder"], token, Verb.ACCEPT)
    steps = [
        (13, [("promise.due", "holder")]),
        (4, [("promise.broken", "holder"), ("promise.broken", "asker")]),
        (7, [("promise.escalated", "north-head")]),
        (7, [("promise.escalated", "head")]),
        (30, []),
    ]
    for days, new in steps:
        before = len(told())
        passed(days * DAY)
        promises.tend(clock.now())
        assert told()[before:] == new
        assert promises.tend(clock.now()) == 0
    assert PromiseStep.objects.filter(verb="break").count() == 1


def test_of_many_ticks_at_once_one_marks_a_broken_promise(tmp_path: Path) -> None:
    loaded(tmp_path)
    token = given(owner(), "planner", 1)
    passed(2 * DAY)
    at_once(lambda _: promises.tend(clock.now()))
    assert (PromiseStep.objects.filter(verb="break").count(), torn([token])) == (1, [])


def test_of_random_steps_by_many_writers_none_loses_a_promise_or_skips_a_guard(tmp_path: Path) -> None:
    loaded(tmp_path)
    who = parties()
    head = owner("head", "")
    tokens = [given(who["asker"], days=2) for _ in range(3)]
    users = [who["holder"], who["asker"], who["taker"], head]

    def walk(number: int) -> Counter[str]:
        chance, found = Random(number), Counter[str]()
        for _ in range(6):
            found += wandering(users[number % len(users)], chance.choice(tokens), chance, 3)
        return found

    done: Counter[str] = Counter()
    for _ in range(3):
        for each in at_once(walk):
            assert isinstance(each, Counter)
            done += each
        passed(DAY)
        promises.tend(clock.now())
    assert sum(done.values()) == 3 * MANY * 18
    assert any(name.startswith("done") for name in done)
    assert "promise.not-possible" in done
    assert torn(tokens) == []
    assert illegal(tokens) == []


def illegal(tokens: list[str]) -> list[str]:
    """Steps that the table does not know from the state before them."""
    wrong = []
    for token in tokens:
        steps = list(PromiseStep.objects.filter(promise__token=token).order_by("revision"))
        for before, step in pairwise(steps):
            line = MOVES.get((State(before.state), Verb(step.verb)))
            if line is None or line.leads_to != step.state:
                wrong.append(f"{token}: {before.state} {step.verb} {step.state}")
    return wrong


def test_what_is_said_with_a_move_is_whole() -> None:
    needed = {verb for (_, verb), line in MOVES.items() if line.needs}
    blank = Promise(due_on=ahead(1))
    assert {verb for verb in Verb if said(verb, blank)} == needed
