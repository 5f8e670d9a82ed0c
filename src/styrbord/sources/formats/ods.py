"""What stands in a workbook of OpenDocument (.ods)?"""

from pathlib import Path
from zipfile import ZipFile

from styrbord.core.base.problems import Problem, Refused
from styrbord.core.collection.grid import Workbook
from styrbord.sources.formats import _archive
from styrbord.sources.formats._format import Format, Wanted
from styrbord.sources.formats._opendocument import Reader, Styles
from styrbord.sources.formats._problems import unvalued, wanted_names
from styrbord.sources.formats._xml import parse

MANIFEST = "META-INF/manifest.xml"
KIND = b"application/vnd.oasis.opendocument.spreadsheet"


def recognises(start: bytes, path: Path) -> bool:
    """Whether it is an archive that calls itself a spreadsheet of OpenDocument."""
    names = _archive.entries(start, path)
    if "content.xml" not in names:
        return False
    return KIND in start[:200] or _in_manifest(path)


def _in_manifest(path: Path) -> bool:
    with ZipFile(path) as archive:
        try:
            return KIND in _archive.whole(archive, MANIFEST, most=1 << 20)
        except Refused:
            return False


def read(path: Path, wanted: Wanted) -> Workbook:
    """All sheets, or the one asked for."""
    with _archive.opened(path) as archive:
        _refuse_encrypted(archive)
        styles = Styles()
        if "styles.xml" in archive.namelist():
            parse(_archive.chunks(archive, "styles.xml"), styles.starts, styles.ends, place="styles.xml")
        reader = Reader(styles, wanted)
        parse(_archive.chunks(archive, "content.xml"), reader.starts, reader.ends, reader.text, "content.xml")
    wanted_names(reader.names, wanted.sheet)
    problems = tuple(unvalued(drawn.unvalued) for drawn in reader.drawn if drawn.unvalued)
    return Workbook("ods", [drawn.sheet() for drawn in reader.drawn], problems)


def _refuse_encrypted(archive: ZipFile) -> None:
    if MANIFEST in archive.namelist() and b"encryption-data" in _archive.whole(archive, MANIFEST):
        raise Refused(Problem("file.encrypted"))


FORMAT = Format("ods", "OpenDocument spreadsheet (.ods)", 20, recognises, read)
