"""How do pages go out as text, and come in?"""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TextIO

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.services import pages

define("file.unusable", "The file cannot be used: {reason}.", "Check its path and whether you may use it.")


def run(words: Namespace, out: TextIO) -> None:
    """Write the pages as text, or publish them from text."""
    if words.action == "import":
        print(f"{pages.import_pages(_read(words.file))} pages changed.", file=out)
        return
    text = pages.export_pages()
    if words.file:
        _write(words.file, text)
    else:
        print(text, file=out, end="")


def _read(file: Path | None) -> str:
    try:
        return file.read_text(encoding="utf-8") if file else sys.stdin.read()
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable(file, error) from error


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise _unusable(file, error) from error


def _unusable(file: Path | None, error: OSError | UnicodeDecodeError) -> Refused:
    reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
    return Refused(Problem("file.unusable", str(file or "terminal"), {"reason": reason}))
