"""How does someone get in: the operator's link for a post, an invitation, the first administrator?"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from styrbord.core.base import codes
from styrbord.core.base.problems import Problem, Refused, define
from styrbord.core.people.roles import Role
from styrbord.services import clock
from styrbord.services.people.asking import Asked, Span
from styrbord.services.people.granting import record_grant
from styrbord.services.people.holding import record_holding, record_person
from styrbord.services.people.posts import record_post
from styrbord.services.rights import OPERATOR, Actor, live
from styrbord.services.work import Work, work
from styrbord.store.clock import to_ms
from styrbord.store.people.models import Grant, Holding, Person, Post, SignInLink

define(
    "people.several-holders",
    "Several persons hold the post '{code}'.",
    "Name the one who signs in by the key: {keys}.",
)
define(
    "people.has-signed-in",
    "This person has signed in before.",
    "Whoever keeps the server makes a new link: `styrbord sign-in-link {key}`.",
)
HOURS = 1
ADMINISTRATOR = "administrator"
BASIS = "given by the operator of the server"


def make_link(name: str, *, roles: tuple[Role, ...] = ()) -> str:
    """Secret of a link that signs in once the holder of a post, or a person by the key.

    A post that is not there is added, one that nobody holds gets a new holder, and roles that it lacks
    are granted for the whole board. Only the hash of the secret is kept.

    Raises
    ------
    Refused
        `code.invalid`, or `people.several-holders` when it is not clear who signs in.
    """
    with work(OPERATOR.code, clock.now()) as piece:
        person = Person.objects.filter(key=name).first() or _holder(piece, codes.checked(name, "name"))
        for role in roles:
            _give(piece, name, role)
        return _link(piece, person, about=name, by=OPERATOR)


def invite(person: str, *, by: Actor) -> str:
    """Secret of a link for someone who has not signed in yet.

    Raises
    ------
    Refused
        `people.has-signed-in`: an administrator cannot sign in as somebody else.
    """
    row = Person.objects.get(key=person)
    with work(by.code, clock.now()) as piece:
        if row.user and has_signed_in([row.user.pk]):
            raise Refused(Problem("people.has-signed-in", "", {"key": person}))
        return _link(piece, row, about=person, by=by)


def first_administrator() -> str | None:
    """Secret of a link for the first administrator; None once any administrator has signed in."""
    day = clock.now().date()
    posts = live(Grant, day).filter(role=Role.ADMINISTRATOR).values("post_id")
    users = live(Holding, day).filter(post_id__in=posts).values("person__user_id")
    if has_signed_in(users):
        return None
    return make_link(ADMINISTRATOR, roles=(Role.ADMINISTRATOR,))


def has_signed_in(users: Iterable[int] | QuerySet) -> bool:
    """Whether somebody among some users has signed in, in whatever way."""
    used = SignInLink.objects.filter(user_id__in=users, used_at__isnull=False)
    return used.exists() or get_user_model().objects.filter(pk__in=users, last_login__isnull=False).exists()


def fingerprint(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _holder(piece: Work, code: str) -> Person:
    post = Post.objects.filter(code=code).first() or record_post(piece, code, "", by=OPERATOR)
    day = piece.at.date()
    held = list(live(Holding, day).filter(post=post).select_related("person"))
    if len({row.person_id for row in held}) > 1:
        keys = ", ".join(sorted(row.person.key for row in held))
        raise Refused(Problem("people.several-holders", code, {"code": code, "keys": keys}))
    if held:
        return held[0].person
    person = record_person("")
    record_holding(piece, post, person, Span(first=day), by=OPERATOR)
    return person


def _give(piece: Work, code: str, role: Role) -> None:
    post, day = Post.objects.filter(code=code).first(), piece.at.date()
    if post is None:
        raise Refused(Problem("people.unknown-post", "name", {"code": code, "hint": ""}))
    if not live(Grant, day).filter(post=post, role=role, subject=None, rubrics=[]).exists():
        record_grant(piece, post, Asked(role=role, first=day, basis=BASIS), by=OPERATOR)


def _link(piece: Work, person: Person, *, about: str, by: Actor) -> str:
    if person.user is None:
        person.user = get_user_model()(username=person.key)
        person.user.set_unusable_password()
        person.user.save()
        person.save(update_fields=["user"])
    secret = secrets.token_urlsafe(32)
    expires = to_ms(piece.at + timedelta(hours=HOURS))
    SignInLink.objects.create(secret_hash=fingerprint(secret), user=person.user, expires_at=expires)
    piece.tell("sign-in-link.made", about, {"person": person.key, "by_person": by.person})
    return secret
