"""Which editions do some posts see before their moment?"""

from collections.abc import Sequence

from django.db import connection

_SQL = (
    "SELECT DISTINCT p.edition_id FROM spine_prerelease p JOIN spine_edition e ON e.id = p.edition_id"
    " WHERE p.ended_at IS NULL AND p.given_at <= %s AND e.released_at > %s AND e.withdrawn_at IS NULL"
    " AND p.post IN ({0}) ORDER BY p.edition_id"
)


def seen_early(posts: Sequence[str], now: int) -> tuple[int, ...]:
    """Row ids of editions that were opened to some posts and are not released at a moment, ms."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL.format(", ".join(["%s"] * len(posts))), [now, now, *posts])
        return tuple(row[0] for row in cursor.fetchall())
