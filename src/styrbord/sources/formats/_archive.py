"""Is an archive safe to unpack, and what do its parts hold?

Stated sizes are looked at first, and what is unpacked here is counted again. Workbooks of statistics
unpack to 5 to 40 times their size, a sheet of one repeated number to 100; deflate can reach 1,032.
"""

import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, LargeZipFile, ZipFile

from styrbord.core.base.problems import Problem, Refused
from styrbord.sources.formats._problems import damaged

MOST_ENTRIES = 10_000
MOST_UNPACKED = 1 << 30
MOST_RATIO = 200
SMALL_ENTRY = 1 << 20
CHUNK = 1 << 18
BROKEN = (
    BadZipFile,
    LargeZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


@contextmanager
def opened(path: Path) -> Iterator[ZipFile]:
    """An archive whose stated sizes are within the limits."""
    try:
        archive = ZipFile(path)
    except BROKEN as cause:
        raise damaged(cause) from cause
    with archive:
        _look_through(archive)
        yield archive


def _look_through(archive: ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise bomb(len(entries), MOST_ENTRIES, "entries")
    total = sum(entry.file_size for entry in entries)
    if total > MOST_UNPACKED:
        raise bomb(total, MOST_UNPACKED, "bytes")
    for entry in entries:
        if entry.flag_bits & 1:
            raise Refused(Problem("file.encrypted", entry.filename))
        if entry.file_size > SMALL_ENTRY:
            _check_ratio(entry.file_size, entry.compress_size, entry.filename)


def _check_ratio(unpacked: int, packed: int, name: str) -> None:
    if unpacked > max(packed, 1) * MOST_RATIO:
        raise bomb(unpacked // max(packed, 1), MOST_RATIO, "times its size", name)


def bomb(found: int, most: int, what: str, place: str = "") -> Refused:
    """Refusal of an archive that grows too much."""
    return Refused(Problem("file.archive-bomb", place, {"found": found, "most": most, "what": what}))


def chunks(archive: ZipFile, name: str) -> Generator[bytes, None, None]:
    """A part of an archive, piece by piece, counted while it is unpacked."""
    try:
        entry = archive.getinfo(name)
        count = 0
        with archive.open(entry) as part:
            while piece := part.read(CHUNK):
                count += len(piece)
                if count > SMALL_ENTRY:
                    _check_ratio(count, entry.compress_size, name)
                yield piece
    except KeyError as cause:
        raise damaged(f"it has no part {name}") from cause
    except BROKEN as cause:
        raise damaged(cause, name) from cause


def whole(archive: ZipFile, name: str, most: int = 64 << 20) -> bytes:
    """A part of an archive, at most so many bytes of it."""
    pieces, count = [], 0
    for piece in chunks(archive, name):
        count += len(piece)
        if count > most:
            raise bomb(count, most, "bytes", name)
        pieces.append(piece)
    return b"".join(pieces)


def entries(start: bytes, path: Path) -> frozenset[str]:
    """Names of an archive's entries, with slashes and small letters; none when it is no archive."""
    if not start.startswith(b"PK"):
        return frozenset()
    try:
        with ZipFile(path) as archive:
            return frozenset(name.replace("\\", "/").lower() for name in archive.namelist())
    except BROKEN:
        return frozenset()
