"""What waits for a person or a post, from every room, in the one order in which it is done?

Each room says what waits there by its own rules; here it is put together. The number of questions to the
database does not grow with what waits.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.conf import settings

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.people.rights import Rights
from styrbord.core.strategy.week import due_order
from styrbord.services import clock, installation, memory, rights
from styrbord.services.reading import Reading, asked_once, principal_for, visible
from styrbord.services.rights import rights_of
from styrbord.services.week import collecting, steering, talking
from styrbord.services.week.keeping import rests_on
from styrbord.services.week.notes import Thing, Week

SOURCES = (
    (collecting.things, "collection"),
    (talking.questions, "participation"),
    (steering.promises_owed, ""),
    (steering.deviations_held, ""),
    (steering.decisions_due, ""),
    (steering.meetings_held, ""),
)
"""Where things come from, each with the room that has to be open for it; "" = it always is."""


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
        rests = rests_on(found, reading.now, reading.saw)
        return memory.remembered(rests, ("week", post), lambda: _gathered(reading, found, post))


def _gathered(reading: Reading, found: Rights, post: str | None) -> Week:
    own = found if post is None else _only(found, post)
    things = tuple(due_order(_all(reading, own)))
    counts = Counter(str(one.part) for one in things)
    return Week(reading.today, things, found.posts, found.acts_for, counts)


def _all(reading: Reading, own: Rights) -> Iterator[Thing]:
    if own.posts or own.acts_for:
        for source, room in SOURCES:
            if not room or room in settings.STYRBORD_MODULES:
                yield from source(reading, own)


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
