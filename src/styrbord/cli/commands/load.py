"""How is a pack, or a file as it was published, loaded from the terminal?"""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TextIO

from styrbord.cli.asking import request_of
from styrbord.cli.progress import bar, end
from styrbord.core.base.catalogue import module_in
from styrbord.services.loading import Loaded, load_pack


def run(words: Namespace, out: TextIO) -> None:
    """Load a pack or a file and state what it held."""
    progress = bar(sys.stderr)
    try:
        loading = module_in("styrbord.services.imports", "loading")
        if words.pack.is_file():
            result = loading.load_file(
                request_of(words.pack, words, Path()), description=words.describe, progress=progress
            )
        elif (words.pack / "account.json").is_file():
            result = loading.load_folder(words.pack, description=words.describe, progress=progress)
        else:
            result = load_pack(words.pack, description=words.describe, progress=progress)
    finally:
        end(sys.stderr)
    state(result, out)


def state(result: Loaded, out: TextIO) -> None:
    """What was loaded, warnings first."""
    for problem in result.warnings:
        print(f"warning: {problem}", file=out)
    print(
        f"Loaded {result.subjects:,} subjects, {result.indicators:,} indicators,"
        f" {result.observations:,} observations in {result.editions} new editions"
        f" ({result.new_observations:,} observations new).",
        file=out,
    )
