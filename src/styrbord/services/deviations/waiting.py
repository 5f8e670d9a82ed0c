"""Which deviations wait for some posts: held, offered to them, or with an explanation to be judged?

As many queries for one as for a thousand. Those that have the same cause as another wait with that one.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from django.db import connection

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.strategy.deviations.patience import due_on
from styrbord.core.strategy.deviations.workflow import State
from styrbord.services.deviations.plainly import plainly_seen
from styrbord.services.deviations.seeing import rows_at, seen
from styrbord.services.reading import Reading
from styrbord.store.clock import day_of, to_ms

TO_ACCEPT = "deviation.to-accept"
_TOLD = "SELECT address, post FROM collection_notice WHERE kind = %s AND post IN ({0}) ORDER BY id DESC"
_SQL = (
    "SELECT d.token, i.code, s.code, d.track, d.state, d.state_at, d.opened_at, d.holder, d.asked,"
    " d.accepted_at, d.revision, d.action_on, g.frequency, g.period, g.value, r.at"
    " FROM steering_deviation d JOIN steering_signal g ON g.id = d.last_id"
    " JOIN steering_signalrun r ON r.id = g.run_id"
    " JOIN spine_indicator i ON i.id = d.indicator_id JOIN spine_subject s ON s.id = d.subject_id"
    f" WHERE d.opened_at <= %s AND d.explained_by_id IS NULL AND d.state <> '{State.CLOSED}'"
    " AND (d.holder IN ({0}) OR (d.holder = '' AND i.code IN ({1})) OR d.asked IN ({0})"
    f" OR (d.token IN ({{2}}) AND d.state = '{State.EXPLAINED}' AND d.accepted_at IS NULL))"
)
_STATES: Mapping[str, State] = {one.value: one for one in State}
_FREQUENCIES: Mapping[str, Frequency] = {one.value: one for one in Frequency}


class Why(StrEnum):
    """Why a deviation waits for a post."""

    HELD = "held"
    OFFERED = "offered"
    TO_ACCEPT = "to-accept"


class Waiting(NamedTuple):
    """One deviation that waits: for which post, why, since when, and by when the next thing is to be done."""

    token: str
    why: Why
    post: str
    state: State
    indicator: str
    subject: str
    period: Period
    since: date
    due_on: date | None
    revision: int


class _Row(NamedTuple):
    """A case that was not closed, with the newest signal of it."""

    token: str
    indicator: str
    subject: str
    track: str
    state: str
    state_at: int | None
    opened_at: int
    holder: str
    asked: str
    accepted_at: int | None
    revision: int
    action_on: date | None
    frequency: str
    period: int
    value: float | None
    judged_at: int


def waiting(reading: Reading, posts: Iterable[str]) -> list[Waiting]:
    """Deviations that wait for some posts and that the reader sees, in no order."""
    own = tuple(dict.fromkeys(posts))
    if not own:
        return []
    judged = _to_judge(own)
    rows = {row.token: row for row in _rows(reading, own, judged)}
    found = [one for row in rows.values() if (one := _of(reading, row, own, judged)) is not None]
    shown = _shown(reading, [rows[one.token] for one in found])
    return [one for one in found if one.token in shown]


def _rows(reading: Reading, posts: tuple[str, ...], judged: Mapping[str, str]) -> list[_Row]:
    known = reading.register.indicators().values()
    owned = [one.code for one in known if one.owner in posts]
    sql = _SQL.format(*(", ".join(["%s"] * len(some)) or "NULL" for some in (posts, owned, judged)))
    with connection.cursor() as cursor:
        cursor.execute(sql, [to_ms(reading.as_of), *posts, *owned, *posts, *judged])
        return [_Row(*row) for row in cursor.fetchall()]


def _to_judge(posts: tuple[str, ...]) -> dict[str, str]:
    """Deviations of which posts were told that an explanation waits for them, with the post."""
    named = ", ".join(["%s"] * len(posts))
    with connection.cursor() as cursor:
        cursor.execute(_TOLD.format(named), [TO_ACCEPT, *posts])
        return {address.strip("/").rpartition("/")[2]: post for address, post in cursor.fetchall()}


def _of(reading: Reading, row: _Row, posts: tuple[str, ...], judged: Mapping[str, str]) -> Waiting | None:
    definition = reading.register.indicators().get(row.indicator)
    if definition is None:
        return None
    state, holder = _STATES[row.state], row.holder or definition.owner
    why, post = Why.HELD, holder
    if row.asked in posts:
        why, post = Why.OFFERED, row.asked
    elif row.token in judged and state is State.EXPLAINED and holder not in posts:
        why, post = Why.TO_ACCEPT, judged[row.token]
    elif holder not in posts:
        return None
    since = day_of(row.opened_at if row.state_at is None else row.state_at)
    return Waiting(
        row.token,
        why,
        post,
        state,
        row.indicator,
        row.subject,
        Period(_FREQUENCIES[row.frequency], row.period),
        since,
        due_on(state, row.frequency, since, row.action_on),
        row.revision,
    )


def _shown(reading: Reading, rows: Sequence[_Row]) -> set[str]:
    """Tokens of those that exist for the reader: the plain ones, and of the others those that are seen."""
    found = set(plainly_seen(reading, rows))
    rest = [row.token for row in rows if row.token not in found]
    if rest:
        found.update(each.row.token for each in seen(reading, rows_at(reading, token__in=rest)))
    return found
