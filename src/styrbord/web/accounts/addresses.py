"""Which address leads to which page about signing in? With a provider of the house, no password has one."""

from allauth.mfa.webauthn.views import login_webauthn
from allauth.socialaccount.providers.openid_connect import views as provider
from django.conf import settings
from django.urls import URLPattern, path

from styrbord.web.accounts import views
from styrbord.web.views import sign_in

PASSWORDS = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("password/", views.change_password, name="account_change_password"),
    path("password/new/", views.new_password, name="account_set_password"),
    path("again/", views.again, name="account_reauthenticate"),
]
ALWAYS = [
    path("", views.my_sign_in, name="mfa_index"),
    path("second-factor/", views.second_factor, name="mfa_authenticate"),
    path("passkey/", login_webauthn, name="mfa_login_webauthn"),
    path("again/code/", views.code_again, name="mfa_reauthenticate"),
    path("again/passkey/", views.passkey_again, name="mfa_reauthenticate_webauthn"),
    path("app/", views.new_app, name="mfa_activate_totp"),
    path("app/remove/", views.remove_app, name="mfa_deactivate_totp"),
    path("passkeys/new/", views.new_passkey, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove/", views.remove_passkey, name="mfa_remove_webauthn"),
    path("codes/", views.show_codes, name="mfa_view_recovery_codes"),
    path("codes/new/", views.new_codes, name="mfa_generate_recovery_codes"),
    path("sign-out-everywhere/", views.sign_out_everywhere, name="sign-out-everywhere"),
]


def patterns() -> list[URLPattern]:
    """Addresses below account/, as the settings ask."""
    if settings.HAS_PASSWORDS:
        return [*PASSWORDS, *ALWAYS]
    return [
        path("sign-in/", sign_in.sign_in_page, name="account_login"),
        path("<str:provider_id>/go/", views.to_provider, name="openid_connect_login"),
        path("<str:provider_id>/back/", provider.callback, name="openid_connect_callback"),
        *ALWAYS,
    ]


urlpatterns = patterns()
