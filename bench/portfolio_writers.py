"""How are investments moved by chance, with everything beside them, by many writers at once?"""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random
from threading import Barrier, Lock, Thread
from typing import Any

from django.db import connections

from bench import portfolio_replay as replay
from styrbord.core.base.problems import Problem, Refused
from styrbord.core.investments.portfolio.incoming import FactIn
from styrbord.core.investments.portfolio.money import Money
from styrbord.core.investments.portfolio.moving import Said
from styrbord.services import clock
from styrbord.services.investments import (
    assenting,
    drafting,
    facts,
    matters,
    moving,
    seats,
    tending,
)
from styrbord.services.rights import asked_once
from styrbord.store.investments.models import Investment, Matter, PlanVersion
from tests.contract import investing as make
from tests.contract.people import asked, key_of, signed_in

BODIES = ("north", "south", "n1")
PEOPLE = (
    "lead",
    "second",
    "other",
    "stranger",
    "both",
    "body",
    "controller",
    "authority",
    "chair",
    "owner",
    "reader",
)
SEATED = {"both": ("body", "controller", "authority"), "chair": ("authority",)}
LIKELY = {
    "lead": ("lead", "second", "both"), "body": ("body", "both"), "controller": ("controller", "both"),
    "authority": ("authority", "both", "chair"), "owner": ("owner",), "neighbour": ("stranger",),
    "party": ("lead", "other"), "program": ("reader",),
}  # fmt: skip
VERBS = {noun: tuple(sorted({verb for _, verb in table})) for noun, table in replay.TABLES.items()}
Done = tuple[str, str, str, int]
"""Noun, code or token, verb and revision of a step that was acknowledged."""


@dataclass
class World:
    """Who there is, which investments are alive, and which payments were acknowledged."""

    users: Mapping[str, Any]
    people: replay.People
    codes: list[str] = field(default_factory=list)
    payments: dict[str, tuple[int, Decimal]] = field(default_factory=dict)
    made: int = 0
    lock: Any = field(default_factory=Lock)


@dataclass
class Tried:
    """What one writer was answered, and what it was told was done."""

    answers: Counter[str] = field(default_factory=Counter)
    done: list[Done] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def world(folder: Path) -> World:
    """The small county, with two persons of the lead, one of whom also decides, verifies and stops."""
    users = make.board(folder)
    acting = {"lead": "north", "other": "south", "stranger": "n1", "second": "north", "both": "north"}
    users["second"] = signed_in("second", asked("preparer", subject="north", hierarchy="administrative"))
    users["both"] = signed_in("both", asked("owner", subject="north", hierarchy="administrative"))
    for post, more in SEATED.items():
        for seat in more:
            seats.give(users["keeper"], seat, post if post == "both" else f"{post}-post")
    labels: dict[str, set[str]] = {name: set() for name in users}
    for name, body in acting.items():
        labels[name].add(f"acts:{body}")
    for seat in make.SEATS:
        labels[seat].add(f"seat:{seat}")
    for post, more in SEATED.items():
        labels[post] |= {f"seat:{seat}" for seat in more}
    labels["owner"].add("post:benefit-owner")
    return World(users, {key_of(users[name]): frozenset(told) for name, told in labels.items()})


def filled(here: World, letters: str = "PPPSSJJ" * 4) -> None:
    """New investments for some batches: of one body, of the other, and joint ones."""
    for letter in letters:
        here.made += 1
        code = f"{letter}-{here.made}"
        data = make.plan(code, joint=letter == "J", share="0.0001")
        if letter == "S":
            data = json.loads(json.dumps(data).replace("north", "south"))
        drafting.begin(here.users["other" if letter == "S" else "lead"], data)
        here.codes.append(code)
        here.payments[code] = (0, Decimal(0))


def writer(here: World, seed: int, steps: int) -> Tried:
    """Try so many things by chance."""
    chance, found = Random(seed), Tried()
    kinds: tuple[Callable[[World, Random], Done | None], ...] = (
        _investment, _matter, _begun, _planned, _assented, _paid, _requested, _tended,
    )  # fmt: skip
    for _ in range(steps):
        try:
            done = chance.choices(kinds, (30, 40, 6, 3, 7, 4, 9, 1))[0](here, chance)
            found.answers["done"] += 1
            if done:
                found.done.append(done)
        except Refused as refused:
            found.answers[refused.problems[0].code] += 1
        except Exception as error:  # noqa: BLE001  (whatever it is, it is counted and fails the run)
            found.failures.append(repr(error)[:300])
    return found


