"""What do the minutes of a meeting say, and who may read them?

Minutes are paper: they go from hand to hand. So they hold only the items that every member of the circle may
see now, and of those only what whoever makes them sees; how many are left out stands in them.
"""

from dataclasses import replace

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.strategy.meetings.workflow import Verb
from styrbord.services.meetings.agendas import agenda as agenda_of
from styrbord.services.meetings.agendas import frozen
from styrbord.services.meetings.gathering import ITEM, Thing, looked_up
from styrbord.services.meetings.notes import Agenda, AgendaItem, Minutes
from styrbord.services.meetings.seeing import Asker, asker_of, circle_row
from styrbord.services.rights import Program, rights_of_post
from styrbord.store.clock import from_ms
from styrbord.store.steering.models import CircleMember, Meeting


def minutes(user: object, token: str) -> Minutes:
    """Minutes of a meeting that has begun.

    Raises
    ------
    Refused
        `sign-in.needed` or `meeting.not-found`, whether it is missing or not for this reader.
    """
    asker = asker_of(user)
    row = Meeting.objects.select_related("circle").filter(token=token, started_at__isnull=False).first()
    if row is None:
        raise Refused(Problem("meeting.not-found", "", {"day": token[:40]}))
    rooms = circle_row(asker, row.circle.token)
    whole = for_all(frozen(asker, rooms, row), rooms[1])
    seats = [seat.post for seat in rooms[1]]
    return Minutes(
        agenda=whole,
        started_at=from_ms(row.started_at) if row.started_at else None,
        ended_at=from_ms(row.ended_at) if row.ended_at else None,
        present=tuple(row.present),
        absent=tuple(post for post in seats if post not in row.present) if row.present else (),
        words=_words(row),
    )


def pack(user: object, circle: str) -> Agenda:
    """Agenda of the next meeting as a paper for all members: only what every one of them may see.

    Raises
    ------
    Refused
        `sign-in.needed` or `circle.not-found`.
    """
    found = agenda_of(user, circle)
    return for_all(found, circle_row(asker_of(user), circle)[1])


def for_all(found: Agenda, seats: list[CircleMember]) -> Agenda:
    """An agenda without what some member may not see."""
    things = [_thing(item) for item in found.items if item.about]
    things += [("promise", token) for token in found.given]
    shown = set(things)
    for seat in seats:
        shown &= set(looked_up(_asker_for(seat.post), things))
    given = {token: one for token, one in found.given.items() if ("promise", token) in shown}
    items = tuple(item for item in found.items if not item.about or _thing(item) in shown)
    return replace(found, items=items, given=given, unseen=found.unseen + len(found.items) - len(items))


def _thing(item: AgendaItem) -> Thing:
    return (item.about, item.token) if item.about else (ITEM, item.token)


def _asker_for(post: str) -> Asker:
    """Whoever holds a post and nothing else."""
    return asker_of(Program(rights_of_post(post)))


def _words(row: Meeting) -> str:
    """What was said at the end of a meeting."""
    step = row.steps.filter(verb=Verb.END).select_related("words").first()
    return step.words.text if step and hasattr(step, "words") else ""
