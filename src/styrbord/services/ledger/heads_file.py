"""Where are the heads published, and how do they get into that file?

Text, one line a head, only ever appended to. Copy it to where nobody can write who can write to the
database: only what lies out of reach can testify.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection

from styrbord.core.base.ledger.seals import Head, read_heads
from styrbord.core.base.problems import Problem, Refused, define

ENDING = ".heads"

define(
    "ledger.heads-missing",
    "There are seals, but no published heads in this file.",
    "Bring the file back from a copy, or name it with --heads. If it is lost, `styrbord ledger seal"
    " --new-heads` begins it anew, and `styrbord ledger verify --chain-alone` does without.",
)
define(
    "ledger.heads-broken",
    "Line {line} is no head, or does not follow from the line before.",
    "Somebody changed the file, or it was cut: take an earlier copy of it.",
)
define(
    "ledger.heads-unusable",
    "The file of heads cannot be used: {reason}.",
    "Check its path, its rights and the room on its disk; see the setting STYRBORD_LEDGER_HEADS.",
)
define(
    "ledger.heads-differ",
    "Head {sequence} of the file is not the one in the database.",
    "Run `styrbord ledger verify`. If an older backup was restored, keep this file, and begin another one:"
    " `styrbord ledger seal --heads OTHER --new-heads`.",
)


def place(given: Path | None = None) -> Path:
    """The file of heads: as given, else as set, else beside the database's file or in the state folder."""
    if given or settings.LEDGER_HEADS:
        return Path(given or settings.LEDGER_HEADS)
    name = str(connection.settings_dict["NAME"])
    return Path(name + ENDING) if connection.vendor == "sqlite" else settings.STATE / (name + ENDING)


def heads_in(path: Path) -> Mapping[int, Head]:
    """Published heads by sequence.

    Raises
    ------
    Refused
        `ledger.heads-missing` or `ledger.heads-broken`.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise Refused(Problem("ledger.heads-missing", str(path))) from None
    except OSError as error:
        raise _unusable(path, error) from error
    heads = _heads(content, path)
    if not heads:
        raise Refused(Problem("ledger.heads-missing", str(path)))
    return heads


class Publishing:
    """A file of heads that nobody else appends to meanwhile."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        """Read what stands there; a line that was not written to its end is kept as `torn`."""
        content = file.read()
        self._file = file
        self._torn = content[content.rfind(b"\n") + 1 :]
        self._path = path
        self.heads = _heads(content, path)

    @property
    def last(self) -> int:
        """Sequence of the newest head; 0 when there is none."""
        return max(self.heads, default=0)

    def append(self, heads: Iterable[Head]) -> int:
        """Append heads for good; returns how many."""
        count = 0
        for count, head in enumerate(heads, 1):  # noqa: B007  (the count is the answer)
            line = head.line().encode() + b"\n"
            if not line.startswith(self._torn):
                raise Refused(Problem("ledger.heads-broken", str(self._path), {"line": len(self.heads) + 1}))
            self._file.write(line[len(self._torn) :])
            self._torn = b""
        self._file.flush()
        os.fsync(self._file.fileno())
        return count


@contextmanager
def publishing(path: Path) -> Iterator[Publishing]:
    """The file of heads for appending; whoever comes at the same time waits.

    Raises
    ------
    Refused
        `ledger.heads-unusable` or `ledger.heads-broken`.
    """
    try:
        with path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            yield Publishing(file, path)
    except OSError as error:
        raise _unusable(path, error) from error


def _heads(content: bytes, path: Path) -> Mapping[int, Head]:
    whole = content[: content.rfind(b"\n") + 1].decode("utf-8", "replace")
    heads, bad = read_heads(whole.splitlines())
    if bad:
        raise Refused(Problem("ledger.heads-broken", str(path), {"line": bad}))
    return heads


def _unusable(path: Path, error: OSError) -> Refused:
    return Refused(Problem("ledger.heads-unusable", str(path), {"reason": error.strerror or str(error)}))
