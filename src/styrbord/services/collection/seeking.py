"""Which requests for data wait for somebody: those that they look for, and those that nobody does?"""

from typing import NamedTuple

from django.db import connection

from styrbord.core.collection.requests import MOVERS, RequestState, verbs_in
from styrbord.core.people.rights import Rights

OPEN = tuple(state for state in RequestState if verbs_in(state) and state is not RequestState.DROPPED)
"""States in which somebody still has to look."""
_SQL = (
    "SELECT token, title, state, seeker, by, made_at, changed_at, revision FROM collection_datarequest"
    f" WHERE state IN ({', '.join(repr(str(one)) for one in OPEN)}) AND seeker IN ({{0}}) ORDER BY id"
).replace(" by,", ' "by",')


class Waiting(NamedTuple):
    """One request: its title, who looks for it, "" = nobody yet, and who wants it; moments are ms."""

    token: str
    title: str
    state: str
    seeker: str
    by: str
    made_at: int
    changed_at: int
    revision: int


def waiting(rights: Rights) -> list[Waiting]:
    """Open requests that the posts of somebody look for, and for those who look for data the unclaimed."""
    if all(one.role not in MOVERS for one in rights.rights):
        return []
    seekers = ["", *rights.posts, *rights.acts_for]
    with connection.cursor() as cursor:
        cursor.execute(_SQL.format(", ".join(["%s"] * len(seekers))), seekers)
        return [Waiting(*row) for row in cursor.fetchall()]
