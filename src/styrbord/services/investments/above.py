"""Which posts stand above another one, so that they may sign what it states?"""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from styrbord.core.people.roles import Action, allows
from styrbord.services.investments import seats
from styrbord.services.reading import Principal, visible
from styrbord.services.rights import grant_from, live
from styrbord.store.people import models as people

PROGRAM = Principal("investments", is_signed_in=True)


def posts_above(author: str, body: str, on: date) -> tuple[str, ...]:
    """Posts above an author who acts for a body, the nearest first.

    Those that own indicators of the body, unless the author is one of them; then those of each body above it,
    those of the whole board, and the body that decides on investments.
    """
    grants = [grant_from(row) for row in live(people.Grant, on).select_related("post", "subject")]
    owners = [(one.subject, one.post) for one in grants if allows(one.role, Action.OWN)]
    own = [post for subject, post in owners if subject == body]
    path = visible(PROGRAM).register.tree().path(body, on)
    levels = [[] if author in own else own]
    levels += [[post for subject, post in owners if subject == place] for place in (*reversed(path), "")]
    levels.append(list(seats.seated(on).filter(seat=seats.Kind.BODY).values_list("post", flat=True)))
    found = dict.fromkeys(post for level in levels for post in sorted(level))
    return tuple(post for post in found if post != author)


def chain(author: str, posts: Iterable[str]) -> dict[str, str]:
    """The same as the rules take it: the post that stands directly above each."""
    order = [author, *posts]
    return dict(pairwise(order))
