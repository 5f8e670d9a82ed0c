"""Where does the secret key come from? From the environment or a file made at first start."""

import os
import secrets
from pathlib import Path


def secret_key(folder: Path) -> str:
    """Key of this installation; there is no default one.

    A new key is written for the owner's eyes only, and never overwrites one that exists.
    """
    if given := os.environ.get("STYRBORD_SECRET_KEY"):
        return given
    file = folder / "secret-key"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="utf-8").strip()
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(key := secrets.token_urlsafe(50))
    return key
