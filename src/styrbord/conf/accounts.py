"""How do people sign in: passwords, passkeys, a provider of the house, second factors, sessions, lock-out?"""

import os
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

FACTOR_ROLES = "administrator,editor,reviewer,releaser,auditor"
PROVIDER = "oidc"
PASSWORD_LENGTH = 12


def number(name: str, otherwise: int) -> int:
    """Whole number of an environment variable.

    Raises
    ------
    SystemExit
        If it is not one above nought.
    """
    text = os.environ.get(name, "").strip() or str(otherwise)
    if not text.isascii() or not text.isdigit() or not int(text):
        raise SystemExit(f"{name} is '{text}'.\nGive a whole number above 0.")
    return int(text)


IS_HTTPS = os.environ.get("STYRBORD_HTTPS", "") == "1"
OIDC_ISSUER = os.environ.get("STYRBORD_OIDC_ISSUER", "").strip().rstrip("/")
OIDC_NAME = os.environ.get("STYRBORD_OIDC_NAME", "").strip() or (urlsplit(OIDC_ISSUER).hostname or "")
OIDC_TRUSTED_FACTOR = os.environ.get("STYRBORD_OIDC_SECOND_FACTOR", "") == "provider"

ACCOUNT_APPS = [
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
]


def second_factor_roles() -> frozenset[str] | None:
    """Roles that sign in with a second factor; None when nobody chose them."""
    text = os.environ.get("STYRBORD_SECOND_FACTOR", "").strip()
    if not text:
        return None
    return frozenset(part.strip() for part in text.split(",") if part.strip() not in {"", "none"})


def backends() -> list[str]:
    """Ways to prove who one is; with a provider of the house no password proves anything."""
    return ["axes.backends.AxesStandaloneBackend", _NO_PASSWORDS if OIDC_ISSUER else _PASSWORDS]


_PASSWORDS = "allauth.account.auth_backends.AuthenticationBackend"
_NO_PASSWORDS = "styrbord.web.accounts.backends.NoPasswords"


def account_settings() -> dict[str, Any]:
    """Everything that the framework and its parts are told about accounts."""
    return {**_passwords(), **_factors(), **_sessions(), **_lockout(), **_provider()}


