"""What becomes of damaged workbooks of a form, and what does reading one take?

`python -m bench.form_books [COUNT]` tries 10,000, or so many; `STYRBORD_SEED` others.
"""

import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.timing import Row, keep
from tests.sources.form_book_judge import FAILURES, MOST_MEMORY, REFUSED, SLOWEST
from tests.sources.form_books import NEVER_TAKEN
from tests.sources.test_form_book_mutations import Trying

COUNT = 10_000
MOST_SHOWN = 50
PROCESS = "one process with limits"
SEED = int(os.environ.get("STYRBORD_SEED", "7"))


def main() -> None:
    """Try them, keep the figures, and fail if one was taken wrongly."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    counts: Counter[tuple[str, str]] = Counter()
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        trying, began = Trying(Path(folder)), time.monotonic()
        for number in range(count):
            kind, became = trying.judged(number, SEED)
            counts[kind, became] += 1
            if became in FAILURES or (kind in NEVER_TAKEN and became != REFUSED):
                failed.append((number, kind, became))
        trying.close()
    found = Counter[str]()
    for (_, one), times in counts.items():
        found[one] += times
    rows = _rows(trying, count, found, len(failed))
    keep("form-books", "process", rows)
    for kind in sorted({kind for kind, _ in counts}):
        print(kind, _listed(Counter({one: times for (of, one), times in counts.items() if of == kind})))
    print(*(f"{row.what}: {row.measured}" for row in rows), *failed[:MOST_SHOWN], sep="\n")
    print(f"{time.monotonic() - began:.0f} s")
    print(json.dumps(_outcome(rows, found, failed)))
    sys.exit(bool(failed))


def _rows(trying: Trying, count: int, found: Counter[str], failed: int) -> list[Row]:
    """What was measured, and whether it is within its limits."""
    what = f"{count:,} damaged workbooks of a form ({_listed(found)}): taken wrongly, or a limit passed"
    memory, slowest = "The same: memory of the process", "The same: the slowest"
    is_small, is_quick = trying.peak <= MOST_MEMORY, trying.slowest <= SLOWEST
    return [
        Row(what, PROCESS, str(failed), "0", not failed),
        Row(memory, PROCESS, f"{trying.peak >> 20} MB", f"{MOST_MEMORY >> 20} MB", is_small),
        Row(slowest, PROCESS, f"{trying.slowest:.1f} s", f"{SLOWEST:.0f} s", is_quick),
    ]


def _outcome(
    rows: Sequence[Row], found: Counter[str], failed: Sequence[tuple[int, str, str]]
) -> dict[str, object]:
    """Outcome as every scenario gives it; what stayed the same for a reader was damaged all the same."""
    broken = [f"{row.what}: {row.measured}" for row in rows[1:] if not row.is_kept]
    return {
        "scenario": "damaged workbooks of a form",
        "trials": found.total(),
        "fired": found.total(),
        "failures": [*map(str, failed[:MOST_SHOWN]), *broken],
        "answers": dict(found),
        "measured": {row.what: row.measured for row in rows[1:]},
        "seed": SEED,
    }


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{times:,} {name}" for name, times in sorted(counts.items()))


if __name__ == "__main__":
    main()
