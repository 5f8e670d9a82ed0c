"""Does the terminal read and load files as they were published?"""

import shutil
from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.contract.packs import Written
from tests.services.imports.files_of_office import json_stat

SHEET = "Region,2020,2021\nFjordby,1,2\nSkogby,3,..\nStrandby,5,6\n"


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """A terminal in a folder with two files."""
    (tmp_path / "town-jobs.json").write_bytes(json_stat())
    (tmp_path / "towns.csv").write_text(SHEET, encoding="utf-8")
    return Terminal(tmp_path)


@pytest.fixture(scope="session")
def loaded(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a tree of subjects, as the terminal loads it."""
    terminal = Terminal(tmp_path_factory.mktemp("loaded"))
    shutil.copyfile(sqlite_template, terminal.database)
    pack = Written().observe("people", "n1", {"2020": 10}).described(code="small")
    assert terminal("load", pack.write(terminal.folder / "pack")).returncode == 0
    assert not Path(f"{terminal.database}-wal").exists()
    return Path(terminal.database)


@pytest.fixture
def board(terminal: Terminal, loaded: Path) -> Terminal:
    """The terminal, with a tree of subjects in its database."""
    shutil.copyfile(loaded, terminal.database)
    return terminal


def test_a_file_is_read_without_any_database(terminal: Terminal) -> None:
    done = terminal.bare("read", "town-jobs.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0].startswith("Read town-jobs.json")
    assert "1 table, 1 indicator, 4 observations, 1 of them without a number." in done.stdout
    assert (terminal.folder / "town-jobs" / "observations.csv").is_file()
    assert sorted(path.name for path in terminal.folder.iterdir()) == [
        "town-jobs",
        "town-jobs.json",
        "towns.csv",
    ]


def test_territories_of_a_named_database_are_matched(board: Terminal) -> None:
    done = board("read", "towns.csv", "--out", "found")
    assert "Every territory was matched." in done.stdout
    rows = (board.folder / "found" / "observations.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == ["n1", "n1", "n2", "n2", "s1", "s1"]


def test_territories_may_come_from_a_file(terminal: Terminal) -> None:
    (terminal.folder / "known.csv").write_text("territory_code,name\nX1,Fjordby\n", encoding="utf-8")
    done = terminal.bare("read", "towns.csv", "--territories", "known.csv")
    assert "Not matched: 2 names of territories, see unmatched.csv." in done.stdout


def test_an_earlier_result_is_replaced_and_anything_else_is_not(terminal: Terminal) -> None:
    for _ in range(2):
        assert terminal.bare("read", "town-jobs.json").returncode == 0
    (terminal.folder / "mine").mkdir()
    (terminal.folder / "mine" / "letter.txt").write_text("dear", encoding="utf-8")
    done = terminal.bare("read", "town-jobs.json", "--out", "mine")
    assert (done.returncode, done.stdout) == (1, "")
    assert "was not made by a reading" in done.stderr


def test_what_cannot_be_read_is_refused_with_the_reason(terminal: Terminal) -> None:
    (terminal.folder / "letter.txt").write_text("Dear colleague,\nno numbers today.\n", encoding="utf-8")
    done = terminal.bare("read", "letter.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == "Refused: 1 problem. Nothing was changed."
    assert "Traceback" not in done.stderr
    assert terminal.bare("read", "nothing.xlsx").returncode == 1


def test_a_file_with_codes_is_loaded_as_it_is(board: Terminal) -> None:
    for new in ("1 new editions (4 observations new)", "0 new editions (0 observations new)"):
        done = board("load", "town-jobs.json")
        assert (done.returncode, done.stderr) == (0, "")
        assert new in done.stdout


def test_the_folder_of_a_reading_is_loaded(board: Terminal) -> None:
    board("read", "towns.csv", "--out", "found")
    done = board("load", "found")
    assert (done.returncode, done.stderr) == (0, "")
    assert "6 observations in 1 new editions (6 observations new)" in done.stdout


def test_a_sheet_is_loaded_by_a_layout_only(board: Terminal) -> None:
    done = board("load", "towns.csv")
    assert done.returncode == 1
    assert "give the layout.toml with --layout" in done.stderr
    board("read", "towns.csv")
    done = board("load", "towns.csv", "--layout", "towns/layout.toml")
    assert (done.returncode, done.stderr) == (0, "")
    assert "6 observations in 1 new editions (6 observations new)" in done.stdout


def test_a_name_that_the_layout_leaves_out_is_told(board: Terminal) -> None:
    board("read", "towns.csv")
    layout = board.folder / "towns" / "layout.toml"
    text = layout.read_text(encoding="utf-8")
    layout.write_text(text.replace("[territories]", '[territories]\n"Skogby" = ""'), encoding="utf-8")
    done = board("load", "towns.csv", "--layout", layout)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Left out, as the layout says: 'Skogby'." in done.stdout
    assert "(4 observations new)" in done.stdout


def test_two_values_for_one_key_refuse_the_load(board: Terminal) -> None:
    (board.folder / "towns.csv").write_text(f"{SHEET}Fjordby,9,2\n", encoding="utf-8")
    assert board("read", "towns.csv").returncode == 0
    before = board("load", "towns")
    assert before.returncode == 1
    assert "towns!B2" in before.stderr
    assert "towns!B5" in before.stderr


def test_a_layout_that_is_not_there_is_told(board: Terminal) -> None:
    done = board("load", "towns.csv", "--layout", "gone.toml")
    assert done.returncode == 1
    assert "gone.toml: The file cannot be read" in done.stderr