def _user(here: World, chance: Random, likely: frozenset[str] | None = None) -> Any:
    if likely and chance.random() < 0.8:
        return here.users[chance.choice(LIKELY.get(chance.choice(sorted(likely)), PEOPLE))]
    return here.users[chance.choice(PEOPLE)]


def _key(chance: Random) -> str:
    return f"k{chance.randrange(500)}" if chance.random() < 0.1 else ""


def _revision(chance: Random, row: Any) -> int:
    return int(row.revision) - (chance.random() < 0.08)


def _said(chance: Random) -> Said:
    """Words, document and worth, each left out now and then."""
    return Said(
        reason=chance.choices(("", "It rained."), (1, 9))[0],
        words=chance.choices(("", "We do."), (1, 9))[0],
        document=chance.choices(("", "D-7"), (1, 9))[0],
        residual=chance.choices((None, make.money(0)), (1, 3))[0],
    )


def _verb(chance: Random, noun: str, state: str) -> tuple[str, frozenset[str]]:
    """Mostly a verb that the table has, and who may; ends less often than the way on."""
    lines = {verb: line for (at, verb), line in replay.TABLES[noun].items() if at == state}
    if not lines or chance.random() < 0.08:
        strange = [verb for verb in VERBS[noun] if verb not in _ENDING or chance.random() < 0.1]
        return chance.choice(strange), frozenset()
    weights = [1 if verb in _ENDING else 40 for verb in lines]
    verb = chance.choices(list(lines), weights)[0]
    return verb, lines[verb].who


_ENDING = frozenset(
    {"stop", "pause", "return", "lose", "drop", "reject", "withdraw", "uphold", "put-in-force"}
)


def _investment(here: World, chance: Random) -> Done:
    code = chance.choice(here.codes)
    row = Investment.objects.get(code=code)
    verb, likely = _verb(chance, "investment", row.stage)
    user = here.users["other"] if code[0] == "S" and "lead" in likely else _user(here, chance, likely)
    revision = moving.move(user, code, verb, _said(chance), revision=_revision(chance, row), key=_key(chance))
    return "investment", code, verb, revision


def _matter(here: World, chance: Random) -> Done:
    own = Matter.objects.filter(investment__code=chance.choice(here.codes))
    rows = list(own) or list(Matter.objects.filter(noun="change").order_by("-pk")[:5])
    rows += list(Matter.objects.filter(noun="change").order_by("-pk")[:1])
    if not rows:
        raise Refused(Problem("matter.not-found"))
    row = chance.choice(rows)
    verb, likely = _verb(chance, row.noun, row.state)
    is_south = row.investment is not None and row.investment.code[0] == "S" and "lead" in likely
    user = here.users["other"] if is_south else _user(here, chance, likely)
    data = _content(chance, row, verb)
    revision, key = _revision(chance, row), _key(chance)
    number = matters.move(user, row.token, verb, _said(chance), data=data, revision=revision, key=key)
    return row.noun, row.token, verb, number


def _content(chance: Random, row: Matter, verb: str) -> dict[str, Any] | None:
    today = clock.now().date().isoformat()
    if (row.noun, verb) == ("benefit", "baseline"):
        return {"value": "10", "period": "2025", "method": "count", "measured_by": "north"}
    if (row.noun, verb) == ("measurement", "change"):
        value = str(chance.randrange(100))
        without = chance.choice(("", "20"))
        return {
            "measured_on": today,
            "period": "2026",
            "value": value,
            "counterfactual": without,
            "method": "count",
        }
    if (row.noun, verb) == ("change", "change"):
        return _request(chance, row.data["plans"])
    return None


def _begun(here: World, chance: Random) -> Done:
    code = chance.choice(here.codes)
    noun = chance.choices(("measurement", "opinion", "stop"), (6, 2, 1))[0]
    today = clock.now().date()
    data: dict[str, Any] = {"body": "n1", "due": (today + timedelta(days=chance.randrange(3))).isoformat()}
    user = _user(here, chance, frozenset({"lead"}))
    if noun == "measurement":
        data = {
            "benefit": "B1", "by": replay.lead_of(code), "measured_on": today.isoformat(), "period": "2026",
            "value": "60", "counterfactual": chance.choice(("", "20")), "method": "count",
        }  # fmt: skip
        user = here.users["other"] if code[0] == "S" else user
    elif noun == "stop":
        data = {"ground": "duplicate", "words": "Alike", "hear_until": today.isoformat()}
        user = _user(here, chance, frozenset({"authority"}))
    token = matters.begin(user, noun, data, investment=code, key=_key(chance))
    return noun, token, "begin", 1


