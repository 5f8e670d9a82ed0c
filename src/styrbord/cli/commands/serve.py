"""How is the board served on this machine?"""

from argparse import Namespace
from typing import TextIO

from granian import Granian
from granian.constants import Interfaces


def run(words: Namespace, out: TextIO) -> None:
    """Serve until stopped."""
    print(f"Styrbord is served on http://127.0.0.1:{words.port}", file=out, flush=True)
    Granian(
        "styrbord.conf.wsgi:application",
        address="127.0.0.1",
        port=words.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_enabled=False,
    ).serve()
