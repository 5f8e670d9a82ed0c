"""How are deviations, promises and decisions moved by chance, by many writers at once?"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from random import Random
from threading import Barrier, Thread
from typing import Any

from django.db import connections

from bench import steering_replay as replay
from styrbord.core.base.problems import Refused
from styrbord.core.strategy.deviations.guards import Said
from styrbord.core.strategy.deviations.workflow import Verb
from styrbord.services import clock, decisions, deviations, people, promises
from styrbord.services.people import Span
from styrbord.services.promises import Promised
from styrbord.services.rights import OPERATOR
from styrbord.store.clock import to_ms
from styrbord.store.steering.models import Decision, Deviation, Promise
from tests.contract.deciding import REASONS, START, board, whole
from tests.contract.deviating import opened
from tests.contract.people import BASIS, FIRST, asked, key_of, signed_in

POSTS = ("ada", "bo", "cyr", "dan", "eve")
DEVIATION_VERBS = tuple(str(verb) for verb in Verb)
PROMISE_VERBS = tuple(dict.fromkeys(verb for _, verb in replay.PROMISE))
DECISION_VERBS = ("submit", "return", "decide", "withdraw", "review", "start", "keep", "dance")
PLACES, INDICATORS = ("n1", "n2", "s1"), ("jobs", "wages", "debts")
OUTCOMES = ("accepted", "effective", "not_effective", "false_alarm", "data_error", "nothing", "")
Done = tuple[str, str, str, int]
"""Noun, token, verb and revision of a move that was acknowledged."""


@dataclass
class World:
    """Who there is, and the things that are moved; of each whether it is beyond, or whole."""

    users: Mapping[str, Any]
    people: replay.People
    deviations: dict[str, bool] = field(default_factory=dict)
    promises: dict[str, bool] = field(default_factory=dict)
    decisions: dict[str, bool] = field(default_factory=dict)

    @property
    def alive(self) -> dict[str, list[str]]:
        """Tokens of what is moved, by noun."""
        found = {"deviation": self.deviations, "promise": self.promises, "decision": self.decisions}
        return {noun: list(tokens) for noun, tokens in found.items()}


@dataclass
class Tried:
    """What one writer was answered, and what it was told was done."""

    answers: Counter[str] = field(default_factory=Counter)
    done: list[Done] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def world(folder: Path) -> World:
    """A board with two owners, a deputy of one, an analyst, and somebody without any right."""
    board(folder)
    roles = {"ada": "owner", "bo": "owner", "cyr": "analyst"}
    users = {post: signed_in(post, *([asked(roles[post])] if post in roles else [])) for post in POSTS}
    people.name_deputy("ada", "eve", span=Span(first=FIRST, basis=BASIS), by=OPERATOR)
    keys = {post: key_of(user) for post, user in users.items()}
    posts = {keys[post]: frozenset({post}) for post in POSTS} | {keys["eve"]: frozenset({"eve", "ada"})}
    owners = {keys[post] for post in ("ada", "bo", "eve")}
    return World(users, replay.People(posts, owners, {keys["cyr"]}))


def filled(here: World, chance: Random) -> None:
    """New things for a batch: cases within and beyond their tolerance, promises, proposals whole or not."""
    Deviation.objects.filter(closed_at=None).update(closed_at=1)
    for place, indicator, track in product(PLACES, INDICATORS, ("plan", "residual")):
        is_beyond = chance.random() < 0.7
        expected = 10000.0 if is_beyond else 7001.0
        token = opened(place, indicator, value=7000.0, expected=expected, track=track)
        here.deviations[token] = is_beyond
    back = Deviation.objects.filter(state="verifying", token__in=list(here.deviations))
    back.update(came_back_at=to_ms(clock.now()))
    for number in range(30):
        by, holder = chance.choice(POSTS[:3]), chance.choice(POSTS)
        day = clock.now().date() + timedelta(days=1 + number % 6)
        said = Promised(chance.choice(PLACES), holder, day, "Do it")
        here.promises[promises.give(here.users[by], said)] = True
    for is_whole in (True, True, True, True, False, False):
        here.decisions[_proposed(here, is_whole=is_whole)] = is_whole


def _proposed(here: World, *, is_whole: bool) -> str:
    if is_whole:
        return whole(
            here.users["ada"], START, in_force_on=(clock.now().date() + timedelta(days=5)).isoformat()
        )
    token = decisions.propose(here.users["ada"], START)
    decisions.change(here.users["ada"], token, REASONS, revision=1)
    return token


def writer(here: World, seed: int, steps: int) -> Tried:
    """Try so many things by chance."""
    chance, found = Random(seed), Tried()
    kinds: tuple[Callable[[World, Random], Done | None], ...] = (_deviation, _promise, _decision)
    for _ in range(steps):
        try:
            kind = _tended if chance.random() < 0.01 else chance.choices(kinds, (5, 5, 2))[0]
            done = kind(here, chance)
            found.answers["done"] += 1
            if done:
                found.done.append(done)
        except Refused as refused:
            found.answers[refused.problems[0].code] += 1
        except Exception as error:  # noqa: BLE001  (whatever it is, it is counted and fails the run)
            found.failures.append(repr(error)[:300])
    return found


def _tended(here: World, chance: Random) -> None:
    """What the program does by the clock."""
    chance.choice((deviations.tend, promises.tend, decisions.settle))(clock.now())


def _revision(chance: Random, row: Any) -> int | None:
    return chance.choices((None, row.revision, max(0, row.revision - 1)), (3, 6, 1))[0]


def _user(here: World, chance: Random) -> Any:
    return here.users[chance.choices(POSTS, (3, 3, 1, 2, 2))[0]]


def _key(chance: Random) -> str:
    return f"k{chance.randrange(500)}" if chance.random() < 0.1 else ""


def _deviation(here: World, chance: Random) -> Done:
    token, user = chance.choice(list(here.deviations)), _user(here, chance)
    row = Deviation.objects.get(token=token)
    likely = [verb for state, verb in replay.DEVIATION if state == row.state] or list(DEVIATION_VERBS)
    verb = chance.choice(likely if chance.random() < 0.7 else DEVIATION_VERBS)
    said = Said(
        words=chance.choices(("", "It rained."), (1, 4))[0],
        cause=chance.choices(("staff", "", "nonsense"), (6, 3, 1))[0],
        action=chance.choices((clock.now().date() + timedelta(days=3), None, date(2001, 1, 1)), (6, 1, 1))[0],
        to=chance.choice(("", *POSTS, "nobody")),
        outcome=chance.choice(OUTCOMES),
    )
    key = _key(chance)
    number = deviations.move(user, token, Verb(verb), said, revision=_revision(chance, row), key=key)
    return "deviation", token, verb, number


def _promise(here: World, chance: Random) -> Done | None:
    token, user = chance.choice(list(here.promises)), _user(here, chance)
    row = Promise.objects.get(token=token)
    likely = [verb for state, verb in replay.PROMISE if state == row.state] or list(PROMISE_VERBS)
    verb = chance.choice(likely if chance.random() < 0.7 else PROMISE_VERBS)
    due = chance.choice((None, row.due_on, row.due_on + timedelta(days=chance.randrange(1, 9))))
    said = {
        "words": chance.choices(("", "Not yet."), (1, 4))[0],
        "due_on": due,
        "to": chance.choice(("", *POSTS, "nobody")),
    }
    before = row.revision
    note = promises.move(user, token, verb, revision=before, **said)
    return "promise", token, verb, before + 1 if note.revision > before else -1


def _decision(here: World, chance: Random) -> Done:
    token, user = chance.choice(list(here.decisions)), _user(here, chance)
    row = Decision.objects.get(token=token)
    likely = [verb for state, verb in replay.DECISION if state == row.state and verb != "change"]
    verb = chance.choice(likely if likely and chance.random() < 0.7 else DECISION_VERBS)
    revision = row.revision - (chance.random() < 0.2)
    words = chance.choices(("", "Too dear."), (1, 4))[0]
    return "decision", token, verb, decisions.move(user, token, verb, revision=revision, words=words)


def at_once(here: World, seeds: list[int], steps: int) -> list[Tried]:
    """What several writers got that began at one moment."""
    ready, found = Barrier(len(seeds)), list[Tried]()
    settings = connections.settings["default"]

    def go(seed: int) -> None:
        connections.settings["default"] = settings
        try:
            ready.wait()
            found.append(writer(here, seed, steps))
        finally:
            connections["default"].close()

    threads = [Thread(target=partial(go, seed)) for seed in seeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def wrong_after(here: World, done: list[Done]) -> list[str]:
    """What an independent look finds wrong with everything that is alive."""
    today = clock.now().date()
    for _ in range(2):
        promises.tend(clock.now())
    return [
        *replay.deviations(here.deviations, here.people),
        *replay.promises(here.promises, here.people, today),
        *replay.decisions(here.decisions, here.people),
        *replay.acknowledged(done, here.alive),
    ]
