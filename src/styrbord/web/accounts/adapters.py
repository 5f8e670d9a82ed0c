"""How do the parts that sign people in fit this board: names, sessions, secrets, strangers?"""

import base64
import hashlib
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from styrbord.core.base.problems import Problem, define
from styrbord.services import week
from styrbord.services.accounts import names, sessions, standing
from styrbord.web.accounts import lockout, marks

define(
    "account.stranger",
    "Nobody was invited here under your name.",
    "Ask whoever keeps the board to invite you with the e-mail address that your organisation knows.",
)
define(
    "account.provider-failed",
    "Signing in at your organisation did not work.",
    "Begin again from the page Sign in. If it stays so, tell whoever keeps the board.",
)


class Accounts(DefaultAccountAdapter):
    """Nobody signs up; sessions are noted, so that all of them can be ended."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No: people are invited."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """User of a name and a password; a closed account is as one that is not there."""
        user = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begin a session with a new key."""
        records = get_authentication_records(request, user)
        is_trusted = request.session.pop(marks.TRUSTED, None) == user.pk
        if not settings.HAS_PASSWORDS and user.has_usable_password():
            user.set_unusable_password()
            user.save()
        super().login(request, user)
        has_factor = is_trusted or any(one.get("method") == "mfa" for one in records)
        marks.begin(request, has_factor=has_factor)
        ways = [str(one.get("type") or one.get("method")) for one in records] or ["link"]
        sessions.begin(user, str(request.session.session_key), "+".join(dict.fromkeys(ways)))

    def logout(self, request: HttpRequest) -> None:
        """End the session."""
        sessions.forget(request.session.session_key)
        super().logout(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """What waits for them, else the board; the set-up first, for someone who cannot come back."""
        asks_somebody = settings.SECOND_FACTOR_ROLES is None or settings.SECOND_FACTOR_ROLES
        if marks.is_owed(request) or (asks_somebody and not marks.is_lenient(request) and _is_new(request)):
            return reverse("mfa_index")
        return reverse("week" if week.week(request.user).things else "overview")

    def is_safe_url(self, url: str) -> bool:
        """Whether a page to go on to lies on this site."""
        request = context.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """A closed account goes back to where it began."""
        return redirect("sign-in")

    def get_client_ip(self, request: HttpRequest) -> str:
        """Address of the reader."""
        return lockout.address_of(request)

    def add_message(self, request: HttpRequest, level: int, *words: Any, **more: Any) -> None:
        """Only what went wrong is told; pages themselves say what was done."""
        if level >= messages.ERROR:
            super().add_message(request, level, *words, **more)


def _is_new(request: HttpRequest) -> bool:
    return not standing.can_come_back(request.user)


class Factors(DefaultMFAAdapter):
    """Second factors: secrets are kept sealed, and the last one stays where a role asks for it."""

    def encrypt(self, text: str) -> str:
        """Seal a secret with the key of the installation."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret; with another key of the installation no code fits any more."""
        try:
            return _seal().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        return names.name_of(user)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether enough is left without it for the roles of its user."""
        if authenticator.type == Authenticator.Type.RECOVERY_CODES:
            return True
        if not standing.must_have_factor(authenticator.user):
            return True
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def _seal() -> Fernet:
    said = b"styrbord second factor\x00" + settings.SECRET_KEY.encode()
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(said).digest()))


class Strangers(DefaultSocialAccountAdapter):
    """People whom a provider of the house names: only those who were invited come in."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """No: people are invited."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the invited person; nothing that the provider tells of them is kept but their number.

        Raises
        ------
        ImmediateHttpResponse
            With a page in plain words when the answer is not for this session, or nobody was invited.
        """
        said = sociallogin.account.extra_data
        token, info = said.get("id_token") or {}, said.get("userinfo") or {}
        nonce = request.session.pop(marks.NONCE, None)
        if not nonce or token.get("nonce") != nonce or info.get("sub", token.get("sub")) != token.get("sub"):
            raise ImmediateHttpResponse(wrong(request, "account.provider-failed", 400))
        sociallogin.account.extra_data = {}
        if sociallogin.account.pk:
            SocialAccount.objects.filter(pk=sociallogin.account.pk).update(extra_data={})
        user = sociallogin.user if sociallogin.is_existing else _invited(token, info)
        if user is None or not user.is_active:
            raise ImmediateHttpResponse(wrong(request, "account.stranger", 403))
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)
        if settings.OIDC_TRUSTED_FACTOR or "mfa" in (token.get("amr") or ()):
            request.session[marks.TRUSTED] = user.pk

    def on_authentication_error(self, request: HttpRequest, provider: object, **more: Any) -> None:
        """Say so in plain words, without what went wrong inside.

        Raises
        ------
        ImmediateHttpResponse
            With the page.
        """
        raise ImmediateHttpResponse(wrong(request, "account.provider-failed", 400))


def _invited(token: dict[str, Any], info: dict[str, Any]) -> AbstractBaseUser | None:
    known = {**token, **info}
    mail = str(known.get("email") or "") if known.get("email_verified") is True else ""
    return names.user_of(str(token["sub"]), mail)


def wrong(request: HttpRequest, code: str, status: int) -> HttpResponse:
    """Page with one problem of signing in."""
    heading = gettext("This did not work")
    context = {"problems": (Problem(code),), "is_signing_in": True, "heading": heading}
    return render(request, "styrbord/refused.html", context, status=status)
