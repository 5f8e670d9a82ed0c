"""What stands in a workbook of Excel 5 to 2003 (.xls)?"""

from pathlib import Path

from styrbord.core.collection.grid import Workbook
from styrbord.sources.formats import _calamine as calamine
from styrbord.sources.formats._format import Format, Wanted
from styrbord.sources.formats._problems import wanted_names

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"), "WORKBOOK".encode("utf-16-le"))


def recognises(start: bytes, path: Path) -> bool:
    """Whether it is a compound file with a workbook in it."""
    return start.startswith(MAGIC)


def read(path: Path, wanted: Wanted) -> Workbook:
    """All sheets, or the one asked for."""
    book = calamine.opened(path)
    hidden = calamine.sheets_of(book)
    names = wanted_names(list(hidden), wanted.sheet)
    sheets = []
    for done, name in enumerate(names, 1):
        sheet = calamine.sheet_of(book, name, wanted.most_cells)
        sheet.is_hidden = hidden[name]
        sheets.append(sheet)
        wanted.progress(done, len(names), "sheets")
    return Workbook("xls", sheets)


FORMAT = Format("xls", "Excel 97-2003 (.xls)", 30, recognises, read)
