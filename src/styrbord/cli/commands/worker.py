"""How is long work done on this machine?"""

from argparse import Namespace
from typing import TextIO

from styrbord.core.base.catalogue import module_in


def run(words: Namespace, out: TextIO) -> None:
    """Take jobs until stopped; with --once only those that wait now."""
    if not words.once:
        print("Taking jobs as they come; stop with Ctrl-C.", file=out, flush=True)
    module_in("styrbord.worker", "serving").serve(is_once=words.once)
