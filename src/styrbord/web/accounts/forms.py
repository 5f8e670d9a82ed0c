"""What does somebody write to sign in, and how are wrong tries counted?"""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from styrbord.services.accounts import names
from styrbord.web.accounts import lockout


class SignIn(LoginForm):
    """Name and password; the name may be an e-mail address or the key of a person."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what the name is."""
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(label=_("E-mail address or name"), max_length=254)
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        """User name of what was typed."""
        return names.user_name_of(self.cleaned_data["login"])


class _Counted:
    """Counts wrong codes as wrong tries of the account."""

    user: Any

    def clean_code(self) -> str:
        """Check the code unless there were too many tries."""
        name = self.user.get_username()
        lockout.refuse_locked(context.request, name)
        try:
            return str(super().clean_code())  # type: ignore[misc]
        except ValidationError:
            lockout.failed(context.request, name)
            raise


class Code(_Counted, AuthenticateForm):
    """Code of the app or a recovery code, after the password."""


class CodeAgain(_Counted, ReauthenticateForm):
    """Code before something that matters is changed."""


class NewApp(_Counted, ActivateTOTPForm):
    """First code of a new app."""