def _planned(here: World, chance: Random) -> Done:
    """Words that may change, or money that may not once it is decided."""
    code = chance.choice(here.codes)
    row = Investment.objects.get(code=code)
    data = json.loads(PlanVersion.objects.get(investment=row, number=row.version).text)
    data["purpose"] = {"en": f"Purpose {chance.randrange(9)}"}
    if chance.random() < 0.4:
        spread = data["investment"]["options"][1]["costs"][0]["spread"]
        spread["likely"] = str(chance.randrange(90_000, 150_000))
    user = here.users["other"] if code[0] == "S" else _user(here, chance, frozenset({"lead"}))
    revision = drafting.change(user, code, data, revision=_revision(chance, row), key=_key(chance))
    return "investment", code, "plan", revision


def _assented(here: World, chance: Random) -> None:
    code, body = chance.choice(here.codes), chance.choice(BODIES[:2])
    kind, item = chance.choice((("picture", ""), ("agreement", ""), ("deliverable", "D1"), ("line", "C2")))
    user = (
        here.users[{"north": "lead", "south": "other"}[body]]
        if chance.random() < 0.8
        else _user(here, chance)
    )
    is_given = chance.random() < 0.93
    assenting.assent(user, code, kind, item, body=body, document="A-1", is_given=is_given)


def _paid(here: World, chance: Random) -> None:
    """A payment, of a line there is or not: it is recorded anyway, once."""
    code, amount = chance.choice(here.codes), Decimal(chance.randrange(1, 9_999)) / 100
    fact = FactIn(
        "paid", Money(amount, make.money(0).price), clock.now().date(), code,
        chance.choice(("C1", "C2", "C9")), reference=f"{chance.randrange(10**12)}",
    )  # fmt: skip
    user = here.users["other"] if code[0] == "S" else _user(here, chance, frozenset({"lead", "body"}))
    facts.record(user, [fact])
    with here.lock:
        count, total = here.payments[code]
        here.payments[code] = (count + 1, total + amount)


def _requested(here: World, chance: Random) -> Done:
    codes = sorted({chance.choice(here.codes) for _ in range(chance.choice((1, 1, 2)))})
    data = {**_request(chance, codes), "words": "The north grows"}
    token = matters.begin(_user(here, chance, frozenset({"lead", "party"})), "change", data, key=_key(chance))
    return "change", token, "begin", 1


def _request(chance: Random, codes: list[str]) -> dict[str, Any]:
    """A set of changes that is whole, or lacks a result, or does not come to 0."""
    first, last = codes[0], codes[-1]
    amount = chance.randrange(1, 500)
    data: dict[str, Any] = {
        "money": [
            {"line": f"{first}/C1", "amount": str(-amount)},
            {
                "line": f"{last}/C2",
                "amount": str(amount if chance.random() < 0.8 or first != last else amount + 1),
            },
        ],
        "results": [
            {"result": f"{first}/R1", "change": "-0.5"},
            {"result": f"{last}/R2", "change": "0.5"},
        ],
        "versions": {
            row.code: row.version - (chance.random() < 0.05)
            for row in Investment.objects.filter(code__in=codes)
        },
    }
    if chance.random() < 0.3:
        data["results"].pop(chance.randrange(2))
    return data


def _tended(_: World, __: Random) -> None:
    """What the program does by the clock."""
    tending.tend(clock.now())


def at_once(here: World, seeds: list[int], steps: int) -> list[Tried]:
    """What several writers got that began at one moment."""
    ready, found = Barrier(len(seeds)), list[Tried]()
    settings = connections.settings["default"]

    def go(seed: int) -> None:
        connections.settings["default"] = settings
        try:
            ready.wait()
            with asked_once():
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
    return [
        *replay.wrong(here.codes, here.people),
        *replay.acknowledged(done),
        *replay.facts({code: here.payments[code] for code in here.codes}),
    ]
