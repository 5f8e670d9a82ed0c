"""Do the processes of a run share what they should, and do crashes meet a database that is as a site's is?"""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection

from styrbord.conf.accounts import account_settings
from tests import sharing
from tests.databases import postgresql_copy
from tests.hashing import QuickArgon2
from tests.house.files import ROOT


def test_the_slowest_files_are_there_and_come_first() -> None:
    assert [path for path in sharing.FIRST if not (ROOT / path).is_file()] == []
    names = ["tests/a.py::b", *(f"{path}::x[y]" for path in reversed(sharing.FIRST)), "tests/a.py::c"]
    items: list[Any] = [type("Item", (), {"nodeid": name}) for name in names]
    sharing.longest_first(items)
    told = [item.nodeid.split("::")[0] for item in items]
    assert told == [*sharing.FIRST, "tests/a.py", "tests/a.py"]
    assert [item.nodeid for item in items[-2:]] == ["tests/a.py::b", "tests/a.py::c"]


def test_what_is_shared_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    made, told = [], []

    class Factory:
        def getbasetemp(self) -> Path:
            return tmp_path / "popen-gw0"

    def make(folder: Path) -> None:
        made.append(folder)
        time.sleep(0.05)
        (folder / "done").touch()

    def ask() -> None:
        told.append((sharing.made_once(Factory(), "thing", make) / "done").exists())  # type: ignore[arg-type]

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert (len(made), told) == (1, [True] * 3)


def kept(server: str) -> list[str]:
    """How a server writes to the disk."""
    names = ("fsync", "full_page_writes", "synchronous_commit")
    with psycopg.connect(server) as asker:
        return [asker.execute(f"SHOW {name}").fetchone()[0] for name in names]  # type: ignore[index]


@pytest.fixture
def copy_that_may_crash(request: pytest.FixtureRequest) -> Iterator[str]:
    """A copy as the tests of crashes take it."""
    with postgresql_copy(request.getfixturevalue("durable_postgres_url"), "template0") as address:
        yield address


@pytest.mark.postgresql
def test_crashes_meet_a_server_that_writes_at_once(copy_that_may_crash: str) -> None:
    until = time.monotonic() + 20
    while kept(copy_that_may_crash) != ["on"] * 3 and time.monotonic() < until:
        time.sleep(0.05)
    assert kept(copy_that_may_crash) == ["on"] * 3


def test_a_file_has_the_journal_of_a_site(sqlite_database: str) -> None:
    said = {}
    with connection.cursor() as cursor:
        for name in ("journal_mode", "synchronous"):
            cursor.execute(f"PRAGMA {name}")
            said[name] = cursor.fetchone()[0]
    assert said == {"journal_mode": "wal", "synchronous": 2}


def test_passwords_of_tests_are_argon2_as_a_sites_are(settings: Any) -> None:
    own = account_settings()["PASSWORD_HASHERS"]
    said = settings.PASSWORD_HASHERS
    assert said == [f"{QuickArgon2.__module__}.QuickArgon2", *own[1:]]
    assert own[0].endswith(f".{Argon2PasswordHasher.__name__}")
    assert issubclass(QuickArgon2, Argon2PasswordHasher)
    assert QuickArgon2().encode("four quiet otters", "some-salt").startswith("argon2$argon2id$")
