"""What could a circle talk about, and what does a reader see of it?

Nothing is known here of promises, deviations and decisions but what their own services show this reader.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from styrbord.core.base.problems import Refused
from styrbord.core.strategy.decisions import workflow as decision_states
from styrbord.core.strategy.deviations import workflow as deviation_states
from styrbord.core.strategy.meetings import agenda as rules
from styrbord.core.strategy.meetings.agenda import Point
from styrbord.core.strategy.meetings.workflow import Item, State
from styrbord.core.strategy.promises import workflow as promise_states
from styrbord.services import clock, decisions, promises
from styrbord.services.decisions.seeing import seen_row
from styrbord.services.deviations.seeing import Seen, rows_at, seen
from styrbord.services.meetings.seeing import Asker, seats_of
from styrbord.services.promises import PromiseNote
from styrbord.store.clock import from_ms, to_ms
from styrbord.store.spine.models import Subject
from styrbord.store.spine.register import register_at
from styrbord.store.steering.models import Circle, Meeting, MeetingItem

PROMISE, DEVIATION, DECISION, ITEM = "promise", "deviation", "decision", "item"
CHECKED = frozenset(
    {decision_states.State.KEPT, decision_states.State.MISSED, decision_states.State.UNDECIDABLE}
)
OVER = frozenset({decision_states.State.REVIEWED, decision_states.State.WITHDRAWN})
Thing = tuple[str, str]
"""Noun and token."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader sees of a thing that is talked about; `is_over` = nothing is left to do with it."""

    words: str = ""
    indicator: str = ""
    subject: str = ""
    holder: str = ""
    stands: str = ""
    due_on: date | None = None
    is_over: bool = False


def points(asker: Asker, row: Circle, on: date, until: date) -> Iterator[Point]:
    """Everything that belongs on the agenda of a day, as far as the reader sees it."""
    near = below(row.subject.code)
    last = last_of(row, on)
    yield from _promised(asker, row, near, on, until)
    yield from _deviating(asker, near, last)
    yield from _to_check(asker, near, until)
    yield from _put_off(asker, last)
    yield from _planned(row)


def below(subject: str) -> frozenset[str]:
    """Codes of a subject and of all below it, in any hierarchy, as they are known now."""
    numbers = register_at(to_ms(clock.now())).below((subject,))
    return frozenset({subject, *Subject.objects.filter(pk__in=numbers).values_list("code", flat=True)})


def last_of(row: Circle, on: date) -> Meeting | None:
    """Meeting before a day."""
    return row.meetings.filter(state=State.ENDED, day__lt=on).order_by("-day").first()


def _promised(asker: Asker, row: Circle, near: frozenset[str], on: date, until: date) -> Iterator[Point]:
    for note in _own_promises(asker, row, near):
        kind = rules.of_promise(
            is_promised=note.state == promise_states.State.PROMISED,
            is_asked=note.state == promise_states.State.ASKED,
            is_broken=note.broken,
            due_on=note.due_on,
            on=on,
            until=until,
        )
        if kind:
            yield Point(kind, PROMISE, note.token, note.due_on)


def _own_promises(asker: Asker, row: Circle, near: frozenset[str]) -> Iterable[PromiseNote]:
    """Promises from the meetings of a circle, and those about its subject that its posts hold."""
    tokens = list(row.meetings.values_list("token", flat=True))
    own = promises.of_sources(asker.user, "meeting", tokens)
    found = {note.token: note for some in own.values() for note in some}
    for seat in seats_of(row):
        held = promises.listed(asker.user, holder=seat.post)
        found |= {note.token: note for note in held if note.subject in near}
    return found.values()


def _deviating(asker: Asker, near: frozenset[str], last: Meeting | None) -> Iterator[Point]:
    rows = rows_at(asker.reading, subject__code__in=near, explained_by=None)
    since = last.started_at if last else None
    asked = [row for row in rows if row.state != deviation_states.State.CLOSED and _is_asked(row, since)]
    for one in seen(asker.reading, asked):
        opened = from_ms(one.row.opened_at).date()
        kind = rules.Kind.DEVIATION
        yield Point(kind, DEVIATION, one.row.token, opened, weight=float(one.signal.score))


def _is_asked(row: object, since: int | None) -> bool:
    newest = max(row.opened_at, row.came_back_at or 0)  # type: ignore[attr-defined]
    is_new = row.state == deviation_states.State.NEW  # type: ignore[attr-defined]
    after = None if since is None else newest >= since
    return rules.of_deviation(is_new=is_new, opened_on_or_after_last=after) is not None


