"""How does the whole database get into one new file?"""

import tempfile
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import Progress, silent
from styrbord.services import clock
from styrbord.services.backups import postgresql, sqlite
from styrbord.services.backups.archive import Manifest, writing
from styrbord.services.backups.copies import copy_at
from styrbord.services.backups.keeping import kept
from styrbord.store.ledger.sealing import Ledger

define("backup.exists", "There is such a file already.", "Name a new file: a backup never replaces another.")
define(
    "backup.unwritable",
    "The backup cannot be written: {reason}.",
    "Check the folder, your rights and the room on the disk.",
)
_PART = "backup"


@dataclass(frozen=True, slots=True)
class Backup:
    """A file that was written, and what it holds."""

    file: Path
    size: int
    manifest: Manifest


def backup(file: Path, *, progress: Progress = silent) -> Backup:
    """Write the database as it stands now into a new file, for the owner's eyes only.

    Others go on reading and writing meanwhile. The file gets its name when it is whole.

    Raises
    ------
    Refused
        If there is such a file, or it cannot be written.
    """
    if file.exists():
        raise Refused(Problem("backup.exists", str(file)))
    try:
        with tempfile.TemporaryDirectory(prefix=".styrbord-backup-", dir=file.parent) as folder:
            part = Path(folder) / _PART
            make = _of_server if connection.vendor == "postgresql" else _of_file
            manifest = make(part, clock.now(), progress)
            part.chmod(0o600)
            kept(part, file)
    except OSError as error:
        raise Refused(
            Problem("backup.unwritable", str(file), {"reason": error.strerror or str(error)})
        ) from error
    return Backup(file, file.stat().st_size, manifest)


def _of_server(part: Path, at: datetime, progress: Progress) -> Manifest:
    manifest = _manifest("postgresql", at)
    with writing(part) as writer, postgresql.one_moment():
        manifest.tables = postgresql.dump(writer, progress)
        manifest.sequences = postgresql.sequences()
        manifest.migrations = applied(connection)
        manifest.head = _head(Ledger())
        writer.close(manifest)
    return manifest


def _of_file(part: Path, at: datetime, progress: Progress) -> Manifest:
    manifest = _manifest("sqlite", at)
    copy = part.with_name("copy.sqlite3")
    sqlite.snapshot(str(connection.settings_dict["NAME"]), copy)
    with sqlite.opened(copy) as database:
        manifest.tables = sqlite.tables(database, progress)
    with writing(part) as writer:
        manifest.files = {sqlite.MEMBER: sqlite.pack(copy, writer)}
        with copy_at(copy) as opened:
            manifest.migrations = applied(opened)
            manifest.head = _head(Ledger(opened))
        writer.close(manifest)
    return manifest


def applied(database: BaseDatabaseWrapper) -> list[list[str]]:
    """Migrations that made the tables."""
    with database.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        return [list(row) for row in cursor.fetchall()]


def _manifest(kind: str, at: datetime) -> Manifest:
    try:
        made_by = version("styrbord")
    except PackageNotFoundError:
        made_by = "clone"
    return Manifest(kind, made_by, at.isoformat(timespec="seconds"))


def _head(ledger: Ledger) -> str:
    newest = ledger.newest_seal()
    return newest.head.line() if newest else ""
