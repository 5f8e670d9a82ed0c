"""Are forms published, listed and written in the terminal, and is everything due done by one command?"""

from pathlib import Path

import pytest

from styrbord.cli.commands.tick import WORDS
from styrbord.cli.main import main
from styrbord.services.collection import forms
from styrbord.services.tick import STEPS
from tests.contract.forms import MONTHLY, board
from tests.contract.packs import Written

pytestmark = pytest.mark.usefixtures("sqlite_database")
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def file(sqlite_database: str, tmp_path: Path) -> Path:
    """Text of a form, beside a board that knows its names."""
    board(tmp_path / "county")
    path = tmp_path / "forms.toml"
    path.write_text(MONTHLY, encoding="utf-8")
    return path


def test_forms_are_published_listed_and_written(file: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["form", "publish", str(file)]) == 0
    assert main(["form", "publish", str(file)]) == 0
    assert capsys.readouterr().out == "Published labour, version 1.\nNothing changed.\n"
    assert main(["form", "list"]) == 0
    assert capsys.readouterr().out.startswith("labour  Labour  M  20")
    out = tmp_path / "out.toml"
    assert main(["form", "export", str(out)]) == 0
    assert main(["form", "publish", str(out)]) == 0
    assert main(["form", "export"]) == 0
    assert capsys.readouterr().out.endswith(out.read_text(encoding="utf-8"))
    assert len(forms.versions("labour")) == 1


def test_everything_that_is_wrong_with_a_form_is_told(file: Path, capsys: Capture) -> None:
    file.write_text(MONTHLY.replace('"jobs"', '"jbos"').replace('"county"', '"cuonty"'), encoding="utf-8")
    assert main(["form", "publish", str(file)]) == 1
    said = capsys.readouterr().err
    assert "jbos" in said
    assert "cuonty" in said
    assert "Nothing was changed." in said
    assert forms.known() == []


def test_a_tick_says_what_was_done_and_a_second_that_nothing_was_due(
    file: Path, tmp_path: Path, settings: pytest.FixtureRequest, capsys: Capture
) -> None:
    settings.LEDGER_HEADS = tmp_path / "heads"  # type: ignore[attr-defined]
    assert main(["form", "publish", str(file)]) == 0
    capsys.readouterr()
    assert main(["tick"]) == 0
    assert "posts were reminded or told." in capsys.readouterr().out
    assert main(["tick"]) == 0
    assert capsys.readouterr().out == "Nothing was due.\n"


def test_every_step_of_a_tick_has_words() -> None:
    assert list(WORDS) == list(STEPS)


def test_the_forms_of_a_pack_come_with_it_or_the_pack_does_not(tmp_path: Path, capsys: Capture) -> None:
    pack = Written().described(code="county", vintage="2021").observe("people", "n1", {"2020": 6})
    yearly = MONTHLY.replace('"M"', '"A"').replace('first = "2025-01"', 'first = "2025"')
    pack.texts["forms.toml"] = yearly.replace("vacancies", "peple")
    assert main(["load", str(pack.write(tmp_path / "pack"))]) == 1
    said = capsys.readouterr().err
    assert "forms.toml" in said
    assert "peple" in said
    assert main(["form", "list"]) == 0
    assert capsys.readouterr().out == ""
    pack.texts["forms.toml"] = yearly.replace("vacancies", "people")
    assert main(["load", str(pack.write(tmp_path / "pack"))]) == 0
    assert [one.code for one in forms.known()] == ["labour"]
