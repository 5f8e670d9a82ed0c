"""How does a test get a database of its own, on SQLite or on PostgreSQL?

Released numbers cannot be deleted, so nothing is rolled back or emptied between tests: a template is
migrated once, and each test works on a copy of it. Copies in files stand in memory where there is room; tests
of crashes and full disks make their own where they run.
"""

import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections

from styrbord.conf.database import database_settings
from tests.sharing import made_once

MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3
READ_IN = 120  # seconds
KINDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))


@contextmanager
def using(address: str) -> Iterator[str]:
    """Let the default connection of this thread lead to the database at an address."""
    described = connections.configure_settings({"default": database_settings(address)})["default"]
    before, connection = connections.settings["default"], connections["default"]
    connection.close()
    connections.settings["default"] = described
    connections["default"] = connections.create_connection("default")
    try:
        yield address
    finally:
        until_read()
        connections["default"].close()
        connections.settings["default"] = before
        connections["default"] = connection


def until_read() -> None:
    """Wait for threads that still read an uploaded file: they would go on at the next test's database."""
    for thread in threading.enumerate():
        if thread.name.startswith("import-"):
            thread.join(READ_IN)
            assert not thread.is_alive(), f"{thread.name} still reads after {READ_IN} seconds"


@pytest.fixture(scope="session")
def quick_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folder for databases in files: in memory if there is room, for there no commit waits for a disk."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        with tempfile.TemporaryDirectory(prefix="styrbord-", dir=MEMORY) as folder:
            yield Path(folder)
    else:
        yield tmp_path_factory.mktemp("databases")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Path:
    """An empty database file with every table."""

    def make(folder: Path) -> None:
        with django_db_blocker.unblock(), using(str(folder / "template.sqlite3")):
            call_command("migrate", verbosity=0, skip_checks=True)
            with connections["default"].cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    return made_once(tmp_path_factory, "template", make) / "template.sqlite3"


@pytest.fixture(scope="session")
def postgresql_template(postgres_url: str, django_db_blocker: Any) -> str:
    """Name of an empty PostgreSQL database with every table."""
    with psycopg.connect(postgres_url, autocommit=True) as server:
        server.execute("CREATE DATABASE template_styrbord")
    with django_db_blocker.unblock(), using(named(postgres_url, "template_styrbord")):
        call_command("migrate", verbosity=0, skip_checks=True)
    return "template_styrbord"


def named(server: str, database: str) -> str:
    """Address of a database of a server."""
    return urlunsplit(urlsplit(server)._replace(path=f"/{database}"))


@contextmanager
def postgresql_copy(server: str, template: str) -> Iterator[str]:
    """Address of a copy of a PostgreSQL database; it is dropped at the end."""
    name = f"copy_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield named(server, name)
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_database(sqlite_template: Path, quick_folder: Path, django_db_blocker: Any) -> Iterator[str]:
    """Address of an empty SQLite database, which the default connection leads to."""
    folder = quick_folder / uuid4().hex
    folder.mkdir()
    path = shutil.copyfile(sqlite_template, folder / "database.sqlite3")
    with django_db_blocker.unblock(), using(str(path)) as address:
        yield address
    shutil.rmtree(folder, ignore_errors=True)  # a thread of the test may still close its connection


@pytest.fixture
def postgresql_database(postgres_url: str, postgresql_template: str, django_db_blocker: Any) -> Iterator[str]:
    """Address of an empty PostgreSQL database, which the default connection leads to."""
    with (
        postgresql_copy(postgres_url, postgresql_template) as copy,
        django_db_blocker.unblock(),
        using(copy) as address,
    ):
        yield address


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest) -> str:
    """Address of an empty database, once on SQLite and once on PostgreSQL."""
    return str(request.getfixturevalue(f"{request.param}_database"))


@dataclass
class Boards:
    """Databases with a board on them: each is made once, and every test works on a copy of it."""

    request: pytest.FixtureRequest
    folder: Path
    blocker: Any
    made: dict[tuple[str, object], tuple[str, Any]] = field(default_factory=dict)

    @contextmanager
    def begun(self, kind: str, make: Callable[[Path], Any]) -> Iterator[Any]:
        """Let the default connection lead to a copy of a board; what its maker told comes with it."""
        if (kind, make) not in self.made:
            with self.blocker.unblock():
                self.made[kind, make] = self._made(kind, make)
        kept, told = self.made[kind, make]
        with self._copy(kind, kept) as address, self.blocker.unblock(), using(address):
            yield told

    def _made(self, kind: str, make: Callable[[Path], Any]) -> tuple[str, Any]:
        empty = str(self.request.getfixturevalue(f"{kind}_template"))
        folder = self.folder / f"{kind}-{len(self.made)}"
        folder.mkdir()
        if kind == "sqlite":
            address = str(shutil.copyfile(empty, folder / "board.sqlite3"))
        else:
            server = self.request.getfixturevalue("postgres_url")
            address = named(server, f"board_{len(self.made)}")
            with psycopg.connect(server, autocommit=True) as admin:
                admin.execute(f"CREATE DATABASE board_{len(self.made)} TEMPLATE {empty}")
        with using(address):
            told = make(folder / "pack")
            if kind == "sqlite":
                with connections["default"].cursor() as cursor:
                    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return address, told

    @contextmanager
    def _copy(self, kind: str, kept: str) -> Iterator[str]:
        if kind == "sqlite":
            path = self.folder / f"copy-{uuid4().hex}.sqlite3"
            shutil.copyfile(kept, path)
            yield str(path)
            path.unlink()
            return
        server = self.request.getfixturevalue("postgres_url")
        with postgresql_copy(server, urlsplit(kept).path.strip("/")) as address:
            yield address


@pytest.fixture(scope="session")
def boards(request: pytest.FixtureRequest, quick_folder: Path, django_db_blocker: Any) -> Boards:
    """Boards of this run by their makers."""
    folder = quick_folder / "boards"
    folder.mkdir()
    return Boards(request, folder, django_db_blocker)


@pytest.fixture(params=KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    """Name of each database that a test runs on."""
    return str(request.param)
