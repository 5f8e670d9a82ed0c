"""How does a board that is only tried out do what is due and long work, without services of the system?"""

import atexit
import subprocess
import sys
from threading import Event, Thread

FIRST = 20.0
EVERY = 60.0


def keep_ticking(stop: Event, *, first: float = FIRST, every: float = EVERY) -> Thread:
    """Run `styrbord tick` in a process of its own now and again, until stopped or this process ends.

    It finds the database in the environment, as this process does.
    """
    thread = Thread(target=_tick, args=(stop, first, every), name="ticking", daemon=True)
    thread.start()
    return thread


def keep_working() -> subprocess.Popen[bytes]:
    """Start `styrbord worker` beside this process; it is stopped when this process ends."""
    words = [sys.executable, "-m", "styrbord.cli", "worker"]
    worker = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    atexit.register(worker.terminate)
    return worker


def _tick(stop: Event, first: float, every: float) -> None:
    wait = first
    while not stop.wait(wait):
        subprocess.run(
            [sys.executable, "-m", "styrbord.cli", "tick"],
            check=False,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait = every
