"""On which database does a benchmark run? Importing this module sets Django up for it.

Databases and packs of benchmarks stand in a folder of their own, outside the project.
"""

import os
import tempfile
from pathlib import Path

FOLDER = Path(os.environ.get("STYRBORD_BENCH", Path(tempfile.gettempdir()) / "styrbord-bench"))
FOLDER.mkdir(parents=True, exist_ok=True)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "styrbord.conf.settings")
os.environ.setdefault("STYRBORD_STATE", str(FOLDER / "state"))
os.environ.setdefault("STYRBORD_DATABASE", str(FOLDER / "bench.sqlite3"))

import django  # noqa: E402  (it reads the words above)

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402


def migrate() -> None:
    """Make the tables."""
    call_command("migrate", verbosity=0, skip_checks=True)


def vendor() -> str:
    """Name of the database system, as the results show it."""
    return "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