def _passwords() -> dict[str, Any]:
    checks = "django.contrib.auth.password_validation"
    return {
        "AUTHENTICATION_BACKENDS": backends(),
        "PASSWORD_HASHERS": [
            "django.contrib.auth.hashers.Argon2PasswordHasher",
            "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        ],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"{checks}.MinimumLengthValidator", "OPTIONS": {"min_length": PASSWORD_LENGTH}},
            {"NAME": f"{checks}.CommonPasswordValidator"},
            {"NAME": f"{checks}.NumericPasswordValidator"},
            {"NAME": f"{checks}.UserAttributeSimilarityValidator"},
            {
                "NAME": "styrbord.web.accounts.house_words.HouseWords",
                "OPTIONS": {"min_length": PASSWORD_LENGTH},
            },
        ],
        "ACCOUNT_ADAPTER": "styrbord.web.accounts.adapters.Accounts",
        "ACCOUNT_LOGIN_METHODS": {"username"},
        "ACCOUNT_SIGNUP_FIELDS": ["username*", "password1*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_PREVENT_ENUMERATION": "strict",
        "ACCOUNT_SESSION_REMEMBER": True,
        "ACCOUNT_RATE_LIMITS": False,
        "ACCOUNT_FORMS": {"login": "styrbord.web.accounts.forms.SignIn"},
        "LOGIN_REDIRECT_URL": "overview",
    }


def _factors() -> dict[str, Any]:
    return {
        "SECOND_FACTOR_ROLES": second_factor_roles(),
        "DEFAULT_SECOND_FACTOR_ROLES": frozenset(FACTOR_ROLES.split(",")),
        "MFA_ADAPTER": "styrbord.web.accounts.adapters.Factors",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_TOTP_ISSUER": "Styrbord",
        "MFA_TOTP_TOLERANCE": 1,
        "MFA_RATE_LIMITS": False,
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not IS_HTTPS,
        "MFA_FORMS": {
            "authenticate": "styrbord.web.accounts.forms.Code",
            "reauthenticate": "styrbord.web.accounts.forms.CodeAgain",
            "activate_totp": "styrbord.web.accounts.forms.NewApp",
        },
    }


def _sessions() -> dict[str, Any]:
    prefix = "__Host-" if IS_HTTPS else ""
    absolute = number("STYRBORD_SESSION_HOURS", 12) * 3600
    return {
        "SESSION_COOKIE_NAME": f"{prefix}styrbord-session",
        "CSRF_COOKIE_NAME": f"{prefix}styrbord-form",
        "SESSION_COOKIE_AGE": absolute,
        "SESSION_ABSOLUTE_SECONDS": absolute,
        "SESSION_IDLE_SECONDS": number("STYRBORD_SESSION_IDLE_MINUTES", 120) * 60,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": False,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": IS_HTTPS,
        "CSRF_COOKIE_SECURE": IS_HTTPS,
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
    }


def _lockout() -> dict[str, Any]:
    return {
        "AXES_FAILURE_LIMIT": number("STYRBORD_LOCKOUT_TRIES", 10),
        "AXES_COOLOFF_TIME": timedelta(minutes=number("STYRBORD_LOCKOUT_MINUTES", 15)),
        "AXES_LOCKOUT_PARAMETERS": ["username", "ip_address"],
        "AXES_RESET_ON_SUCCESS": True,
        "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,
        "AXES_DISABLE_ACCESS_LOG": True,
        "AXES_ENABLE_ADMIN": False,
        "AXES_VERBOSE": False,
        "AXES_USERNAME_CALLABLE": "styrbord.web.accounts.lockout.account_of",
        "AXES_CLIENT_IP_CALLABLE": "styrbord.web.accounts.lockout.address_of",
        "AXES_LOCKOUT_CALLABLE": "styrbord.web.accounts.lockout.answer",
        "AXES_SENSITIVE_PARAMETERS": [
            "password",
            "login",
            "key",
            "code",
            "credential",
            "csrfmiddlewaretoken",
        ],
    }


def _provider() -> dict[str, Any]:
    app = {
        "provider_id": PROVIDER,
        "name": OIDC_NAME,
        "client_id": os.environ.get("STYRBORD_OIDC_CLIENT_ID", ""),
        "secret": os.environ.get("STYRBORD_OIDC_CLIENT_SECRET", ""),
        "settings": {"server_url": OIDC_ISSUER, "oauth_pkce_enabled": True},
    }
    host = urlsplit(OIDC_ISSUER).hostname or ""
    if OIDC_ISSUER and not OIDC_ISSUER.startswith("https://") and host not in {"127.0.0.1", "localhost"}:
        raise SystemExit(
            f"STYRBORD_OIDC_ISSUER is '{OIDC_ISSUER}'.\nGive an address that begins with https://."
        )
    if OIDC_ISSUER and not app["client_id"]:
        raise SystemExit("STYRBORD_OIDC_CLIENT_ID is missing.\nName the client that the provider knows.")
    return {
        "OIDC_NAME": OIDC_NAME,
        "OIDC_TRUSTED_FACTOR": OIDC_TRUSTED_FACTOR,
        "HAS_PASSWORDS": not OIDC_ISSUER,
        "SOCIALACCOUNT_ADAPTER": "styrbord.web.accounts.adapters.Strangers",
        "SOCIALACCOUNT_ONLY": bool(OIDC_ISSUER),
        "SOCIALACCOUNT_EMAIL_VERIFICATION": "none",
        "SOCIALACCOUNT_LOGIN_ON_GET": True,
        "SOCIALACCOUNT_STORE_TOKENS": False,
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"APPS": [app] if OIDC_ISSUER else []}},
    }
