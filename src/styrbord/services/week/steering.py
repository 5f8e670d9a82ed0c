"""Which promises, deviations, decisions and meetings wait?"""

from collections.abc import Iterator

from styrbord.core.base.text import Text
from styrbord.core.people.rights import Rights
from styrbord.core.strategy.decisions.workflow import State as Decided
from styrbord.core.strategy.deviations.workflow import State
from styrbord.core.strategy.week import Part, sunday
from styrbord.services import decisions, deviations, promises
from styrbord.services.meetings import waiting as meetings
from styrbord.services.promises import PromiseNote
from styrbord.services.reading import Reading
from styrbord.services.week.notes import Thing

OWED = "promised"
"""State of a promise that stands and is owed."""


def posts_of(rights: Rights) -> set[str]:
    """Posts of somebody, held and acted for."""
    return {*rights.posts, *rights.acts_for}


def promises_owed(reading: Reading, rights: Rights) -> Iterator[Thing]:
    """Promises that somebody owes, is asked for or is to take over, and wishes that wait for them."""
    own = posts_of(rights)
    for one in promises.owed(rights):
        why, post = _why(one, own)
        yield Thing(
            part=Part.PROMISED if why in {"promised", "broken"} else Part.ASKED,
            why=why,
            name=one.token,
            titles=_subject(reading, one.subject),
            due_on=one.due_on,
            since=one.state_at.date(),
            address=f"/promises/{one.token}/",
            post=post,
            words=one.what,
            by=one.asked_by if one.asked_by != post else "",
            subject=one.subject,
            token=one.token,
            moves=tuple(verb for verb in MOVES[why] if verb in one.moves),
            revision=one.revision,
        )


MOVES = {
    "promised": ("keep",),
    "broken": ("keep",),
    "promise-asked": ("accept",),
    "promise-offered": ("take-over",),
    "later-day": ("agree",),
}
"""What one click does with a promise, by why it waits."""


def _why(one: PromiseNote, posts: set[str]) -> tuple[str, str]:
    """Why a promise waits for some posts, and for which."""
    if one.asked in posts:
        return "promise-offered", one.asked
    if one.holder not in posts:
        return "later-day", one.asked_by
    if one.state != OWED:
        return "promise-asked", one.holder
    return ("broken" if one.broken else "promised"), one.holder


def deviations_held(reading: Reading, rights: Rights) -> Iterator[Thing]:
    """Deviations that somebody answers for, is to take over or judges the explanation of."""
    known = reading.register.indicators()
    for one in deviations.waiting(reading, posts_of(rights)):
        is_held = one.why == "held"
        why = f"deviation-{one.state}" if is_held else f"deviation-{one.why}"
        moves = ("take-up",) if is_held and one.state is State.NEW else ()
        yield Thing(
            part=Part.DEVIATING if is_held else Part.ASKED,
            why=why,
            name=one.token,
            titles=(known[one.indicator].names, *_subject(reading, one.subject)),
            due_on=one.due_on,
            since=one.since,
            address=f"/deviations/{one.token}/",
            period=one.period,
            post=one.post,
            subject=one.subject,
            token=one.token,
            moves=("consent",) if one.why == "offered" else moves,
            revision=one.revision,
        )


def decisions_due(reading: Reading, rights: Rights) -> Iterator[Thing]:
    """Decisions to be taken or reviewed, and those whose check falls in this week."""
    for one in decisions.waiting(reading, posts_of(rights), until=sunday(reading.today)):
        title: Text = {"en": one.title} if one.title else {}
        yield Thing(
            part=Part.ASKED if one.state is Decided.UNDER_REVIEW else Part.CHECKING,
            why=f"decision-{one.state}",
            name=one.token,
            titles=(*((title,) if title else ()), *_subject(reading, one.subject)),
            due_on=one.due_on,
            since=one.since,
            address=f"/decisions/{one.token}/",
            post=one.post,
            subject=one.subject,
            token=one.token,
        )


def meetings_held(reading: Reading, rights: Rights) -> Iterator[Thing]:
    """Meetings of this week in which somebody sits, and those that are under way."""
    today = reading.today
    for one in meetings.waiting(posts_of(rights), today=today, until=sunday(today)):
        yield Thing(
            part=Part.MEETING,
            why="meeting-now" if one.is_under_way else "meeting",
            name=one.circle,
            titles=(one.names, *_subject(reading, one.subject)),
            due_on=max(one.on, today),
            since=today,
            address=f"/meetings/{one.circle}/agenda/",
            post=one.post,
            subject=one.subject,
            token=one.circle,
        )


def _subject(reading: Reading, code: str) -> tuple[Text, ...]:
    found = reading.register.subjects().get(code)
    return (found.names,) if found else ()
