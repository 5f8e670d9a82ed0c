"""Do many writers at once who try anything by chance lose money, skip a guard or unbalance a request?

`STYRBORD_DATABASE=... python -m bench.portfolio_rush` tries 200,000 steps.
"""

from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from bench import portfolio_replay as replay
from bench import portfolio_writers as rush
from styrbord.services.investments import agreeing
from styrbord.store.investments.models import Investment, Matter, Step
from tests.contract import investing as make
from tests.contract.deciding import travel

pytestmark = pytest.mark.usefixtures("database")
STEPS, WRITERS = 40, 4


def test_no_money_is_lost_and_no_guard_skipped_by_many_writers_at_once(tmp_path: Path) -> None:
    """And the look at it, whose rules are written down apart, finds what went past the guards."""
    here, chance = rush.world(tmp_path), Random(2026)
    travel("2027-02-01")
    rush.filled(here, "PSJ")
    found = rush.at_once(here, [chance.randrange(2**31) for _ in range(WRITERS)], STEPS)
    done = [each for one in found for each in one.done]
    answers = sum((one.answers for one in found), Counter[str]())
    assert [one.failures for one in found] == [[]] * WRITERS
    assert sum(answers.values()) == STEPS * WRITERS
    assert len({noun for noun, *_ in done}) >= 3
    assert rush.wrong_after(here, done) == []
    assert agreeing.disagreements() == []
    assert missed(here, done) == []


def missed(here: rush.World, done: list[rush.Done]) -> list[str]:
    """What goes past the program and the look does not find."""
    found = []
    code = here.codes[0]
    row = Investment.objects.get(code=code)
    Investment.objects.filter(pk=row.pk).update(stage="closed")
    if not rush.wrong_after(here, done):
        found.append("another stage")
    Investment.objects.filter(pk=row.pk).update(stage=row.stage)
    if not list(replay.acknowledged([*done, ("investment", code, "close", 9_999)])):
        found.append("a step that is not there")
    if not list(replay.facts({code: (10**6, Decimal(1))})):
        found.append("a payment that is lost")
    if not replay.wrong(["gone"], here.people):
        found.append("an investment that is lost")
    if not replay.wrong(here.codes, {}):
        found.append("steps by nobody")
    return found


def test_the_look_finds_steps_that_skip_a_guard_or_move_money_alone(tmp_path: Path) -> None:
    here = rush.world(tmp_path)
    users = dict(here.users)
    make.decided(users, "P-1")
    assert replay.wrong(["P-1"], here.people) == []
    row = Investment.objects.get()
    sly = Step.objects.create(
        investment=row, noun="investment", verb="start", before="decided", state="executing", at=1, by="x"
    )
    life = replay.Life(stage="decided")
    told = list(replay._investment(life, sly, frozenset({"body"}), "P-1"))
    assert {
        "P-1: start by a person who asked for it",
        "P-1: start without document",
        "P-1 was started without a baseline",
    } <= set(told)
    life = replay.Life(stage="appraising", states={"s": "in-force", "o": "asked"})
    life.nouns.update(s="stop", o="opinion")
    sly.verb, sly.state = "approve", "decided"
    told = list(replay._guards(life, sly, "P-1"))
    assert told == ["P-1 went by approve past a stop order", "P-1 was approved while an opinion waits"]
    before = {"money": {"C1": (Decimal(5), "R1")}, "results": {"R1": "3"}}
    after = {"money": {"C1": (Decimal(6), "R1")}, "results": {"R1": "3"}}
    Matter.objects.create(token="t", noun="change", state="applied", data={}, begun_at=1, begun_by="x")
    told = list(replay._balanced("t", [("P-1", before, after)]))
    assert told == ["t moved money of P-1/C1 without its result", "t is not balanced: 1"]
