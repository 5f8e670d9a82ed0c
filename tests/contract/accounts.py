"""How does a test sign in as people do: with a link, a password, codes of an app?"""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, hotp_value
from django.test import Client

from styrbord.services import signing
from styrbord.store.people.models import Person, SignInName

PASSWORD = "four quiet otters swim"


def browser(**more: Any) -> Client:
    """Somebody at a browser."""
    return Client(raise_request_exception=False, **more)


def by_link(post: str, **roles: bool) -> Client:
    """Browser of somebody who came by a link."""
    found = browser()
    answer = found.post("/en/sign-in/", {"key": signing.make_link(post, **roles)})
    assert answer.status_code == 302
    return found


def code(secret: str) -> str:
    """What the app shows now."""
    return f"{hotp_value(secret, int(time.time()) // 30):06d}"


def set_up(found: Client) -> str:
    """Set a password and an app in a browser; secret of the app."""
    said = {"password1": PASSWORD, "password2": PASSWORD}
    assert found.post("/en/account/password/new/", said).status_code == 302
    return add_app(found)


def add_app(found: Client) -> str:
    """Add an app in a browser; its secret."""
    page = found.get("/en/account/app/")
    secret = str(page.context["form"].secret)
    assert found.post("/en/account/app/", {"code": code(secret)}).status_code == 302
    return secret


def user_in(found: Client) -> Any:
    """User who has signed in in a browser."""
    return found.get("/en/sign-in/").wsgi_request.user


def named(found: Client, name: str) -> str:
    """Let whoever is in a browser sign in with a name; it."""
    SignInName.objects.create(person=Person.objects.get(user_id=user_in(found).pk), name=name)
    return name


def with_app(user: Any, secret: str) -> None:
    """Give a user an app."""
    Authenticator.objects.filter(user=user, type="totp").delete()
    TOTP.activate(user, secret)


def text(answer: Any) -> str:
    return str(answer.content.decode())
