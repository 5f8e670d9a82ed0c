"""Which agreements let whom see what of whom at a moment?"""

import json
from datetime import datetime

from django.db import connection

from styrbord.core.people.sharing import Agreement
from styrbord.core.spine.indicators import Access
from styrbord.store.clock import to_ms

_SQL = (
    "SELECT g.code, t.code, a.hierarchy, a.access, a.indicators FROM spine_sharing a"
    " JOIN spine_subject g ON g.id = a.giver_id JOIN spine_subject t ON t.id = a.taker_id"
    " WHERE a.shown_from <= %s AND a.shown_to > %s"
    " AND a.valid_from <= %s AND (a.valid_to IS NULL OR a.valid_to >= %s) ORDER BY a.id"
)


def agreements_at(moment: datetime) -> list[Agreement]:
    """Agreements that hold: asked anew for every reader, in plain SQL, so that an end works at once."""
    at, day = to_ms(moment), moment.date().isoformat()
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [at, at, day, day])
        rows = cursor.fetchall()
    return [
        Agreement(
            giver=giver,
            taker=taker,
            hierarchy=hierarchy,
            access=Access(access),
            indicators=tuple(json.loads(indicators)),
        )
        for giver, taker, hierarchy, access, indicators in rows
    ]
