"""Has every requirement of the standard of application safety an answer that is there?"""

import ast
import csv
from functools import cache
from pathlib import Path

from docs.generate.worked.assurance import STATUSES, rows

ROOT = Path(__file__).resolve().parents[2]
AUTOMATED = 0.7


@cache
def names_in(file: str) -> frozenset[str]:
    """Names of the tests of a file."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_requirement_has_one_answer(shared: Path) -> None:
    with (shared / "reference" / "assurance" / "asvs5_L1L2.csv").open(encoding="utf-8", newline="") as file:
        asked = [(row["req_id"], row["L"]) for row in csv.DictReader(file)]
    assert [(row["req_id"], row["level"]) for row in rows()] == asked


def test_every_answer_shows_what_it_says() -> None:
    for row in rows():
        shown = {
            "test": bool(row["tests"]),
            "evidence": bool(row["evidence"]) and not row["tests"],
            "open": bool(row["reason"]) and not row["tests"],
            "not applicable": bool(row["reason"]) and not row["tests"] and not row["evidence"],
        }
        assert row["status"] in STATUSES, row["req_id"]
        assert shown[row["status"]], row["req_id"]


def test_every_test_and_path_of_an_answer_is_there() -> None:
    for row in rows():
        for test in row["tests"].split():
            file, name = test.split("::")
            assert name in names_in(file), (row["req_id"], test)
        for path in row["evidence"].split():
            assert (ROOT / path).exists(), (row["req_id"], path)


def test_most_of_what_applies_is_shown_by_a_test() -> None:
    applying = [row for row in rows() if row["status"] != "not applicable"]
    assert sum(row["status"] == "test" for row in applying) >= AUTOMATED * len(applying)
