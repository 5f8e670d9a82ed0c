"""Which database is the record: a file name (SQLite) or a PostgreSQL address?"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; "
    "PRAGMA mmap_size=1073741824; PRAGMA temp_store=MEMORY; PRAGMA busy_timeout=30000;"
)


def state_folder() -> Path:
    """Folder for the secret key and the chart cache, made when missing."""
    folder = Path(os.environ.get("STYRBORD_STATE", "var")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def database_settings(address: str) -> dict[str, Any]:
    """Django's description of the database that an address names.

    Parameters
    ----------
    address : path of a SQLite file, or postgresql://user:password@host:port/name.
    """
    if address.startswith(("postgresql://", "postgres://")):
        return _postgresql(address)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(Path(address).resolve()),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": SQLITE_PRAGMAS, "timeout": 30},
        "CONN_MAX_AGE": None,
    }


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    host = parts.hostname or parse_qs(parts.query).get("host", [""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/") or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def chosen_address() -> str:
    """Address from the environment, else the default file in the state folder."""
    return os.environ.get("STYRBORD_DATABASE") or str(state_folder() / "styrbord.sqlite3")
