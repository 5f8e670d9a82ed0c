"""How is a pack, or a file as it was published, loaded from the terminal?"""

import sys
from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import TextIO

from styrbord.cli.asking import request_of
from styrbord.cli.progress import bar, end
from styrbord.core.base.catalogue import module_in
from styrbord.core.base.progress import Progress
from styrbord.services.loading import Loaded, load_pack, load_scheduled


def run(words: Namespace, out: TextIO) -> None:
    """Load a pack or a file and state what it held."""
    load = partial(_load, words, bar(sys.stderr))
    try:
        if words.scheduled is None:
            result = load()
        else:
            datasets = [code for code in words.datasets.split(",") if code]
            result = load_scheduled(words.scheduled, load, datasets=datasets)
    finally:
        end(sys.stderr)
    state(result, out)


def _load(words: Namespace, progress: Progress) -> Loaded:
    loading = module_in("styrbord.services.imports", "loading")
    if words.pack.is_file():
        request = request_of(words.pack, words, Path())
        result: Loaded = loading.load_file(request, description=words.describe, progress=progress)
        return result
    if (words.pack / "account.json").is_file():
        result = loading.load_folder(words.pack, description=words.describe, progress=progress)
        return result
    return load_pack(words.pack, description=words.describe, progress=progress)


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
