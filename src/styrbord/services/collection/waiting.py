"""How much waits for a person, for the number that stands on every page?

It is remembered for equal rights until a form, a submission, somebody's rights or the day is another one.
"""

from dataclasses import dataclass, field

from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action, allows
from styrbord.services import clock, memory
from styrbord.services.collection import duties
from styrbord.services.rights import rights_of
from styrbord.store.clock import to_ms
from styrbord.store.collection import changes
from styrbord.store.spine.register import changes_so_far

WORKING = (Action.PREPARE, Action.REVIEW, Action.RELEASE)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Whether a person has to do with handing in, how much waits, and how much of it is late."""

    is_shown: bool = False
    count: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class _Known:
    """What an answer rests on."""

    fingerprint: str
    saw: set[str] = field(default_factory=set)


def waiting_for(user: object) -> Waiting:
    """How much waits for a user today."""
    rights = rights_of(user)
    if not any(allows(right.role, action) for right in rights.rights for action in WORKING):
        return Waiting()
    return memory.remembered(_known(rights), ("waiting",), lambda: _counted(rights))


def _counted(rights: Rights) -> Waiting:
    found = duties.duties_by(rights)
    return Waiting(True, len(found), duties.late(found))


def _known(rights: Rights) -> _Known:
    """Rights, day, names and memberships as they are shown now, and what was done so far."""
    now = clock.now()
    names = changes_so_far()
    come = sum(at <= to_ms(now) for at, _ in names)
    return _Known(repr((rights, now.date(), names[-1:], come, changes.state())))
