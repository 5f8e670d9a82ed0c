"""Which roles does a post get, and when are they taken away?"""

import hashlib

from styrbord.services.once import once
from styrbord.services.people.asking import LONGEST, Asked, own, post_of
from styrbord.services.people.ending import end
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.people.models import Grant, Post
from styrbord.store.spine.models import Subject


def grant(post: str, asked: Asked, *, by: Actor, key: str = "") -> int:
    """Give a post a role; number of the grant.

    Raises
    ------
    Refused
        With everything that is wrong with what is asked.
    """
    row = post_of(post)
    problems = [*asked.problems(), *own(by, post)]

    def do(piece: Work, full: str | None) -> int:
        return record_grant(piece, row, asked, by=by, key=full)

    return once(by, key, do, problems)


def revoke(number: int, *, post: str, by: Actor, key: str = "") -> int:
    """Take a role away now: the next request has it no more."""
    return end(Grant, number, post=post, by=by, key=key)


def record_grant(piece: Work, post: Post, asked: Asked, *, by: Actor, key: str | None = None) -> int:
    """Write the grant and tell it, within a work; the event holds the hash of the basis, not its words."""
    row = Grant.objects.create(
        post=post,
        role=asked.role,
        subject=Subject.objects.get(code=asked.subject) if asked.subject else None,
        hierarchy=asked.hierarchy if asked.subject else "",
        rubrics=sorted(set(asked.rubrics)),
        basis=asked.basis.strip()[:LONGEST],
        valid_from=asked.first,
        valid_to=asked.last,
        recorded_at=to_ms(piece.at),
        by=by.code,
    )
    told = {
        "row": row.pk,
        "role": row.role,
        "subject": asked.subject,
        "hierarchy": row.hierarchy,
        "rubrics": row.rubrics,
        "first": asked.first.isoformat(),
        "last": asked.last.isoformat() if asked.last else None,
        "basis_sha256": hashlib.sha256(row.basis.encode()).hexdigest(),
        "by_person": by.person,
    }
    piece.tell("right.granted", post.code, told, key=key)
    return int(row.pk)
