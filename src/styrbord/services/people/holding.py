"""Who holds which post, from when to when?"""

import secrets
from datetime import date

from styrbord.core.base.problems import Problem
from styrbord.core.people.roles import Role
from styrbord.services.once import once
from styrbord.services.people.asking import (
    Asked,
    Span,
    person_of,
    post_of,
)
from styrbord.services.people.ending import end
from styrbord.services.people.granting import record_grant
from styrbord.services.people.posts import problems_of_post, record_post
from styrbord.services.rights import Actor
from styrbord.services.work import Work
from styrbord.store.clock import to_ms
from styrbord.store.people.models import Holding, Person, PersonName, Post

NAME_LENGTH = 200


def appoint(post: str, *, person: str = "", name: str = "", span: Span, by: Actor, key: str = "") -> int:
    """Let a known person, or a new one of a name, hold a post; number of the holding.

    Raises
    ------
    Refused
        With everything that is wrong.
    """
    row = post_of(post)
    known = person_of(person) if person else None
    problems = span.problems(needs_basis=False)
    if known is None and not name.strip():
        problems.append(Problem("people.no-name", "name"))
    if known and by.person == known.key:
        problems.append(Problem("people.own"))

    def do(piece: Work, full: str | None) -> int:
        holder = known or record_person(name)
        return record_holding(piece, row, holder, span, by=by, key=full)

    return once(by, key, do, problems)


def invite_expert(code: str, *, title: str, name: str, asked: Asked, by: Actor, key: str = "") -> int:
    """Make a guest's post with the role of an expert up to a day; number of the holding.

    Raises
    ------
    Refused
        With everything that is wrong; a guest without a last day is.
    """
    problems = [*problems_of_post(code, title), *asked.problems()]
    if asked.last is None:
        problems.append(Problem("people.no-end", "last"))
    if asked.role != Role.EXPERT:
        problems.append(Problem("people.unknown-role", "role", {"code": asked.role, "allowed": "expert"}))
    if not name.strip():
        problems.append(Problem("people.no-name", "name"))

    def do(piece: Work, full: str | None) -> int:
        post = record_post(piece, code, title, by=by)
        record_grant(piece, post, asked, by=by)
        return record_holding(piece, post, record_person(name), asked, by=by, key=full)

    return once(by, key, do, problems)


def end_holding(number: int, *, post: str, by: Actor, key: str = "") -> int:
    """End now that someone holds a post; the next request of that person has no rights through it."""
    return end(Holding, number, post=post, by=by, key=key)


def record_person(name: str) -> Person:
    """A new person under a key that says nothing; the name is kept apart."""
    person = Person.objects.create(key=f"p-{secrets.token_hex(6)}")
    if name.strip():
        PersonName.objects.create(person=person, name=name.strip()[:NAME_LENGTH])
    return person


def record_holding(
    piece: Work, post: Post, person: Person, span: Span, *, by: Actor, key: str | None = None
) -> int:
    """Write the holding and tell it, within a work."""
    row = Holding.objects.create(
        post=post,
        person=person,
        valid_from=span.first,
        valid_to=span.last,
        recorded_at=to_ms(piece.at),
        by=by.code,
    )
    told = {
        "row": row.pk,
        "person": person.key,
        "first": _text(span.first),
        "last": _text(span.last),
        "by_person": by.person,
    }
    piece.tell("post.appointed", post.code, told, key=key)
    return int(row.pk)


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
