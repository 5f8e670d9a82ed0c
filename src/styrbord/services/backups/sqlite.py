"""How is a database in a file copied while it is in use, and which hash has each of its tables?"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from styrbord.core.base.progress import Progress
from styrbord.services.backups.archive import BLOCK, Table, Writer

MEMBER = "database.sqlite3"


def snapshot(source: str, target: Path) -> None:
    """Copy a database as it stands at one moment; who writes meanwhile is not held up."""
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(target)) as there:
        here.backup(there)
        there.execute("PRAGMA journal_mode=DELETE")


def pack(path: Path, writer: Writer) -> str:
    """Put a file into the archive; returns its hash."""
    digest = hashlib.sha256()
    with path.open("rb") as file, writer.member(MEMBER) as out:
        while block := file.read(BLOCK):
            digest.update(block)
            out.write(block)
    return digest.hexdigest()


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A database that is only read; text that is not UTF-8 is kept as it is."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        database.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        yield database


def is_empty(path: Path) -> bool:
    """Whether there is no file, or one without tables; what lies beside it may belong to another one."""
    if not path.exists():
        return not any(one.exists() for one in _beside(path))
    try:
        with opened(path) as database:
            return not names(database)
    except sqlite3.DatabaseError:
        return False


def clear(path: Path) -> None:
    """Take an empty database away, with what SQLite keeps beside it."""
    for one in (path, *_beside(path)):
        one.unlink(missing_ok=True)


def _beside(path: Path) -> tuple[Path, ...]:
    return tuple(path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal"))


def faults(database: sqlite3.Connection) -> list[str]:
    """What the database itself finds wrong with its pages and keys."""
    found = [str(row[0]) for row in database.execute("PRAGMA integrity_check")]
    orphans = [
        f"{row[0]}: a row without its {row[2]}" for row in database.execute("PRAGMA foreign_key_check")
    ]
    return [one for one in found if one != "ok"] + orphans


def names(database: sqlite3.Connection) -> list[str]:
    """Tables, in order of name."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    return [str(row[0]) for row in database.execute(sql)]


def tables(database: sqlite3.Connection, progress: Progress) -> dict[str, Table]:
    """Rows, columns and hash of every table."""
    known = names(database)
    found = {}
    for count, name in enumerate(known):
        progress(count, len(known), "hash")
        found[name] = _table(database, name)
    return found


def _table(database: sqlite3.Connection, name: str) -> Table:
    """Hash over the rows as JSON, one a line, in order of the key."""
    told = database.execute(f'PRAGMA table_info("{name}")').fetchall()
    columns = [str(one[1]) for one in told]
    key = [f'"{one[1]}"' for one in sorted(told, key=lambda one: one[5]) if one[5]] or ["rowid"]
    listed = ", ".join(f'"{column}"' for column in columns)
    digest, count = hashlib.sha256(), 0
    encode = json.JSONEncoder(separators=(",", ":"), default=_plain).encode
    for row in database.execute(f'SELECT {listed} FROM "{name}" ORDER BY {", ".join(key)}'):
        digest.update(encode(row).encode() + b"\n")
        count += 1
    return Table(count, digest.hexdigest(), columns)


def _plain(content: bytes) -> dict[str, str]:
    return {"hex": content.hex()}
