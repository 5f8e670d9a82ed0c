"""Was it the disk or the database that could not do what was asked?"""

import errno
import sqlite3
from enum import Enum

from django.db import InterfaceError, OperationalError

from styrbord.core.base.problems import Problem, define

_AGAIN = "Nothing of this was kept. Send it again in some minutes, or tell the keeper of the board."
define("database.full", "The disk of the site is full.", _AGAIN)
define("database.silent", "The database does not answer or cannot write.", _AGAIN)

_OF_A_DISK = frozenset({errno.ENOSPC, errno.EDQUOT})
DISK_FULL = "53100"
_NO_WORK = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
    }
)


class Trouble(Enum):
    """What cannot be written to, and which answer says so."""

    FULL = "database.full"
    SILENT = "database.silent"

    @property
    def status(self) -> int:
        """507 or 503."""
        return 507 if self is Trouble.FULL else 503

    @property
    def problem(self) -> Problem:
        """The trouble in words."""
        return Problem(self.value)


def trouble_of(error: BaseException | None) -> Trouble | None:
    """What an error says of disk and database; None when it is another error.

    Parameters
    ----------
    error : of this program, of the database or of the system; what caused it is looked at too.
    """
    is_silent = False
    while error is not None:
        if _is_full(error):
            return Trouble.FULL
        is_silent = is_silent or _is_silent(error)
        error = error.__cause__
    return Trouble.SILENT if is_silent else None


def _is_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in _OF_A_DISK
    return getattr(error, "sqlstate", "") == DISK_FULL or _of_sqlite(error) == sqlite3.SQLITE_FULL


def _is_silent(error: BaseException) -> bool:
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error) in _NO_WORK
    if isinstance(error.__cause__, sqlite3.Error):
        return False
    return isinstance(error, (OperationalError, InterfaceError))


def _of_sqlite(error: BaseException) -> int:
    """Kind of a SQLite error, without what it adds; 0 for other errors."""
    return (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
