"""Is anything lost, halved or doubled when the disk is full or refuses to keep what it was given?

`STYRBORD_DATABASE=... python -m bench.disk_faults --trials 60 --seed 1` on a new database. Submissions are
opened, saved, handed in, approved and released month by month while the n-th new page of the file is refused
(SQLite), or while every tenth call of `fdatasync` or `pwrite` fails (SQLite, where `fiu-run` is installed).
After each fault there is room again, and the same moves with the same keys must go through and leave all
whole. A fault that never fires fails the trial.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection

from bench.collection_faults import MOVES, Acknowledged, moves, prepare, wrong_in
from styrbord.services.trouble import Trouble, trouble_of

MOST_ROOM = 14
"""Pages that a trial may still take; a whole month takes about as many."""
CALLS = ("posix/io/sync/fdatasync", "posix/io/rw/pwrite")
MOST_TRIES = 40


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
        failures += wrong_in(acknowledged)
        done, why = walked(month, acknowledged)
        failures += [f"month {month}: {why} when there was room again"] if why else []
        month += 1
    failures += wrong_in(acknowledged)
    return told("disk full, n-th page", trials, stopped, failures, seed)


def refusing(trials: int, seed: int) -> dict[str, object]:
    """Let calls of the system fail in a process of its own, one in ten."""
    failures: list[str] = []
    stopped: Counter[str] = Counter()
    acknowledged: Acknowledged = {}
    month = 1
    for number in range(trials):
        call = CALLS[number % len(CALLS)]
        lines, words = failing(call, month)
        for at, name, answer in lines:
            said = json.dumps(answer)
            if acknowledged.setdefault((at, name), said) != said:
                failures.append(f"month {at}: another answer to the key of {name}")
            month = max(month, at)
        if "told as" not in words:
            failures.append(f"{call}: {words[-300:] or 'the fault did not fire'}")
        else:
            stopped[call.rsplit("/", 1)[1]] += 1
        failures += wrong_in(acknowledged)
        _, why = walked(month, acknowledged)
        failures += [f"month {month}: {why} when the disk was well again"] if why else []
        month += 1
    return told("fdatasync and pwrite fail, one in ten", trials, stopped, failures, seed)


def failing(call: str, month: int) -> tuple[list[tuple[int, str, object]], str]:
    """What a process acknowledged before a call failed it, and what it said at its end."""
    fault = f"enable_random name={call},probability=0.1"
    words = ["fiu-run", "-x", "-c", fault, sys.executable, "-m", "bench.disk_faults", "--work", str(month)]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        done = subprocess.run(
            words,
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            env=dict(os.environ),
            timeout=120,
            check=False,
        )
        out.seek(0)
        lines = [line for line in out.read().splitlines(keepends=True) if line.endswith("\n")]
    return [tuple(json.loads(line)) for line in lines], done.stderr


def work(month: int) -> None:
    """Move submission after submission until a call fails; say each move once it is done."""
    while True:
        token = ""
        for name, do in moves(month):
            try:
                answer = do(token)
            except (DatabaseError, OSError) as error:
                trouble = trouble_of(error)
                sys.exit(f"told as {trouble.value}" if trouble else f"not told: {error!r}")
            token = token or str(answer)
            print(json.dumps([month, name, answer]), flush=True)
        month += 1


def told(
    scenario: str, trials: int, stopped: Counter[str], failures: list[str], seed: int
) -> dict[str, object]:
    """Outcome as every scenario gives it."""
    return {
        "scenario": scenario,
        "trials": trials,
        "fired": sum(stopped.values()),
        "failures": failures[:20],
        "stopped": dict(stopped),
        "seed": seed,
    }


def main() -> int:
    """Try them all and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.disk_faults")
    parser.add_argument("--trials", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=int)
    parser.add_argument("--calls", action="store_true", help="let calls of the system fail; needs fiu-run")
    asked = parser.parse_args()
    if asked.work is not None:
        work(asked.work)
        return 0
    if asked.calls and not shutil.which("fiu-run"):
        raise SystemExit("fiu-run is missing.\nInstall it as root: apt install fiu-utils")
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder) / "board")
    found = (refusing if asked.calls else full)(asked.trials, asked.seed)
    print(json.dumps(found))
    return 1 if found["failures"] or found["fired"] != asked.trials else 0


if __name__ == "__main__":
    sys.exit(main())
