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
_HIDDEN = "EXISTS (SELECT 1 FROM observation h WHERE {0} AND h.status = 'Q')"
Place = tuple[int, int, int]
"""Row ids of an indicator and a subject, and the ordinal of a period."""


class Point(NamedTuple):
    """A reported value; None where none stands. `is_partly_hidden`: some number of its series is."""

    value: float | None
    is_partly_hidden: bool


def points(places: Sequence[Place], frequency: int, at: int, *, with_series: bool = True) -> list[Point]:
    """Cells of what happened as they are shown at a moment, ms, in the order asked for.

    Without their series nothing of it is said to be hidden.
    """
    hidden = _HIDDEN.format(_SERIES.format("h", frequency, at)) if with_series else "0"
    own = _SERIES.format("o", frequency, at)
    found: list[Point] = []
    for start in range(0, len(places), _MANY):
        found += _read(
            places[start : start + _MANY], f"SELECT o.value, {hidden} FROM a LEFT JOIN observation o ON {own}"
        )
    return found


def _read(places: Sequence[Place], select: str) -> Iterator[Point]:
    asked = ", ".join([f"({number}, {i}, {s}, {p})" for number, (i, s, p) in enumerate(places)])
    sql = (
        f"WITH a(number, indicator, subject, period) AS (VALUES {asked})"
        f" {select} AND o.period = a.period ORDER BY a.number"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        for value, is_partly_hidden in cursor.fetchall():
            yield Point(value, bool(is_partly_hidden))
