"""Does `styrbord appraise` give the results of the reference, and refuse what it cannot read?"""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import Terminal
from tests.core.investments.references import differences, reference, stripped, tolerance, vectors

GOOD = {"id": "a", "formula": "programme_efficiency", "input": {"SR": 0.96, "E_is": 0.9375}}


class Typed:
    """A terminal in a folder with a file of cases."""

    def __init__(self, folder: Path) -> None:
        self.type, self.cases, self.out = (
            Terminal(folder),
            folder / "cases.json",
            folder / "made" / "results.json",
        )

    def appraise(self, cases: object) -> subprocess.CompletedProcess[str]:
        """Run the command on cases, given as a text or as what JSON makes of them."""
        text = cases if isinstance(cases, str) else json.dumps(cases)
        self.cases.write_text(text, encoding="utf-8")
        return self.type.bare("appraise", self.cases, "--out", self.out)

    @property
    def results(self) -> dict[str, Any]:
        """What was written."""
        found: dict[str, Any] = json.loads(self.out.read_text(encoding="utf-8"))
        return found

    def refusal(self, *words: object) -> str:
        """What the command says when it refuses and writes nothing."""
        ended = self.type.bare("appraise", *words)
        assert ended.returncode == 1, ended.stdout
        assert "Traceback" not in ended.stderr
        assert "Nothing was changed." in ended.stderr
        return ended.stderr


@pytest.fixture
def typed(tmp_path: Path) -> Typed:
    return Typed(tmp_path)


@reference
def test_the_whole_reference_agrees_and_needs_no_database(typed: Typed) -> None:
    ended = typed.appraise(stripped())
    assert (ended.returncode, ended.stderr) == (0, "")
    found = typed.results
    assert list(found) == list(vectors())
    for name, case in vectors().items():
        assert found[name].keys() == case["expected"].keys()
        for key, expected in case["expected"].items():
            assert list(differences(expected, found[name][key], tolerance(name, key), f"{name}.{key}")) == []
    assert f"{len(found)} cases: {len(found)} computed, 0 refused." in ended.stdout
    assert "By a house rule of Styrbord, not by an outside standard: benefit-confirmation/1," in ended.stdout
    assert not (typed.cases.parent / "state").exists()


def test_a_wrong_case_hinders_no_other(typed: Typed) -> None:
    ended = typed.appraise(
        [{"id": "no", "formula": "shaply", "input": {}}, GOOD, {"id": "bad", "formula": "nps", "input": 3}]
    )
    assert ended.returncode == 0
    assert "3 cases: 1 computed, 2 refused." in ended.stdout
    assert "Refused: no: formula: There is no formula 'shaply'. Did you mean 'shapley'?" in ended.stdout
    assert typed.results["a"] == {"ER": 0.9, "class": "high"}
    assert typed.results["no"]["error"]["code"] == "appraisal.formula"
    assert typed.results["bad"]["error"].keys() == {"code", "message"}


def test_of_many_refused_cases_the_first_are_shown(typed: Typed) -> None:
    told = typed.appraise([{"id": str(at)} for at in range(12)]).stdout
    assert told.count("Refused: ") == 11
    assert "Refused: 2 more, see the results." in told


@pytest.mark.parametrize(
    ("cases", "told"),
    [
        ("[{", "cases.json: This is no JSON"),
        ({"a": GOOD}, "cases.json: an object stands where the list of cases belongs."),
        ([GOOD, GOOD], "cases.json: Case 2 has the id 'a', as case 1 has."),
        ([{"formula": "nps"}], "cases.json: Case 1 has no id."),
    ],
)
def test_what_is_no_list_of_cases_is_refused_and_nothing_written(
    typed: Typed, cases: object, told: str
) -> None:
    typed.appraise([GOOD])
    before = typed.out.read_bytes()
    typed.cases.write_text(cases if isinstance(cases, str) else json.dumps(cases), encoding="utf-8")
    assert told in typed.refusal(typed.cases, "--out", typed.out)
    assert typed.out.read_bytes() == before
    assert os.listdir(typed.out.parent) == ["results.json"]


def test_files_that_cannot_be_used_are_refused(typed: Typed) -> None:
    assert "cannot be used: No such file" in typed.refusal(typed.cases, "--out", typed.out)
    typed.cases.write_bytes(b"\xff\xfe[]")
    assert "cannot be used: it is not UTF-8" in typed.refusal(typed.cases, "--out", typed.out)
    typed.cases.write_text("[]", encoding="utf-8")
    assert "cannot be used: Is a directory" in typed.refusal(typed.cases, "--out", typed.cases.parent)
    assert "The results would be written over the cases." in typed.refusal(typed.cases, "--out", typed.cases)
    assert typed.cases.read_text(encoding="utf-8") == "[]"
