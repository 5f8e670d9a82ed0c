"""How does a meeting begin, go from item to item, and end: each step whole, once, or not at all?

Whoever moves anything in a meeting holds its row until that is done, so that of several at once each sees
what the one before has done. What is decided on the spot (a promise, a move of a deviation, a proposal) is
made by its own service, by its rights, in the same work: it stands with its step, or neither stands.
"""

import hashlib
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.participation.cleaning import plain
from styrbord.core.strategy.deviations.guards import Said as DeviationSaid
from styrbord.core.strategy.deviations.workflow import Verb as DeviationVerb
from styrbord.core.strategy.meetings import workflow as rules
from styrbord.core.strategy.meetings.agenda import Kind
from styrbord.core.strategy.meetings.workflow import MOVES, RULES, Item, State, Verb, refusal
from styrbord.services import clock, decisions, deviations, promises
from styrbord.services.decisions import Start
from styrbord.services.meetings import gathering
from styrbord.services.meetings.agendas import gathered
from styrbord.services.meetings.seeing import (
    Asker,
    asker_of,
    circle_row,
    next_day,
    post_of,
    rhythm_of,
    who_is,
)
from styrbord.services.once import once
from styrbord.services.promises import Promised
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.steering.models import (
    Circle,
    CircleMember,
    Meeting,
    MeetingItem,
    MeetingStep,
    MeetingWords,
)

define("meeting.changed", "Somebody else has moved this item meanwhile.", "Look at it again, then decide.")
define("meeting.still-open", "The meeting of {day} has not been ended.", "End it, then begin the next one.")
define("meeting.not-yet", "{day} has not come.", "Begin the meeting on its day.")
define("meeting.earlier", "The circle has met on {day}, which is later.", "Choose a later day.")
define("meeting.item-not-found", "There is no item {number} for you to see.", "See the agenda.")
define("meeting.too-long", "These are {count} letters; {most} are the most.", "Say it shorter.")
define("meeting.no-deviation", "This item is no deviation.", "Choose another step.")
define("meeting.too-many", "An agenda holds {most} items.", "Keep what matters most.")
LONGEST = 2000
MOST_ITEMS = 100
REALM = "meeting"
PAST = {
    Verb.START: "started",
    Verb.PUT: "item-put",
    Verb.NOTE: "noted",
    Verb.PROMISE: "promise-given",
    Verb.DEVIATION: "deviation-moved",
    Verb.DECISION: "decision-proposed",
    Verb.FINISH: "item-done",
    Verb.CARRY: "item-carried",
    Verb.REOPEN: "item-reopened",
    Verb.END: "ended",
}


@dataclass(frozen=True, slots=True)
class ItemSaid:
    """What is said with a step: words, and for a promise who and by when, for a deviation its own move.

    `words` are what is noted, what is promised, or the title of a proposal.
    """

    words: str = ""
    holder: str = ""
    due_on: date | None = None
    deviation: DeviationVerb | None = None
    deviation_said: DeviationSaid = field(default_factory=DeviationSaid)


@dataclass(frozen=True)
class _Room:
    """A circle while somebody moves something in it."""

    asker: Asker
    circle: Circle
    seats: list[CircleMember]
    by: Actor
    post: str


class _BegunAlready(Exception):
    """Somebody else has begun the meeting of the day meanwhile; nothing is done."""

    def __init__(self, token: str) -> None:
        super().__init__(token)
        self.token = token


def _room(user: object, circle: str) -> _Room:
    asker = asker_of(user)
    row, seats = circle_row(asker, circle)
    return _Room(asker, row, seats, *post_of(asker, seats))


