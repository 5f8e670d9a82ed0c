"""What is asked of the reader, and how is the file that it read told in the result?"""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

from styrbord.core.base.progress import Progress, silent
from styrbord.services.imports.running import Outcome, read_in_child
from styrbord.sources.asking import Request
from styrbord.sources.writing import ACCOUNT


def read(request: Request, *, progress: Progress = silent) -> Outcome:
    """Read a file in a process of its own; the account tells the name and fingerprint of the file.

    Raises
    ------
    Refused
        With everything that stands against reading it; nothing is written then.
    """
    outcome = read_in_child(request, progress=progress)
    file = {
        "name": request.name or request.path.name,
        "size": request.path.stat().st_size,
        "sha256": fingerprint(request.path),
    }
    account = {**outcome.account, "file": file}
    text = json.dumps(account, ensure_ascii=False, separators=(",", ":"))
    (outcome.directory / ACCOUNT).write_text(f"{text}\n", encoding="utf-8")
    return replace(outcome, account=account)


def fingerprint(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
