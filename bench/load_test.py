"""Do 300 readers and 30 people who hand in get their pages in time, for five minutes, on PostgreSQL?

`python -m bench.load_test --seconds 300` starts a PostgreSQL of its own, loads the example county, serves it
as `styrbord serve` does, and lets `bench.load_users` at it over the loopback. It prints what each kind of
page took as JSON, and ends with 1 when anything failed or when the 95th of 100 of all answers, of a page or
of a step that hands something in is above a second.
"""

import argparse
import csv
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from bench.servers import database_at, postgres

WARMING = 4
"""Times that the board is opened in each language before anybody comes, so that each process has it."""
COMING = 2
"""Users who come in each second; what happens until all are there does not count."""
BAR = 1000.0
"""Milliseconds within which 95 of 100 pages are there."""


@contextmanager
def served(environment: dict[str, str], port: int) -> Iterator[int]:
    """The board while it is served, in a process group of its own; number of the process."""
    words = [sys.executable, "-m", "styrbord.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(words, env=environment, start_new_session=True)
    try:
        for _ in range(300):
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/", timeout=5):
                break
            time.sleep(0.2)
        for path in ("en", "ru", "sv") * WARMING:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}/", timeout=120) as answer:
                answer.read()
        yield process.pid
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def play(environment: dict[str, str], port: int, seconds: int, folder: Path, users: tuple[int, int]) -> None:
    """Let the users at it; the time in which they come in does not count."""
    words = [
        sys.executable,
        "-m",
        "locust",
        "-f",
        str(Path(__file__).with_name("load_users.py")),
        "--headless",
    ]
    words += [
        "--host",
        f"http://127.0.0.1:{port}",
        "--users",
        str(sum(users)),
        "--spawn-rate",
        str(COMING),
        "--reset-stats",
    ]
    words += [
        "--run-time",
        f"{seconds + sum(users) // COMING}s",
        "--csv",
        str(folder / "load"),
        "--only-summary",
    ]
    words += ["--loglevel", "WARNING", "--exit-code-on-error", "0"]
    subprocess.run(words, env=environment, check=True, stdout=subprocess.DEVNULL)


def judged(folder: Path, seconds: int, seed: int, users: tuple[int, int]) -> dict[str, Any]:
    """What each kind of page took, and what failed."""
    with (folder / "load_stats.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["Name"]: row for row in csv.DictReader(file)}
    kinds = {
        name: {
            "way": row["Type"],
            "requests": int(row["Request Count"]),
            "failures": int(row["Failure Count"]),
            **{part: float(row[part] or 0) for part in ("50%", "95%", "99%")},
        }
        for name, row in sorted(rows.items())
    }
    failed = [name for name, kind in kinds.items() if kind["failures"]]
    slow = [name for name, kind in kinds.items() if kind["95%"] >= BAR]
    with (folder / "load_failures.csv").open(encoding="utf-8", newline="") as file:
        told = [f"{row['Name']}: {row['Error']} ({row['Occurrences']})" for row in csv.DictReader(file)]
    return {
        "scenario": f"{users[0]} readers and {users[1]} who hand in",
        "database": "PostgreSQL",
        "seconds": seconds,
        "trials": kinds["Aggregated"]["requests"],
        "fired": kinds["Aggregated"]["requests"],
        "failures": failed,
        "slow": slow,
        "told": told[:20],
        "load": [round(one, 1) for one in os.getloadavg()],
        "kinds": kinds,
        "seed": seed,
    }


def run(seconds: int, seed: int, port: int, users: tuple[int, int]) -> dict[str, Any]:
    """The whole of it."""
    folder = Path(tempfile.mkdtemp(prefix="styrbord-load-"))
    with postgres() as server:
        environment = {
            **os.environ,
            "STYRBORD_DATABASE": database_at(server, "load", anew=True),
            "STYRBORD_STATE": str(folder / "state"),
            "STYRBORD_RATE_LIMITS": "none",
            "STYRBORD_LOAD": str(folder / "said.json"),
            "STYRBORD_SEED": str(seed),
            "STYRBORD_LOAD_USERS": f"{users[0]} {users[1]}",
            "PYTHONPATH": os.pathsep.join((str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", ""))),
        }
        words = [sys.executable, "-W", "ignore", "-m", "bench.load_board", str(folder / "said.json")]
        subprocess.run(words, env=environment, check=True)
        with served(environment, port):
            play(environment, port, seconds, folder, users)
    return judged(folder, seconds, seed, users)


def main() -> int:
    """Prepare, or run and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.load_test")
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--port", type=int, default=8391)
    parser.add_argument("--readers", type=int, default=300)
    parser.add_argument("--handing-in", type=int, default=30)
    asked = parser.parse_args()
    found = run(asked.seconds, asked.seed, asked.port, (asked.readers, asked.handing_in))
    print(json.dumps(found, indent=1))
    return 1 if found["failures"] or found["slow"] else 0


if __name__ == "__main__":
    sys.exit(main())
