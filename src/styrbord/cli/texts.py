"""How does a command read a text from a file or the terminal, and write one?"""

import os
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TextIO

from styrbord.core.base.problems import Problem, Refused, define

define("file.unusable", "The file cannot be used: {reason}.", "Check its path and whether you may use it.")


def read(file: Path | None) -> str:
    """Text of a file, or of the terminal when none is named.

    Raises
    ------
    Refused
        `file.unusable`
    """
    try:
        return file.read_text(encoding="utf-8") if file else sys.stdin.read()
    except (OSError, UnicodeDecodeError) as error:
        raise unusable(file, error) from error


def write(file: Path | None, text: str, out: TextIO) -> None:
    """Write a text into a file, or to the terminal when none is named.

    Raises
    ------
    Refused
        `file.unusable`
    """
    if file is None:
        print(text, file=out, end="")
        return
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise unusable(file, error) from error


def replace(file: Path, text: str) -> None:
    """Write a text into a file whole or not at all; what stood there stays until all is written.

    Raises
    ------
    Refused
        `file.unusable`
    """
    beside = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(
            "w", encoding="utf-8", dir=file.parent, prefix=f".{file.name}-", delete=False
        ) as opened:
            beside = Path(opened.name)
            opened.write(text)
        beside.chmod(0o666 & ~_umask())
        os.replace(beside, file)
    except OSError as error:
        raise unusable(file, error) from error
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def _umask() -> int:
    """Rights that new files of this process do not have; it is told only by setting it."""
    found = os.umask(0o077)
    os.umask(found)
    return found


def unusable(file: Path | None, error: OSError | UnicodeDecodeError) -> Refused:
    """That a file cannot be read or written, and why."""
    reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
    return Refused(Problem("file.unusable", str(file or "terminal"), {"reason": reason}))
