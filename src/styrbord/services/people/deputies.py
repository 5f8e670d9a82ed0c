"""Which post acts for which, from when to when?"""

import hashlib

from styrbord.core.base.problems import Problem
from styrbord.services.once import once
from styrbord.services.people.asking import LONGEST, Span, own, post_of
from styrbord.services.people.ending import end
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.people.models import Deputy


def name_deputy(post: str, deputy: str, *, span: Span, by: Actor, key: str = "") -> int:
    """Let whoever holds one post act for another; number of the row.

    Raises
    ------
    Refused
        With everything that is wrong.
    """
    row, acting = post_of(post), post_of(deputy, "deputy")
    problems = [*span.problems(), *own(by, deputy)]
    if row.pk == acting.pk:
        problems.append(Problem("people.same-post", "deputy"))

    def do(piece: Work, full: str | None) -> int:
        basis = span.basis.strip()[:LONGEST]
        made = Deputy.objects.create(
            post=row,
            deputy=acting,
            basis=basis,
            valid_from=span.first,
            valid_to=span.last,
            recorded_at=to_ms(piece.at),
            by=by.code,
        )
        told = {
            "row": made.pk,
            "deputy": acting.code,
            "first": span.first.isoformat(),
            "last": span.last.isoformat() if span.last else None,
            "basis_sha256": hashlib.sha256(basis.encode()).hexdigest(),
            "by_person": by.person,
        }
        piece.tell("deputy.named", row.code, told, key=full)
        return int(made.pk)

    return once(by, key, do, problems)


def end_deputy(number: int, *, post: str, by: Actor, key: str = "") -> int:
    """End now that one post acts for another."""
    return end(Deputy, number, post=post, by=by, key=key)
