"""Does the terminal seal, verify and prove, and end with 1 when something was changed?"""

import shutil
from pathlib import Path

import pytest

from styrbord.cli.main import main
from styrbord.store.collection.models import Form, Submission
from styrbord.store.spine.models import Subject
from tests.cli.terminal import Terminal
from tests.contract import ledgers


@pytest.fixture
def heads(tmp_path: Path) -> str:
    """File of published heads."""
    return str(tmp_path / "heads")


@pytest.mark.usefixtures("sqlite_database")
def test_sealing_shows_the_newest_head(heads: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", "seal", "--heads", heads]) == 0
    assert capsys.readouterr().out == "There is nothing to seal yet.\n"
    ledgers.tell([1, 2, 3])
    assert main(["ledger", "seal", "--heads", heads]) == 0
    line = Path(heads).read_text(encoding="utf-8")
    assert capsys.readouterr().out == (f"Sealed 3 events; 1 head published in {heads}.\nNewest head: {line}")


@pytest.mark.usefixtures("sqlite_database")
def test_verifying_says_what_is_sealed_and_what_is_newer(
    heads: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ledgers.sealed(Path(heads), batches=2, size=3)
    ledgers.tell([99])
    assert main(["ledger", "verify", "--heads", heads]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "As they were sealed: 6 events in 2 seals, up to event 12."
    assert said[2:] == [
        "Newer than the last seal: 1 event.",
        f"Compared with 2 of 2 published heads in {heads}.",
    ]
    assert main(["ledger", "verify", "--chain-alone"]) == 0
    assert "would not be seen" in capsys.readouterr().out


@pytest.mark.usefixtures("sqlite_database")
def test_a_change_is_named_and_ends_with_1(heads: str, capsys: pytest.CaptureFixture[str]) -> None:
    ledgers.sealed(Path(heads), batches=2, size=3)
    with ledgers.unguarded():
        ledgers.run("UPDATE ledger_event SET actor = 'nobody' WHERE id = 8")
        with pytest.raises(SystemExit) as ended:
            main(["ledger", "verify", "--heads", heads])
    assert ended.value.code == 1
    said = capsys.readouterr()
    assert said.out.startswith("As they were sealed: 3 events in 1 seal, up to event 6.\n")
    assert said.err.startswith("error: Event 8 is not the one that was sealed. All before holds.")


@pytest.mark.usefixtures("sqlite_database")
@pytest.mark.parametrize("words", [("proof",), ("proof", "x"), ("check-proof",), ("check-proof", "file")])
def test_words_that_are_missing_are_asked_for(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ledger", *words]) == 1
    assert f"The {words[0]} of what?" in capsys.readouterr().err


@pytest.mark.usefixtures("sqlite_database")
def test_a_file_that_is_no_proof_is_told(
    heads: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ledger", "check-proof", str(tmp_path / "none"), "--heads", heads]) == 1
    assert "This is no proof." in capsys.readouterr().err


def test_a_proof_is_checked_where_there_is_no_database(tmp_path: Path, sqlite_template: Path) -> None:
    terminal = Terminal(tmp_path)
    shutil.copyfile(sqlite_template, terminal.database)
    terminal("sign-in-link", "planner")
    heads = tmp_path / "board.sqlite3.heads"
    assert terminal("ledger", "seal").returncode == 0
    proof = tmp_path / "proof.json"
    proof.write_text(terminal("ledger", "proof", "1").stdout, encoding="utf-8")
    elsewhere = Terminal(tmp_path / "state")
    done = elsewhere("ledger", "check-proof", proof, "--heads", heads)
    assert (done.returncode, done.stderr) == (0, "")
    assert '"id":1' in done.stdout
    assert not Path(elsewhere.database).exists()
    proof.write_text(proof.read_text(encoding="utf-8").replace("operator", "nobody"), encoding="utf-8")
    assert elsewhere("ledger", "check-proof", proof, "--heads", heads).returncode == 1


@pytest.mark.usefixtures("sqlite_database")
def test_a_submission_that_no_event_tells_of_ends_with_1(
    heads: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ledgers.sealed(Path(heads), batches=1, size=3)
    form, subject = Form.objects.create(code="f"), Subject.objects.create(code="n1", kind="territory")
    Submission.objects.create(token="t1", form=form, subject=subject, period="2026-01", changed_at=0)
    with pytest.raises(SystemExit) as ended:
        main(["ledger", "verify", "--heads", heads])
    assert ended.value.code == 1
    assert "There is no event about submission t1." in capsys.readouterr().err
