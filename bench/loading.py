"""How long does loading a pack of a million numbers take beside writing the same rows bare?

Run as `python -m bench.loading`. Every load
runs in a process of its own with a fresh database, so that its peak memory can be read.
"""

import os
import subprocess
import sys
from collections.abc import Callable

from bench import site, synthetic
from bench.servers import database_at, postgres
from bench.synthetic import Size
from bench.timing import Pair, Row, keep, median_pair, ratio_row

SIZE = Size(subjects=2500, indicators=12, years=35)
PACK = site.FOLDER / "pack-1m"
TIMES = 3
MOST_MEMORY = 1024


def write_pack() -> None:
    """A clean pack of a million observations as CSV."""
    if (PACK / "observations.csv").exists():
        return
    synthetic.write_spine(PACK, SIZE)
    synthetic.coded(synthetic.observations(SIZE)).write_csv(PACK / "observations.csv")


def in_a_child(module: str, database: str) -> tuple[float, float]:
    """Seconds and peak memory (MB) that a module tells on its last line."""
    words = [sys.executable, "-m", module, str(PACK)]
    environment = {**os.environ, "STYRBORD_DATABASE": database}
    told = subprocess.run(words, env=environment, capture_output=True, text=True, check=True)
    passed, memory = told.stdout.split()[-2:]
    return float(passed), float(memory)


def sqlite_database(turn: int) -> str:
    """A fresh file; those of earlier turns go."""
    for path in site.FOLDER.glob("load-*"):
        path.unlink()
    return str(site.FOLDER / f"load-{turn}.sqlite3")


def measured(fresh: Callable[[int], str]) -> tuple[Pair, float]:
    """Load and write bare in turns; the pair and the peak memory."""
    found, memory = [], 0.0
    for turn in range(TIMES):
        ours, peak = in_a_child("bench.loading_pack", fresh(2 * turn))
        bare, _ = in_a_child("bench.loading_bare", fresh(2 * turn + 1))
        found.append((ours, bare))
        memory = max(memory, peak)
    return median_pair(found), memory


def rows(where: str, pair: Pair, memory: float) -> list[Row]:
    """Rows of one database."""
    beside = "the bare COPY" if where == "PostgreSQL" else "the bare executemany"
    return [
        ratio_row("Loading 1,000,000 observations, validated and released", where, pair, 4, beside),
        Row(
            "Peak memory of that load", where, f"{memory:.0f} MB", f"{MOST_MEMORY} MB", memory <= MOST_MEMORY
        ),
    ]


if __name__ == "__main__":
    write_pack()
    keep("loading", "SQLite", rows("SQLite", *measured(sqlite_database)))
    with postgres() as address:
        found = measured(lambda turn: database_at(address, "bench-load", anew=True))
    keep("loading", "PostgreSQL", rows("PostgreSQL", *found))
