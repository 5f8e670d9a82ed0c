"""Has anything changed since that decides what waits for whom?"""

from django.db import connection

LATELY = 1000
_ROWS = "(SELECT COALESCE(MAX(id), 0) FROM {0})"
_LATE_ROWS = f"(SELECT COUNT(*) FROM {{0}} WHERE id > (SELECT MAX(id) FROM {{0}}) - {LATELY})"
_ALL_ROWS = "(SELECT COUNT(*) FROM {0})"
_ENDED = "(SELECT COUNT(ended_at) FROM {0})"
_GROWING = ("collection_step", "collection_submission")
_SMALL = ("collection_formversion", "people_grant", "people_holding", "people_deputy")
_GIVEN = _SMALL[1:]
_SQL = "SELECT " + ", ".join(
    part.format(table)
    for parts, tables in (
        ((_ROWS, _LATE_ROWS), _GROWING),
        ((_ROWS, _ALL_ROWS), _SMALL),
        ((_ENDED,), _GIVEN),
    )
    for table in tables
    for part in parts
)


def state() -> tuple[int, ...]:
    """Numbers that are others after every step of a submission, form, grant, holding and deputyship.

    Rows are only ever added, but for the day on which something given was ended. They are counted as well,
    because a row with a lower number may be committed later; in tables that grow without end the newest
    are counted.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SQL)
        return tuple(cursor.fetchone())
