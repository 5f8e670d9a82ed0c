"""Which rights does a person have on a day, through which posts?

A post gets roles, each for a subtree, rubrics and dates; persons hold posts, and deputies act for them.
Dates are inclusive; none is open. Nothing is remembered between two questions.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from styrbord.core.people.roles import Action, Role, allows

Contains = Callable[[str, str, str], bool]
"""Whether the subtree of (root, hierarchy) holds a subject, the root among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """What holds between two days."""

    first: date
    last: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day; both ends belong to it."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding(Dated):
    """A person holds a post."""

    person: str
    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deputy(Dated):
    """Whoever holds the post `deputy` also acts for `post`; this is not handed on further."""

    post: str
    deputy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant(Dated):
    """A post has a role for a subtree and rubrics; no subject is the whole board, no rubrics are all."""

    post: str
    role: Role
    subject: str = ""
    hierarchy: str = ""
    rubrics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Right:
    """One role that a person has: from the grant of `post`, through the post `through`."""

    role: Role
    subject: str
    hierarchy: str
    rubrics: frozenset[str]
    post: str
    through: str

    @property
    def is_whole(self) -> bool:
        """Whether it is bound to no subtree and no rubric."""
        return not self.subject and not self.rubrics

    def covers(self, subject: str, rubrics: Iterable[str], contains: Contains) -> bool:
        """Whether it reaches a subject and at least one of the rubrics that something stands under.

        No subject asks for the whole board, which only an unbound right reaches; so with rubrics.

        Returns
        -------
        bool
        """
        is_near = not self.subject or bool(subject and contains(self.subject, self.hierarchy, subject))
        return is_near and (not self.rubrics or not self.rubrics.isdisjoint(rubrics))


@dataclass(frozen=True, slots=True)
class Rights:
    """Posts that a person holds or acts for on a day, and the roles that they give."""

    person: str = ""
    posts: tuple[str, ...] = ()
    acts_for: tuple[str, ...] = ()
    rights: tuple[Right, ...] = ()

    def may(
        self, action: Action, *, subject: str = "", rubrics: Sequence[str] = (), contains: Contains
    ) -> Right | None:
        """First right that allows an action there; None when none does.

        Returns
        -------
        Right or None
            `through` is the post that acts, `post` the one that it acts for.
        """
        for right in self.rights:
            if allows(right.role, action) and right.covers(subject, rubrics, contains):
                return right
        return None

    def may_anywhere(self, action: Action) -> bool:
        """Whether some right allows an action in some subtree and rubric."""
        return any(allows(right.role, action) for right in self.rights)


def rights_on(
    day: date,
    person: str,
    *,
    holdings: Iterable[Holding],
    deputies: Iterable[Deputy],
    grants: Iterable[Grant],
) -> Rights:
    """Rights of a person on a day: those of the posts held, then of the posts acted for.

    Parameters
    ----------
    day : date
    person : pseudonymous key
    holdings, deputies, grants : rows of anyone and any time; those that do not hold are left out.

    Returns
    -------
    Rights
    """
    held = sorted({one.post for one in holdings if one.person == person and one.holds_on(day)})
    acting = sorted(
        {
            (one.post, one.deputy)
            for one in deputies
            if one.deputy in held and one.post not in held and one.holds_on(day)
        }
    )
    through = [*((post, post) for post in held), *acting]
    live = [grant for grant in grants if grant.holds_on(day)]
    rights = (
        Right(grant.role, grant.subject, grant.hierarchy, grant.rubrics, post, own)
        for post, own in through
        for grant in live
        if grant.post == post
    )
    acts_for = tuple(dict.fromkeys(post for post, _ in acting))
    return Rights(person, tuple(held), acts_for, tuple(dict.fromkeys(rights)))