def start(user: object, circle: str, on: date | None = None, *, key: str = "") -> str:
    """Token of the meeting of a day, today when none is given; begun twice it is the same meeting.

    Raises
    ------
    Refused
        `circle.not-found`, `rights.missing`, `meeting.not-yet`, `.still-open`, `.earlier`.
    """
    room, today = _room(user, circle), clock.now().date()
    day = on or today

    def do(piece: Work, full: str | None) -> int:
        held = Circle.objects.select_for_update(of=("self",)).get(pk=room.circle.pk)
        if same := _same(held, day):
            raise _BegunAlready(same.token)
        if problem := _too_early_or_late(held, day, today):
            raise Refused(problem)
        return _begun(piece, room, held, day, full)

    _demand(room, State.PLANNED, Item.NONE, Verb.START)
    if same := _same(room.circle, day):
        return str(same.token)
    try:
        found = once(room.by, _key(f"{circle}:start", key), do, realm=REALM)
    except _BegunAlready as begun:
        return begun.token
    return str(Meeting.objects.get(pk=found).token)


def put(user: object, circle: str, words: str, on: date | None = None, *, key: str = "") -> int:
    """Number of an item that a member puts on the agenda of a meeting under way, else of the next one.

    Raises
    ------
    Refused
        `circle.not-found`, `rights.missing`, `meeting.not-possible`, `.needs-words`, `.too-long`,
        `.too-many`.
    """
    room, text = _room(user, circle), plain(words)

    def do(piece: Work, full: str | None) -> int:
        held = Circle.objects.select_for_update(of=("self",)).get(pk=room.circle.pk)
        row = _open_row(held, on)
        _demand(room, State(row.state), Item.NONE, Verb.PUT, rules.Said(words=text))
        _demand_short(text)
        number = (row.items.aggregate(last=Max("number"))["last"] or 0) + 1
        if number > MOST_ITEMS:
            raise Refused(Problem("meeting.too-many", "", {"most": MOST_ITEMS}))
        item = MeetingItem.objects.create(
            meeting=row, number=number, kind=Kind.HAND, since=piece.at.date(), state=Item.OPEN
        )
        _step(piece, room, row, Verb.PUT, Item.OPEN, item=item, words=text, key=full)
        return number

    return once(room.by, _key(f"{circle}:put", key), do, realm=REALM, answer="number")


def act(
    user: object,
    circle: str,
    on: date,
    number: int,
    verb: Verb,
    said: ItemSaid | None = None,
    *,
    revision: int | None = None,
    key: str = "",
) -> int:
    """Revision of an item after a member has noted, promised, decided, ended or put it off.

    Raises
    ------
    Refused
        `circle.not-found`, `meeting.not-found`, `.item-not-found`, `.changed`, `.not-possible`,
        `.needs-...`, `rights.missing`, and what the services of promises, deviations and decisions refuse.
    """
    room, told = _room(user, circle), said or ItemSaid()
    text = plain(told.words)

    def do(piece: Work, full: str | None) -> int:
        row, item = _held(room, on, number)
        state = Item(item.state)
        day = told.due_on.isoformat() if told.due_on else ""
        _demand(room, State(row.state), state, verb, rules.Said(text, told.holder, day))
        _demand_short(text)
        if revision is not None and revision != item.revision:
            raise Refused(Problem("meeting.changed"))
        done = _MADE[verb](room, row, item, told, key) if verb in _MADE else {}
        then = MOVES[State(row.state), state, verb].item_leads_to
        words = "" if verb in {Verb.PROMISE, Verb.DECISION, Verb.DEVIATION} else text
        item.state, item.revision = then, item.revision + 1
        item.save(update_fields=["state", "revision"])
        _step(piece, room, row, verb, then, item=item, words=words, said=done, key=full)
        return int(item.revision)

    return once(room.by, _key(f"{circle}:{on}:{number}:{verb}", key), do, realm=REALM, answer="revision")


