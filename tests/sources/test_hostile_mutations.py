"""Does whatever becomes of a file by damage end in a reading or a refusal?

`STYRBORD_MUTATIONS=10000 pytest tests/sources/test_hostile_mutations.py` tries 10,000 files, `STYRBORD_SEED`
others; the everyday run tries 1,500. Each number stands for one file, whatever the machine.
"""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from styrbord.core.base.problems import KINDS, Refused
from styrbord.services.imports.running import read_in_child
from styrbord.sources import recognising
from styrbord.sources.asking import Request
from tests.sources.mutations import mutated
from tests.sources.specimens import SPECIMENS
from tests.sources.worker import Worker

COUNT = int(os.environ.get("STYRBORD_MUTATIONS", "1500"))
SEED = int(os.environ.get("STYRBORD_SEED", "3"))
SLOWEST = 10.0


def is_clean(answer: dict[str, Any]) -> bool:
    """Whether a file was read, or refused with problems that have words."""
    codes = {problem["code"] for problem in answer["problems"]}
    return answer["is_read"] or (bool(codes) and codes <= set(KINDS) and "reading.failed" not in codes)


def is_refused_by_the_parent(path: Path, out: Path) -> bool:
    """Whether a file that ends the reading process, by asking for too much memory, is refused cleanly."""
    with pytest.raises(Refused) as refusal:
        read_in_child(Request(path, out))
    return {problem.code for problem in refusal.value.problems} <= {"reading.too-much-memory", "file.damaged"}


@pytest.mark.parametrize("name", SPECIMENS)
def test_an_undamaged_file_of_each_format_is_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(SPECIMENS[name]())
    worker = Worker(tmp_path / "log")
    try:
        assert worker.ask(path, tmp_path / "out")["problems"] == []
    finally:
        worker.close()


def test_every_damaged_file_is_read_or_refused_with_reasons(tmp_path: Path) -> None:
    assert recognising.formats()
    path, log = tmp_path / "file.bin", tmp_path / "log"
    worker = Worker(log)
    counts: Counter[str] = Counter()
    unclean = []
    for number in range(COUNT):
        name, content = mutated(number, SEED)
        path.write_bytes(content)
        answer = worker.ask(path, tmp_path / "out")
        counts["read" if answer["is_read"] else "refused"] += 1
        if answer.get("died") and is_refused_by_the_parent(path, tmp_path / "again"):
            continue
        if not is_clean(answer) or answer["time"] > SLOWEST:
            unclean.append((number, name, answer))
    worker.close()
    assert unclean == [], log.read_text(encoding="utf-8")[-4000:]
    assert counts["read"] > COUNT // 20
    assert counts["refused"] > COUNT // 20
