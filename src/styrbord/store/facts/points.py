"""What do single cells hold as they were reported, and is a number of their series hidden?"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db import connection

_MANY = 500
_SERIES = (
    "{0}.indicator = a.indicator AND {0}.subject = a.subject AND {0}.scenario = 0 AND {0}.breakdown = 1"
    " AND {0}.frequency = {1} AND {0}.run = 0 AND {0}.horizon = 0"
    " AND {0}.shown_from <= {2} AND {0}.shown_to > {2}"
)
Place = tuple[int, int, int]
"""Row ids of an indicator and a subject, and the ordinal of a period."""


class Point(NamedTuple):
    """A reported value; None where none stands. `is_partly_hidden`: some number of its series is."""

    value: float | None
    is_partly_hidden: bool


def points(places: Sequence[Place], frequency: int, at: int) -> list[Point]:
    """Cells of what happened as they are shown at a moment, ms, in the order asked for."""
    return [point for start in range(0, len(places), _MANY) for point in _read(places, start, frequency, at)]


def _read(places: Sequence[Place], start: int, frequency: int, at: int) -> Iterator[Point]:
    asked = ", ".join(
        f"({number}, {indicator}, {subject}, {period})"
        for number, (indicator, subject, period) in enumerate(places[start : start + _MANY])
    )
    own, other = _SERIES.format("o", frequency, at), _SERIES.format("h", frequency, at)
    sql = (
        f"WITH a(number, indicator, subject, period) AS (VALUES {asked})"
        f" SELECT o.value, EXISTS (SELECT 1 FROM observation h WHERE {other} AND h.status = 'Q')"
        f" FROM a LEFT JOIN observation o ON {own} AND o.period = a.period ORDER BY a.number"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        for value, is_partly_hidden in cursor.fetchall():
            yield Point(value, bool(is_partly_hidden))
