"""Where does mail go: to the terminal, or to a server of the house?"""

import os
from typing import Any


def mail_settings() -> dict[str, Any]:
    """Settings of the framework for mail; without a server letters are printed where the program runs."""
    host = os.environ.get("STYRBORD_MAIL_HOST", "").strip()
    safety = os.environ.get("STYRBORD_MAIL_SAFETY", "starttls").strip()
    if safety not in {"starttls", "tls", "none"}:
        raise SystemExit(f"STYRBORD_MAIL_SAFETY is '{safety}'.\nChoose one of starttls, tls, none.")
    usual = {"starttls": "587", "tls": "465", "none": "25"}[safety]
    port = os.environ.get("STYRBORD_MAIL_PORT", "").strip() or usual
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise SystemExit(f"STYRBORD_MAIL_PORT is '{port}'.\nGive the number of a port.")
    backend = "smtp" if host else "console"
    return {
        "EMAIL_BACKEND": f"django.core.mail.backends.{backend}.EmailBackend",
        "EMAIL_HOST": host or "localhost",
        "EMAIL_PORT": int(port),
        "EMAIL_HOST_USER": os.environ.get("STYRBORD_MAIL_USER", ""),
        "EMAIL_HOST_PASSWORD": os.environ.get("STYRBORD_MAIL_PASSWORD", ""),
        "EMAIL_USE_TLS": safety == "starttls",
        "EMAIL_USE_SSL": safety == "tls",
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": os.environ.get("STYRBORD_MAIL_FROM", "").strip() or "styrbord@localhost",
    }


def site_address() -> str:
    """Address of the site as letters write it, without a slash at its end."""
    said = os.environ.get("STYRBORD_ADDRESS", "").strip().rstrip("/") or "http://127.0.0.1:8000"
    if not said.startswith(("http://", "https://")):
        raise SystemExit(f"STYRBORD_ADDRESS is '{said}'.\nBegin it with https://.")
    return said
