"""Which decisions wait for some posts: to be taken, to be checked this week, to be reviewed or criticised?

One query for one as for a thousand.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection

from styrbord.core.strategy.decisions.keeping import proposal_from
from styrbord.core.strategy.decisions.model import Proposal
from styrbord.core.strategy.decisions.workflow import OPEN, State
from styrbord.services.decisions.seeing import is_inside, is_seen
from styrbord.services.reading import Reading
from styrbord.store.clock import day_of

CHECKED = (State.KEPT, State.MISSED, State.UNDECIDABLE)
WANTED = (State.UNDER_REVIEW, State.IN_FORCE, *CHECKED)
_OF = (
    " FROM steering_decision d JOIN spine_subject s ON s.id = d.subject_id"
    " JOIN steering_decisionversion v ON v.decision_id = d.id AND v.revision = d.revision"
    " LEFT JOIN steering_decisionwords w ON w.version_id = v.id"
)
_NAMED = "SELECT d.token, d.state, d.owner, d.published_at, v.at, v.content, w.words"
_OWN = (
    f"{_NAMED}, n.due_on{_OF} LEFT JOIN steering_decisionreview n ON n.decision_id = d.id"
    " AND n.done_at IS NULL AND NOT EXISTS (SELECT 1 FROM steering_decisionreview e"
    " WHERE e.decision_id = d.id AND e.done_at IS NULL AND e.number < n.number)"
    f" WHERE d.owner IN ({{0}}) AND (d.state IN ({', '.join(repr(str(one)) for one in WANTED)})"
    f" OR (d.state = '{State.REVIEWED}' AND n.due_on <= %s))"
)
_CRITICISED = (
    f"{_NAMED}, q.due_on, q.asked_at, q.asked_by, c.post{_OF}"
    " JOIN steering_critique q ON q.decision_id = d.id AND q.closed_at IS NULL AND q.due_on >= %s"
    " JOIN steering_critic c ON c.critique_id = q.id"
    f" WHERE d.state IN ({', '.join(repr(str(one)) for one in OPEN)}) AND c.post IN ({{0}})"
    " AND (NOT EXISTS (SELECT 1 FROM steering_concern n WHERE n.critique_id = q.id)"
    " OR EXISTS (SELECT 1 FROM steering_concern n WHERE n.critique_id = q.id"
    " AND NOT EXISTS (SELECT 1 FROM steering_concernscore x WHERE x.concern_id = n.id AND x.post = c.post)))"
    " ORDER BY q.id, c.post"
)


class Waiting(NamedTuple):
    """One decision that waits for a post.

    `due_on` is the day of its check, of its next review, or by which concerns are named; `by` the post that
    asked for them.
    """

    token: str
    title: str
    subject: str
    state: State
    post: str
    since: date
    due_on: date | None
    by: str = ""


class _Row(NamedTuple):
    token: str
    state: str
    owner: str
    published_at: int | None
    at: int
    content: str
    words: str | None
    due_on: date | None
    asked_at: int = 0
    asked_by: str = ""
    critic: str = ""


def waiting(reading: Reading, posts: Iterable[str], *, until: date) -> list[Waiting]:
    """Decisions of some posts that the reader sees: to be taken, checked by a day, or looked back at."""
    found = [_of(reading, row) for row in _rows(_OWN, list(posts), last=[until.isoformat()])]
    return [one for one in found if one is not None and _is_due(one, until)]


def to_criticise(reading: Reading, posts: Iterable[str]) -> list[Waiting]:
    """Proposals of which some posts were asked what speaks against them and have not said it of all yet."""
    rows = _rows(_CRITICISED, list(posts), first=[reading.today.isoformat()])
    found: dict[str, Waiting] = {}
    for row in rows:
        said = _said(row)
        if row.token not in found and is_seen(reading, row, said) and _is_inside(reading, said):
            since = day_of(row.asked_at)
            found[row.token] = Waiting(
                row.token,
                said.title,
                said.subject,
                State(row.state),
                row.critic,
                since,
                row.due_on,
                row.asked_by,
            )
    return list(found.values())


def _is_inside(reading: Reading, said: Proposal) -> bool:
    return is_inside(reading, said.subject, said.series)


def _rows(sql: str, posts: list[str], *, first: Sequence[str] = (), last: Sequence[str] = ()) -> list[_Row]:
    if not posts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql.format(", ".join(["%s"] * len(posts))), [*first, *posts, *last])
        return [_Row(*row) for row in cursor.fetchall()]


def _of(reading: Reading, row: _Row) -> Waiting | None:
    said, state = _said(row), State(row.state)
    if not is_seen(reading, row, said):
        return None
    due = said.check_on if state is State.IN_FORCE else row.due_on if state is State.REVIEWED else None
    return Waiting(row.token, said.title, said.subject, state, row.owner, day_of(row.at), due)


def _said(row: _Row) -> Proposal:
    return _proposal(row.content, row.words or "{}")


@lru_cache(maxsize=512)
def _proposal(content: str, words: str) -> Proposal:
    told: tuple[Mapping[str, Any], ...] = json.loads(content), json.loads(words)
    return proposal_from(*told)


def _is_due(one: Waiting, until: date) -> bool:
    return one.state is not State.IN_FORCE or (one.due_on is not None and one.due_on <= until)
