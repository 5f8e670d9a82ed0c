"""How does a backup become a database again, whole and checked, or not at all?"""

import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader

from styrbord.core.base.ledger import chain
from styrbord.core.base.ledger.findings import problem_of
from styrbord.core.base.ledger.walking import walk
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.base.progress import Progress, silent
from styrbord.services.backups import archive, postgresql, sqlite
from styrbord.services.backups.archive import Manifest, Reader
from styrbord.services.backups.copies import copy_at
from styrbord.services.backups.keeping import kept
from styrbord.store.ledger.sealing import Ledger

define(
    "restore.not-empty",
    "There is something in this database already.",
    "Name a new file, or make a new database on the server: a restore never replaces anything.",
)
define(
    "restore.other-kind",
    "This is a backup of {kind}, and the database that you name is of {named}.",
    "Restore it to a database of its own kind with --database.",
)
define(
    "restore.newer",
    "A newer version made this backup: {migrations} is not known here.",
    "Update Styrbord first.",
)
define(
    "restore.other-tables",
    "The backup has other tables than this version makes: {tables}.",
    "Somebody added them by hand, or the backup was changed. Restore it with the version that made it.",
)
define(
    "restore.unwritable",
    "The database cannot be written: {reason}.",
    "Check the folder or the address, your rights and the room on the disk.",
)
define(
    "restore.ledger",
    "The ledger in this backup is not as it was sealed.",
    "Take an earlier backup; or restore with --despite-ledger, to look into it.",
)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and what is wrong with its ledger."""

    manifest: Manifest
    problem: Problem | None


def restore(file: Path, *, despite_ledger: bool = False, progress: Progress = silent) -> Restored:
    """Make the database that the settings name from a backup; it must not be there yet, or be empty.

    Every part, table and key is checked, and the ledger is walked, before anything is kept.

    Raises
    ------
    Refused
        With what is wrong; nothing was changed.
    """
    with archive.reading(file) as reader:
        _fits(reader.manifest)
        make = _to_server if connection.vendor == "postgresql" else _to_file
        try:
            return Restored(reader.manifest, make(reader, despite_ledger, progress))
        except OSError as error:
            raise _unwritable(error.strerror or str(error)) from error
        except DatabaseError as error:
            raise _unwritable(str(error).strip().splitlines()[0]) from error


def _fits(manifest: Manifest) -> None:
    if manifest.kind != connection.vendor:
        raise Refused(Problem("restore.other-kind", "", {"kind": manifest.kind, "named": connection.vendor}))
    known = {tuple(one) for one in MigrationLoader(None).disk_migrations}
    unknown = [".".join(one) for one in manifest.migrations if tuple(one) not in known]
    if unknown:
        raise Refused(Problem("restore.newer", "", {"migrations": ", ".join(unknown[:3])}))


def _to_file(reader: Reader, despite_ledger: bool, progress: Progress) -> Problem | None:
    target = Path(connection.settings_dict["NAME"])
    connection.close()
    if not sqlite.is_empty(target):
        raise Refused(Problem("restore.not-empty", str(target)))
    with tempfile.TemporaryDirectory(prefix=".styrbord-restore-", dir=target.parent) as folder:
        part = Path(folder) / "part.sqlite3"
        with part.open("xb") as out:
            for block in reader.blocks(sqlite.MEMBER, reader.manifest.files.get(sqlite.MEMBER, "")):
                out.write(block)
        _check_file(part, reader.manifest, progress)
        with copy_at(part) as copy:
            problem = _checked_ledger(Ledger(copy), despite_ledger, progress)
        part.chmod(0o600)
        sqlite.clear(target)
        kept(part, target)
    return problem


def _check_file(part: Path, manifest: Manifest, progress: Progress) -> None:
    try:
        with sqlite.opened(part) as database:
            if found := sqlite.faults(database):
                raise archive.damaged(found[0])
            tables = sqlite.tables(database, progress)
    except sqlite3.DatabaseError as error:
        raise archive.damaged(sqlite.MEMBER) from error
    for name in sorted(tables.keys() | manifest.tables.keys()):
        if tables.get(name) != manifest.tables.get(name):
            raise archive.damaged(f"Table {name}")


def _to_server(reader: Reader, despite_ledger: bool, progress: Progress) -> Problem | None:
    """All in one transaction: tables, rows, checks."""
    manifest = reader.manifest
    with transaction.atomic():
        if postgresql.names():
            raise Refused(Problem("restore.not-empty", str(connection.settings_dict["NAME"])))
        postgresql.make_tables(manifest.migrations)
        _same_tables(manifest)
        postgresql.fill(reader, progress)
        postgresql.compare(manifest, progress)
        return _checked_ledger(Ledger(), despite_ledger, progress)


def _same_tables(manifest: Manifest) -> None:
    made = {name: set(columns) for name, columns in postgresql.columns_of_all().items()}
    held = {name: set(table.columns) for name, table in manifest.tables.items()}
    if differing := sorted(name for name in made.keys() | held.keys() if made.get(name) != held.get(name)):
        raise Refused(Problem("restore.other-tables", "", {"tables": ", ".join(differing[:5])}))


def _checked_ledger(ledger: Ledger, despite: bool, progress: Progress) -> Problem | None:
    total = ledger.count()
    walked = walk(
        chain.genesis(ledger.identity()),
        ledger.seals(),
        ledger.events,
        step=lambda so_far: progress(so_far.events, total, "verify"),
    )
    if walked.finding is None:
        return None
    problem = problem_of(walked.finding, ledger.newest(walked.finding.last))
    if not despite:
        raise Refused([Problem("restore.ledger"), problem])
    return problem


def _unwritable(reason: str) -> Refused:
    place = str(connection.settings_dict["NAME"])
    return Refused(Problem("restore.unwritable", place, {"reason": reason.rstrip(".")}))
