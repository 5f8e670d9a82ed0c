"""Which fault is to be tried, how often, and what became of it?

`./run soak [NAME...] [--size short|long] [--trials N] [--seed N] [--out FILE]` runs scenarios one after the
other, each on a new database, and prints one line of JSON for each: scenario, trials, fired, failures, seed.
It ends with 1 when anything failed, or when a fault never fired.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.servers import database_at, postgres


@dataclass(frozen=True, slots=True)
class Scenario:
    """A module of this folder, its words, and how often it is tried at each size."""

    module: str
    words: tuple[str, ...]
    short: int
    long: int
    database: str = "sqlite"
    count: str = "--trials"
    is_seeded: bool = True
    needs: str = ""
    has_chance: bool = True


RUSH = Scenario("bench.collection_rush", (), 100, 1_000, count="--asked", is_seeded=False, has_chance=False)
STEERING = Scenario("bench.steering_rush", (), 600, 100_000, count="--steps")
PORTFOLIO = Scenario("bench.portfolio_rush", (), 600, 200_000, count="--steps")
SCENARIOS: Mapping[str, Scenario] = {
    "kills-sqlite": Scenario("bench.collection_faults", (), 10, 500),
    "kills-postgresql": Scenario("bench.collection_faults", (), 10, 500, database="postgresql"),
    "full-disk": Scenario("bench.disk_faults", (), 10, 500),
    "failing-calls": Scenario("bench.disk_faults", ("--calls",), 60, 500, needs="fiu-run"),
    "imports-full-disk": Scenario("bench.import_faults", (), 10, 500),
    "imports-failing-calls": Scenario("bench.import_faults", ("--calls",), 60, 500, needs="fiu-run"),
    "server-kills": Scenario("bench.server_faults", ("kills",), 6, 100, database=""),
    "server-full": Scenario("bench.server_faults", ("full",), 4, 30, database=""),
    "server-calls": Scenario("bench.server_faults", ("calls",), 4, 100, database="", needs="cc"),
    "rush-sqlite": RUSH,
    "rush-postgresql": replace(RUSH, database="postgresql"),
    "steering-sqlite": STEERING,
    "steering-postgresql": replace(STEERING, database="postgresql"),
    "portfolio-sqlite": PORTFOLIO,
    "portfolio-postgresql": replace(PORTFOLIO, database="postgresql"),
    "guesses": Scenario("bench.guessing", (), 500, 10_000, count="--guesses"),
    "interface": Scenario("bench.api_fuzz", (), 5, 50, count="--examples"),
    "disclosure": Scenario("bench.disclosure", (), 100, 1_000, database="", count="--tables"),
    "damaged-workbooks": Scenario("bench.form_books", (), 500, 10_000, count="", is_seeded=False),
    "load": Scenario("bench.load_test", (), 30, 300, database="", count="--seconds"),
}


@contextmanager
def sqlite(folder: Path) -> Iterator[str]:
    """A file that is not there yet."""
    yield str(folder / "soak.sqlite3")


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A new database of a server of our own."""
    with postgres() as server:
        yield database_at(server, "soak", anew=True)


@contextmanager
def none(folder: Path) -> Iterator[str]:
    """No database, or one that the scenario makes itself."""
    yield ""


PLACES: Mapping[str, Callable[[Path], Any]] = {"sqlite": sqlite, "postgresql": postgresql, "": none}


def tried(name: str, trials: int, seed: int) -> dict[str, Any]:
    """Outcome of one scenario."""
    one = SCENARIOS[name]
    day = datetime.now(tz=UTC).date().isoformat()
    said = {"scenario": name, "trials": trials, "seed": seed if one.has_chance else None, "day": day}
    if one.needs and not shutil.which(one.needs):
        return {**said, "fired": 0, "failures": [f"{one.needs} is missing"]}
    with (
        tempfile.TemporaryDirectory(prefix="styrbord-soak-") as text,
        PLACES[one.database](Path(text)) as address,
    ):
        done = run(one, trials, seed, address, Path(text))
    return {**said, **told(done, trials)}


def run(
    one: Scenario, trials: int, seed: int, address: str, folder: Path
) -> subprocess.CompletedProcess[str]:
    """Run the module of a scenario to its end."""
    words = [sys.executable, "-W", "ignore", "-m", one.module, *one.words]
    words += [one.count, str(trials)] if one.count else [str(trials)]
    words += ["--seed", str(seed)] if one.is_seeded else []
    environment = {**os.environ, "STYRBORD_STATE": str(folder / "state")}
    environment["STYRBORD_SEED"] = str(seed)
    environment.pop("STYRBORD_DATABASE", None)
    if address:
        environment["STYRBORD_DATABASE"] = address
    return subprocess.run(words, env=environment, capture_output=True, text=True, check=False)


def told(done: subprocess.CompletedProcess[str], trials: int) -> dict[str, Any]:
    """What a scenario printed, or the end of its words where it printed no JSON."""
    try:
        found = json.loads(done.stdout[done.stdout.index("{") :])
    except ValueError:
        failures = [] if done.returncode == 0 else [(done.stdout + done.stderr)[-600:]]
        return {"fired": trials if done.returncode == 0 else 0, "failures": failures}
    kept = {key: value for key, value in found.items() if key not in {"seed"}}
    kept.setdefault("fired", kept.get("trials", trials))
    kept.setdefault("failures", [])
    if done.returncode and not kept["failures"]:
        kept["failures"] = [f"ended with {done.returncode}"]
    return kept


def main() -> int:
    """Run what was asked for, one after the other."""
    parser = argparse.ArgumentParser(prog="./run soak", description="Faults, tried by hand before a release.")
    parser.add_argument("names", nargs="*", choices=[*SCENARIOS, []], metavar="NAME")
    parser.add_argument("--size", choices=("short", "long"), default="short")
    parser.add_argument("--trials", type=int)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--out", type=Path, help="a file to which each outcome is added")
    asked = parser.parse_args()
    is_good = True
    for name in asked.names or SCENARIOS:
        found = tried(name, asked.trials or getattr(SCENARIOS[name], asked.size), asked.seed)
        print(line := json.dumps({**found, "size": asked.size}), flush=True)
        if asked.out:
            with asked.out.open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")
        is_good = is_good and not found["failures"] and bool(found["fired"])
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
