"""How does a document become a PDF: data beside a template, never words inside markup?

A template of typst reads one JSON object, so no text of anybody is ever read as markup. The engine runs in a
process of its own with bounds on memory and time (`documents.child`), reads only our templates and fonts, and
writes the same bytes for the same inputs.
"""

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.documents import child
from styrbord.documents.lettering import FOLDERS, known_only, shown

MEMORY = 1 << 30
SECONDS = 20
MOST_LETTERS = 2_000_000
_KEPT = ("PATH", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "LANG", "LC_ALL", "SYSTEMROOT")
_NO_MEMORY = ("memory allocation of", "MemoryError", "allocate memory", "failed to map segment")
_LOG = logging.getLogger("styrbord.documents")

define(
    "document.too-long",
    "The document has more than {most} letters.",
    "Make one of fewer items, or shorten the texts.",
)
define(
    "document.too-slow",
    "The document takes more than {most} seconds or too much memory.",
    "Make one of fewer items, or shorten the texts.",
)
define(
    "document.failed",
    "The document could not be made, and the reason is not known.",
    "Try once more; if it fails again, tell who runs this installation.",
)


def set_pdf(
    template: str,
    data: Mapping[str, Any],
    made_at: datetime,
    *,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> bytes:
    """PDF of a template and its data; `made_at` is the moment that the file says it is from.

    A string under the key `svg` is a drawing.

    Raises `Refused` with `document.too-long`, `document.too-slow` or `document.failed`.
    """
    written = json.dumps(_shown(data), ensure_ascii=False)
    if len(written) > MOST_LETTERS:
        raise Refused(Problem("document.too-long", template, {"most": MOST_LETTERS}))
    asked = {
        "template": template,
        "data": written,
        "made_at": int((made_at if made_at.tzinfo else made_at.replace(tzinfo=UTC)).timestamp()),
        "fonts": [str(folder) for folder in FOLDERS],
        "memory": memory,
        "seconds": max(1, round(seconds)),
    }
    return _run(json.dumps(asked).encode(), template, seconds)


def _run(asked: bytes, template: str, seconds: float) -> bytes:
    command = [sys.executable, "-m", child.__name__]
    try:
        done = subprocess.run(
            command, input=asked, capture_output=True, env=_environment(), timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise _too_slow(template, seconds) from None
    if done.returncode == 0 and done.stdout.startswith(b"%PDF-"):
        return done.stdout
    told = done.stderr[-4000:].decode("utf-8", "replace")
    _LOG.error("setting %s ended with %s: %s", template, done.returncode, told)
    if done.returncode in {-signal.SIGXCPU, -signal.SIGKILL} or any(words in told for words in _NO_MEMORY):
        raise _too_slow(template, seconds)
    raise Refused(Problem("document.failed", template))


def _too_slow(template: str, seconds: float) -> Refused:
    return Refused(Problem("document.too-slow", template, {"most": round(seconds)}))


def _environment() -> dict[str, str]:
    """Environment of the child: no secret of this process, one thread."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "RAYON_NUM_THREADS": "1", "PYTHONUTF8": "1"}


def _shown(part: Any, name: str = "") -> Any:
    """Data with every text as a PDF can show it."""
    if isinstance(part, str):
        return known_only(part) if name == "svg" else shown(part)
    if isinstance(part, Mapping):
        return {key: _shown(inner, key) for key, inner in part.items()}
    return [_shown(inner) for inner in part] if isinstance(part, list | tuple) else part
