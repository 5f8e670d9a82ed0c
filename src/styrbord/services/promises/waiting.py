"""Which promises wait for the posts of somebody: owed, asked for, to be taken over, or with a wish?

One query, however many there are. All are the reader's own, so that nothing else needs to be seen.
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from django.db import connection

from styrbord.core.people.rights import Rights
from styrbord.core.strategy.promises.guards import Case, Who, aged, refusal
from styrbord.core.strategy.promises.workflow import OPEN, State, Verb
from styrbord.services.promises.standing import who_for

_SQL = (
    "SELECT p.token, s.code, w.text, p.state, p.state_at, p.revision, p.asker, p.holder, p.asked, p.due_on,"
    " p.wished_on, p.broken_on FROM steering_promise p JOIN spine_subject s ON s.id = p.subject_id"
    " LEFT JOIN steering_promisestep q ON q.promise_id = p.id AND q.revision = 1"
    " LEFT JOIN steering_promisewords w ON w.step_id = q.id"
    f" WHERE p.state IN ({', '.join(repr(str(one)) for one in OPEN)})"
    " AND (p.holder IN ({0}) OR p.asked IN ({0}) OR (p.asker IN ({0}) AND p.wished_on IS NOT NULL))"
)


class Why(StrEnum):
    """Why a promise waits for a post."""

    OWED = "promised"
    BROKEN = "broken"
    ASKED = "promise-asked"
    OFFERED = "promise-offered"
    LATER_DAY = "later-day"


AT_ONCE = {
    Why.OWED: Verb.KEEP,
    Why.BROKEN: Verb.KEEP,
    Why.ASKED: Verb.ACCEPT,
    Why.OFFERED: Verb.TAKE_OVER,
    Why.LATER_DAY: Verb.AGREE,
}
"""What can be done at once with a promise, by why it waits."""


class Waiting(NamedTuple):
    """One promise that waits for a post; `move` is what they may do with it at once, "" = nothing."""

    token: str
    subject: str
    what: str
    why: Why
    post: str
    asked_by: str
    due_on: date
    state_at: int
    revision: int
    move: str


class _Row(NamedTuple):
    token: str
    subject: str
    what: str | None
    state: str
    state_at: int
    revision: int
    asker: str
    holder: str
    asked: str
    due_on: date
    wished_on: date | None
    broken_on: date | None


def waiting(rights: Rights, today: date) -> list[Waiting]:
    """Open promises that wait for the posts of somebody with some rights, in no order.

    Those that they hold or are to take over, and those they asked for whose holder wishes a later day.
    """
    own = dict.fromkeys((*rights.posts, *rights.acts_for))
    if not own:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_SQL.format(", ".join(["%s"] * len(own))), [*own] * 3)
        rows = [_Row(*row) for row in cursor.fetchall()]
    may = _may(who_for(rights), today)
    return [_of(row, frozenset(own), may, today) for row in rows]


def _of(row: _Row, own: frozenset[str], may: Callable[..., bool], today: date) -> Waiting:
    why, post = _why(row, own, today)
    verb, is_past = AT_ONCE[why], today > row.due_on
    where = row.subject if why is Why.LATER_DAY else ""
    can = may(verb, row.state, where, row.holder, row.asker, row.asked, is_past, row.wished_on is None)
    return Waiting(
        row.token,
        row.subject,
        row.what or "",
        why,
        post,
        row.asker,
        row.due_on,
        row.state_at,
        row.revision,
        verb.value if can else "",
    )


def _why(row: _Row, own: frozenset[str], today: date) -> tuple[Why, str]:
    """Why a promise waits for some posts, and for which; broken once its day has passed."""
    if row.asked in own:
        return Why.OFFERED, row.asked
    if row.holder not in own:
        return Why.LATER_DAY, row.asker
    if row.state != State.PROMISED:
        return Why.ASKED, row.holder
    is_broken = row.broken_on is not None or today > row.due_on
    return (Why.BROKEN if is_broken else Why.OWED), row.holder


def _may(who_at: Callable[[str], Who], today: date) -> Callable[..., bool]:
    """Whether the rules let somebody move a promise; asked once of all that stand alike.

    The subject matters only where it decides whether they own indicators there.
    """

    @cache
    def may(
        verb: Verb,
        state: str,
        subject: str,
        holder: str,
        asker: str,
        asked: str,
        is_past: bool,
        no_wish: bool,
    ) -> bool:
        due = date.min if is_past else date.max
        case = Case(
            due_on=due,
            first_due_on=due,
            state=State(state),
            holder=holder,
            asker=asker,
            asked=asked,
            wished_on=None if no_wish else date.max,
        )
        return refusal(aged(case, today), verb, who_at(subject), today) is None

    return may
