"""Is the database there, and has it the tables that this version needs?"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from pkgutil import iter_modules

from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from styrbord.core.base.problems import Problem, Refused, define

define(
    "database.unusable",
    "The database cannot be used: {reason}.",
    "Check its path or address, and whether its server runs.",
)
define("database.not-a-file", "Only a database in a file is made anew.", "Empty it with its own tools.")
_LOCK = 0x5354595242  # any number that nobody else asks this server for


def bring_up_to_date() -> None:
    """Make or update the tables, unless they are those of this version already.

    Raises
    ------
    Refused
        `database.unusable` if there is none at the address.
    """
    try:
        if not _is_current():
            with _alone():
                call_command("migrate", verbosity=0, skip_checks=True)
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0].rstrip(".")
        raise Refused(
            Problem("database.unusable", str(connection.settings_dict["NAME"]), {"reason": reason})
        ) from error


def make_anew() -> None:
    """Remove the database's file and make it again, empty.

    Raises
    ------
    Refused
        `database.not-a-file` if it is kept by a server.
    """
    if connection.vendor != "sqlite":
        raise Refused(Problem("database.not-a-file", str(connection.settings_dict["NAME"])))
    connection.close()
    for ending in ("", "-wal", "-shm"):
        Path(f"{connection.settings_dict['NAME']}{ending}").unlink(missing_ok=True)
    bring_up_to_date()


def _is_current() -> bool:
    return _wanted() <= set(MigrationRecorder(connection).applied_migrations())


@contextmanager
def _alone() -> Iterator[None]:
    """Wait for another process that makes the tables, or for the server to give up one that was killed."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _wanted() -> set[tuple[str, str]]:
    """Migrations by app and name, from the names of their files: loading them all takes long."""
    return {
        (app.label, found.name)
        for app in apps.get_app_configs()
        for found in iter_modules([str(Path(app.path) / "migrations")])
    }
