"""Do circles and meetings, their items and their steps stand as their events say?"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from styrbord.core.base.problems import Problem
from styrbord.core.strategy.meetings.workflow import Item, State
from styrbord.services.agreeing import Told, differing, lost, reworded, told, untold
from styrbord.store.steering.models import Circle, Meeting, MeetingItem, MeetingStep

NOUN, CIRCLE = "meeting", "circle"
NO_MOVE = frozenset({"meeting.announced"})


def disagreements() -> list[Problem]:
    """Everything in which circles and meetings differ from the ledger; none when all is well."""
    return [*_of_circles(), *_of_meetings()]


def _of_circles() -> Iterator[Problem]:
    events = told(CIRCLE, named=frozenset({"revision"}))
    rows = {row.token: row for row in Circle.objects.select_related("subject").order_by("pk").iterator()}
    yield from lost(CIRCLE, rows, events)
    for token, row in rows.items():
        if token not in events:
            yield untold(CIRCLE, token)
            continue
        seats = dict(row.members.filter(to_at=None).values_list("post", "is_chair"))
        kept = {name: getattr(row, name) for name in ("revision", "weekday", "weeks", "hour")}
        kept |= {"posts": sorted(seats), "chairs": sorted(post for post in seats if seats[post])}
        last = events[token].last
        said = {**last, "posts": sorted(set(last["posts"])), "chairs": sorted(set(last["chairs"]))}
        yield from differing(CIRCLE, token, {**kept, "subject": row.subject.code}, said)


def _of_meetings() -> Iterator[Problem]:
    events = told(NOUN, without=NO_MOVE, named=frozenset({"state"}))
    rows = {row.token: row for row in Meeting.objects.select_related("circle").order_by("pk").iterator()}
    yield from lost(NOUN, rows, events)
    for token, row in rows.items():
        yield from _of(row, events.get(token, Told()))


def _of(row: Meeting, events: Told) -> Iterator[Problem]:
    if not events.moves:
        yield untold(NOUN, row.token)
        return
    last, states = events.last, [move["state"] for move in events.moves if "number" not in move]
    said = {"circle": last["circle"], "state": states[-1] if states else State.PLANNED.value}
    held = {"day": row.day.isoformat()} if states else {}
    kept = {"circle": row.circle.token, "state": row.state, **held, "revision": row.revision}
    yield from differing(NOUN, row.token, kept, {**said, "day": last["day"], "revision": len(events.moves)})
    ended = [move for move in events.moves if "present" in move]
    yield from differing(NOUN, row.token, {"present": row.present}, ended[-1] if ended else {"present": []})
    steps = list(row.steps.select_related("words", "item").order_by("pk"))
    yield from differing(NOUN, row.token, {"steps": len(steps)}, {"steps": len(events.moves)})
    yield from _of_steps(row, steps, events)
    if len(steps) == len(events.moves):
        yield from _of_items(row, steps, events.moves)


def _of_steps(row: Meeting, steps: Sequence[MeetingStep], events: Told) -> Iterator[Problem]:
    for step, move in zip(steps, events.moves, strict=False):
        kept = {"state": step.state, "post": step.post, "by_person": step.person}
        said = {name: move.get(name) for name in step.said}
        yield from differing(NOUN, row.token, {**kept, "said": step.said}, {**move, "said": said})
        if _is_reworded(step, move):
            yield reworded(NOUN, row.token, step.pk)


def _of_items(
    row: Meeting, steps: Sequence[MeetingStep], moves: Sequence[Mapping[str, Any]]
) -> Iterator[Problem]:
    """Items against the last step of each; what is open when a meeting ends is put off."""
    last = {step.item_id: move for step, move in zip(steps, moves, strict=True) if step.item_id}
    is_over = any(move["state"] == State.ENDED for move in moves if "number" not in move)
    for item in row.items.order_by("number"):
        move = last.get(item.pk, {"revision": 0, "state": Item.OPEN.value})
        state = Item.CARRIED.value if is_over and move["state"] == Item.OPEN else move["state"]
        yield from _of_item(row, item, {"revision": move["revision"], "state": state})


def _of_item(row: Meeting, item: MeetingItem, said: Mapping[str, object]) -> Iterator[Problem]:
    place = f"item {item.number}: "
    kept = {f"{place}revision": item.revision, f"{place}state": item.state}
    yield from differing(NOUN, row.token, kept, {f"{place}{name}": value for name, value in said.items()})


def _is_reworded(step: MeetingStep, move: Mapping[str, Any]) -> bool:
    """Whether there are words and they are others than those that were told; erased ones are none."""
    words = getattr(step, "words", None)
    if words is None:
        return False
    return hashlib.sha256(words.text.encode()).hexdigest() != move.get("words_sha256")
