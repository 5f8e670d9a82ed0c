"""Which versions of cells are there to be looked through for confidential ones?"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

from styrbord.store.spine.models import Suppression

_BLOCK = 20_000


def versions_of(indicators: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    """Every number and dash of what happened: key (5 columns), vintage, value, status, decimals, edition.

    They come by key and vintage; those of withdrawn editions are among them, for they may have been seen.
    """
    sql = (
        "SELECT indicator, subject, breakdown, frequency, period, vintage_from, value, status, decimals,"
        " edition FROM observation WHERE scenario = 0 AND run = 0 AND horizon = 0"
        f" AND indicator IN ({', '.join(map(str, indicators)) or 'NULL'})"
        " AND (value IS NOT NULL OR status = 'Z')"
        " ORDER BY indicator, subject, breakdown, frequency, period, vintage_from"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        while found := cursor.fetchmany(_BLOCK):
            yield from found


def decided_of(indicators: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    """What was decided before: key (5 columns), audience, the moment from which it holds, and edition."""
    names = ("indicator_id", "subject_id", "breakdown_id", "frequency", "period", "audience")
    found = Suppression.objects.filter(indicator_id__in=list(indicators))
    return found.values_list(*names, "edition__released_at", "edition_id").iterator(_BLOCK)
