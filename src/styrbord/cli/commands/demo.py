"""How is the example county made and served?"""

import atexit
import importlib.util
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import TextIO

from styrbord.cli.commands import serve
from styrbord.cli.ticking import keep_ticking, keep_working
from styrbord.services import database, installation

CLONE = Path(__file__).resolve().parents[4]
PAST = "example-past"
PACKS = ("example", "example.digital")


def run(words: Namespace, out: TextIO) -> None:
    """Load the example county once, or anew when asked, then serve it."""
    if words.fresh and installation.setting(installation.IS_INVENTED):
        database.make_anew()
    is_new = not installation.setting(installation.ROOT)
    if is_new:
        print("Making the example county ...", file=out, flush=True)
        for program in PACKS:
            with TemporaryDirectory() as folder:
                _build_example(program, Path(folder))
                load(Path(folder))
        print(
            "Its past (deviations, decisions, promises, meetings) comes in beside it, in a minute or two.",
            file=out,
            flush=True,
        )
    elif installation.setting(PAST) == "begun":
        print("Its past was not lived through to the end: see all of it with --fresh.", file=out, flush=True)
    past = _past() if is_new else None
    Thread(target=_live_on, args=(past,), name="living", daemon=True).start()
    serve.run(words, out)


def _past() -> subprocess.Popen[bytes]:
    """Begin to live through the past of a county that is new, beside the site."""
    found = subprocess.Popen([sys.executable, "-m", "example.past"], cwd=CLONE)
    atexit.register(found.terminate)
    return found


def _live_on(past: "subprocess.Popen[bytes] | None") -> None:
    """Do what is due and long work as time goes on, once the past is over.

    A worker beside it would do the work of the past by the clock of today.
    """
    if past:
        past.wait()
    keep_ticking(Event())
    keep_working()


def load(folder: Path) -> None:
    """Load a pack in a process of its own, into the database that the environment names.

    Reading tables starts threads. The processes that serve are forked from this one, and where it had such
    threads a table that is read there would wait for them for ever.
    """
    words = [sys.executable, "-m", "styrbord.cli", "load", str(folder)]
    done = subprocess.run(words, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def _build_example(program: str, folder: Path) -> None:
    """Run a program of the example, which stands beside the package in a clone."""
    if str(CLONE) not in sys.path:
        sys.path.insert(0, str(CLONE))
    if importlib.util.find_spec("example") is None:
        raise SystemExit("The example county is not here: run this from a clone of the project.")
    subprocess.run([sys.executable, "-m", program, str(folder)], cwd=CLONE, check=True)
