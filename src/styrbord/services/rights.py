"""What may this person do today? Asked anew at every request, so that a removal works at the next one."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people import rights as core
from styrbord.core.people.rights import Rights, rights_on
from styrbord.core.people.roles import Action, Role
from styrbord.services import clock
from styrbord.services.happenings import GENERATION
from styrbord.services.memory import remembered
from styrbord.store.clock import to_ms
from styrbord.store.people import models as tables
from styrbord.store.people.given import Held, acting_through, granted_to, held_by
from styrbord.store.spine.register import register_at

define(
    "sign-in.needed",
    "This is open to posts with the right to it; nobody has signed in.",
    "Sign in. Whoever keeps the board makes a link with `styrbord sign-in-link NAME`.",
)
define(
    "rights.missing",
    "None of your posts has the right to do this.",
    "See what they may do under My rights, or ask an administrator of the board.",
)
NOBODY = Rights()
_asked: "ContextVar[dict[tuple[object, date], Rights] | None]" = ContextVar("asked", default=None)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does a piece of work: the code of a post or of a part of the program, and the person's key."""

    code: str
    person: str = ""


OPERATOR = Actor("operator")


@dataclass(frozen=True, slots=True)
class Program:
    """A program with its token, wherever a user is asked for: it may what the token leaves of its post."""

    rights: Rights
    is_authenticated: bool = True


def rights_of(user: object, day: date | None = None) -> Rights:
    """Rights of a signed-in user on a day, today when none is given; none for anybody else.

    Those of a program are what its token left at the moment of its request.
    """
    if not getattr(user, "is_authenticated", False):
        return NOBODY
    if isinstance(user, Program):
        return user.rights
    asked, on = _asked.get(), day or clock.now().date()
    if asked is None:
        return _rights_of_user(user.pk, on)  # type: ignore[attr-defined]
    whose = (user.pk, on)  # type: ignore[attr-defined]
    if whose not in asked:
        asked[whose] = remembered(_Told(), ("rights", *whose), lambda: _rights_of_user(*whose))
    return asked[whose]


@dataclass(frozen=True)
class _Told:
    """What rights rest on: everything that was told so far, as every change of rights is."""

    saw: set[str] = field(default_factory=set)

    @property
    def fingerprint(self) -> str:
        """Mark of what was told."""
        return repr(GENERATION.now())


@contextmanager
def asked_once() -> Iterator[None]:
    """Ask for the rights of a user once within; for what reads only, never around a change of rights."""
    token = _asked.set({})
    try:
        yield
    finally:
        _asked.reset(token)


def _rights_of_user(user: object, day: date) -> Rights:
    return _rights(held_by(user, day, named="user_id"), day)


def rights_of_person(key: str, day: date | None = None) -> Rights:
    """Rights of a person on a day, today when none is given."""
    on = day or clock.now().date()
    return _rights(held_by(key, on), on)


def rights_of_post(code: str, day: date | None = None) -> Rights:
    """Rights that a post gives whoever holds it on a day, today when none is given."""
    on = day or clock.now().date()
    posts = dict(tables.Post.objects.filter(code=code).values_list("pk", "code"))
    return _joined("", on, posts)


def _rights(found: Held | None, day: date) -> Rights:
    return _joined(found.person, day, found.posts) if found else NOBODY


def _joined(key: str, day: date, posts: Mapping[int, str]) -> Rights:
    """Rights of whoever holds some posts, by their row ids; all rows hold on the day."""
    if not posts:
        return Rights(key)
    acting = acting_through(posts, day)
    given = granted_to({*posts, *(row.number for row in acting)}, day)
    return rights_on(
        day,
        key,
        holdings=[core.Holding(person=key, post=code, first=day) for code in posts.values()],
        deputies=[core.Deputy(post=row.post, deputy=row.deputy, first=day) for row in acting],
        grants=[
            core.Grant(
                post=row.post,
                role=Role(row.role),
                subject=row.subject,
                hierarchy=row.hierarchy,
                rubrics=row.rubrics,
                first=day,
            )
            for row in given
        ],
    )


def grant_from(row: tables.Grant) -> core.Grant:
    """Grant from its row."""
    return core.Grant(
        post=row.post.code,
        role=Role(row.role),
        subject=row.subject.code if row.subject else "",
        hierarchy=row.hierarchy,
        rubrics=frozenset(row.rubrics),
        first=row.valid_from,
        last=row.valid_to,
    )


def live(table: type[tables.Given], day: date) -> QuerySet:
    """Rows that hold on a day and were not ended."""
    open_end = Q(valid_to=None) | Q(valid_to__gte=day)
    return table._default_manager.filter(open_end, ended_at=None, valid_from__lte=day)


def contains(root: str, hierarchy: str, subject: str) -> bool:
    """Whether a subtree, as it is known now, holds a subject."""
    register = register_at(to_ms(clock.now()))
    return register.codes.subjects.get(subject) in register.below_in(root, hierarchy)


def may(user: object, action: Action, *, subject: str = "", rubrics: Sequence[str] = ()) -> bool:
    """Whether a user may do something: without a subject, on the whole board."""
    return rights_of(user).may(action, subject=subject, rubrics=rubrics, contains=contains) is not None


def require(user: object, *actions: Action, subject: str = "", rubrics: Sequence[str] = ()) -> Actor:
    """Post that does it, once some right of the user allows one of the actions there.

    Raises
    ------
    Refused
        `sign-in.needed` or `rights.missing`.
    """
    if not getattr(user, "is_authenticated", False):
        raise Refused(Problem("sign-in.needed"))
    found = rights_of(user)
    for action in actions:
        right = found.may(action, subject=subject, rubrics=rubrics, contains=contains)
        if right:
            return Actor(right.through, found.person)
    raise Refused(Problem("rights.missing"))