def _to_check(asker: Asker, near: frozenset[str], until: date) -> Iterator[Point]:
    for note in decisions.listed(asker.reading):
        places = {note.subject, *(subject for _, subject in note.series)}
        kind = rules.of_decision(
            is_in_force=note.state == decision_states.State.IN_FORCE,
            is_checked=note.state in CHECKED,
            check_on=note.check_on,
            until=until,
        )
        if kind and not places.isdisjoint(near):
            yield Point(kind, DECISION, note.token, note.check_on or note.proposed_at.date())


def _put_off(asker: Asker, last: Meeting | None) -> Iterator[Point]:
    """What the last meeting put off, unless nothing is left to do with it."""
    rows = list(last.items.filter(state=Item.CARRIED).order_by("number")) if last else []
    known = looked_up(asker, [thing_of(row) for row in rows])
    for row in rows:
        about, token = thing_of(row)
        found = known.get((about, token))
        if found and not found.is_over:
            yield Point(rules.Kind(row.kind), about, token, row.since, is_carried=True)


def _planned(row: Circle) -> Iterator[Point]:
    """What somebody has put on the next agenda."""
    rows = MeetingItem.objects.filter(meeting__circle=row, meeting__state=State.PLANNED)
    for one in rows.order_by("number"):
        yield Point(rules.Kind(one.kind), *thing_of(one), one.since, place=one.number)


def thing_of(row: MeetingItem) -> Thing:
    """What an item is about; one that is words alone is about itself."""
    return (row.about, row.about_token) if row.about else (ITEM, str(row.pk))


def looked_up(asker: Asker, things: Sequence[Thing]) -> Mapping[Thing, Found]:
    """What a reader sees of some things; those that are missing or not for the reader are left out."""
    found: dict[Thing, Found] = {}
    for about, read in _READERS.items():
        tokens = [token for noun, token in dict.fromkeys(things) if noun == about]
        found |= {(about, token): one for token, one in read(asker, tokens)} if tokens else {}
    return found


def _promises_of(asker: Asker, tokens: Sequence[str]) -> Iterator[tuple[str, Found]]:
    for token in tokens:
        try:
            note = promises.one(asker.user, token).note
        except Refused:
            continue  # missing, or not for this reader: the item is left out
        is_over = note.state not in promise_states.OPEN
        yield token, Found(
            words=note.what, subject=note.subject, holder=note.holder, stands=note.state,
            due_on=note.due_on, is_over=is_over,
        )  # fmt: skip


def _deviations_of(asker: Asker, tokens: Sequence[str]) -> Iterator[tuple[str, Found]]:
    known = asker.reading.register.indicators()
    for one in seen(asker.reading, rows_at(asker.reading, token__in=tokens)):
        yield one.row.token, _deviation(one, known[one.row.indicator.code].owner)


def _deviation(one: Seen, owner: str) -> Found:
    row = one.row
    return Found(
        indicator=row.indicator.code, subject=row.subject.code, holder=row.holder or owner,
        stands=row.state, due_on=from_ms(row.due_at).date() if row.due_at else None,
        is_over=row.state == deviation_states.State.CLOSED,
    )  # fmt: skip


def _decisions_of(asker: Asker, tokens: Sequence[str]) -> Iterator[tuple[str, Found]]:
    for token in tokens:
        try:
            row, version, said = seen_row(asker.reading, token)
        except Refused:
            continue  # missing, or not for this reader: the item is left out
        check_on = min((one.check_on for one in said.expectations), default=None)
        yield token, Found(
            words=said.title, subject=said.subject, holder=row.owner, stands=version.state,
            due_on=check_on, is_over=version.state in OVER,
        )  # fmt: skip


def _items_of(asker: Asker, tokens: Sequence[str]) -> Iterator[tuple[str, Found]]:
    """Words that somebody put on an agenda: for all who see the circle."""
    rows = MeetingItem.objects.filter(pk__in=[int(token) for token in tokens])
    for row in rows.select_related("meeting__circle__subject"):
        step = row.steps.filter(verb="put").select_related("words").first()
        words = step.words.text if step and hasattr(step, "words") else ""
        subject = row.meeting.circle.subject.code
        yield str(row.pk), Found(words=words, subject=subject, holder=step.post if step else "")


_READERS = {
    PROMISE: _promises_of,
    DEVIATION: _deviations_of,
    DECISION: _decisions_of,
    ITEM: _items_of,
}
