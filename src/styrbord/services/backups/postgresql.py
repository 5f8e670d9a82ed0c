"""How are the tables of a server written out and read in, without any program of the server's?

`COPY` in one transaction that sees one moment; the rows of a table in order of its key, so that equal
tables have equal bytes on any server.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from styrbord.core.base.progress import Progress
from styrbord.services.backups.archive import Manifest, Reader, Table, Writer, damaged

_SAME_WORDS = (
    "SET LOCAL TimeZone = 'UTC'",
    "SET LOCAL DateStyle = 'ISO, YMD'",
    "SET LOCAL IntervalStyle = 'postgres'",
    "SET LOCAL bytea_output = 'hex'",
    "SET LOCAL extra_float_digits = 1",
)
_TABLES = (
    "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relkind = 'r' AND n.nspname = current_schema() ORDER BY c.relname COLLATE \"C\""
)
_COLUMNS = (
    "SELECT a.attname, a.attcollation <> 0, array_position(i.indkey::int[], a.attnum::int)"
    " FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary"
    " WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''"
    " ORDER BY a.attnum"
)
_SEQUENCES = "SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema() ORDER BY 1"


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction that sees the database as it stands now, and writes nothing."""
    with transaction.atomic():
        _run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        speak_alike()
        yield


def speak_alike() -> None:
    """Let the server write numbers, moments and bytes in one way until the transaction ends."""
    for sql in _SAME_WORDS:
        _run(sql)


def names() -> list[str]:
    """Tables, in order of name."""
    return [row[0] for row in _fetched(_TABLES)]


def dump(writer: Writer, progress: Progress) -> dict[str, Table]:
    """Write every table into the archive."""
    known = names()
    found = {}
    for count, name in enumerate(known):
        progress(count, len(known), "copy")
        with writer.member(member(name)) as out:
            found[name] = _copied(name, out.write)
    return found


def tables(known: Iterable[str], progress: Progress) -> dict[str, Table]:
    """Rows, columns and hash of the given tables."""
    listed = list(known)
    found = {}
    for count, name in enumerate(listed):
        progress(count, len(listed), "hash")
        found[name] = _copied(name, lambda block: None)
    return found


def sequences() -> dict[str, list[Any]]:
    """How far every sequence has counted."""
    found = {}
    for (name,) in _fetched(_SEQUENCES):
        found[name] = list(_fetched(f"SELECT last_value, is_called FROM {_quoted(name)}")[0])
    return found


def member(table: str) -> str:
    """Name of a table's part of the archive."""
    return f"tables/{table}.copy"


def make_tables(migrations: list[list[str]]) -> None:
    """Make empty tables as they were at these migrations."""
    _run("SET CONSTRAINTS ALL IMMEDIATE")
    executor = MigrationExecutor(connection)
    wanted = {(app, name) for app, name in migrations}
    nodes = executor.loader.graph.node_map
    executor.migrate(
        [one for one in sorted(wanted) if not {child.key for child in nodes[one].children} & wanted]
    )
    _run("SET CONSTRAINTS ALL DEFERRED")
    for name in names():
        if _fetched(f"SELECT 1 FROM {_quoted(name)} LIMIT 1"):
            _run(f"DELETE FROM {_quoted(name)}")


def fill(reader: Reader, progress: Progress) -> None:
    """Read every table of a backup into the empty ones, and let the server check all keys.

    Raises
    ------
    Refused
        `backup.damaged` if a table is not what was backed up.
    """
    manifest: Manifest = reader.manifest
    for count, (name, table) in enumerate(manifest.tables.items()):
        progress(count, len(manifest.tables), "restore")
        columns = ", ".join(map(_quoted, table.columns))
        sql = f"COPY {_quoted(name)} ({columns}) FROM STDIN"
        with _or_damaged(f"Table {name}"), connection.cursor() as cursor, cursor.copy(sql) as into:
            for block in reader.blocks(member(name), table.sha256):
                into.write(block)
    with _or_damaged("A key between tables, or a sequence,"):
        for name, (last, is_called) in manifest.sequences.items():
            _run("SELECT setval(%s::regclass, %s, %s)", _quoted(name), last, is_called)
        _run("SET CONSTRAINTS ALL IMMEDIATE")


def compare(manifest: Manifest, progress: Progress) -> None:
    """Refuse when a table is not what was backed up.

    Raises
    ------
    Refused
        `backup.damaged` with the name of the table.
    """
    speak_alike()
    found = tables(manifest.tables, progress)
    for name, table in manifest.tables.items():
        if found[name] != table:
            raise damaged(f"Table {name}")


@contextmanager
def _or_damaged(what: str) -> Iterator[None]:
    """What the server does not take was not backed up so."""
    try:
        yield
    except DatabaseError as error:
        raise damaged(what) from error


def columns_of_all() -> dict[str, list[str]]:
    """Columns of every table."""
    return {name: [row[0] for row in _fetched(_COLUMNS, _quoted(name))] for name in names()}


def _copied(name: str, write: Any) -> Table:
    columns = _fetched(_COLUMNS, _quoted(name))
    listed = ", ".join(_quoted(column) for column, _, _ in columns)
    key = sorted(
        (place, _ordered(column, is_text)) for column, is_text, place in columns if place is not None
    )
    order = ", ".join(one for _, one in key) or "1"
    digest = hashlib.sha256()
    sql = f"COPY (SELECT {listed} FROM {_quoted(name)} ORDER BY {order}) TO STDOUT"
    with connection.cursor() as cursor:
        with cursor.copy(sql) as rows:
            for block in rows:
                digest.update(block)
                write(block)
        count = cursor.rowcount
    return Table(count, digest.hexdigest(), [column for column, _, _ in columns])


def _ordered(column: str, is_text: bool) -> str:
    return _quoted(column) + (' COLLATE "C"' if is_text else "")


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _run(sql: str, *params: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)


def _fetched(sql: str, *params: object) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        return list(cursor.fetchall())
