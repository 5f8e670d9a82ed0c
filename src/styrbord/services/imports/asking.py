"""What is asked of the reader, and how is the file that it read told in the result?"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from styrbord.core.base.problems import KINDS, Problem, Refused, define
from styrbord.core.base.progress import Progress, silent
from styrbord.core.collection.account_json import problem_of
from styrbord.services.imports.running import Outcome, read_in_child
from styrbord.sources.asking import Request
from styrbord.sources.said import ACCOUNT

define(
    "import.unreadable-text",
    "The file cannot be read: {reason}.",
    "Give a text file in UTF-8.",
)


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


def text_of(path: Path | None) -> str:
    """Text of a file that a person gave; empty when none was.

    Raises
    ------
    Refused
        `import.unreadable-text`.
    """
    try:
        return path.read_text(encoding="utf-8-sig") if path else ""
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Refused(Problem("import.unreadable-text", str(path), {"reason": reason})) from error


def fingerprint(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def account_of(folder: Path) -> dict[str, Any]:
    """Account that a reading wrote into a folder."""
    found: dict[str, Any] = json.loads((folder / ACCOUNT).read_text(encoding="utf-8"))
    return found


def problems_of(said: Iterable[Mapping[str, Any]]) -> list[Problem]:
    """Problems of an account, as far as this version has words for them."""
    return [problem_of(words) for words in said if words["code"] in KINDS]
