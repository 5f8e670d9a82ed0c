"""What waits for a person or a post, from every room, in the one order in which it is done?

Each room says what waits there by its own rules; here it is put together. The number of questions to the
database does not grow with what waits.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain

from django.conf import settings

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.people.rights import Rights
from styrbord.core.strategy.week import due_order
from styrbord.services import clock, installation, memory, rights
from styrbord.services.reading import Reading, asked_once, principal_for, visible
from styrbord.services.rights import rights_of
from styrbord.services.week import collecting, governing, steering, talking, wanting
from styrbord.services.week.keeping import TOLD, rests_on
from styrbord.services.week.notes import Thing, Week

Source = Callable[[Reading, Rights], Iterable[Thing]]
Mark = tuple[int, int]

SOURCES: Mapping[str, tuple[Source, str]] = {
    "collection": (collecting.things, "collection"),
    "questions": (talking.questions, "participation"),
    "promises": (steering.promises_owed, ""),
    "deviations": (steering.deviations_held, ""),
    "decisions": (steering.decisions_due, ""),
    "critiques": (steering.critiques_asked, ""),
    "meetings": (steering.meetings_held, ""),
    "requests": (wanting.requests, "collection"),
    "publicity": (wanting.publicity, ""),
    "ratings": (governing.ratings_waiting, ""),
    "investments": (governing.investments_waiting, ""),
}
"""Where things come from, each with the room that has to be open for it; "" = it always is."""


@dataclass(slots=True)
class Kept:
    """What was gathered last: the whole, and of each source, with the mark that it rests on.

    The last of each three are the restricted indicators that were read for it.
    """

    whole: tuple[tuple[Mark, ...], Week, frozenset[str]] | None = None
    parts: dict[str, tuple[Mark, tuple[Thing, ...], frozenset[str]]] = field(default_factory=dict)


def week(asker: object, post: str | None = None) -> Week:
    """Everything that waits today for the posts of a user and those they stand in for, or for one of these.

    Raises
    ------
    Refused
        `sign-in.needed`; `rights.missing` for a post that is not theirs.
    """
    if not getattr(asker, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    return week_by(rights_of(asker), post)


def week_by(found: Rights, post: str | None = None) -> Week:
    """The same for somebody with some rights; it shows nothing that these rights do not show.

    Raises
    ------
    Refused
        `rights.missing` for a post that is not theirs.
    """
    if post is not None and post not in (*found.posts, *found.acts_for):
        raise Refused(Problem("rights.missing"))
    with _once():
        reading = visible(principal_for(found))
        rests, marks = rests_on(found, reading.now, reading.saw), TOLD.marks(SOURCES)
        kept: Kept = memory.remembered(rests, ("week", post), Kept)
        if (whole := kept.whole) is None or whole[0] != marks:
            own = found if post is None else _only(found, post)
            whole = kept.whole = marks, *_gathered(reading, found, own, kept, marks)
        reading.saw.update(whole[2])
        return whole[1]


def _gathered(
    reading: Reading, found: Rights, own: Rights, kept: Kept, marks: tuple[Mark, ...]
) -> tuple[Week, frozenset[str]]:
    """The week of some posts, and the restricted indicators that were read for it or before."""
    parts = list(_parts(reading, own, kept, marks))
    things = tuple(due_order(chain.from_iterable(things for things, _ in parts)))
    counts = Counter(one.part for one in things)
    told = {str(part): count for part, count in counts.items()}
    saw = frozenset().union(*(saw for _, saw in parts))
    return Week(reading.today, things, found.posts, found.acts_for, told), saw


def _parts(
    reading: Reading, own: Rights, kept: Kept, marks: tuple[Mark, ...]
) -> Iterator[tuple[tuple[Thing, ...], frozenset[str]]]:
    """What each source gives; one that nothing has touched since is not asked again."""
    if not (own.posts or own.acts_for):
        return
    for (name, (source, room)), mark in zip(SOURCES.items(), marks, strict=True):
        if room and room not in settings.STYRBORD_MODULES:
            continue
        part = kept.parts.get(name)
        if part is None or part[0] != mark:
            things, saw = _watched(reading, own, source)
            part = kept.parts[name] = mark, things, saw
        yield part[1:]


def _watched(reading: Reading, own: Rights, source: Source) -> tuple[tuple[Thing, ...], frozenset[str]]:
    """What a source gives, and which restricted indicators it reads."""
    before = set(reading.saw)
    reading.saw.clear()
    try:
        return tuple(source(reading, own)), frozenset(reading.saw)
    finally:
        reading.saw.update(before)


@contextmanager
def _once() -> Iterator[None]:
    """Ask for the clock, rights and changes of names once within; nothing is changed here."""
    with installation.read_once(frozenset({clock.SHIFT})), rights.asked_once(), asked_once():
        yield


def _only(found: Rights, post: str) -> Rights:
    """What somebody may through one post alone."""
    return replace(
        found,
        posts=tuple(one for one in found.posts if one == post),
        acts_for=tuple(one for one in found.acts_for if one == post),
        rights=tuple(one for one in found.rights if one.post == post),
    )
