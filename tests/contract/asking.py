"""How does a test ask the store what it shows, and how many rows it holds?"""

from datetime import UTC, date, datetime, time
from typing import Any

import numpy as np
from django.apps import apps
from django.db import connection

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.spine.facts import Query
from styrbord.services.reading import PUBLIC, Principal, Reading, end_of, visible
from styrbord.store.ledger.models import Event

EVERYTHING = "observation"


def moment(text: str) -> datetime:
    """Noon of a day."""
    return datetime.combine(date.fromisoformat(text), time(12), tzinfo=UTC)


def reading(as_of: str = "", vintage: str = "", principal: Principal = PUBLIC) -> Reading:
    """What the reader sees at the end of a day, and by the source's clock at the end of a year or day."""
    return visible(
        principal, as_of=end_of(as_of) if as_of else None, vintage=end_of(vintage) if vintage else None
    )


def values(found: Reading, indicator: str, subject: str, frequency: str = "A") -> dict[str, Any]:
    """Stored values by period, missing ones by their status."""
    panel = found.facts.panel(Query((indicator,), (subject,), Frequency(frequency)))
    return cells(panel, frequency)


def totals(found: Reading, indicator: str, subject: str, frequency: str = "A") -> dict[str, Any]:
    """Values by period, computed where they are not reported."""
    return cells(found.numbers.panel(Query((indicator,), (subject,), Frequency(frequency))), frequency)


def cells(panel: Any, frequency: str) -> dict[str, Any]:
    """Cells of a panel of one key."""
    periods = [str(Period(Frequency(frequency), int(ordinal))) for ordinal in panel["period"].values]
    numbers, statuses = panel["value"].values[0, 0].tolist(), panel["status"].values[0, 0].tolist()
    return {
        period: status if np.isnan(number) else number
        for period, number, status in zip(periods, numbers, statuses, strict=True)
        if status or not np.isnan(number)
    }


def counts() -> dict[str, int]:
    """Number of rows of every table, so that a test can tell that nothing was added."""
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    each = (f"SELECT '{table}', COUNT(*) FROM \"{table}\"" for table in [*tables, EVERYTHING])
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        return {table: int(number) for table, number in cursor.fetchall()}


def kept() -> dict[str, int]:
    """Number of rows of every table; of the record without who was refused."""
    return {**counts(), Event._meta.db_table: Event.objects.exclude(verb="refusal.told").count()}
