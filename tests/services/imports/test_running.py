"""Is a foreign file read in a process that cannot harm the one that asks?"""

import os
import signal
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from styrbord.core.base.problems import Refused
from styrbord.services.imports import running
from styrbord.services.imports.running import read_in_child
from styrbord.sources import child
from styrbord.sources.asking import Request

SMALL = "Kommun;2019;2020\nAle;1,5;2\nLerum;..;4\n"
FILES = {
    "account.json", "account.md", "indicators.csv", "layout.toml", "observations.csv", "preview.json",
    "problems.csv", "unmatched.csv",
}  # fmt: skip


def small(folder: Path) -> Path:
    path = folder / "table.csv"
    path.write_text(SMALL, encoding="utf-8")
    return path


def large(folder: Path) -> Path:
    """A file that takes some seconds."""
    path = folder / "large.csv"
    rows = (f"Ort {number};{number},5;{number}\n" for number in range(120_000))
    path.write_text("Kommun;2019;2020\n" + "".join(rows), encoding="utf-8")
    return path


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def children() -> list[int]:
    """Reading processes of this one that live; a database that earlier tests began is none."""
    tasks = Path("/proc/self/task").iterdir()
    found = [int(pid) for task in tasks for pid in (task / "children").read_text().split()]
    return [pid for pid in found if child.__name__.encode() in command_of(pid)]


def command_of(pid: int) -> bytes:
    """Command line of a process; empty once it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def test_a_file_that_was_read_gives_a_folder_and_its_account(tmp_path: Path) -> None:
    outcome = read_in_child(Request(small(tmp_path), tmp_path / "out"))
    assert {path.name for path in outcome.directory.iterdir()} == FILES
    assert outcome.account["counts"]["observations"] == 4
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "table.csv"]


def test_the_steps_of_the_reading_are_told(tmp_path: Path) -> None:
    steps: list[str] = []

    def told(done: int, total: int, stage: str) -> None:
        steps.append(stage)

    read_in_child(Request(small(tmp_path), tmp_path / "out"), progress=told)
    assert steps[-1] == "done"


def test_a_file_is_called_what_people_call_it(tmp_path: Path) -> None:
    stored = small(tmp_path).rename(tmp_path / "0f3a")
    outcome = read_in_child(Request(stored, tmp_path / "out", name="../Folkmängd.csv"))
    assert outcome.account["name"] == "Folkmängd.csv"
    assert "Folkmängd!B2" in (tmp_path / "out" / "observations.csv").read_text(encoding="utf-8")


def test_an_earlier_reading_is_replaced(tmp_path: Path) -> None:
    out = tmp_path / "out"
    read_in_child(Request(small(tmp_path), out))
    (out / "observations.csv").write_text("old", encoding="utf-8")
    read_in_child(Request(tmp_path / "table.csv", out))
    assert (out / "observations.csv").read_text(encoding="utf-8") != "old"


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_in_child(Request(small(tmp_path), tmp_path / "mine"))
    assert codes(refused) == ["reading.out-taken"]
    assert (tmp_path / "mine" / "letter.txt").read_text(encoding="utf-8") == "keep"


def test_a_reading_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = large(tmp_path)
    with pytest.raises(Refused) as refused:
        read_in_child(Request(path, tmp_path / "out"), seconds=0.7)
    assert codes(refused) == ["reading.too-long"]
    assert children() == []
    assert [one.name for one in tmp_path.iterdir()] == ["large.csv"]


def test_a_reading_that_takes_too_much_memory_is_refused(tmp_path: Path) -> None:
    path = large(tmp_path)
    with pytest.raises(Refused) as refused:
        read_in_child(Request(path, tmp_path / "out"), memory=140 << 20)
    assert codes(refused)[0] in {"reading.too-much-memory", "file.too-large"}
    assert [one.name for one in tmp_path.iterdir()] == ["large.csv"]


def test_a_reading_can_be_cancelled(tmp_path: Path) -> None:
    class CancelledError(Exception):
        pass

    def cancel(done: int, total: int, stage: str) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        read_in_child(Request(large(tmp_path), tmp_path / "out"), progress=cancel)
    assert children() == []
    assert [one.name for one in tmp_path.iterdir()] == ["large.csv"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (signal.SIGKILL, "reading.too-much-memory"),
        (signal.SIGSEGV, "reading.failed"),
        (signal.SIGXCPU, "reading.too-long"),
    ],
)
def test_the_death_of_the_reading_process_is_a_refusal(
    tmp_path: Path, number: signal.Signals, code: str
) -> None:
    def strike() -> None:
        while not (found := children()):
            time.sleep(0.01)
        time.sleep(0.05)
        os.kill(found[0], number)

    killer = threading.Thread(target=strike)
    killer.start()
    with pytest.raises(Refused) as refused:
        read_in_child(Request(large(tmp_path), tmp_path / "out"))
    killer.join()
    assert codes(refused) == [code]


def test_a_refusal_of_the_reader_arrives_with_its_words(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    path.write_bytes(b"")
    with pytest.raises(Refused) as refused:
        read_in_child(Request(path, tmp_path / "out"))
    assert codes(refused) == ["file.empty"]
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(running.MOST_BYTES + 1)
    with pytest.raises(Refused) as refused:
        read_in_child(Request(path, tmp_path / "out"))
    assert codes(refused) == ["file.too-large"]


@pytest.mark.parametrize("name", ["nothing.csv", "."])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as refused:
        read_in_child(Request(tmp_path / name, tmp_path / "out"))
    assert codes(refused) == ["file.missing"]


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refused) as refused:
        read_in_child(Request(tmp_path / "pipe", tmp_path / "out"))
    assert codes(refused) == ["file.missing"]


def test_the_reading_process_knows_no_secret_of_the_site(monkeypatch: Any) -> None:
    monkeypatch.setenv("STYRBORD_DATABASE", "postgresql://name:word@host/base")
    monkeypatch.setenv("STYRBORD_SECRET_KEY", "word")
    assert not [name for name in running._environment() if name.startswith("STYRBORD")]
