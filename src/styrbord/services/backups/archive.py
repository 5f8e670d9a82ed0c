"""What stands in the file of a backup, and is it whole?

An archive (zip) of the data and of `manifest.json`, which is written last: number of rows and hash of each
table, the migrations that made them, the newest head of the ledger.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from styrbord.core.base.problems import Problem, Refused, define

FORM = "styrbord-backup/1"
MANIFEST = "manifest.json"
BLOCK = 1 << 20
_LEVEL = 1

define(
    "backup.unreadable",
    "This is no backup, or it is cut off or damaged: {reason}.",
    "Take another copy of it, or an earlier backup.",
)
define(
    "backup.damaged",
    "{member} is not what was backed up.",
    "Take another copy of the backup, or an earlier one.",
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was backed up."""

    rows: int
    sha256: str
    columns: list[str]


@dataclass(slots=True)
class Manifest:
    """What a backup holds; `kind` is sqlite or postgresql, `head` the newest head of the ledger."""

    kind: str
    version: str
    made_at: str
    migrations: list[list[str]] = field(default_factory=list)
    tables: dict[str, Table] = field(default_factory=dict)
    sequences: dict[str, list[Any]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    head: str = ""
    form: str = FORM

    def text(self) -> str:
        """The manifest as JSON."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"


class Writer:
    """An archive on its way."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Write into an open archive."""
        self._archive = archive

    @contextmanager
    def member(self, name: str) -> Iterator[IO[bytes]]:
        """A part of any size."""
        with self._archive.open(name, "w", force_zip64=True) as out:
            yield out

    def close(self, manifest: Manifest) -> None:
        """Write the manifest, the last part."""
        self._archive.writestr(MANIFEST, manifest.text())


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A new archive."""
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        yield Writer(archive)


class Reader:
    """An archive whose parts are checked while they are read."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Read the manifest."""
        self._archive = archive
        self.manifest = _manifest(archive.read(MANIFEST))

    def blocks(self, name: str, sha256: str) -> Iterator[bytes]:
        """Bytes of a part, in blocks.

        Raises
        ------
        Refused
            `backup.damaged` after the last block, if the part has another hash.
        """
        digest = hashlib.sha256()
        if name not in self._archive.namelist():
            raise damaged(name)
        with self._archive.open(name) as part:
            while block := part.read(BLOCK):
                digest.update(block)
                yield block
        if digest.hexdigest() != sha256:
            raise damaged(name)


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """A backup for reading.

    Raises
    ------
    Refused
        `backup.unreadable` if it is none, is cut off or damaged.
    """
    try:
        with _opened(path) as archive:
            yield _reader(archive, path)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError) as error:
        raise unreadable(path, str(error).rstrip(".")) from error


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except OSError as error:
        raise unreadable(path, error.strerror or str(error)) from error


def _reader(archive: zipfile.ZipFile, path: Path) -> Reader:
    try:
        return Reader(archive)
    except (ValueError, KeyError, TypeError, AttributeError, RuntimeError) as error:
        raise unreadable(path, "its manifest is missing or broken") from error


def unreadable(path: Path, reason: str) -> Refused:
    """Refusal of a whole file."""
    return Refused(Problem("backup.unreadable", str(path), {"reason": reason}))


def damaged(member: str) -> Refused:
    """Refusal of a part."""
    return Refused(Problem("backup.damaged", "", {"member": member}))


def _manifest(content: bytes) -> Manifest:
    said = json.loads(content)
    if said.pop("form") != FORM:
        raise ValueError("another form")
    tables = {name: Table(**table) for name, table in said.pop("tables").items()}
    return Manifest(**said, tables=tables)
