"""How is a copy of a database in a file looked at before it is the record?"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def copy_at(path: Path) -> Iterator[BaseDatabaseWrapper]:
    """A connection to a file of the same kind as the record, closed at the end."""
    record = connections["default"]
    copy = type(record)({**record.settings_dict, "NAME": str(path)}, "copy")
    try:
        yield copy
    finally:
        copy.close()
