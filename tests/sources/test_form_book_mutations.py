"""Does whatever becomes of a form's workbook end in a refusal, or in what stands in its cells?

`STYRBORD_FORM_BOOKS=10000 pytest tests/sources/test_form_book_mutations.py` tries 10,000 files,
`STYRBORD_SEED` others; the everyday run tries 420. `bench/form_books.py` does the same with figures.
"""

import json
import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from styrbord.sources.form_book.reading import KIND
from tests.sources.form_book_judge import FAILURES, REFUSED, verdict
from tests.sources.form_books import MUTATIONS, NEVER_TAKEN, mutated, specimen
from tests.sources.worker import Worker

COUNT = int(os.environ.get("STYRBORD_FORM_BOOKS", "420"))
SEED = int(os.environ.get("STYRBORD_SEED", "7"))
SHOWN_OTHERWISE = {f"form-book.{look}" for look in ("date", "percent", "scaled", "hidden")}
"""Why a single cell is refused whose format shows another number than it holds."""


class Trying:
    """Reads one workbook after another in one process with limits."""

    def __init__(self, folder: Path) -> None:
        """Begin with the undamaged one."""
        self._path, self._out = folder / "book.xlsx", folder / "out"
        self._worker = Worker(folder / "log", keep=True)
        self.slowest, self.peak = 0.0, 0
        self.stopped: set[tuple[str, str]] = set()
        self.sound = self.read(specimen())[1]

    def read(self, content: bytes) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """Answer of the process, and what it wrote."""
        self._path.write_bytes(content)
        answer = self._worker.ask(self._path, self._out, kind=KIND)
        self.slowest, self.peak = max(self.slowest, answer["time"]), max(self.peak, answer["peak"])
        account = self._out / "account.json"
        said = json.loads(account.read_text(encoding="utf-8")) if answer["is_read"] else {}
        account.unlink(missing_ok=True)
        if self._out.is_dir():
            self._out.rmdir()
        return answer, said

    def judged(self, number: int, seed: int) -> tuple[str, str]:
        """Kind of a damage and what became of the file."""
        kind, content = mutated(number, seed)
        answer, said = self.read(content)
        self.stopped |= {(kind, one["problem"]["code"]) for one in said.get("found", ())}
        return kind, verdict(answer, said, self.sound, content)

    def close(self) -> None:
        """End the process."""
        self._worker.close()


def test_every_damaged_workbook_is_refused_or_read_as_another_program_reads_it(tmp_path: Path) -> None:
    trying = Trying(tmp_path)
    counts: Counter[tuple[str, str]] = Counter()
    failed = []
    for number in range(COUNT):
        kind, found = trying.judged(number, SEED)
        counts[kind, found] += 1
        if found in FAILURES or (kind in NEVER_TAKEN and found != REFUSED):
            failed.append((number, kind, found))
    trying.close()
    assert failed == [], (tmp_path / "log").read_text(encoding="utf-8")[-4000:]
    assert {kind for kind, _ in counts} == set(MUTATIONS)
    assert {kind for kind, found in counts if found == REFUSED} >= set(MUTATIONS)
    assert {code for kind, code in trying.stopped if kind == "style"} >= SHOWN_OTHERWISE
    assert {found for _, found in counts} >= {"same", "read", "unsigned"}
    assert sum(count for (_, found), count in counts.items() if found == "unjudged") <= COUNT // 50
