"""What do posts of one territory see of another that has agreed to share it?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from styrbord.core.people.rights import Contains
from styrbord.core.people.scopes import ORDER, Scope
from styrbord.core.spine.indicators import Access


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The giver's subtree lets posts of the taker's see indicators up to a class; no codes are all."""

    giver: str
    taker: str
    hierarchy: str
    access: Access
    indicators: tuple[str, ...] = ()


def shared(scopes: Sequence[Scope], agreements: Iterable[Agreement], contains: Contains) -> tuple[Scope, ...]:
    """Scopes with those that agreements add to them.

    Parameters
    ----------
    scopes : what a reader's own rights give.
    agreements : those that hold today.
    contains : whether the subtree of (root, hierarchy) holds a subject.

    Returns
    -------
    tuple of Scope
        Each once, in a fixed order. A post whose right lies in the taker's subtree sees the giver's
        with its own class, but no stricter one than agreed, and under its own rubrics. What was
        shared is not shared on.
    """
    found = set(scopes)
    for one in agreements:
        for scope in scopes:
            if scope.subject and not scope.indicators and contains(one.taker, one.hierarchy, scope.subject):
                access = min(scope.access, one.access, key=ORDER.index)
                found.add(
                    replace(
                        scope,
                        access=access,
                        subject=one.giver,
                        hierarchy=one.hierarchy,
                        indicators=tuple(sorted(one.indicators)),
                        is_shared=True,
                    )
                )
    return tuple(sorted(found))
