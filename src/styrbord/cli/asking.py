"""What do the words of a command ask of a file?"""

from argparse import Namespace
from pathlib import Path

from styrbord.services.imports.asking import text_of
from styrbord.sources.asking import Request


def request_of(path: Path, words: Namespace, out: Path, *, sheet: str = "", territories: str = "") -> Request:
    """Request for a file; territories that the words name come before the given ones."""
    return Request(
        path,
        out,
        sheet=sheet,
        layout=text_of(words.layout),
        territories=text_of(words.territories) or territories,
        structure=words.structure,
        language=words.language or "",
    )
