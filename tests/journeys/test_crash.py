"""Is everything as it was, when the process that loads is killed at any point?"""

import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import Terminal
from tests.contract.asking import counts, reading, totals, values
from tests.contract.packs import Written
from tests.databases import KINDS, postgresql_copy, using

KILLS = 6
OLD = {"2019": 10, "2020": 11}


@pytest.fixture
def empty_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database file that is not there yet, or an empty database of a server."""
    if request.param == "sqlite":
        yield str(tmp_path / "board.sqlite3")
        return
    with postgresql_copy(request.getfixturevalue("durable_postgres_url"), "template0") as address:
        yield address


def killed_after(seconds: float, terminal: Terminal, pack: Path) -> None:
    """Start a load and kill it, as a power cut would, after some seconds."""
    process = terminal.start("load", pack)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()


def killed_while_writing(terminal: Terminal, pack: Path) -> None:
    """Start a load and kill it as soon as it begins to write its transaction to the disk."""
    log = Path(f"{terminal.database}-wal")
    process = terminal.start("load", pack)
    before = log.stat().st_size if log.exists() else 0
    while process.poll() is None and (log.stat().st_size if log.exists() else 0) <= before + 65_536:
        time.sleep(0.0005)
    process.send_signal(signal.SIGKILL)
    process.wait()


def pack_of(folder: Path) -> Path:
    """A small pack that was loaded before."""
    pack = Written().observe("people", "n1", OLD, vintage="2021").observe("people", "n2", OLD, vintage="2021")
    return pack.write(folder)


def is_whole(before: dict[str, int]) -> bool:
    """Whether the old editions are shown as they were; true until the new ones stand beside them, whole."""
    assert values(reading(), "people", "n1") == OLD
    assert totals(reading(), "people", "north") == {"2019": 20, "2020": 22}
    now = counts()
    if now == before:
        return True
    added = {name: now[name] - before[name] for name in now}
    assert (added["observation"], added["spine_edition"], added["spine_indicator"]) == (122_992, 2, 75)
    return False


@pytest.mark.parametrize("empty_address", KINDS, indirect=True)
def test_a_load_that_is_killed_leaves_the_old_editions_and_can_be_repeated(
    empty_address: str, shared: Path, tmp_path: Path, django_db_blocker: Any
) -> None:
    terminal = Terminal(tmp_path, empty_address)
    assert terminal("load", pack_of(tmp_path / "old")).returncode == 0
    with django_db_blocker.unblock(), using(empty_address):
        before = counts()
    pack = shared / "data/ru_regions"
    began = time.monotonic()
    assert Terminal(tmp_path, str(tmp_path / "measured.sqlite3"))("load", pack).returncode == 0
    duration = time.monotonic() - began
    moments = random.Random(2026)
    for part in range(KILLS):
        killed_after(duration * (part + moments.random()) / KILLS, terminal, pack)
        with django_db_blocker.unblock(), using(empty_address):
            is_whole(before)
    if not empty_address.startswith("postgresql"):
        killed_while_writing(terminal, pack)
    done = terminal("load", pack)
    assert (done.returncode, done.stderr) == (0, "")
    with django_db_blocker.unblock(), using(empty_address):
        assert not is_whole(before)


@pytest.mark.parametrize("empty_address", KINDS, indirect=True)
def test_a_first_start_that_is_killed_can_be_repeated(
    empty_address: str, tmp_path: Path, django_db_blocker: Any
) -> None:
    pack = pack_of(tmp_path / "old")
    terminal = Terminal(tmp_path, empty_address)
    for tenths in (4, 6, 8, 10, 13):
        killed_after(tenths / 10, terminal, pack)
    done = terminal("load", pack)
    assert (done.returncode, done.stderr) == (0, "")
    with django_db_blocker.unblock(), using(empty_address):
        assert values(reading(), "people", "n1") == OLD
        assert counts()["observation"] == 4
