"""Which database is the record: a file name (SQLite) or a PostgreSQL address?"""

import os
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; "
    "PRAGMA mmap_size=1073741824; PRAGMA temp_store=MEMORY; PRAGMA busy_timeout=30000;"
)

PASSED_ON = ("sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout")
"""Words of an address that are passed on to PostgreSQL as they are."""
SAFETIES = ("verify-full", "verify-ca", "require", "disable")
"""How a line may be kept safe; `allow` and `prefer` do without TLS where the server offers none."""


def state_folder() -> Path:
    """Folder for the secret key and the chart cache, made when missing."""
    folder = Path(os.environ.get("STYRBORD_STATE", "var")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def database_settings(address: str) -> dict[str, Any]:
    """Django's description of the database that an address names.

    Parameters
    ----------
    address : path of a SQLite file, or postgresql://user:password@host:port/name, with `?sslmode=...` and
        the like.

    Raises
    ------
    SystemExit
        If a database on another machine would be spoken to without anybody having said how safely.
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
    said = {name: words[-1] for name, words in parse_qs(parts.query, keep_blank_values=True).items()}
    host = parts.hostname or said.get("host", "")
    _refuse_unsafe(host, said)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": {name: said[name] for name in PASSED_ON if name in said},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def _refuse_unsafe(host: str, said: Mapping[str, str]) -> None:
    """Refuse an address by which passwords and numbers could go over a network unseen to be unsafe.

    Raises
    ------
    SystemExit
        With an unknown word, a safety that falls back to none by itself, or none said for another machine.
    """
    if unknown := sorted(set(said) - {*PASSED_ON, "host"}):
        known = ", ".join(PASSED_ON)
        raise SystemExit(
            f"The address of the database says '{unknown[0]}', which means nothing.\nUse {known}."
        )
    safety = said.get("sslmode", "")
    if safety and safety not in SAFETIES:
        raise SystemExit(
            f"The address of the database says sslmode={safety}, which can fall back to a line without TLS."
            f"\nUse one of {', '.join(SAFETIES)}."
        )
    if not safety and not all(map(_is_here, host.split(","))):
        raise SystemExit(
            f"The database is on another machine, {host}, and its address does not say how the line is kept"
            " safe.\nAdd ?sslmode=verify-full&sslrootcert=/path/to/root.crt to it, or ?sslmode=disable where"
            " the line is safe without TLS."
        )


def _is_here(host: str) -> bool:
    """Whether a host is this machine: a socket, its name, or an address of its own."""
    if not host or host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def chosen_address() -> str:
    """Address from the environment, else the default file in the state folder."""
    return os.environ.get("STYRBORD_DATABASE") or str(state_folder() / "styrbord.sqlite3")
