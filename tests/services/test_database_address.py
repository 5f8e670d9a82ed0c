"""What does the address of the database say to PostgreSQL, and is the line to another machine kept safe?"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

from styrbord.conf.database import database_settings

SSL_REQUEST = bytes.fromhex("0000000804d2162f")


def wrapper(address: str) -> DatabaseWrapper:
    """The framework's connection to a database, which has not been opened."""
    described = connections.configure_settings({"default": database_settings(address)})["default"]
    return DatabaseWrapper(described, "other")


@contextmanager
def server_without_tls() -> Iterator[tuple[int, list[bytes]]]:
    """Port of a server that says it has no TLS, and everything that it is told."""
    told: list[bytes] = []

    def answer() -> None:
        line, _ = listening.accept()
        with line:
            told.append(line.recv(8))
            line.sendall(b"N")
            while piece := line.recv(1000):
                told.append(piece)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=answer)
        thread.start()
        yield listening.getsockname()[1], told
        thread.join(30)


def test_how_safe_the_line_must_be_reaches_the_driver(tmp_path: Path) -> None:
    root = tmp_path / "root.crt"
    address = f"postgresql://a%40b:c%2Fd@db.example.org:5433/board?sslmode=verify-full&sslrootcert={root}"
    said = wrapper(address).get_connection_params()
    assert {name: said[name] for name in ("host", "port", "user", "password", "dbname")} == {
        "host": "db.example.org",
        "port": "5433",
        "user": "a@b",
        "password": "c/d",
        "dbname": "board",
    }
    assert (said["sslmode"], said["sslrootcert"]) == ("verify-full", str(root))
    assert wrapper("postgresql:///board?host=/run/postgresql").get_connection_params()["host"] == (
        "/run/postgresql"
    )


@pytest.mark.parametrize("safety", ["require", "verify-full"])
def test_no_password_goes_to_a_server_that_has_no_tls(safety: str, tmp_path: Path) -> None:
    root = tmp_path / "root.crt"
    root.write_text("")
    with server_without_tls() as (port, told):
        address = f"postgresql://board:word@127.0.0.1:{port}/board?sslmode={safety}&sslrootcert={root}"
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(**wrapper(address).get_connection_params())
    assert b"".join(told) == SSL_REQUEST


@pytest.mark.parametrize("host", ["db", "db.example.org", "10.0.0.7", "localhost,db", "[2001:db8::1]"])
def test_a_database_on_another_machine_is_refused_until_its_safety_is_said(host: str) -> None:
    with pytest.raises(SystemExit, match="sslmode=verify-full"):
        database_settings(f"postgresql://board:word@{host}/board")
    said = database_settings(f"postgresql://board:word@{host}/board?sslmode=disable")["OPTIONS"]
    assert said == {"sslmode": "disable"}


@pytest.mark.parametrize("host", ["", "localhost", "127.0.0.1:5432", "[::1]"])
def test_a_database_on_this_machine_needs_no_tls(host: str) -> None:
    assert database_settings(f"postgresql://board:word@{host}/board")["OPTIONS"] == {}


@pytest.mark.parametrize("safety", ["prefer", "allow", "verify_full", "x"])
def test_a_safety_that_falls_back_to_none_is_refused(safety: str) -> None:
    with pytest.raises(SystemExit, match="verify-full"):
        database_settings(f"postgresql://board:word@db/board?sslmode={safety}")


def test_a_misspelt_word_of_the_address_is_refused() -> None:
    with pytest.raises(SystemExit, match="sslmod'"):
        database_settings("postgresql://board:word@127.0.0.1/board?sslmod=verify-full")
