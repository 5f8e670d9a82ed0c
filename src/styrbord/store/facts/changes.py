"""Which keys did an edition give another value than they had, and which keys has it at all?"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from django.db import connection

_SERIES = ("indicator", "subject", "scenario", "breakdown", "frequency", "run", "horizon", "period")


class Key(NamedTuple):
    """Row ids and numbers that stand for one cell."""

    indicator: int
    subject: int
    scenario: int
    breakdown: int
    frequency: int
    period: int


def changed_keys(
    edition: int, indicators: Sequence[int], limit: int, within: Mapping[int, Collection[int]]
) -> list[Key]:
    """Keys that had another value or status before, in the order of the table; at most `limit`.

    `within` are subjects of the indicators of which only some are asked for.
    """
    whole = [one for one in indicators if one not in within]
    asked = [f"o.indicator IN ({_listed(whole)})"]
    asked += [
        f"o.indicator = {one} AND o.subject IN ({_listed(sorted(some))})" for one, some in within.items()
    ]
    same = {name: " AND ".join(f"{name}.{one} = o.{one}" for one in _SERIES) for name in ("p", "q")}
    sql = (
        f"SELECT {', '.join(f'o.{name}' for name in Key._fields)} FROM observation o"
        f" JOIN observation p ON {same['p']} AND p.vintage_from = ("
        f"SELECT MAX(q.vintage_from) FROM observation q WHERE {same['q']}"
        " AND q.vintage_from < o.vintage_from AND q.vintage_to > q.vintage_from"
        " AND q.shown_from <= o.shown_from)"
        f" WHERE ({' OR '.join(asked)}) AND o.edition = {edition} AND (o.value <> p.value"
        " OR (o.value IS NULL) <> (p.value IS NULL) OR o.status <> p.status)"
        f" ORDER BY o.indicator, o.subject, o.frequency, o.period LIMIT {limit}"
    )
    return [Key(*row) for row in _fetched(sql)]


def reached(edition: int, indicators: Sequence[int], limit: int) -> list[tuple[int, int]]:
    """Pairs of indicator and subject that have a row in an edition; at most `limit`."""
    sql = (
        f"SELECT DISTINCT indicator, subject FROM observation WHERE indicator IN ({_listed(indicators)})"
        f" AND edition = {edition} LIMIT {limit}"
    )
    return [(row[0], row[1]) for row in _fetched(sql)]


def rows_by_edition(indicators: Sequence[int], *, beyond: Collection[int] | None = None) -> dict[int, int]:
    """Number of rows of some indicators in each edition; of all subjects, or of those beyond some."""
    if not indicators:
        return {}
    where = f"indicator IN ({_listed(indicators)})"
    if beyond:
        where += f" AND subject NOT IN ({_listed(sorted(beyond))})"
    return {
        row[0]: row[1]
        for row in _fetched(f"SELECT edition, COUNT(*) FROM observation WHERE {where} GROUP BY edition")
    }


def _fetched(sql: str) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers)) or "NULL"
