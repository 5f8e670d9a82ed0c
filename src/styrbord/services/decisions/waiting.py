"""Which decisions wait for some posts: to be taken, to be checked this week, or to be reviewed?

As many queries for one as for a thousand.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from styrbord.core.strategy.decisions.workflow import State
from styrbord.services.decisions.seeing import is_seen, said_in
from styrbord.services.reading import Reading
from styrbord.store.clock import from_ms
from styrbord.store.steering.models import Decision, DecisionVersion

CHECKED = (State.KEPT, State.MISSED, State.UNDECIDABLE)
WANTED = (State.UNDER_REVIEW, State.IN_FORCE, *CHECKED)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One decision that waits for the post that owns it; `due_on` is the day of its check."""

    token: str
    title: str
    subject: str
    state: State
    post: str
    since: date
    due_on: date | None


def waiting(reading: Reading, posts: Iterable[str], *, until: date) -> list[Waiting]:
    """Decisions of some posts that the reader sees: under review, checked, or to be checked by a day."""
    rows = Decision.objects.filter(owner__in=list(posts), state__in=WANTED).select_related("subject")
    known = {row.pk: row for row in rows}
    if not known:
        return []
    versions = DecisionVersion.objects.filter(decision__in=known, revision=F("decision__revision"))
    found = [_of(reading, known[one.decision_id], one) for one in versions.select_related("words")]
    return [one for one in found if one is not None and _is_due(one, until)]


def _of(reading: Reading, row: Decision, version: DecisionVersion) -> Waiting | None:
    said, state = said_in(version), State(row.state)
    if not is_seen(reading, row, said):
        return None
    due = said.check_on if state is State.IN_FORCE else None
    return Waiting(row.token, said.title, said.subject, state, row.owner, from_ms(version.at).date(), due)


def _is_due(one: Waiting, until: date) -> bool:
    return one.state is not State.IN_FORCE or (one.due_on is not None and one.due_on <= until)
