"""How is a pack loaded from the terminal?"""

import sys
from argparse import Namespace
from typing import TextIO

from styrbord.core.base.progress import Progress
from styrbord.services.loading import load_pack


def run(words: Namespace, out: TextIO) -> None:
    """Load a pack and state what it held."""
    result = load_pack(words.pack, description=words.describe, progress=bar(sys.stderr))
    for problem in result.warnings:
        print(f"warning: {problem}", file=out)
    print(
        f"Loaded {result.subjects:,} subjects, {result.indicators:,} indicators,"
        f" {result.observations:,} observations in {result.editions} new editions"
        f" ({result.new_observations:,} observations new).",
        file=out,
    )


def bar(err: TextIO) -> Progress:
    """Progress on a terminal; nothing where nobody looks."""

    def show(done: int, total: int, stage: str) -> None:
        if err.isatty():
            filled = "#" * (30 * done // total)
            print(f"\r[{filled:<30}] {stage:<14}", end="\n" if done == total else "", file=err, flush=True)

    return show
