"""How is the board served on this machine?"""

import os
import shutil
from argparse import Namespace
from pathlib import Path
from typing import TextIO

from django.conf import settings
from django.db import connection
from granian import Granian
from granian.constants import Interfaces

from styrbord.cli.links import sign_in
from styrbord.services import installation, people
from styrbord.services.memory import FOLDER

MOST_WORKERS = 4
THREADS = 2
"""Threads of a process: one computes while another waits; more would only wait for each other."""


def run(words: Namespace, out: TextIO) -> None:
    """Serve until stopped; say how the first administrator gets in until one has signed in."""
    print(f"Styrbord is served on http://127.0.0.1:{words.port}", file=out, flush=True)
    if settings.SECOND_FACTOR_ROLES is None and installation.setting(installation.IS_INVENTED):
        print("The data are invented: nobody on this machine is asked for a second factor.", file=out)
    secret = people.first_administrator()
    if secret:
        link = sign_in(secret, port=words.port)
        print(f"Nobody gives rights here yet. Become the administrator, within the hour: {link}", file=out)
        out.flush()
    os.environ[FOLDER] = str(_pages(words.port))
    Granian(
        "styrbord.conf.wsgi:application",
        address="127.0.0.1",
        port=words.port,
        interface=Interfaces.WSGI,
        workers=_workers(),
        blocking_threads=THREADS,
        log_enabled=False,
    ).serve()


def _pages(port: int) -> Path:
    """Empty folder in which the processes of this server share the pages that they have written."""
    folder = settings.STATE / "pages" / str(port)
    shutil.rmtree(folder, ignore_errors=True)
    return Path(folder)


def _workers() -> int:
    """Processes that serve: one on a file, one more than cores but at most four on a database server."""
    if said := os.environ.get("STYRBORD_WORKERS", "").strip():
        return max(1, int(said)) if said.isascii() and said.isdigit() else 1
    return 1 if connection.vendor == "sqlite" else min(MOST_WORKERS, (os.cpu_count() or 1) + 1)
