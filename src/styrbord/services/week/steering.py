"""Which promises, deviations, decisions, critiques and meetings wait?"""

from collections.abc import Iterator

from styrbord.core.base.text import Text
from styrbord.core.people.rights import Rights
from styrbord.core.strategy.decisions.workflow import State as Decided
from styrbord.core.strategy.deviations.workflow import State
from styrbord.core.strategy.week import Part, sunday
from styrbord.services import decisions, deviations, promises
from styrbord.services.meetings import waiting as meetings
from styrbord.services.reading import Reading
from styrbord.services.week.notes import Thing, names_of
from styrbord.store.clock import day_of

OWN_PROMISES = {"promised", "broken"}
"""Why a promise waits that somebody owes, and is not only asked about."""


def posts_of(rights: Rights) -> list[str]:
    """Posts of somebody, held and acted for."""
    return [*rights.posts, *rights.acts_for]


def promises_owed(reading: Reading, rights: Rights) -> Iterator[Thing]:
    """Promises that somebody owes, is asked for or is to take over, and wishes that wait for them."""
    subjects = reading.register.subjects()
    for one in promises.waiting(rights, reading.today):
        yield Thing(
            part=Part.PROMISED if one.why in OWN_PROMISES else Part.ASKED,
            why=one.why.value,
            name=one.token,
            titles=names_of(subjects.get(one.subject)),
            due_on=one.due_on,
            since=day_of(one.state_at),
            address=f"/promises/{one.token}/",
            post=one.post,
            words=one.what,
            by=one.asked_by if one.asked_by != one.post else "",
            subject=one.subject,
            token=one.token,
            moves=(one.move,) if one.move else (),
            revision=one.revision,
        )


def deviations_held(reading: Reading, rights: Rights) -> Iterator[Thing]:
    """Deviations that somebody answers for, is to take over or judges the explanation of."""
    known, subjects = reading.register.indicators(), reading.register.subjects()
    for one in deviations.waiting(reading, posts_of(rights)):
        is_held = one.why == "held"
        moves = ("take-up",) if is_held and one.state is State.NEW else ()
        yield Thing(
            part=Part.DEVIATING if is_held else Part.ASKED,
            why=f"deviation-{(one.state if is_held else one.why).value}",
            name=one.token,
            titles=names_of(known[one.indicator], subjects.get(one.subject)),
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
        part = Part.ASKED if one.state is Decided.UNDER_REVIEW else Part.CHECKING
        yield _decision(reading, one, part, f"decision-{one.state}")


def critiques_asked(reading: Reading, rights: Rights) -> Iterator[Thing]:
    """Proposals of which somebody was asked what speaks against them."""
    for one in decisions.to_criticise(reading, posts_of(rights)):
        yield _decision(reading, one, Part.ASKED, "critique")


def _decision(reading: Reading, one: decisions.Waiting, part: Part, why: str) -> Thing:
    title: Text = {"en": one.title} if one.title else {}
    subjects = reading.register.subjects()
    return Thing(
        part=part,
        why=why,
        name=one.token if why != "critique" else f"critique/{one.token}",
        titles=(*((title,) if title else ()), *names_of(subjects.get(one.subject))),
        due_on=one.due_on,
        since=one.since,
        address=f"/decisions/{one.token}/",
        post=one.post,
        by=one.by,
        subject=one.subject,
        token=one.token,
    )


def meetings_held(reading: Reading, rights: Rights) -> Iterator[Thing]:
    """Meetings of this week in which somebody sits, and those that are under way."""
    today, subjects = reading.today, reading.register.subjects()
    for one in meetings.waiting(posts_of(rights), today=today, until=sunday(today)):
        yield Thing(
            part=Part.MEETING,
            why="meeting-now" if one.is_under_way else "meeting",
            name=one.circle,
            titles=(one.names, *names_of(subjects.get(one.subject))),
            due_on=max(one.on, today),
            since=today,
            address=f"/meetings/{one.circle}/agenda/",
            post=one.post,
            subject=one.subject,
            token=one.circle,
        )