def end(
    user: object, circle: str, on: date, *, present: tuple[str, ...] = (), words: str = "", key: str = ""
) -> str:
    """Token of a meeting after it has ended; what was not dealt with is put off to the next one.

    Raises
    ------
    Refused
        `circle.not-found`, `meeting.not-found`, `.not-possible`, `rights.missing`.
    """
    room, text = _room(user, circle), plain(words)

    def do(piece: Work, full: str | None) -> int:
        row = _held_meeting(room, on)
        _demand(room, State(row.state), Item.NONE, Verb.END)
        _demand_short(text)
        row.items.filter(state=Item.OPEN).update(state=Item.CARRIED)
        seats = {seat.post for seat in room.seats}
        row.present = [post for post in dict.fromkeys(present) if post in seats]
        row.state, row.ended_at = State.ENDED, to_ms(piece.at)
        row.save(update_fields=["state", "ended_at", "present"])
        _step(piece, room, row, Verb.END, State.ENDED, words=text, said={"present": row.present}, key=full)
        return int(row.pk)

    found = once(room.by, _key(f"{circle}:{on}:end", key), do, realm=REALM)
    return str(Meeting.objects.get(pk=found).token)


def _key(place: str, key: str) -> str:
    return f"{place}:{key}" if key else ""


def _same(row: Circle, day: date) -> Meeting | None:
    return row.meetings.exclude(state=State.PLANNED).filter(day=day).first()


def _too_early_or_late(row: Circle, day: date, today: date) -> Problem | None:
    if day > today:
        return Problem("meeting.not-yet", "on", {"day": day})
    begun = row.meetings.filter(state=State.UNDER_WAY).first()
    if begun:
        return Problem("meeting.still-open", "", {"day": begun.day})
    later = row.meetings.filter(state=State.ENDED, day__gt=day).order_by("-day").first()
    return Problem("meeting.earlier", "on", {"day": later.day}) if later else None


def _begun(piece: Work, room: _Room, circle: Circle, day: date, key: str | None) -> int:
    """Freeze the agenda: what belongs on it by itself, and what somebody has put there."""
    until = rhythm_of(circle).after(day)
    found = gathered(room.asker, circle, day, until)
    row = circle.meetings.filter(state=State.PLANNED).first()
    row = row or Meeting(token=secrets.token_urlsafe(9), circle=circle)
    row.day, row.until, row.state = day, until, State.UNDER_WAY
    row.started_at, row.left_out = to_ms(piece.at), found.left_out
    row.save()
    planned = {str(item.pk): item for item in row.items.all()}
    for item in planned.values():
        item.number += 10 * MOST_ITEMS  # makes room for their places
        item.save(update_fields=["number"])
    for number, point in enumerate(found.points, 1):
        own = planned.pop(point.token, None) if point.about == gathering.ITEM else None
        item = own or MeetingItem(meeting=row, about=point.about, about_token=point.token)
        item.number, item.kind, item.since = number, point.kind, point.since
        item.is_carried = point.is_carried
        item.save()
    things = [[one.about, one.token] for one in found.points]
    _step(piece, room, row, Verb.START, State.UNDER_WAY, said={"items": things}, key=key)
    return int(row.pk)


def _open_row(circle: Circle, on: date | None) -> Meeting:
    """The meeting that is under way, else the planned one, which begins to be kept here."""
    rows = circle.meetings.exclude(state=State.ENDED).order_by("day")
    found = rows.filter(state=State.UNDER_WAY).first() or rows.first()
    if found is not None and (on is None or found.day == on or found.state == State.PLANNED):
        return found
    ended = circle.meetings.filter(state=State.ENDED, day=on).first() if on else None
    return (
        ended
        or found
        or Meeting.objects.create(
            token=secrets.token_urlsafe(9), circle=circle, day=next_day(circle), state=State.PLANNED
        )
    )


def _held_meeting(room: _Room, on: date) -> Meeting:
    """A meeting that has begun, held until the work ends."""
    rows = Meeting.objects.select_for_update(of=("self",)).exclude(state=State.PLANNED)
    row = rows.filter(circle=room.circle, day=on).first()
    if row is None:
        raise Refused(Problem("meeting.not-found", "", {"day": on}))
    return row


