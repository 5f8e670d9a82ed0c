"""What stands on the agenda of a circle on a day, for this reader?

Before a meeting begins its agenda is made anew for each reader. When it begins it is frozen, with the rights
of whoever begins it; from then on each reader sees of it what they may see of promises, deviations and
decisions, and how many items are not for them.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.strategy.meetings.agenda import Kind, Ordered, Point, ordered
from styrbord.core.strategy.meetings.workflow import Item, State, Verb, Who, may
from styrbord.services import promises
from styrbord.services.meetings.gathering import ITEM, Found, looked_up, points, thing_of
from styrbord.services.meetings.notes import Agenda, AgendaItem, StepNote
from styrbord.services.meetings.seeing import (
    Asker,
    asker_of,
    circle_row,
    next_day,
    note_of,
    rhythm_of,
    who_is,
)
from styrbord.services.promises import PromiseNote
from styrbord.store.clock import from_ms
from styrbord.store.steering.models import Circle, CircleMember, Meeting, MeetingItem, MeetingStep

Rooms = tuple[Circle, list[CircleMember]]


def agenda(user: object, circle: str, on: date | None = None) -> Agenda:
    """Agenda of a day, the next one when none is given; of a meeting that has begun, the frozen one.

    Raises
    ------
    Refused
        `sign-in.needed` or `circle.not-found`.
    """
    asker = asker_of(user)
    row, seats = circle_row(asker, circle)
    day = on or next_day(row)
    begun = row.meetings.exclude(state=State.PLANNED).filter(day=day).first()
    return frozen(asker, (row, seats), begun) if begun else _coming(asker, (row, seats), day)


def meeting(user: object, circle: str, on: date) -> Agenda:
    """Agenda of a meeting that has begun, with what became of each item.

    Raises
    ------
    Refused
        `sign-in.needed`, `circle.not-found`, `meeting.not-found`.
    """
    asker = asker_of(user)
    rooms = circle_row(asker, circle)
    return frozen(asker, rooms, meeting_row(rooms[0], on))


def meeting_row(row: Circle, on: date) -> Meeting:
    """Meeting of a day that has begun.

    Raises
    ------
    Refused
        `meeting.not-found`.
    """
    found = row.meetings.exclude(state=State.PLANNED).filter(day=on).first()
    if found is None:
        raise Refused(Problem("meeting.not-found", "", {"day": on}))
    return found


def gathered(asker: Asker, row: Circle, on: date, until: date) -> Ordered:
    """Points of a day in their order, as somebody sees them."""
    return ordered(points(asker, row, on, until))


def _coming(asker: Asker, rooms: Rooms, on: date) -> Agenda:
    row, seats = rooms
    until = rhythm_of(row).after(on)
    found = gathered(asker, row, on, until)
    known = looked_up(asker, [(one.about, one.token) for one in found.points])
    who = who_is(asker, seats)
    return Agenda(
        circle=note_of(asker, row, seats),
        on=on,
        until=until,
        items=tuple(_item(point, known) for point in found.points if (point.about, point.token) in known),
        left_out=found.left_out,
        may=(*may(State.PLANNED, Item.NONE, who),),
    )


def _item(point: Point, known: Mapping[tuple[str, str], Found]) -> AgendaItem:
    return _made(known[point.about, point.token], point, number=0)


def _made(found: Found, point: Point, **said: Any) -> AgendaItem:
    is_words = point.about == ITEM
    return AgendaItem(
        kind=point.kind, about="" if is_words else point.about, token="" if is_words else point.token,
        since=point.since, is_carried=point.is_carried, words=found.words, indicator=found.indicator,
        subject=found.subject, holder=found.holder, stands=found.stands, due_on=found.due_on, **said,
    )  # fmt: skip


def frozen(asker: Asker, rooms: Rooms, row: Meeting) -> Agenda:
    """Agenda of a meeting that has begun, as somebody sees it."""
    circle, seats = rooms
    items = list(row.items.order_by("number"))
    known = looked_up(asker, [thing_of(item) for item in items])
    who, state = who_is(asker, seats), State(row.state)
    steps = _steps(asker, row)
    shown = tuple(
        _kept(item, known[thing_of(item)], steps.get(item.pk, ()), state, who)
        for item in items
        if thing_of(item) in known
    )
    return Agenda(
        circle=note_of(asker, circle, seats), on=row.day, until=row.until or rhythm_of(circle).after(row.day),
        items=shown, token=row.token, state=state, left_out=row.left_out, unseen=len(items) - len(shown),
        may=may(state, Item.NONE, who), given=_given(asker, row.token),
    )  # fmt: skip


def _given(asker: Asker, token: str) -> Mapping[str, PromiseNote]:
    """Promises that were given in a meeting and that somebody sees."""
    return {one.token: one for one in promises.of_sources(asker.user, "meeting", [token])[token]}


def _kept(item: MeetingItem, found: Found, steps: Iterable[StepNote], state: State, who: Who) -> AgendaItem:
    about, token = thing_of(item)
    point = Point(Kind(item.kind), about, token, item.since, is_carried=item.is_carried)
    here = Item(item.state)
    return _made(
        found, point, number=item.number, state=here, revision=item.revision, steps=tuple(steps),
        may=may(state, here, who),
    )  # fmt: skip


def _steps(asker: Asker, row: Meeting) -> Mapping[int, list[StepNote]]:
    found: dict[int, list[StepNote]] = {}
    rows = row.steps.exclude(item=None).select_related("words").order_by("pk")
    for step in rows:
        found.setdefault(step.item_id, []).append(step_note(asker, step))
    return found


def step_note(asker: Asker, step: MeetingStep) -> StepNote:
    """What somebody did, with its words as far as they are left."""
    words = step.words.text if hasattr(step, "words") else None
    return StepNote(
        number=step.pk, verb=Verb(step.verb), at=from_ms(step.at), post=step.post,
        through=step.by if step.by != step.post else "", words=words, said=step.said,
        is_own=bool(step.person) and step.person == asker.rights.person,
    )  # fmt: skip
