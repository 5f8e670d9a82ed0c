"""What is kept under a name? Asked on every page, so in plain SQL: the mapper takes ten times as long."""

import json
from typing import Any

from django.db import connection


def content_of(name: str) -> Any:
    """Content of a setting; None when it was never kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM ledger_setting WHERE name = %s", [name])
        row = cursor.fetchone()
    return json.loads(row[0]) if row else None


def contents_under(start: str) -> dict[str, Any]:
    """Contents of all settings whose names begin alike, by name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, content FROM ledger_setting WHERE substr(name, 1, %s) = %s", [len(start), start]
        )
        return {name: json.loads(content) for name, content in cursor.fetchall()}
