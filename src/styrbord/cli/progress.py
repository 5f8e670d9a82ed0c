"""How does a terminal show how far long work has come?"""

from typing import TextIO

from styrbord.core.base.progress import Progress

WIDTH = 30


def bar(err: TextIO) -> Progress:
    """Progress on a terminal; nothing where nobody looks."""
    shown = ""

    def show(done: int, total: int, stage: str) -> None:
        nonlocal shown
        if not err.isatty():
            return
        filled = "#" * (WIDTH * min(done, total) // max(total, 1))
        line = f"[{filled:<{WIDTH}}] {stage:<14}"
        if line != shown:
            print(f"\r{line}", end="", file=err, flush=True)
        shown = line

    return show


def end(err: TextIO) -> None:
    """Take the bar away, so that what follows stands on a line of its own."""
    if err.isatty():
        print(f"\r{'':<{WIDTH + 17}}\r", end="", file=err, flush=True)
