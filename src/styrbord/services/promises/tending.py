"""What does the program do with promises by the clock: mark as broken, remind and escalate?

Each thing is done once, however often this runs. That a promise is broken does not depend on it: every page
counts by the day.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from styrbord.core.base.problems import Refused
from styrbord.core.strategy.promises.guards import Said, Who, refusal
from styrbord.core.strategy.promises.patience import ANSWER, answer_by, late, remind_on
from styrbord.core.strategy.promises.workflow import OPEN, State, Verb
from styrbord.services.notices import notify
from styrbord.services.promises.moving import apply, held
from styrbord.services.promises.standing import case_of, kept_case
from styrbord.services.promises.telling import PROGRAM, Board, address_of, params_of
from styrbord.services.reading import visible
from styrbord.services.rights import Actor
from styrbord.services.work import work
from styrbord.store.clock import from_ms
from styrbord.store.collection.models import Notice
from styrbord.store.steering.models import Promise

ACTOR = Actor("promises")
_MANY = 400
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Telling:
    """One post to be told of a promise; level 0 is whoever holds it or asked for it."""

    row: Promise
    post: str
    kind: str
    days: int = 0
    level: int = 0

    @property
    def key(self) -> str:
        """The same whenever this post is told of this waiting: nobody is told twice as the same."""
        return f"{self.kind}:{self.row.token}:{self.row.due_on}:{self.row.state_at}:{self.post}"[:200]


def tend(now: datetime) -> int:
    """How many promises were found broken, and how many posts were told of one."""
    return _broken(now) + _told(now)


def _broken(now: datetime) -> int:
    rows = Promise.objects.filter(state=State.PROMISED, due_on__lt=now.date(), broken_on=None)
    return sum(_break(number, now) for number in rows.order_by("pk").values_list("pk", flat=True))


def _break(number: int, now: datetime) -> bool:
    """Whether a promise was marked; of one that somebody keeps meanwhile it is said by that step."""
    try:
        with work(ACTOR.code, now) as piece:
            row = held(number)
            case = kept_case(row)
            if problem := refusal(case, Verb.BREAK, Who(is_program=True), now.date(), Said()):
                raise Refused(problem)
            apply(piece, row, case, Verb.BREAK, Said(), by=ACTOR, post=case.holder, key=None)
    except Refused as refused:
        _LOG.info("promise %s stays as it is for now: %s", number, refused)
        return False
    return True


def _told(now: datetime) -> int:
    wanted = {one.key: one for one in _waiting(now.date())}
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
        told = [[one.row.token, one.kind, one.level, one.post] for one in new]
        piece.tell("promise.reminded", "promises", {"told": told})
    return len(new)


def _waiting(today: date) -> Iterator[Telling]:
    """Who is to be told by now; of levels that were missed only the highest."""
    board = Board(visible(PROGRAM), today)
    for row in Promise.objects.filter(state__in=OPEN).select_related("subject").order_by("pk"):
        since = from_ms(row.state_at).date()
        if row.state == State.ASKED:
            yield from _unanswered(row, since, today)
        elif case_of(row, today).broken_on and today > row.due_on:
            yield from _late(board, row, today)
        elif remind_on(since, row.due_on) <= today and since < row.due_on:
            yield Telling(row, row.holder, "promise.due")


def _unanswered(row: Promise, since: date, today: date) -> Iterator[Telling]:
    last = answer_by(since, row.due_on)
    for post, by in ((row.holder, last), (row.asker, last + timedelta(days=ANSWER))):
        if today > by:
            yield Telling(row, post, "promise.unanswered", (today - last).days)


def _late(board: Board, row: Promise, today: date) -> Iterator[Telling]:
    found = late(row.due_on, today)
    if found is None:
        return
    own = dict.fromkeys((row.holder, row.asker))
    for post in own:
        yield Telling(row, post, "promise.broken", found.days)
    level = min(found.level, board.levels(row.subject.code) + 1)
    if level:
        above = board.above(row.subject.code, level - 1, without=set(own))
        yield from (Telling(row, post, "promise.escalated", found.days, level) for post in above)
