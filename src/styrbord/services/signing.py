"""How does a post sign in, without any password that someone else could know?"""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.services import clock
from styrbord.services.reading import PUBLIC, Principal
from styrbord.services.work import work
from styrbord.store.clock import to_ms
from styrbord.store.people.models import SignInLink

define(
    "sign-in.spent", "The link was used or is too old.", "Ask for a new one: `styrbord sign-in-link NAME`."
)
define(
    "sign-in.needed",
    "Only editors may do this.",
    "Sign in with a link made by `styrbord sign-in-link NAME --editor`.",
)
HOURS = 1


def make_link(name: str, *, is_editor: bool) -> str:
    """Secret of a link that signs the named post in once; only its hash is kept."""
    now = clock.now()
    secret = secrets.token_urlsafe(32)
    with work("operator", now) as piece:
        user, _ = get_user_model().objects.get_or_create(username=name)
        user.set_unusable_password()
        user.is_staff = is_editor
        user.save()
        expires = to_ms(now + timedelta(hours=HOURS))
        SignInLink.objects.create(secret_hash=_hash(secret), user=user, expires_at=expires)
        piece.tell("sign-in-link.made", name, {"is_editor": is_editor})
    return secret


def use_link(secret: str) -> AbstractBaseUser:
    """User that a link belongs to; the link is spent.

    Raises
    ------
    Refused
        `sign-in.spent` if it was used, has expired or never existed.
    """
    now = clock.now()
    with work("site", now) as piece:
        fresh = SignInLink.objects.filter(
            secret_hash=_hash(secret), used_at=None, expires_at__gt=to_ms(now)
        ).select_for_update()
        link = fresh.select_related("user").first()
        if link is None:
            raise Refused(Problem("sign-in.spent"))
        SignInLink.objects.filter(pk=link.pk).update(used_at=to_ms(now))
        piece.tell("post.signed-in", link.user.get_username(), {})
    return link.user


def principal_of(user: object) -> Principal:
    """Rights of a signed-in user; the public's for anybody else."""
    if not getattr(user, "is_authenticated", False):
        return PUBLIC
    return Principal(code=user.get_username(), is_signed_in=True)  # type: ignore[attr-defined]


def require_editor(user: object) -> str:
    """Code of the editor.

    Raises
    ------
    Refused
        `sign-in.needed` for anybody else.
    """
    if not getattr(user, "is_staff", False):
        raise Refused(Problem("sign-in.needed"))
    return str(user.get_username())  # type: ignore[attr-defined]


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
