"""Is anything acknowledged lost, halved or doubled when the database server dies, is full, or cannot write?

`python -m bench.server_faults kills|full|calls --trials 100` on a PostgreSQL server of its own. A worker
hands in, approves and releases month by month, until in turn

kills   the server's first process, all of its processes, or the worker's backend is killed by SIGKILL;
        after each the sums of all pages are read;
full    the disk of the data or of the log has no more room (small disks in memory, as root);
calls   the n-th `fdatasync` or `fsync` of the log fails, once or from then on, where PostgreSQL stops (`cc`
        is installed).

The worker must be told, in words of the program. Then the server starts again with all room and a sound
disk, and the same moves with the same keys must go through and leave all whole.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

import psycopg
from django.db import connections
from django.test import Client

from bench.collection_faults import LATEST_KILL, MOVES, Acknowledged, pace, prepare, walk, work, wrong_in
from bench.own_server import CALLS, OwnServer, own_server
from bench.servers import database_at
from bench.workers import POLL, TOLD, Line, Worker, apart
from tests.databases import using

MOST_SHOWN = 20
ROOM = 160
"""MB of each small disk."""
MOST_LEFT = 600_000
"""Bytes that a full disk may still take, at most."""
MOST_CALLS = 25
PATIENCE, SHORT = 90.0, 8.0


@dataclass
class Trials:
    """What came of them so far."""

    server: OwnServer
    chance: random.Random
    latest: float = 0.0
    month: int = 2
    acknowledged: Acknowledged = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def worker(self) -> Worker:
        """A process at work; it has acknowledged something."""
        month = self.month
        found = Worker(lambda out: work(month, out))
        found.begin()
        return found

    def keep(self, lines: list[Line]) -> None:
        """Remember what was acknowledged; a repeat must get the first answer."""
        for month, name, answer in lines:
            said = json.dumps(answer)
            if self.acknowledged.setdefault((month, name), said) != said:
                self.wrong(f"{name} of month {month}: another answer to the same key")
            self.month = max(self.month, month)

    def wrong(self, *found: str) -> None:
        """Remember a failure."""
        self.failures += [f"{sum(self.counted.values())}: {one}" for one in found]

    def ended(self, worker: Worker, what: str) -> None:
        """The worker must end by itself and tell what stopped it."""
        code = worker.wait(PATIENCE)
        lines, word = worker.ended()
        self.keep(lines)
        if code != TOLD:
            self.wrong(f"{what}: the worker ended with {code}: {word[-600:]}")
            return
        self.counted[f"{what}: {word.removeprefix('told as ')}"] += 1

    def look(self) -> None:
        """All must be whole, and the last month goes through."""
        connections.close_all()
        first = self.month - 1
        self.wrong(*wrong_in(self.acknowledged, first))
        month = self.month
        again = Worker(lambda out: walk(month, out))
        if again.wait(PATIENCE):
            self.wrong(f"the repeat ended: {again.ended()[1][-600:]}")
        else:
            self.keep(again.ended()[0])
        if (self.month, MOVES[-1]) not in self.acknowledged:
            self.wrong(f"month {month} did not go through when repeated")
        self.month += 1
        connections.close_all()


def kill_first(server: OwnServer) -> bool:
    """Kill the first process; the others must see it and go."""
    family = server.family()
    os.kill(server.pid, signal.SIGKILL)
    server.gone(family)
    return True


def kill_all(server: OwnServer) -> bool:
    """Kill all processes, as a power cut would."""
    server.kill()
    return True


def kill_backend(server: OwnServer) -> bool:
    """Kill the process that serves the worker; the server must begin anew by itself."""
    with psycopg.connect(server.address, autocommit=True) as asked:
        row = asked.execute("SELECT pid FROM pg_stat_activity WHERE datname = 'soak'").fetchone()
    if row is None:
        return False
    os.kill(row[0], signal.SIGKILL)
    return True


KILLS: dict[str, Callable[[OwnServer], bool]] = {
    "first process": kill_first,
    "all processes": kill_all,
    "backend": kill_backend,
}


def kill(trials: Trials, number: int) -> None:
    """Kill the server, or a part of it, at a random moment."""
    name = list(KILLS)[number % len(KILLS)]
    worker = trials.worker()
    time.sleep(trials.chance.uniform(0, trials.latest))
    if not KILLS[name](trials.server):
        trials.wrong(f"{name}: there was none to kill")
    trials.ended(worker, name)
    trials.server.recover()
    if problem := trials.server.check_pages():
        trials.wrong(problem)


def fill(trials: Trials, number: int) -> None:
    """Leave little room for the data or for the log, until something cannot be kept."""
    server = trials.server
    disk, name = ((server.data, "data"), (server.log, "log"))[number % 2]
    connections.close_all()
    with psycopg.connect(server.address, autocommit=True) as asked:
        asked.execute("CHECKPOINT")
    ballast, go = disk / "ballast", server.folder / "read-again"
    reader = reading(go)
    free = shutil.disk_usage(disk).free - trials.chance.randrange(MOST_LEFT)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, free)
    trials.ended(trials.worker(), f"no room for the {name}")
    go.touch()
    if reader.wait(PATIENCE) and name == "data":
        trials.wrong(f"reading stopped with the disk of the data full: {reader.ended()[1][-300:]}")
    go.unlink()
    ballast.unlink()
    trials.counted[f"no room for the {name}: {server.recover(SHORT)}"] += 1


def reading(go: Path) -> Worker:
    """A process that has read the first page and keeps its connection; it reads again once a file is there.

    A new connection may be refused meanwhile: PostgreSQL writes a file of its own for the first one after
    its tables have changed.
    """
    found = Worker(lambda out: _read_twice(out, go))
    found.begin()
    return found


def _read_twice(out: TextIO, go: Path) -> None:
    _read()
    print(json.dumps([0, "read", 200]), file=out, flush=True)
    until = time.monotonic() + 2 * PATIENCE
    while not go.exists() and time.monotonic() < until:
        time.sleep(POLL)
    _read()


def _read() -> None:
    status = Client(headers={"host": "localhost"}).get("/en/").status_code
    if status != 200:
        raise RuntimeError(f"answered {status}")


def refuse(trials: Trials, number: int) -> None:
    """Refuse the n-th call that brings the log to the disk, or all from there on."""
    server, call = trials.server, CALLS[number % 2]
    connections.close_all()
    with psycopg.connect(server.address, autocommit=True) as asked:
        asked.execute(f"ALTER SYSTEM SET wal_sync_method = '{call}'")
        asked.execute("SELECT pg_reload_conf()")
    is_lasting = number % 4 > 1
    at = trials.chance.randrange(1, MOST_CALLS)
    server.refuse(call, -at if is_lasting else at)
    what = f"{call} fails {'from then on' if is_lasting else 'once'}"
    trials.ended(trials.worker(), what)
    if not server.refused(call):
        trials.wrong(f"{call} number {at} did not come")
    server.refuse(call, 0)
    trials.counted[f"{what}: {server.recover(SHORT if is_lasting else PATIENCE)}"] += 1


WAYS: dict[str, tuple[str, Callable[[Trials, int], None]]] = {
    "kills": ("SIGKILL of the database server", kill),
    "full": ("disk full under the database server", fill),
    "calls": ("the n-th fdatasync or fsync of the server's log fails", refuse),
}


def run(way: str, count: int, seed: int) -> dict[str, object]:
    """Try one way so many times on a new server."""
    scenario, do = WAYS[way]
    with (
        own_server(preloaded=way == "calls", room=ROOM if way == "full" else 0) as server,
        using(database_at(server.address, "soak")),
        tempfile.TemporaryDirectory() as folder,
    ):
        apart(lambda: prepare(Path(folder) / "county"))
        trials = Trials(server, random.Random(seed), LATEST_KILL * pace())
        for number in range(count):
            do(trials, number)
            trials.look()
            if len(trials.failures) > MOST_SHOWN:
                break
        trials.wrong(*wrong_in(trials.acknowledged))
        if problem := server.check_pages():
            trials.wrong(problem)
        connections.close_all()
    told = {what: times for what, times in trials.counted.items() if "database." in what}
    return {
        "scenario": scenario,
        "database": "PostgreSQL",
        "trials": count,
        "fired": sum(told.values()),
        "failures": trials.failures[:MOST_SHOWN],
        "counted": dict(trials.counted),
        "acknowledged": len(trials.acknowledged),
        "seed": seed,
    }


def main() -> int:
    """Try and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.server_faults")
    parser.add_argument("way", choices=WAYS)
    parser.add_argument("--trials", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.way == "calls" and not shutil.which("cc"):
        raise SystemExit("cc is missing.\nInstall it as root: apt install gcc libc6-dev")
    found = run(asked.way, asked.trials, asked.seed)
    print(json.dumps(found))
    return 1 if found["failures"] or found["fired"] != asked.trials else 0


if __name__ == "__main__":
    sys.exit(main())
