"""Is anything lost, halved or doubled when the disk is full or refuses to keep what it was given?

`STYRBORD_DATABASE=... python -m bench.disk_faults --trials 60 --seed 1` on a new database. Submissions are
opened, saved, handed in, approved and released month by month while the n-th new page of the file is refused
(SQLite), or, with --calls, while the n-th call of `fdatasync` or `pwrite` fails, alone or with all later
ones, as a broken or a full disk (SQLite, where `fiu-run` is installed).
After each fault there is room again, and the same moves with the same keys must go through and leave all
whole. A fault that never fires fails the trial.
"""

import argparse
import json
import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection

from bench.collection_faults import MOVES, Acknowledged, moves, prepare, wrong_in
from bench.failing_calls import Fault, Sweep, under_fiu
from bench.site import vendor
from styrbord.services.trouble import Trouble, trouble_of

MOST_ROOM = 14
"""Pages that a trial may still take; a whole month takes about as many."""
MOST_TRIES = 40
MOST_SHOWN = 20


def ask(statement: str) -> Any:
    """What the database answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()


def leave_room(pages: int | None) -> None:
    """Let the file grow by so many pages and no more; None takes the limit away."""
    free = 0 if pages is None else int(ask("PRAGMA page_count")[0]) + pages
    ask(f"PRAGMA max_page_count={free or 2**30}")


def walked(month: int, acknowledged: Acknowledged) -> tuple[int, str]:
    """Do the moves of a month; number of those done, and what stopped them, empty when nothing did."""
    token = ""
    for done, (name, do) in enumerate(moves(month)):
        try:
            answer = do(token)
        except (DatabaseError, OSError) as error:
            trouble = trouble_of(error)
            return done, f"told as {trouble.value}" if trouble else f"not told: {error!r}"
        token = token or str(answer)
        said = json.dumps(answer)
        if acknowledged.setdefault((month, name), said) != said:
            return done, f"{name}: another answer to the same key"
    return len(MOVES), ""


def full(trials: int, seed: int) -> dict[str, object]:
    """Refuse the n-th new page, again and again."""
    chance = random.Random(seed)
    acknowledged: Acknowledged = {}
    failures: list[str] = []
    stopped: Counter[str] = Counter()
    month = 1
    for _ in range(trials):
        ask("VACUUM")
        leave_room(chance.randrange(MOST_ROOM))
        done, why = walked(month, acknowledged)
        tries = 0
        while not why and tries < MOST_TRIES:
            month, tries = month + 1, tries + 1
            done, why = walked(month, acknowledged)
        leave_room(None)
        if why != f"told as {Trouble.FULL.value}":
            failures.append(f"month {month}: {why or 'the fault did not fire'}")
        else:
            stopped[MOVES[done]] += 1
        failures += wrong_in(acknowledged, month - tries)
        done, why = walked(month, acknowledged)
        failures += [f"month {month}: {why} when there was room again"] if why else []
        month += 1
    failures += wrong_in(acknowledged)
    return told("disk full, n-th page", trials, stopped, failures, seed)


def refusing(trials: int, seed: int) -> dict[str, object]:
    """Let the n-th call of the system fail, n = 1, 2, ... until a month passes untouched; then the next kind.

    One that SQLite can do without, as when it tidies up, stops nothing and is counted as `borne`.
    """
    failures: list[str] = []
    stopped: Counter[str] = Counter()
    acknowledged: Acknowledged = {}
    sweep, month = Sweep(), 1
    walked(0, {})  # all is read and computed once before the first fault
    while stopped.total() < trials and len(failures) < MOST_SHOWN:
        fault = sweep.fault()
        with fault.on():
            done, why = walked(month, acknowledged)
        if fault.fired:
            stopped[_kind(fault, done, why)] += 1
        if why and (not fault.fired or not why.startswith("told as")):
            failures.append(f"month {month}, {fault}: {why}")
        failures += wrong_in(acknowledged, month)
        _, why = walked(month, acknowledged)
        failures += [f"month {month}, {fault}: {why} when the disk was well again"] if why else []
        sweep.next(is_untouched=not fault.fired)
        month += 1
    failures += wrong_in(acknowledged)
    found = told("the n-th fdatasync or pwrite fails", trials, stopped, failures, seed)
    return {**found, "whole_sweeps": sweep.ends}


def _kind(fault: Fault, done: int, why: str) -> str:
    call = f"{fault.call.rsplit('/', 1)[1]} {os.strerror(fault.error)}"
    return f"{call}: {why.removeprefix('told as ')} at {MOVES[done]}" if why else f"{call}: borne"


def told(
    scenario: str, trials: int, stopped: Counter[str], failures: list[str], seed: int
) -> dict[str, object]:
    """Outcome as every scenario gives it."""
    return {
        "scenario": scenario,
        "database": vendor(),
        "trials": trials,
        "fired": sum(stopped.values()),
        "failures": failures[:MOST_SHOWN],
        "stopped": dict(stopped),
        "seed": seed,
    }


def main() -> int:
    """Try them all and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.disk_faults")
    parser.add_argument("--trials", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--calls", action="store_true", help="let calls of the system fail; needs fiu-run")
    asked = parser.parse_args()
    if asked.calls:
        under_fiu("bench.disk_faults")
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder) / "board")
    found = (refusing if asked.calls else full)(asked.trials, asked.seed)
    print(json.dumps(found))
    return 1 if found["failures"] or found["fired"] != asked.trials else 0


if __name__ == "__main__":
    sys.exit(main())
