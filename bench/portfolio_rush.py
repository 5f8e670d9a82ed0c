"""Do many writers at once, who try anything by chance, ever lose money, skip a guard or unbalance a request?

`STYRBORD_DATABASE=... python -m bench.portfolio_rush --steps 200000` on a new database lets some threads move
investments and what stands beside them by chance: right and wrong verbs, by those who may and those who may
not, with old revisions, missing words, requests that are not balanced, and keys that were used before, while
days pass and the program tends. After each batch `bench/portfolio_replay.py` replays every history by rules
of its own; each acknowledged step and payment must be there once. Prints what came of it as JSON, and ends
with 1 if anything is wrong.
"""

import argparse
import json
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bench.site import migrate, vendor  # isort: skip  (it sets Django up for what follows)
from bench.portfolio_writers import Done, at_once, filled, world, wrong_after
from styrbord.services import ledger
from styrbord.services.investments import agreeing
from styrbord.store.investments.models import Investment, Matter
from tests.contract.deciding import travel

FIRST_DAY, DAYS = date(2027, 1, 10), 3000
ALIVE = 5
"""Batches during which investments that were begun for one are moved."""


def run(steps: int, seed: int, *, writers: int, batch: int, until: float = float("inf")) -> dict[str, Any]:
    """Try so many steps by chance in batches, or until a moment; look at everything after each batch."""
    began, chance = time.perf_counter(), Random(seed)
    answers, failures, done = Counter[str](), list[str](), list[Done]()
    tried = moved = number = 0
    with tempfile.TemporaryDirectory() as folder:
        here = world(Path(folder))
    while tried < steps and not failures and time.time() < until:
        travel((FIRST_DAY + timedelta(days=min(number, DAYS))).isoformat())
        if number % ALIVE == 0:
            here.codes, here.payments, done = [], {}, []
            filled(here)
        each = max(1, min(batch, steps - tried) // writers)
        for one in at_once(here, [chance.randrange(2**31) for _ in range(writers)], each):
            answers += one.answers
            failures += one.failures
            done += one.done
            moved += len(one.done)
        tried += each * writers
        failures += wrong_after(here, done)
        number += 1
    failures += [str(one) for one in agreeing.disagreements()]
    if problem := ledger.verify(chain_alone=True).problem:
        failures.append(str(problem))
    return {
        "scenario": "investments and all beside them moved by chance, many at once",
        "database": vendor(),
        "trials": tried,
        "fired": tried,
        "moved": moved,
        "batches": number,
        "writers": writers,
        "stages": dict(Counter(Investment.objects.values_list("stage", flat=True))),
        "applied": Matter.objects.filter(noun="change", state="applied").count(),
        "answers": dict(answers.most_common()),
        "failures": failures[:50],
        "seconds": round(time.perf_counter() - began, 1),
    }


def main() -> None:
    """Try as much as was asked for and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m bench.portfolio_rush", description=__doc__)
    parser.add_argument("--steps", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--writers", type=int, default=6)
    parser.add_argument("--batch", type=int, default=600)
    parser.add_argument("--minutes", type=float, default=24 * 60, help="no new batch begins after these")
    words = parser.parse_args()
    migrate()
    until = time.time() + 60 * words.minutes
    found = run(words.steps, words.seed, writers=words.writers, batch=words.batch, until=until)
    print(json.dumps(found, indent=1))
    if found["failures"]:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