def _held(room: _Room, on: date, number: int) -> tuple[Meeting, MeetingItem]:
    """An item that somebody sees, its meeting held until the work ends."""
    row = _held_meeting(room, on)
    item = row.items.filter(number=number).first()
    if item is None or not gathering.looked_up(room.asker, [gathering.thing_of(item)]):
        raise Refused(Problem("meeting.item-not-found", "", {"number": number}))
    return row, item


def _demand(room: _Room, state: State, item: Item, verb: Verb, said: rules.Said | None = None) -> None:
    problem = refusal(state, item, verb, who_is(room.asker, room.seats), said)
    if problem:
        raise Refused(problem)


def _demand_short(text: str) -> None:
    if len(text) > LONGEST:
        raise Refused(Problem("meeting.too-long", "words", {"count": len(text), "most": LONGEST}))


def _step(
    piece: Work,
    room: _Room,
    row: Meeting,
    verb: Verb,
    state: str,
    *,
    item: MeetingItem | None = None,
    words: str = "",
    said: Mapping[str, object] | None = None,
    key: str | None = None,
) -> None:
    """Keep a step with its words apart, and tell it."""
    step = MeetingStep.objects.create(
        meeting=row, item=item, verb=verb, state=state, at=to_ms(piece.at), by=room.by.code, post=room.post,
        person=room.by.person, said=dict(said or {}),
    )  # fmt: skip
    Meeting.objects.filter(pk=row.pk).update(revision=row.revision + 1)
    data: dict[str, object] = {
        "row": row.pk, "circle": room.circle.token, "day": row.day.isoformat(), "state": str(state),
        "post": room.post, "by_person": room.by.person, **dict(said or {}),
    }  # fmt: skip
    if item is not None:
        data |= {"number": item.number, "revision": item.revision}
    if words:
        MeetingWords.objects.create(step=step, text=words)
        data["words_sha256"] = hashlib.sha256(words.encode()).hexdigest()
    piece.tell(f"meeting.{PAST[verb]}", row.token, data, key=key, rules=RULES)


def _subject(room: _Room, item: MeetingItem) -> str:
    """Subject that an item is about."""
    found = gathering.looked_up(room.asker, [gathering.thing_of(item)])
    return next((one.subject for one in found.values()), "") or room.circle.subject.code


Made = Mapping[str, object]


def _promise(room: _Room, row: Meeting, item: MeetingItem, said: ItemSaid, key: str) -> Made:
    assert said.due_on is not None
    told = Promised(_subject(room, item), said.holder, said.due_on, plain(said.words), "meeting", row.token)
    token = promises.give(room.asker.user, told, key=_inner(row, item, key))
    return {"promise": token, "holder": said.holder, "due": said.due_on.isoformat()}


def _deviation(room: _Room, row: Meeting, item: MeetingItem, said: ItemSaid, key: str) -> Made:
    if item.about != gathering.DEVIATION or said.deviation is None:
        raise Refused(Problem("meeting.no-deviation"))
    deviations.move(
        room.asker.user, item.about_token, said.deviation, said.deviation_said, key=_inner(row, item, key)
    )
    return {"deviation": item.about_token, "move": str(said.deviation)}


def _decision(room: _Room, row: Meeting, item: MeetingItem, said: ItemSaid, key: str) -> Made:
    is_from = item.about == gathering.DEVIATION
    begin = Start(
        plain(said.words), _subject(room, item), "deviation" if is_from else "",
        item.about_token if is_from else "",
    )  # fmt: skip
    return {"decision": decisions.propose(room.asker.user, begin, key=_inner(row, item, key))}


def _inner(row: Meeting, item: MeetingItem, key: str) -> str:
    """Key of what is made in the same work, so that a repeated request makes it once."""
    return f"{row.token}:{item.number}:{key}" if key else ""


_MADE: Mapping[Verb, Callable[[_Room, Meeting, MeetingItem, ItemSaid, str], Made]] = {
    Verb.PROMISE: _promise,
    Verb.DEVIATION: _deviation,
    Verb.DECISION: _decision,
}
