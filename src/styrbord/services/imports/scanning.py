"""Does the scanner of the house find anything in a file, before anything here reads it?"""

import logging
import os
import subprocess
from pathlib import Path

from django.conf import settings

from styrbord.core.base.problems import Problem, Refused, define

define(
    "file.infected",
    "The scanner of this server finds something harmful in the file.",
    "Do not open it. Ask where it comes from, and hand in a clean copy.",
)
define(
    "file.not-scanned",
    "The scanner of this server did not answer, and without it no file is read.",
    "Try again later, or tell whoever keeps the server.",
)
SECONDS = 120
FOUND = 1
"""Status with which scanners end that have found something."""
PLACE = "{}"
_LOG = logging.getLogger("styrbord.imports")


def scan(path: Path) -> None:
    """Hand a file to the scanner, if the house has one: at its path, or as its input.

    Raises
    ------
    Refused
        `file.infected`, or `file.not-scanned` when the scanner fails, is missing or takes too long.
    """
    if not settings.configured or not settings.SCANNER:  # in the terminal a file is the operator's own
        return
    command = [str(path) if word == PLACE else word for word in settings.SCANNER]
    try:
        with path.open("rb") as file:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL if PLACE in settings.SCANNER else file,
                capture_output=True,
                timeout=SECONDS,
                check=False,
                env={name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ},
            )
    except (OSError, subprocess.TimeoutExpired) as error:
        _LOG.error("the scanner does not answer: %s", error)
        raise Refused(Problem("file.not-scanned")) from error
    if done.returncode == 0:
        return
    said = (done.stdout + done.stderr)[-2000:].decode("utf-8", "replace")
    _LOG.warning("the scanner ended with %s: %s", done.returncode, said)
    raise Refused(Problem("file.infected" if done.returncode == FOUND else "file.not-scanned"))
