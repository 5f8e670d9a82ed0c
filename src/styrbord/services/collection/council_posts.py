"""Whom can one call elsewhere about an indicator: which post is nearest to it there?"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from styrbord.core.people.roles import Action, allows
from styrbord.core.spine.indicators import Indicator
from styrbord.services import clock
from styrbord.services.collection.reach import Posts

NEAR = (Action.OWN, Action.PREPARE)
"""Who answers for numbers somewhere, before who prepares them."""
Rank = tuple[bool, int, int, str]


@dataclass
class Whom:
    """Posts of today, never persons: bound to a part of the board that holds the subject, the nearest first.

    Where no post is bound to such a part it is the post that owns the indicator on the whole board.
    """

    _found: dict[tuple[str, frozenset[str]], str] = field(default_factory=dict)

    def post(self, subject: str, definition: Indicator) -> str:
        """Code of the post to call about an indicator of a subject; empty when nobody answers for it."""
        key = (subject, frozenset(definition.rubrics))
        if key not in self._found:
            self._found[key] = min(self._near(*key), default=(False, 0, 0, ""))[-1]
        return self._found[key] or definition.owner

    def _near(self, subject: str, rubrics: frozenset[str]) -> Iterator[Rank]:
        """Posts with whether nobody holds them, how far they reach, and what they do."""
        posts = self._posts
        for grant in posts.grants:
            spread = posts.reach.subjects(grant)
            is_meant = not grant.rubrics or not grant.rubrics.isdisjoint(rubrics)
            if spread is None or subject not in spread or not is_meant:
                continue
            for order, action in enumerate(NEAR):
                if allows(grant.role, action):
                    yield grant.post not in posts.holders, len(spread), order, grant.post

    @cached_property
    def _posts(self) -> Posts:
        return Posts.on(clock.now().date())
