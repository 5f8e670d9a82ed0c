"""What becomes of damaged workbooks of a form, and what does reading one take?

`python -m bench.form_books [COUNT]` tries 10,000, or so many; `STYRBORD_SEED` others.
"""

import json
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from bench.timing import RESULTS
from tests.sources.form_book_judge import FAILURES, MOST_MEMORY, REFUSED, SLOWEST
from tests.sources.form_books import NEVER_TAKEN
from tests.sources.test_form_book_mutations import Trying

COUNT = 10_000
SEED = int(os.environ.get("STYRBORD_SEED", "7"))


def main() -> None:
    """Try them, keep the figures, and fail if one was taken wrongly."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    counts: Counter[tuple[str, str]] = Counter()
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        trying, began = Trying(Path(folder)), time.monotonic()
        for number in range(count):
            kind, found = trying.judged(number, SEED)
            counts[kind, found] += 1
            if found in FAILURES or (kind in NEVER_TAKEN and found != REFUSED):
                failed.append((number, kind, found))
        trying.close()
    found = Counter[str]()
    for (_, one), times in counts.items():
        found[one] += times
    rows = [
        {
            "what": f"{count:,} damaged workbooks of a form (seed {SEED}): {_listed(found)}; taken wrongly or unclean",
            "where": "one process with limits",
            "measured": str(len(failed)),
            "allowed": "0",
            "is_kept": not failed,
        },
        {
            "what": "Memory that the process held at most",
            "where": "the same",
            "measured": f"{trying.peak >> 20} MB",
            "allowed": f"{MOST_MEMORY >> 20} MB",
            "is_kept": trying.peak <= MOST_MEMORY,
        },
        {
            "what": "The slowest of them",
            "where": "the same",
            "measured": f"{trying.slowest:.1f} s",
            "allowed": f"{SLOWEST:.0f} s",
            "is_kept": trying.slowest <= SLOWEST,
        },
    ]
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / "form-books-sqlite.json"
    path.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for kind in sorted({kind for kind, _ in counts}):
        print(kind, _listed(Counter({one: times for (of, one), times in counts.items() if of == kind})))
    print(*(f"{row['what']}: {row['measured']}" for row in rows), *failed[:50], sep="\n")
    print(f"{time.monotonic() - began:.0f} s")
    sys.exit(bool(failed))


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{times:,} {name}" for name, times in sorted(counts.items()))


if __name__ == "__main__":
    main()
