"""How does a promise stand today, and who is somebody to it?"""

from collections.abc import Callable
from datetime import date
from functools import cache

from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action
from styrbord.core.strategy.promises.guards import Case, Who, aged
from styrbord.core.strategy.promises.workflow import State
from styrbord.services.rights import contains
from styrbord.store.steering.models import Promise

CHANGING = ("holder", "asked", "due_on", "wished_on", "postponed", "broken_on", "kept_on")
SAME = (*CHANGING, "asker", "first_due_on")


def kept_case(row: Promise) -> Case:
    """The promise as it is kept."""
    return Case(state=State(row.state), **{name: getattr(row, name) for name in SAME})


def case_of(row: Promise, today: date) -> Case:
    """The promise as it stands on a day: broken once its day has passed, whatever a tick has said."""
    return aged(kept_case(row), today)


def who_for(rights: Rights) -> Callable[[str], Who]:
    """Somebody with some rights as the rules see them, by code of the subject."""
    posts = frozenset({*rights.posts, *rights.acts_for})

    @cache
    def who(subject: str) -> Who:
        return Who(posts, owns=rights.may(Action.OWN, subject=subject, contains=contains) is not None)

    return who
