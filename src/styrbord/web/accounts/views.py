"""Which pages let somebody sign in and set up how they do?"""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as apps
from allauth.mfa.webauthn import views as passkeys
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.socialaccount.providers.openid_connect import views as provider
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from styrbord.core.base.problems import Problem, Refused
from styrbord.services.accounts import changing, sessions, standing
from styrbord.web.accounts import adapters, marks
from styrbord.web.asking import reading_of
from styrbord.web.views.showing import show

View = Callable[..., HttpResponse]
HERE = reverse_lazy("mfa_index")


def own(view: View) -> View:
    """Page of somebody who has signed in, kept by no cache."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *parts: Any, **more: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            raise Refused(Problem("sign-in.needed"))
        return view(request, *parts, **more)

    return guarded


class SignIn(account.LoginView):
    """Name and password."""

    template_name = "styrbord/sign-in.html"


class SecondFactor(factors.AuthenticateView):
    """Code or key after the password."""

    template_name = "styrbord/account/second-factor.html"


def just_used(request: HttpRequest) -> None:
    """Ask for nothing more: the reader has just used what was added."""
    record_authentication(request, request.user, method="mfa", reauthenticated=True)


class _Told:
    """Notes what was changed, and looks again at what the reader has set up."""

    what = ""
    success_url = HERE

    def form_valid(self, form: Any) -> HttpResponse:
        """Do it, tell it, renew the session; a new password gives the session a new key."""
        before = self.request.session.session_key  # type: ignore[attr-defined]
        answer = super().form_valid(form)  # type: ignore[misc]
        sessions.move(before, self.request.session.session_key)  # type: ignore[attr-defined]
        changing.told(self.request.user, self.what)  # type: ignore[attr-defined]
        if self.what.endswith("-added"):
            just_used(self.request)  # type: ignore[attr-defined]
        marks.renew(self.request)  # type: ignore[attr-defined]
        return answer


class NewPassword(_Told, account.PasswordSetView):
    """First password."""

    template_name = "styrbord/account/password.html"
    what = "password-set"

    def get_default_success_url(self) -> str:
        """Back to how one signs in."""
        return str(HERE)

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it; it was written just now, so nothing more is asked for the next step."""
        answer = super().form_valid(form)
        reauthenticate_by_password(self.request)
        return answer


class ChangePassword(_Told, account.PasswordChangeView):
    """Another password; every other session ends."""

    template_name = "styrbord/account/password.html"
    what = "password-changed"

    def get_default_success_url(self) -> str:
        """Back to how one signs in."""
        return str(HERE)


class NewApp(_Told, apps.ActivateTOTPView):
    """App that makes codes."""

    template_name = "styrbord/account/app.html"
    what = "app-added"


class RemoveApp(_Told, apps.DeactivateTOTPView):
    """Take the app away."""

    template_name = "styrbord/account/remove.html"
    what = "app-removed"


class NewPasskey(_Told, passkeys.AddWebAuthnView):
    """Key of a device."""

    template_name = "styrbord/account/passkey.html"
    what = "passkey-added"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """The key must open by itself: it signs in without a password."""
        found = super().get_context_data(**more)
        found["js_data"] = {"creation_options": begin_registration(self.request.user, True)}
        return found


class RemovePasskey(_Told, passkeys.RemoveWebAuthnView):
    """Take a key away."""

    template_name = "styrbord/account/remove.html"
    what = "passkey-removed"

    def form_valid(self, form: Any) -> HttpResponse:
        """Take it away, unless a role asks for it."""
        if not adapters.Factors().can_delete_authenticator(self.get_object()):
            form.add_error(None, gettext("Your role asks for a second factor. Add another one first."))
            return self.form_invalid(form)
        return super().form_valid(form)


class NewCodes(_Told, codes.GenerateRecoveryCodesView):
    """Recovery codes; earlier ones stop to work."""

    template_name = "styrbord/account/new-codes.html"
    what = "codes-made"


class Codes(codes.ViewRecoveryCodesView):
    """Recovery codes, shown once."""

    template_name = "styrbord/account/codes.html"


class Again(account.ReauthenticateView):
    """Password before something that matters is changed."""

    template_name = "styrbord/account/again.html"


class CodeAgain(factors.ReauthenticateView):
    """Code before something that matters is changed."""

    template_name = "styrbord/account/again.html"


class PasskeyAgain(passkeys.ReauthenticateWebAuthnView):
    """Key before something that matters is changed."""

    template_name = "styrbord/account/passkey-again.html"


sign_in = SignIn.as_view()
second_factor = SecondFactor.as_view()
new_password = own(reauthentication_required(NewPassword.as_view(), app="allauth.mfa"))
change_password = own(ChangePassword.as_view())
new_app = own(NewApp.as_view())
remove_app = own(RemoveApp.as_view())
new_passkey = own(NewPasskey.as_view())
remove_passkey = own(RemovePasskey.as_view())
new_codes = own(NewCodes.as_view())
show_codes = own(Codes.as_view())
again = own(Again.as_view())
code_again = own(CodeAgain.as_view())
passkey_again = own(PasskeyAgain.as_view())


@require_safe
@own
def my_sign_in(request: HttpRequest) -> HttpResponse:
    """How the reader signs in, and what is still to be set up."""
    found = standing.standing_of(request.user)
    is_owed = marks.is_owed(request)
    return show(request, "account/index.html", reading_of(request), mine=found, is_owed=is_owed)


@require_POST
@own
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of the reader."""
    sessions.end_all(request.user)
    logout(request)
    return redirect("sign-in")


@never_cache
def to_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the provider of the house, with a word that its answer must bring back."""
    nonce = secrets.token_urlsafe(24)
    request.session[marks.NONCE] = nonce
    asked = QueryDict(mutable=True)
    asked["auth_params"] = urlencode({"nonce": nonce})
    if "next" in request.GET:
        asked["next"] = request.GET["next"]
    request.GET = asked
    return provider.login(request, provider_id)
