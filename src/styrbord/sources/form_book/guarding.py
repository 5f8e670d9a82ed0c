"""Is a workbook that comes back what a spreadsheet program writes, and nothing beside it?

Limits are narrower than those of statistical tables (`formats/_archive.py`), for a form is small.
"""

import stat
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from styrbord.core.base.problems import Problem, Refused, define
from styrbord.sources.formats import _archive
from styrbord.sources.formats._ole import MAGIC as OLE
from styrbord.sources.formats._problems import damaged, too_large

define(
    "form-book.not-xlsx",
    "This is no workbook in the form .xlsx: {found}.",
    "Open it in a spreadsheet program, save it as .xlsx and hand that in.",
)
define(
    "form-book.macros",
    "The workbook holds macros, which are never taken.",
    "Save it as .xlsx, without macros, and hand that in.",
)
define(
    "form-book.embedded",
    "The workbook holds another file or an active object, which are never taken.",
    "Take out objects and files that were put into it, and hand it in again.",
)
define(
    "form-book.paths",
    "The file's table of contents names a part that no spreadsheet program writes: '{name}'.",
    "Open it in a spreadsheet program, save it anew as .xlsx and hand that in.",
)

MB = 1 << 20
MOST_BYTES = 20 * MB
MOST_UNPACKED = 200 * MB
MOST_ENTRIES = 2_000
MOST_RATIO = 100
LARGE = MB
ZIP = b"PK\x03\x04"
_ARCHIVES = (ZIP, OLE, b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_MACROS = ("vbaproject", "vbadata", "xl/macrosheets/", "xl/dialogsheets/")
_OBJECTS = ("xl/embeddings/", "xl/activex/", "xl/ctrlprops/", "oleobject")
_KINDS = "[content_types].xml"
_MOST_KINDS = 64 * MB


def check_file(path: Path) -> None:
    """Refuse what is too large or no archive, by its first bytes alone."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise too_large(size, MOST_BYTES, "bytes")
    with path.open("rb") as file:
        start = file.read(8)
    if not start:
        raise Refused(Problem("file.empty"))
    if start == OLE:
        raise _not_xlsx("it is an old or an encrypted workbook")
    if not start.startswith(ZIP):
        raise _not_xlsx("it is another kind of file")


def check_archive(archive: ZipFile) -> None:
    """Refuse an archive with more, other or larger parts than a form's workbook has."""
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise _archive.bomb(len(entries), MOST_ENTRIES, "entries")
    if (total := sum(entry.file_size for entry in entries)) > MOST_UNPACKED:
        raise _archive.bomb(total, MOST_UNPACKED, "bytes")
    seen: set[str] = set()
    for entry in entries:
        _check_name(entry, seen)
        _check_ratio(entry)
    for entry in entries:
        _check_content(archive, entry)
    if _has_macros(archive, seen):
        raise Refused(Problem("form-book.macros"))


def _check_name(entry: ZipInfo, seen: set[str]) -> None:
    name = entry.filename
    parts = name.split("/")
    is_strange = (
        name.startswith("/")
        or ".." in parts
        or not name.isprintable()
        or any(mark in name for mark in "\\:*?<>|")
        or name.casefold() in seen
        or (entry.orig_filename or name) != name
        or stat.S_ISLNK(entry.external_attr >> 16)
    )
    if is_strange:
        raise Refused(Problem("form-book.paths", params={"name": ascii(name)[1:-1][:100]}))
    seen.add(name.casefold())
    if any(mark in name.casefold() for mark in _MACROS):
        raise Refused(Problem("form-book.macros"))
    if any(mark in name.casefold() for mark in _OBJECTS):
        raise Refused(Problem("form-book.embedded"))


def _check_ratio(entry: ZipInfo) -> None:
    ratio = entry.file_size // max(entry.compress_size, 1)
    if entry.file_size > LARGE and ratio > MOST_RATIO:
        raise _archive.bomb(ratio, MOST_RATIO, "times its size", entry.filename)


def _check_content(archive: ZipFile, entry: ZipInfo) -> None:
    if entry.is_dir():
        return
    try:
        with archive.open(entry) as part:
            start = part.read(8)
    except _archive.BROKEN as cause:
        raise damaged(cause, entry.filename) from cause
    if start.startswith(_ARCHIVES):
        raise Refused(Problem("form-book.embedded"))


def _has_macros(archive: ZipFile, seen: set[str]) -> bool:
    """Whether the table of contents says that there are macros, whatever the file is called."""
    if _KINDS not in seen:
        raise _not_xlsx("it is an archive of another kind")
    name = next(one for one in archive.namelist() if one.casefold() == _KINDS)
    return b"macroenabled" in _archive.whole(archive, name, _MOST_KINDS).lower()


def _not_xlsx(found: str) -> Refused:
    return Refused(Problem("form-book.not-xlsx", params={"found": found}))
