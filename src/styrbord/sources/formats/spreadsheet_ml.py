"""What stands in a workbook that Excel 2003 saved as XML (SpreadsheetML)?"""

from collections.abc import Iterator
from pathlib import Path

from styrbord.core.collection.grid import Workbook
from styrbord.sources.formats._format import Format, Wanted
from styrbord.sources.formats._markup import Reader
from styrbord.sources.formats._problems import unvalued, wanted_names
from styrbord.sources.formats._xml import parse

NAMESPACE = b"urn:schemas-microsoft-com:office:spreadsheet"
CHUNK = 1 << 18


def recognises(start: bytes, path: Path) -> bool:
    """Whether it is XML with the namespace of these workbooks."""
    plain = start.replace(b"\0", b"")[:8192].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return plain.startswith(b"<") and NAMESPACE in plain and b"Workbook" in plain


def read(path: Path, wanted: Wanted) -> Workbook:
    """All sheets, or the one asked for."""
    reader = Reader(wanted)
    parse(_pieces(path), reader.starts, reader.ends, reader.text)
    wanted_names(reader.names, wanted.sheet)
    problems = tuple(unvalued(drawn.unvalued) for drawn in reader.drawn if drawn.unvalued)
    return Workbook("spreadsheet-ml", [drawn.sheet() for drawn in reader.drawn], problems)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        first = file.read(CHUNK).lstrip()  # a blank line before the declaration is common, and no XML
        while first:
            yield first
            first = file.read(CHUNK)


FORMAT = Format("spreadsheet-ml", "Excel 2003 XML (SpreadsheetML)", 40, recognises, read)
