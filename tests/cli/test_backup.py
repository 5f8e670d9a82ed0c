"""Does the terminal back up and restore, and say what it did?"""

import shutil
from pathlib import Path

import pytest

from styrbord.cli.main import main
from tests.cli.terminal import Terminal


@pytest.mark.usefixtures("sqlite_database")
def test_a_backup_says_what_it_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "all.backup"
    assert main(["backup", str(file)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].endswith(f"tables: {file}, {file.stat().st_size:,} bytes.")
    assert said[1] == "Newest head of the ledger: none, nothing was sealed yet"
    assert main(["backup", str(file)]) == 1
    assert "a backup never replaces another" in capsys.readouterr().err


@pytest.mark.usefixtures("sqlite_database")
def test_a_restore_into_a_full_database_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "all.backup"
    assert main(["backup", str(file)]) == 0
    assert main(["restore", str(file)]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "Refused: 1 problem. Nothing was changed."


def test_a_drill_from_backup_to_a_verified_new_database(tmp_path: Path, sqlite_template: Path) -> None:
    old = Terminal(tmp_path)
    shutil.copyfile(sqlite_template, old.database)
    assert old("sign-in-link", "planner").returncode == 0
    assert old("ledger", "seal").returncode == 0
    assert old("backup", "all.backup").returncode == 0
    new = Terminal(tmp_path, str(tmp_path / "new.sqlite3"))
    done = new("restore", "all.backup")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Restored ")
    heads = f"{old.database}.heads"
    assert new("ledger", "verify", "--heads", heads).returncode == 0
    assert old("sign-in-link", "planner").returncode == 0
    assert old("ledger", "seal").returncode == 0
    later = new("ledger", "verify", "--heads", heads)
    assert later.returncode == 1, "the published heads know of events that came after the backup"
    assert "were sealed and published" in later.stderr
    assert new("ledger", "seal", "--heads", heads).returncode == 1, "two histories never go into one file"
    assert new("ledger", "seal", "--heads", "new.heads", "--new-heads").returncode == 0
