"""How much of the standard of application safety is answered, chapter by chapter?"""

import csv
import json
from collections import Counter
from pathlib import Path

from docs.generate.worked import table

ANSWERS = Path(__file__).resolve().parents[2] / "assurance" / "asvs.csv"
FIGURES = ANSWERS.with_name("faults.jsonl")
STATUSES = ("test", "evidence", "open", "not applicable")


def rows() -> list[dict[str, str]]:
    """Our answers."""
    with ANSWERS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def chapters() -> str:
    """Number of answers of each status in each chapter."""
    found = Counter((row["req_id"].split(".")[0], row["status"]) for row in rows())
    names = sorted({chapter for chapter, _ in found}, key=lambda name: int(name[1:]))
    lines = [(name, *(found[name, status] for status in STATUSES)) for name in names]
    total = [sum(found[name, status] for name in names) for status in STATUSES]
    return table(("chapter", *STATUSES), [*lines, ("all", *total)])


def open_ones() -> str:
    """What is still to be done."""
    return table(
        ("requirement", "to do"), [(r["req_id"], r["reason"]) for r in rows() if r["status"] == "open"]
    )


def faults() -> str:
    """What became of each scenario of faults, the newest run of each."""
    lines = FIGURES.read_text(encoding="utf-8").splitlines() if FIGURES.exists() else []
    newest = {(said["scenario"], said.get("database", "")): said for said in map(json.loads, lines)}
    head = ("scenario", "database", "trials", "fired", "failures", "seed", "day")
    found = [
        (*name, said["trials"], said["fired"], len(said["failures"]), said["seed"] or "", said["day"])
        for name, said in sorted(newest.items())
    ]
    return table(head, found)
