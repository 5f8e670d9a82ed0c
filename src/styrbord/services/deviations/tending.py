"""What does the program do with deviations by the clock: settle, bring back, remind and escalate?

Each thing is done once, however often this runs. A deviation that has the same cause as another waits for
that one and is told with it.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from styrbord.core.base.problems import Refused
from styrbord.core.strategy.deviations.guards import Said, Who, refusal
from styrbord.core.strategy.deviations.patience import due_on, overdue
from styrbord.core.strategy.deviations.workflow import State, Verb
from styrbord.services.deviations.moving import apply
from styrbord.services.deviations.seeing import PROGRAM
from styrbord.services.deviations.standing import case_of, steps_of
from styrbord.services.deviations.telling import Board, address_of, params_of
from styrbord.services.notices import notify
from styrbord.services.reading import visible
from styrbord.services.rights import Actor
from styrbord.services.work import work
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.collection.models import Notice
from styrbord.store.steering.models import Deviation

ACTOR = Actor("deviations")
_MANY = 400
_RELATED = ("indicator", "subject", "last", "opened_by")
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Telling:
    """One post to be told that nobody has moved a deviation; level 0 is the holder."""

    row: Deviation
    post: str
    days: int
    level: int

    @property
    def kind(self) -> str:
        """Kind of its notice."""
        return "deviation.escalated" if self.level else "deviation.overdue"

    @property
    def key(self) -> str:
        """The same whenever this post is told of this waiting: nobody is told twice as the same."""
        since = self.row.opened_at if self.row.state_at is None else self.row.state_at
        return f"{self.kind}:{self.row.token}:{since}:{self.post}"[:200]


def tend(now: datetime) -> int:
    """How many deviations were settled or came back, and how many posts were told of one that waits."""
    board = Board(visible(PROGRAM), now.date())
    return _moved(board, now) + _told(board, now)


def _moved(board: Board, now: datetime) -> int:
    """Settle what ended by itself within its tolerance; take up again what came back while being verified."""
    ended = Deviation.objects.filter(closed_at__isnull=False, state__in=(State.NEW, State.TAKEN_UP))
    back = Deviation.objects.filter(came_back_at__isnull=False, state=State.VERIFYING)
    rows = [(row, Verb.SETTLE) for row in ended.select_related(*_RELATED)]
    rows += [(row, Verb.RECUR) for row in back.select_related(*_RELATED) if _is_after(row)]
    return sum(_move(board, row, verb, now) for row, verb in rows if board.knows(row))


def _is_after(row: Deviation) -> bool:
    return row.came_back_at is not None and row.came_back_at > (row.state_at or 0)


def _move(board: Board, row: Deviation, verb: Verb, now: datetime) -> bool:
    """Whether a case was moved; one that somebody moves meanwhile is looked at again by the next tick."""
    case = case_of(row, board.definition(row), steps_of(row))
    if refusal(case, verb, Who(is_program=True), Said()):
        return False
    try:
        with work(ACTOR.code, now) as piece:
            apply(piece, row, case, verb, Said(), by=ACTOR, post="", key=None)
    except Refused as refused:
        _LOG.info("deviation %s stays as it is for now: %s", row.token, refused)
        return False
    return True


def _told(board: Board, now: datetime) -> int:
    wanted = {one.key: one for one in _waiting(board, now)}
    keys = list(wanted)
    known: set[str] = set()
    for start in range(0, len(keys), _MANY):
        same = Notice.objects.filter(key__in=keys[start : start + _MANY])
        known.update(same.values_list("key", flat=True))
    new = [one for key, one in wanted.items() if key not in known]
    if not new:
        return 0
    with work(ACTOR.code, now) as piece:
        for one in new:
            said = {**params_of(one.row), "days": one.days, "level": one.level}
            notify(one.key, one.post, one.kind, at=now, address=address_of(one.row), params=said)
        told = [[one.row.token, one.level, one.post] for one in new]
        piece.tell("deviation.reminded", "deviations", {"told": told})
    return len(new)


def _waiting(board: Board, now: datetime) -> Iterator[Telling]:
    """Who is to be told by now; of levels that were missed only the highest."""
    rows = Deviation.objects.filter(due_at__lt=to_ms(now), explained_by=None)
    for row in rows.exclude(state=State.CLOSED).select_related(*_RELATED):
        since = row.opened_at if row.state_at is None else row.state_at
        rhythm, state = row.last.frequency, State(row.state)
        due = due_on(state, rhythm, from_ms(since).date(), row.action_on)
        late = overdue(state, rhythm, due, now.date()) if due else None
        if late and board.knows(row):
            holder = row.holder or board.definition(row).owner
            if holder:
                yield Telling(row, holder, late.days, 0)
            level = min(late.level, board.levels(row))
            posts = board.above(row, level, without=holder) if level else ()
            yield from (Telling(row, post, late.days, level) for post in posts)
