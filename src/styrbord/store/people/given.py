"""Which posts does somebody hold on a day, who stands in for whom, and what was granted?

It is asked at every request, so in plain SQL. Rows are those that hold on the day and were not ended.
"""

import json
from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db import connection

_LIVE = "{0}.ended_at IS NULL AND {0}.valid_from <= %s AND ({0}.valid_to IS NULL OR {0}.valid_to >= %s)"
_HELD = (
    "SELECT r.key, h.post_id, p.code FROM people_person r"
    f" LEFT JOIN people_holding h ON h.person_id = r.id AND {_LIVE.format('h')}"
    " LEFT JOIN people_post p ON p.id = h.post_id WHERE r.{0} = %s ORDER BY h.id"
)
_ACTING = (
    "SELECT d.post_id, p.code, q.code FROM people_deputy d JOIN people_post p ON p.id = d.post_id"
    f" JOIN people_post q ON q.id = d.deputy_id WHERE {_LIVE.format('d')}"
    " AND d.deputy_id IN ({0}) ORDER BY d.id"
)
_GIVEN = (
    "SELECT p.code, g.role, s.code, g.hierarchy, g.rubrics FROM people_grant g"
    " JOIN people_post p ON p.id = g.post_id LEFT JOIN spine_subject s ON s.id = g.subject_id"
    f" WHERE {_LIVE.format('g')} AND g.post_id IN ({{0}}) ORDER BY g.id"
)


class Held(NamedTuple):
    """Key of a person and the posts that they hold, by row id."""

    person: str
    posts: dict[int, str]


class Acting(NamedTuple):
    """That whoever holds the post `deputy` acts for `post`."""

    number: int
    post: str
    deputy: str


class Granted(NamedTuple):
    """A role of a post; no subject is the whole board, no rubrics are all."""

    post: str
    role: str
    subject: str
    hierarchy: str
    rubrics: frozenset[str]


def held_by(who: object, day: date, *, named: str = "key") -> Held | None:
    """Posts of the person with a key, or with what stands in another column; None if there is no such one."""
    rows = _fetched(_HELD.format(named), [*_days(day), who])
    return Held(rows[0][0], {row[1]: row[2] for row in rows if row[1] is not None}) if rows else None


def acting_through(posts: Collection[int], day: date) -> list[Acting]:
    """For which posts the holders of some posts act."""
    return [Acting(*row) for row in _fetched(_ACTING.format(_listed(posts)), _days(day))]


def granted_to(posts: Collection[int], day: date) -> list[Granted]:
    """Roles of some posts, in the order in which they were given."""
    rows = _fetched(_GIVEN.format(_listed(posts)), _days(day))
    return [
        Granted(post, role, subject or "", hierarchy, frozenset(json.loads(rubrics)))
        for post, role, subject, hierarchy, rubrics in rows
    ]


def _days(day: date) -> list[object]:
    return [day.isoformat()] * 2


def _listed(numbers: Collection[int]) -> str:
    return ", ".join(map(str, sorted(numbers))) or "NULL"


def _fetched(sql: str, params: list[object]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())
