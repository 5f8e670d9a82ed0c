"""Which indicators, and of which subjects, do rights let someone see beyond what is open?"""

from collections.abc import Iterable
from dataclasses import dataclass

from styrbord.core.people.rights import Rights
from styrbord.core.people.roles import Action, Role, allows
from styrbord.core.spine.indicators import Access

ORDER = (Access.OPEN, Access.INTERNAL, Access.RESTRICTED)
_SEES = {Action.SEE_INTERNAL: Access.INTERNAL, Action.SEE_RESTRICTED: Access.RESTRICTED}


@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """Indicators up to a class are seen in a subtree and under some rubrics; empty ones bind nothing.

    `indicators` are the codes that an agreement names; empty ones bind nothing. What is only shared
    by an agreement (`is_shared`) does not open what is hidden as confidential.
    """

    access: Access
    subject: str = ""
    hierarchy: str = ""
    rubrics: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    is_shared: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it is bound to no subtree and no rubric."""
        return not self.subject and not self.rubrics and not self.indicators

    def shows(self, access: Access, rubrics: Iterable[str], code: str = "") -> bool:
        """Whether an indicator of a class and under some rubrics is seen, in the scope's subtree.

        Returns
        -------
        bool
        """
        is_meant = not self.rubrics or not set(self.rubrics).isdisjoint(rubrics)
        is_named = not self.indicators or code in self.indicators
        return is_within(access, self.access) and is_meant and is_named


def is_within(access: Access, limit: Access) -> bool:
    """Whether a class is not stricter than a limit.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_within(Access.OPEN, Access.INTERNAL), is_within(Access.RESTRICTED, Access.INTERNAL)
    (True, False)
    """
    return ORDER.index(access) <= ORDER.index(limit)


def scopes_of(rights: Rights) -> tuple[Access, tuple[Scope, ...]]:
    """Class seen everywhere, and what is seen beyond it in parts of the board.

    Returns
    -------
    Access
        Strictest class that a right bound to nothing gives; open when there is none.
    tuple of Scope
        Each once, in a fixed order, so that equal rights give equal scopes.
    """
    found = set()
    for right in rights.rights:
        seen = [access for action, access in _SEES.items() if allows(right.role, action)]
        if seen:
            strictest = max(seen, key=ORDER.index)
            found.add(Scope(strictest, right.subject, right.hierarchy, tuple(sorted(right.rubrics))))
    whole = [scope.access for scope in found if scope.is_whole]
    everywhere = max(whole, key=ORDER.index, default=Access.OPEN)
    return everywhere, tuple(sorted(one for one in found if not is_within(one.access, everywhere)))


def pages_of(rights: Rights) -> frozenset[str] | None:
    """Pages, beyond the public ones, that rights open to a guest: those that the grants name.

    A right that has ended opens nothing more: whoever has none left sees what everyone does.

    Returns
    -------
    frozenset of str or None
        None for whoever is more than an expert: every page is open that is open to those who sign in.

    Examples
    --------
    >>> from styrbord.core.people.rights import Right
    >>> def of(role, *pages):
    ...     return Right(role, "", "", frozenset(pages), "guest", "guest")
    >>> pages_of(Rights("p-1", ("guest",), (), (of(Role.EXPERT, "draft"),)))
    frozenset({'draft'})
    >>> pages_of(Rights("p-1", ("guest",), (), (of(Role.EXPERT, "draft"), of(Role.ANALYST))))
    >>> pages_of(Rights("p-1", ("guest",)))
    frozenset()
    """
    if any(right.role is not Role.EXPERT for right in rights.rights):
        return None
    return frozenset[str]().union(*(right.rubrics for right in rights.rights))
