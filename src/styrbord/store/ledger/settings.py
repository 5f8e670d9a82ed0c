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
