"""How is the board served on this machine?"""

import importlib.util
import os
import sys
from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from granian import Granian
from granian.constants import Interfaces

from styrbord.services import installation
from styrbord.services.loading import load_pack


def serve(words: Namespace, out: TextIO) -> None:
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


def demo(words: Namespace, out: TextIO) -> None:
    """Load the example county once, then serve it."""
    if not installation.setting(installation.ROOT):
        print("Making the example county ...", file=out, flush=True)
        with TemporaryDirectory() as folder:
            _build_example(Path(folder))
            load_pack(Path(folder))
    serve(words, out)


def _build_example(folder: Path) -> None:
    """Run the example's program, which stands beside the package in a clone."""
    root = Path(__file__).resolve().parents[3]
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    if importlib.util.find_spec("example") is None:
        raise SystemExit("The example county is not here: run this from a clone of the project.")
    os.spawnl(os.P_WAIT, sys.executable, sys.executable, "-m", "example", str(folder))
