"""What do two readers both see?"""

from collections.abc import Callable, Iterable

from styrbord.core.people.scopes import ORDER, Scope, is_within
from styrbord.core.spine.indicators import Access

Contains = Callable[[str, str, str], bool]
Seen = tuple[Access, tuple[Scope, ...]]


def both(one: Seen, other: Seen, contains: Contains) -> Seen:
    """Class and scopes that show nothing that either of two readers does not see.

    Parameters
    ----------
    one, other : class seen everywhere, and what is seen beyond it in parts of the board.
    contains : whether a subtree (root, hierarchy) holds a subject.

    Returns
    -------
    tuple of Access and tuple of Scope
        Never more than either sees; less where two subtrees or rubrics overlap only in part.
    """
    everywhere = min(one[0], other[0], key=ORDER.index)
    pairs = [
        _met(first, second, contains)
        for first in (Scope(one[0]), *one[1])
        for second in (Scope(other[0]), *other[1])
    ]
    found = {scope for scope in pairs if scope and not is_within(scope.access, everywhere)}
    return everywhere, tuple(sorted(found))


def _met(one: Scope, other: Scope, contains: Contains) -> Scope | None:
    """Scope within both of two; None where there is none."""
    subtree = _narrower(one, other, contains)
    rubrics, indicators = _common(one.rubrics, other.rubrics), _common(one.indicators, other.indicators)
    if subtree is None or rubrics is None or indicators is None:
        return None
    access = min(one.access, other.access, key=ORDER.index)
    return Scope(access, *subtree, rubrics, indicators, is_shared=one.is_shared or other.is_shared)


def _narrower(one: Scope, other: Scope, contains: Contains) -> tuple[str, str] | None:
    if not one.subject or not other.subject:
        return (one.subject or other.subject, one.hierarchy or other.hierarchy)
    if one.hierarchy != other.hierarchy:
        return None
    if contains(one.subject, one.hierarchy, other.subject):
        return other.subject, other.hierarchy
    if contains(other.subject, other.hierarchy, one.subject):
        return one.subject, one.hierarchy
    return None


def _common(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...] | None:
    """Codes in both, where none bind nothing; None where two that bind have none in common."""
    first, second = set(one), set(other)
    if not first or not second:
        return tuple(sorted(first | second))
    return tuple(sorted(first & second)) or None
