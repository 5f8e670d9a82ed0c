"""How is the example county made and served?"""

import importlib.util
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import TextIO

from styrbord.cli.commands import serve
from styrbord.cli.ticking import keep_ticking, keep_working
from styrbord.services import database, installation


def run(words: Namespace, out: TextIO) -> None:
    """Load the example county once, or anew when asked, then serve it."""
    if words.fresh and installation.setting(installation.IS_INVENTED):
        database.make_anew()
    if not installation.setting(installation.ROOT):
        print("Making the example county ...", file=out, flush=True)
        with TemporaryDirectory() as folder:
            _build_example(Path(folder))
            load(Path(folder))
    keep_ticking(Event())
    keep_working()
    serve.run(words, out)


def load(folder: Path) -> None:
    """Load a pack in a process of its own, into the database that the environment names.

    Reading tables starts threads. The processes that serve are forked from this one, and where it had such
    threads a table that is read there would wait for them for ever.
    """
    words = [sys.executable, "-m", "styrbord.cli", "load", str(folder)]
    done = subprocess.run(words, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def _build_example(folder: Path) -> None:
    """Run the example's program, which stands beside the package in a clone."""
    root = Path(__file__).resolve().parents[4]
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    if importlib.util.find_spec("example") is None:
        raise SystemExit("The example county is not here: run this from a clone of the project.")
    subprocess.run([sys.executable, "-m", "example", str(folder)], cwd=root, check=True)
